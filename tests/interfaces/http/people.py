"""Users of a home, one for each role, and what each shows to be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

import tizim
from tizim.access.marks import Clearance
from tizim.access.roles import Role


@dataclass(frozen=True)
class Closed:
    """A server that only users may ask. keys: of each, by the role's name."""

    address: str
    home: Path
    keys: Mapping[str, str]

    def asks(self, method: str, path: str, key: str | None, **how: object) -> httpx.Response:
        """One request, with a key or without."""
        headers = dict(how.pop("headers", {}) or {})  # type: ignore[call-overload]
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return httpx.request(
            method,
            f"{self.address}{path}",
            headers=headers,
            timeout=30,
            trust_env=False,
            **how,  # type: ignore[arg-type]
        )


def let_in(home: Path) -> dict[str, str]:
    """Adds a user of each role, named after it, and gives their keys."""
    with tizim.open(home, caller=tizim.Caller("boris", purpose="set-up")) as tz:
        for role in Role:
            tz.access.add_user(str(role), role)
        return {str(role): tz.access.make_key(str(role)).words for role in Role}


def key_of(home: Path, name: str, role: Role = Role.ANALYST, clearance: Clearance | None = None, **how: object) -> str:
    """A key of a new user."""
    with tizim.open(home) as tz:
        tz.access.add_user(name, role, clearance)
        return tz.access.make_key(name, **how).words  # type: ignore[arg-type]
