"""The rules of one home: the shipped ones, under thresholds of its own where `home/rules.toml` says them.

    [thresholds]                     [written]
    possible = 0.4                   by = "anna"
    hit = 0.9                        at = "2026-03-01T09:30:00Z"
                                     rules = "1-0a1b2c3d"     the version whose scores the thresholds were chosen on
                                     customers = 1200         how many they were tried on

Nothing else can be overridden. A file that says anything else, or was made on other rules, stops the start: a threshold that
is silently not the one chosen is worse than none. Deleting the file restores the shipped thresholds. Start at `in_force`.
"""

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tizim.errors import RulesError, SubjectError
from tizim.model.rules import Rules

FILE = "rules.toml"
_KEYS = {"thresholds": ("possible", "hit"), "written": ("by", "at", "rules", "customers")}
_KINDS = {"possible": float, "hit": float, "by": str, "at": str, "rules": str, "customers": int}
_WORDS = {float: "a number", str: "a text", int: "a whole number"}


@dataclass(frozen=True, slots=True)
class OwnThresholds:
    """What a home's file says. by, at: who wrote it, when. rules: on which version. customers: tried on how many."""

    possible: float
    hit: float
    by: str
    at: str
    rules: str
    customers: int

    def sentence(self) -> str:
        """In words, for a person."""
        what = f"possible from {self.possible}, hit from {self.hit}"
        return f"{what}; chosen by {self.by} on {self.at[:10]} on {self.customers:,} customers ({FILE})"


def in_force(home: Path, shipped: Rules) -> Rules:
    """The rules this home screens under.

    Raises:
        RulesError: its file cannot be read, says what it may not, or was made on other rules.
    """
    own = read_own(home)
    return shipped if own is None else under(own, shipped, home / FILE)


def under(own: OwnThresholds, shipped: Rules, file: Path) -> Rules:
    """The shipped rules under a home's thresholds; raises RulesError where those were chosen on other rules."""
    if own.rules != shipped.version:
        raise RulesError(
            f"{file}: expected thresholds chosen on the rules {shipped.version}, came some chosen on {own.rules}, whose scores mean "
            f"something else: choose anew (tizim tune --write --replace), or delete the file to screen under the shipped ones"
        )
    rules = replace(shipped, possible=own.possible, hit=own.hit)
    rules.require_thresholds(str(file))
    return rules


def read_own(home: Path) -> OwnThresholds | None:
    """What the home's file says; None where there is none. Raises RulesError where it cannot be read or says more."""
    file = home / FILE
    try:
        facts = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as wrong:
        raise RulesError(f"{file}: expected TOML as tizim tune writes it, came {wrong}") from wrong
    _require_keys(file, "", facts, tuple(_KEYS))
    values: dict[str, Any] = {}
    for table, keys in _KEYS.items():
        if not isinstance(facts[table], dict):
            raise RulesError(f"{file}: {table}: expected a table, came {facts[table]!r}")
        _require_keys(file, f"{table}.", facts[table], keys)
        values |= {key: _value(file, f"{table}.{key}", facts[table][key], _KINDS[key]) for key in keys}
    return OwnThresholds(**values)


def _require_keys(file: Path, where: str, facts: dict[str, Any], keys: tuple[str, ...]) -> None:
    for key in facts:
        if key not in keys:
            raise RulesError(f"{file}: expected {', '.join(where + one for one in keys)} only, came {where}{key}")
    for key in keys:
        if key not in facts:
            raise RulesError(f"{file}: expected {where}{key}, came none")


def _value(file: Path, name: str, value: object, kind: type) -> object:
    fits = isinstance(value, kind) or (kind is float and isinstance(value, int))
    if not fits or isinstance(value, bool):
        raise RulesError(f"{file}: {name}: expected {_WORDS[kind]}, came {value!r}")
    return kind(value)


def require_sense(possible: float, hit: float) -> None:
    """Raises SubjectError for what are no thresholds."""
    if not 0 < possible <= hit < 1:
        raise SubjectError(f"thresholds: expected 0 < possible <= hit < 1, came {possible} and {hit}")


def require_free(home: Path, *, overwrite: bool) -> None:
    """Raises SubjectError where the home has a file already, and nobody said that it may go."""
    if not overwrite and (home / FILE).exists():
        raise SubjectError(f"{home / FILE}: expected no thresholds yet, came some: --replace writes over them")


def write_own(home: Path, own: OwnThresholds, shipped: Rules, *, overwrite: bool = False) -> Path:
    """Puts thresholds into force: written beside, made sure to be on the disk, moved into place in one step.

    Raises:
        SubjectError: they make no sense, or there are some already and `overwrite` is not said.
        RulesError: they were chosen on other rules.
    """
    file = home / FILE
    require_sense(own.possible, own.hit)
    under(own, shipped, file)
    require_free(home, overwrite=overwrite)
    home.mkdir(parents=True, exist_ok=True)
    beside = home / f".{FILE}-{os.getpid()}"
    try:
        with beside.open("w", encoding="utf-8") as written:
            written.write(_text(own))
            written.flush()
            os.fsync(written.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return file


def _text(own: OwnThresholds) -> str:
    return (
        "# Thresholds of this home, in place of those that ship with tizim. Written by: tizim tune --write\n"
        "# Deleting this file restores the shipped ones. The index stays as it is either way.\n"
        f"\n[thresholds]\npossible = {own.possible}\nhit = {own.hit}\n"
        f"\n[written]\nby = {_quoted(own.by)}\nat = {_quoted(own.at)}\nrules = {_quoted(own.rules)}\ncustomers = {own.customers}\n"
    )


def _quoted(words: str) -> str:
    """A TOML string; what cannot be printed becomes a blank."""
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
