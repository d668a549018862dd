"""A server whose home reviews: two reviewers, two pairs of eyes for hits, a list that changes."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import tizim
from tests.interfaces.http.people import key_of
from tests.interfaces.http.serving import OWN, PEOPLE, served, what_is_served
from tizim.access.roles import Role
from tizim.interfaces.http.limits import Limits

PATIENT = Limits(failures=10_000, rate=10_000, burst=10_000)
CUSTOMERS = "id,name,birthDate\nC-1,Dastan Temirgaliev,1971-05-03\nC-2,Ruslana Ferghani Oksovna,\nC-3,Nobody Atall,\n"
POLICY = """
[four_eyes]
decisions = ["dismissed"]
outcomes = ["hit"]

[letter]
sender = "Invented Bank"
contact = "compliance@bank.example"
"""


@dataclass(frozen=True)
class Reviewing:
    """The server's address, its home, and a key of each of its people."""

    address: str
    home: Path
    keys: dict[str, str]

    def amend(self) -> None:
        """Loads a version of the list in which one person has another passport, as an update of it would."""
        rows = [dict(row) for row in PEOPLE]
        rows[0] = {**rows[0], "properties": {**rows[0]["properties"], "passportNumber": ["N9999999"]}}  # type: ignore[dict-item]
        file = self.home.parent / "amended.ftm.json"
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        with tizim.open(self.home) as tz:
            tz.lists.add(OWN, file, published="2026-03-01")


@contextmanager
def reviewing(filled: Path, folder: Path) -> Iterator[Reviewing]:
    """Such a server, while the block runs."""
    home = folder / "home"
    shutil.copytree(filled, home)
    (home / "review.toml").write_text(POLICY, encoding="utf-8")
    keys = {name: key_of(home, name, Role.REVIEWER) for name in ("anna", "boris")}
    keys |= {"ilya": key_of(home, "ilya", Role.ANALYST), "olga": key_of(home, "olga", Role.AUDITOR)}
    with tizim.open(home) as tz:
        tz.audit.on()
    with served(replace(what_is_served(home), limits=PATIENT)) as address:
        yield Reviewing(address, home, keys)
