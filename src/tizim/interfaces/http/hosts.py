"""Under which names may a server be asked? A page whose name was bent to its address (DNS rebinding) asks under that name."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit


def is_local(host: str) -> bool:
    """Whether a host, with a port or without, is this machine's own."""
    name = _name(host)
    address = _address(name)
    return name == "localhost" or (address is not None and address.is_loopback)


def is_ours(host: str, names: Collection[str]) -> bool:
    """Whether it may be asked under this: a name that was given, this machine's own, or an address, which nobody can bend."""
    name = _name(host)
    return name == "localhost" or name in names or _address(name) is not None


def _name(host: str) -> str:
    try:
        # An IPv6 address stands in brackets where a port may follow, and alone where none does.
        return host if host.count(":") > 1 and not host.startswith("[") else urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
