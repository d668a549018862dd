"""The only socket that sends events; `fetch` is the one that fetches lists.

An address is looked up once, every address it stands for must be on the public internet, and the connection goes to the one that
was looked at: a name that means another machine a moment later reaches nothing (DNS rebinding). TLS is checked against the name.
No redirect is followed, no proxy is used, an answer is read up to a ceiling and thrown away. Start at `send`.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Timer

import httpx

from tizim.errors import UnsafeAddress
from tizim.jobs.send_limits import SendLimits
from tizim.webhooks.addresses import Target, require_public, require_sendable

Resolve = Callable[[str, int], list[str]]
"""gives all addresses that a name stands for; raises OSError where there is none"""
_BLOCK = 2**12


@dataclass(frozen=True, slots=True)
class Sent:
    """What one attempt came to. status: of the answer, None where none came. why: it was no success; "" where it was.

    after: seconds that the receiver asks to wait. gone: it wants no more of it (410).
    """

    status: int | None
    why: str = ""
    after: float | None = None
    gone: bool = False

    @property
    def arrived(self) -> bool:
        """Whether the receiver said that it has it."""
        return not self.why


def resolved(host: str, port: int) -> list[str]:
    """The addresses that a name stands for, as the machine says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def require_reachable(url: str, limits: SendLimits, resolve: Resolve = resolved) -> tuple[Target, str]:
    """An address taken apart, and where to connect to. Raises UnsafeAddress where nothing may be sent there."""
    target = require_sendable(url, loopback=limits.loopback)
    try:
        addresses = resolve(target.host, target.port)
    except (OSError, UnicodeError) as wrong:
        raise UnsafeAddress(
            f"{target.host}: expected a name that stands for an address, came none ({wrong})"
        ) from wrong
    return target, require_public(target.host, addresses, loopback=limits.loopback)


def send(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    limits: SendLimits,
    *,
    resolve: Resolve = resolved,
    trust: str | None = None,
) -> Sent:
    """Posts an event once. It raises nothing that the receiver or its network could cause.

    Args:
        url: of the receiver.
        headers: besides those that every request has.
        body: JSON.
        limits: ceilings, and whether this machine itself may be sent to.
        resolve: looks a name up.
        trust: a file of certificates of those who may sign the receiver's; None takes the usual ones.
    """
    deadline = time.monotonic() + limits.seconds
    try:
        target, address = require_reachable(url, limits, resolve)
        return _posted(target, address, headers, body, limits, deadline, trust)
    except UnsafeAddress as wrong:
        return Sent(None, str(wrong))
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError) as wrong:
        late = time.monotonic() >= deadline
        return Sent(None, f"expected an answer within {limits.seconds:g} s, it took longer" if late else _told(wrong))


def _posted(
    target: Target,
    address: str,
    headers: Mapping[str, str],
    body: bytes,
    limits: SendLimits,
    deadline: float,
    trust: str | None,
) -> Sent:
    host = f"[{address}]" if ":" in address else address
    given = {
        "Host": target.authority,
        "User-Agent": "tizim (webhooks)",
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",  # nothing to unpack
        **headers,
    }
    left = max(0.1, deadline - time.monotonic())
    with (
        httpx.Client(timeout=left, trust_env=False, follow_redirects=False, verify=_verifying(trust)) as client,
        _ending(client, left),
        client.stream(
            "POST",
            f"{target.scheme}://{host}:{target.port}{target.path}",
            headers=given,
            content=body,
            extensions={"sni_hostname": target.host},  # the certificate must be the name's
        ) as answer,
    ):
        size = 0
        for block in answer.iter_raw(_BLOCK):
            size += len(block)
            if size > limits.max_bytes or time.monotonic() > deadline:
                break  # what it said first is what counts
        return _judged(answer)


def _verifying(trust: str | None) -> bool | ssl.SSLContext:
    return True if trust is None else ssl.create_default_context(cafile=trust)


@contextmanager
def _ending(client: httpx.Client, seconds: float) -> Iterator[None]:
    """Closes the connection when the time is over: a receiver that gives a byte now and then would never run into a timeout."""
    timer = Timer(seconds, client.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _judged(answer: httpx.Response) -> Sent:
    status = answer.status_code
    if answer.is_success:
        return Sent(status)
    told = "a redirect, which is not followed" if answer.is_redirect else f"{status}"
    return Sent(status, f"expected a status of 200 to 299, came {told}", _asked_to_wait(answer), gone=status == 410)


def _asked_to_wait(answer: httpx.Response) -> float | None:
    """Retry-After in seconds (RFC 9110, 10.2.3: seconds or a date)."""
    words = answer.headers.get("retry-after", "").strip()
    if words.isascii() and words.isdecimal() and len(words) < 10:
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _told(wrong: Exception) -> str:
    return f"expected an answer, came {type(wrong).__name__} ({str(wrong)[:200]})"
