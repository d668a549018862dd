"""The only socket that fetches lists; `send` is the one that sends events.

TLS always (plain http for this machine itself only), redirects bounded, never down to http and from the internet never into a network
of one's own, ceilings on size and time
enforced while reading, retries of what may pass (no connection, 429, 5xx), a digest of what came. It does not look into the
answer. Start at `fetch`.
"""

import ipaddress
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from tizim.errors import FetchError
from tizim.jobs.fetch_limits import FetchLimits

LIMITS = FetchLimits()
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCK = 2**16


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came. url: the address that gave it, after redirects. last_modified: the server's words.

    published: the same as ISO 8601 UTC, None where the server says nothing readable.
    """

    url: str
    path: Path
    size: int
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what we have is still the newest (RFC 9110, 15.4.5)."""

    url: str


class _AgainError(FetchError):
    """A failure that may pass. `after`: seconds the server asks to wait."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


def fetch(
    url: str,
    *,
    into: Path,
    etag: str | None = None,
    last_modified: str | None = None,
    limits: FetchLimits = LIMITS,
    pin_sha256: str | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Fetched | NotModified:
    """Fetches one file to `into`, which appears whole or not at all.

    Args:
        url: https; http only where the host is this machine.
        into: the file to write; its folder must exist.
        etag: of the copy we have; with it (or `last_modified`) the server may answer that nothing is new.
        last_modified: the server's words that came with the copy we have.
        limits: ceilings.
        pin_sha256: the digest the file must have.
        progress: called with the bytes so far and the bytes expected (None where the server does not say).

    Raises:
        FetchError: naming the address, what was expected and what came.
    """
    deadline = time.monotonic() + limits.seconds
    asked = _Asked(url, into, etag, last_modified, pin_sha256, limits, deadline, progress)
    _require_safe(asked.url, from_loopback=True)
    attempts = Retrying(
        stop=stop_after_attempt(limits.attempts),
        wait=lambda state: _pause(state, asked),
        retry=retry_if_exception_type(_AgainError),
        reraise=True,
    )
    return attempts(_attempt, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One call of `fetch`."""

    url: str
    into: Path
    etag: str | None
    last_modified: str | None
    pin_sha256: str | None
    limits: FetchLimits
    deadline: float
    progress: Callable[[int, int | None], None] | None


def _attempt(asked: _Asked) -> Fetched | NotModified:
    limits = asked.limits
    left = _time_left(asked)
    timeout = httpx.Timeout(min(limits.connect_seconds, left))
    headers = {"User-Agent": "tizim (list reader)", "Accept": "*/*"}
    if asked.etag is not None:
        headers["If-None-Match"] = asked.etag
    if asked.last_modified is not None:
        headers["If-Modified-Since"] = asked.last_modified
    try:
        with httpx.Client(timeout=timeout, proxy=limits.proxy, trust_env=False, follow_redirects=False) as client:
            return _follow(client, client.build_request("GET", asked.url, headers=headers), asked)
    except (httpx.TransportError, httpx.StreamError) as wrong:
        raise _AgainError(f"{asked.url}: expected a whole answer, came {type(wrong).__name__} ({wrong})") from wrong
    except (httpx.InvalidURL, httpx.DecodingError) as wrong:
        raise FetchError(f"{asked.url}: expected an address and an answer that can be read, came {wrong}") from wrong


def _follow(client: httpx.Client, request: httpx.Request, asked: _Asked) -> Fetched | NotModified:
    """The request and its redirects."""
    first = request.url
    from_outside: bool | None = None
    for _ in range(asked.limits.redirects + 1):
        response = client.send(request, stream=True)
        try:
            # By the address that was reached, not by what its name means to whoever asks next.
            is_outside = asked.limits.proxy is not None or _is_outside(_reached(response))
            from_outside = is_outside if from_outside is None else from_outside
            following = response.next_request
            if from_outside and not is_outside:
                raise FetchError(
                    f"{asked.url}: expected redirects to stay in the internet, came one into a network of its own"
                )
            if following is None:
                return _answer(response, asked)
            _require_safe(str(following.url), from_loopback=first.scheme == "http")
            if from_outside and asked.limits.proxy is None:
                _require_outside(following.url, asked)
            request = following
        finally:
            response.close()
    raise FetchError(f"{asked.url}: expected at most {asked.limits.redirects} redirects, came more")


def _require_outside(url: httpx.URL, asked: _Asked) -> None:
    """A publisher in the internet leads nobody to a machine that only this one reaches."""
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        return  # asking it will say so
    if not all(_is_outside(str(one[4][0])) for one in found):
        raise FetchError(f"{asked.url}: expected redirects to stay in the internet, came one into a network of its own")


def _reached(response: httpx.Response) -> str:
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    return str(address[0]) if address else ""


def _is_outside(address: str) -> bool:
    """Whether it is an address of the internet; not loopback, private, link-local, shared or reserved."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = found.ipv4_mapped if found.version == 6 else None
    return (mapped or found).is_global and not (mapped or found).is_multicast


def _answer(response: httpx.Response, asked: _Asked) -> Fetched | NotModified:
    status = response.status_code
    if status == httpx.codes.NOT_MODIFIED and (asked.etag is not None or asked.last_modified is not None):
        return NotModified(asked.url)
    if status in _MAY_PASS:
        raise _AgainError(
            f"{asked.url}: expected the list (200), came {status} {response.reason_phrase}", _asked_to_wait(response)
        )
    if status != httpx.codes.OK:
        raise FetchError(f"{asked.url}: expected the list (200), came {status} {response.reason_phrase}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        raise FetchError(
            f"{asked.url}: expected a list, came a web page ({kind}): the publisher may have moved it, or asks for a browser"
        )
    return _kept(response, asked)


def _kept(response: httpx.Response, asked: _Asked) -> Fetched:
    """Writes the answer beside its place, checks it, and moves it there."""
    beside = asked.into.with_name(f".{asked.into.name}.part")
    try:
        size, digest = _written(response, asked, beside)
        if asked.pin_sha256 is not None and digest != asked.pin_sha256.strip().lower():
            raise FetchError(f"{asked.url}: expected the pinned sha-256 {asked.pin_sha256}, came {digest}")
        beside.replace(asked.into)
    finally:
        beside.unlink(missing_ok=True)
    modified = response.headers.get("last-modified")
    return Fetched(
        str(response.url),
        asked.into,
        size,
        digest,
        response.headers.get("etag"),
        modified,
        _as_iso(modified) if modified else None,
    )


def _written(response: httpx.Response, asked: _Asked, beside: Path) -> tuple[int, str]:
    """Streams the answer to a file under the ceilings; its size and digest."""
    ceiling = asked.limits.max_bytes
    said = response.headers.get("content-length", "")
    expected = int(said) if said.isdecimal() and "content-encoding" not in response.headers else None
    if expected is not None and expected > ceiling:
        raise FetchError(f"{asked.url}: expected at most {ceiling:,} bytes, came an answer of {expected:,}")
    digest, size = sha256(), 0
    with beside.open("wb") as file:
        for block in response.iter_bytes(_BLOCK):
            size += len(block)
            if size > ceiling:
                raise FetchError(f"{asked.url}: expected at most {ceiling:,} bytes, came more")
            _time_left(asked)
            file.write(block)
            digest.update(block)
            if asked.progress is not None:
                asked.progress(size, expected)
        file.flush()
        os.fsync(file.fileno())
    if size == 0:
        raise FetchError(f"{asked.url}: expected a list, came an empty answer")
    return size, digest.hexdigest()


def _require_safe(url: str, *, from_loopback: bool) -> None:
    """TLS, or this machine itself; from TLS never back to plain http."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as wrong:
        raise FetchError(f"{url}: expected an https address, came one that cannot be read ({wrong})") from wrong
    if parsed.scheme == "https" and parsed.host:
        return
    if parsed.scheme == "http" and parsed.host in LOOPBACK and from_loopback:
        return
    raise FetchError(f"{url}: expected an https address, came {parsed.scheme or 'none'}")


def _time_left(asked: _Asked) -> float:
    left = asked.deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{asked.url}: expected the list within {asked.limits.seconds:g} seconds, it took longer")
    return left


def _pause(state: RetryCallState, asked: _Asked) -> float:
    """Seconds before the next attempt: what the server asks for, else doubled each time; within the time there is."""
    failure = state.outcome.exception() if state.outcome is not None else None
    after = failure.after if isinstance(failure, _AgainError) else None
    pause: float = after if after is not None else asked.limits.pause * 2 ** (state.attempt_number - 1)
    if pause >= _time_left(asked):
        raise FetchError(
            f"{failure}; it asks to wait {pause:g} seconds, which is beyond the {asked.limits.seconds:g} there are"
        ) from failure
    return pause


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Retry-After in seconds (RFC 9110, 10.2.3: seconds or a date)."""
    words = response.headers.get("retry-after", "").strip()
    if words.isdecimal():
        return float(words)
    moment = _moment(words) if words else None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment is not None else None


def _as_iso(words: str) -> str | None:
    moment = _moment(words)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else None


def _moment(words: str) -> datetime | None:
    """An HTTP date (RFC 9110, 5.6.7); None where it is none."""
    try:
        moment = parsedate_to_datetime(words)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
