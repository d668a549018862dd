"""Where events may be sent: https addresses on the public internet, and this machine itself only where that was allowed.

Whoever registers an address must not be able to make this server ask what stands behind its own firewall (SSRF). It resolves
nothing and opens nothing. Start at `require_sendable` (an address as it is written) and `require_public` (what its name stands for).
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tizim.errors import UnsafeAddress

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST = 2_000
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"https": 443, "http": 80}
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. path: with its query, as it is asked for. host: as written, without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the header `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def require_sendable(url: str, *, loopback: bool) -> Target:
    """An https address, taken apart; http only for this machine itself, where `loopback` allows that. Raises UnsafeAddress."""
    if len(url) > LONGEST or not url.isascii() or any(letter <= " " or letter == "\\" for letter in url):
        raise UnsafeAddress(f"url: expected an address of at most {LONGEST:,} plain characters, came another")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise UnsafeAddress(f"url: expected an https address, came one that cannot be read ({wrong})") from wrong
    here = loopback and host in _LOOPBACK_NAMES
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and here)):
        raise UnsafeAddress(f"url: expected an https address, came {parts.scheme or 'none'}")
    if "@" in parts.netloc or parts.fragment:
        raise UnsafeAddress("url: expected an address without a user, a password or a fragment, came one with")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def require_public(host: str, addresses: Sequence[str], *, loopback: bool) -> str:
    """The one of these addresses to connect to. Raises UnsafeAddress where any of them is not on the public internet.

    host: whose they are. loopback: this machine itself is allowed too.
    """
    if not addresses:
        raise UnsafeAddress(f"{host}: expected a name that stands for an address, came one that stands for none")
    for words in addresses:
        found = ipaddress.ip_address(words.partition("%")[0])
        if not is_public(found) and not (loopback and _plain(found).is_loopback):
            raise UnsafeAddress(f"{host}: expected an address on the public internet, it stands for {words}")
    return addresses[0]


def is_public(address: IP) -> bool:
    """Whether it is reachable from anywhere: not private, of this link or machine, for many, or kept for other use (RFC 6890).

    An IPv4 address inside an IPv6 one counts as itself.
    """
    plain = _plain(address)
    if isinstance(plain, ipaddress.IPv6Address) and plain.is_site_local:
        return False
    return plain.is_global and not (plain.is_multicast or plain.is_reserved or plain.is_unspecified)


def _plain(address: IP) -> IP:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo is not None else None)
    if inner is None and any(address in network for network in _NAT64):
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is None and int(address) >> 32 == 0 and int(address) > 1:  # the old IPv4-compatible form
        inner = ipaddress.IPv4Address(int(address))
    return inner if inner is not None else address
