"""Settings: one frozen value, read once at the edge from TIZIM_* environment variables.

A variable that is unknown, or whose value is malformed, stops the start. Nothing below `interfaces` reads the environment.
Start at `Settings.read`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from getpass import getuser
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from tizim.audit.caller import Caller
from tizim.errors import SettingError, SubjectError
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.send_limits import SendLimits

if TYPE_CHECKING:
    from tizim.access.tokens import Provider

PREFIX = "TIZIM_"
NAMES = (
    "TIZIM_HOME",
    "TIZIM_DATABASE",
    "TIZIM_USER",
    "TIZIM_ROLE",
    "TIZIM_PURPOSE",
    "TIZIM_FETCH_SECONDS",
    "TIZIM_FETCH_MAX_BYTES",
    "TIZIM_FETCH_PROXY",
    "TIZIM_UPDATE_TOKEN",
    "TIZIM_HTTP_ORIGINS",
    "TIZIM_HTTP_LOG",
    "TIZIM_HTTP_HOSTS",
    "TIZIM_HTTP_PROXIES",
    "TIZIM_HTTP_RATE",
    "TIZIM_OIDC_ISSUER",
    "TIZIM_OIDC_AUDIENCE",
    "TIZIM_OIDC_ROLES",
    "TIZIM_OIDC_CLAIM",
    "TIZIM_OIDC_NAME",
    "TIZIM_OIDC_CLIENT",
    "TIZIM_OIDC_SECRET",
    "TIZIM_OIDC_SCOPE",
    "TIZIM_WEBHOOK_LOOPBACK",
    "TIZIM_WEBHOOK_DAYS",
)
LOGS = ("plain", "json", "quiet")
OF_THE_TESTS = ("TIZIM_SHARED", "TIZIM_NO_SKIPS")
"""Variables of the test suite; with those that begin with TIZIM_TEST_ they are left alone."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    home: folder of the bank and the index (TIZIM_HOME). database: URL of a PostgreSQL database that holds the bank in place of a
    file in the home (TIZIM_DATABASE). user: who asks, and accepts what a load stopped at (TIZIM_USER). role, purpose: as what and
    why, for a home that records it (TIZIM_ROLE, TIZIM_PURPOSE).
    fetch: ceilings and proxy of fetching a list (TIZIM_FETCH_SECONDS, TIZIM_FETCH_MAX_BYTES, TIZIM_FETCH_PROXY). No proxy
    is used unless it is named here. update_token: what `POST /updatez` of the HTTP API wants (TIZIM_UPDATE_TOKEN); "" lets nobody.
    origins: of pages whose browsers may ask it (TIZIM_HTTP_ORIGINS, with commas). hosts: names it may be asked under
    (TIZIM_HTTP_HOSTS, with commas). proxies: addresses whose word on where a request is from counts (TIZIM_HTTP_PROXIES, with commas). rate:
    requests a second of one caller and process (TIZIM_HTTP_RATE).
    log: how it writes its log, one of `LOGS` (TIZIM_HTTP_LOG).
    provider: of OpenID Connect, whose tokens count (TIZIM_OIDC_ISSUER, with _AUDIENCE and _ROLES; _CLAIM, _NAME; _CLIENT, _SECRET, _SCOPE).
    sending: whether events may go to this machine itself, and after how many days a delivery is given up (TIZIM_WEBHOOK_LOOPBACK,
    TIZIM_WEBHOOK_DAYS).
    """

    home: Path
    user: str
    fetch: FetchLimits
    role: str = ""
    purpose: str = ""
    database: str | None = None
    update_token: str = ""
    origins: tuple[str, ...] = ()
    log: Literal["plain", "json", "quiet"] = "plain"
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    rate: float | None = None
    provider: "Provider | None" = None
    sending: SendLimits = field(default_factory=SendLimits)

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """The settings of an environment (`os.environ`). Raises SettingError, naming the variable."""
        given = {name: words.strip() for name, words in environment.items() if name.startswith(PREFIX)}
        for name in sorted(given):
            if name not in NAMES and not _is_of_the_tests(name):
                raise SettingError(f"{name}: expected one of {', '.join(NAMES)}, came a setting nobody knows")
        usual = FetchLimits()
        fetch = FetchLimits(
            seconds=_number(given, "TIZIM_FETCH_SECONDS", usual.seconds),
            max_bytes=int(_number(given, "TIZIM_FETCH_MAX_BYTES", usual.max_bytes)),
            proxy=_proxy(given),
        )
        home = given.get("TIZIM_HOME")
        if home == "":
            raise SettingError("TIZIM_HOME: expected a folder, came nothing")
        return cls(
            Path(home).expanduser() if home else default_home(),
            given.get("TIZIM_USER") or _login(),
            fetch,
            database=_database(given),
            role=given.get("TIZIM_ROLE", ""),
            purpose=given.get("TIZIM_PURPOSE", ""),
            update_token=given.get("TIZIM_UPDATE_TOKEN", ""),
            origins=_origins(given.get("TIZIM_HTTP_ORIGINS", "")),
            log=_log(given.get("TIZIM_HTTP_LOG", "plain")),
            hosts=_hosts(given.get("TIZIM_HTTP_HOSTS", "")),
            proxies=_proxies(given.get("TIZIM_HTTP_PROXIES", "")),
            rate=_number(given, "TIZIM_HTTP_RATE", 0) if "TIZIM_HTTP_RATE" in given else None,
            provider=_provider(given),
            sending=SendLimits(
                loopback=_is_said(given, "TIZIM_WEBHOOK_LOOPBACK"),
                days=_number(given, "TIZIM_WEBHOOK_DAYS", SendLimits().days),
            ),
        )

    def caller(self, user: str | None = None, purpose: str | None = None) -> Caller:
        """Who asks, by these settings; user, purpose: in place of theirs. Raises SubjectError as Caller does."""
        return Caller(user or self.user, self.role, self.purpose if purpose is None else purpose)


def default_home() -> Path:
    """The user's data folder, where the operating system keeps such things."""
    from platformdirs import user_data_path  # only where no home is named

    return user_data_path("tizim", appauthor=False)


def _is_of_the_tests(name: str) -> bool:
    return name in OF_THE_TESTS or name.startswith("TIZIM_TEST_")


def _number(given: Mapping[str, str], name: str, usual: float) -> float:
    words = given.get(name)
    if words is None:
        return usual
    try:
        number = float(words)
    except ValueError as wrong:
        raise SettingError(f"{name}: expected a number, came {words!r}") from wrong
    if not 0 < number < float("inf"):
        raise SettingError(f"{name}: expected a number above 0, came {words!r}")
    return number


def _is_said(given: Mapping[str, str], name: str) -> bool:
    words = given.get(name, "no")
    if words not in ("yes", "no"):
        raise SettingError(f"{name}: expected yes or no, came {words!r}")
    return words == "yes"


def _database(given: Mapping[str, str]) -> str | None:
    """The URL as it is given. A message does not show it: it may hold a password."""
    words = given.get("TIZIM_DATABASE")
    if words is not None and not words.startswith(("postgresql://", "postgresql+psycopg://")):
        raise SettingError("TIZIM_DATABASE: expected a URL that begins with postgresql://, came another")
    return words


def _proxy(given: Mapping[str, str]) -> str | None:
    words = given.get("TIZIM_FETCH_PROXY")
    if words is not None and not words.startswith(("http://", "https://")):
        raise SettingError(f"TIZIM_FETCH_PROXY: expected an address such as http://proxy:3128, came {words!r}")
    return words


def _origins(words: str) -> tuple[str, ...]:
    found = tuple(piece.strip() for piece in words.split(",") if piece.strip())
    for one in found:
        if not one.startswith(("http://", "https://")) or one.endswith("/"):
            raise SettingError(f"TIZIM_HTTP_ORIGINS: expected origins such as http://127.0.0.1:3333, came {one!r}")
    return found


def _log(words: str) -> Literal["plain", "json", "quiet"]:
    if words not in LOGS:
        raise SettingError(f"TIZIM_HTTP_LOG: expected one of {', '.join(LOGS)}, came {words!r}")
    return cast(Literal["plain", "json", "quiet"], words)


def _hosts(words: str) -> tuple[str, ...]:
    found = tuple(piece.strip().lower() for piece in words.split(",") if piece.strip())
    for one in found:
        if not re.fullmatch(r"[a-z0-9.-]+", one):
            raise SettingError(
                f"TIZIM_HTTP_HOSTS: expected names such as screening.example, without port, came {one!r}"
            )
    return found


def _proxies(words: str) -> tuple[str, ...]:
    found = tuple(piece.strip() for piece in words.split(",") if piece.strip())
    for one in found:
        try:
            ip_network(one)
        except ValueError as wrong:
            raise SettingError(f"TIZIM_HTTP_PROXIES: expected addresses or networks, came {one!r}") from wrong
    return found


def _provider(given: Mapping[str, str]) -> "Provider | None":
    told = [name for name in NAMES if name.startswith("TIZIM_OIDC_") and given.get(name)]
    if not told:
        return None
    from tizim.access.tokens import Grant, Provider  # only where one is configured

    if "TIZIM_OIDC_ISSUER" not in told:
        raise SettingError(f"{told[0]}: expected TIZIM_OIDC_ISSUER with it, came without")
    grants = {}
    for piece in filter(None, (one.strip() for one in given.get("TIZIM_OIDC_ROLES", "").split(","))):
        word, _, grant = piece.partition("=")
        try:
            grants[word.strip()] = Grant.read(grant)
        except SubjectError as wrong:
            raise SettingError(
                f"TIZIM_OIDC_ROLES: expected GROUP=ROLE or GROUP=ROLE:MARK, came {piece!r} ({wrong})"
            ) from wrong
    return Provider(
        given["TIZIM_OIDC_ISSUER"],
        given.get("TIZIM_OIDC_AUDIENCE", ""),
        grants,
        claim=given.get("TIZIM_OIDC_CLAIM") or "roles",
        name=given.get("TIZIM_OIDC_NAME") or "sub",
        client=given.get("TIZIM_OIDC_CLIENT", ""),
        secret=given.get("TIZIM_OIDC_SECRET", ""),
        scope=given.get("TIZIM_OIDC_SCOPE") or "openid",
    )


def _login() -> str:
    """The name of the account; "unknown" where the machine has none (a container without a user table)."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
