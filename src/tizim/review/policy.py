"""How this home reviews: what its `review.toml` says. Without the file, the usual: one pair of eyes, a week, the shipped reasons.

    [four_eyes]                          which decisions need a second person
    decisions = ["dismissed"]            confirmed, dismissed
    outcomes = ["hit"]                   of hits only, or of possible hits too (both, if not said)
    lists = ["un_sc_sanctions"]          of these lists only (all, if not said)

    [due_days]                           when somebody must have decided
    urgent = 1
    high = 2
    normal = 7

    [distinguish]
    most_days = 730                      how long one may be distinguished without being looked at anew

    [reasons.dismissed]                  reasons of your own, beside the shipped ones: code = words
    known_to_us = "a customer of twenty years"

    [letter]                             what is told to the person
    sender = "Invented Bank, Compliance"
    contact = "1 Sample Street; compliance@bank.example"
    tell = ["name", "birth date"]        which reasons may be told (the usual: name, birth date, country, gender, kind)
    silent = ["kz_afmrk_sanctions"]      lists of which nobody may be told

A file that says anything else stops the review: a second pair of eyes that is silently not asked for is worse than none.
Start at `read_policy`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tizim.errors import ReviewError, SettingError
from tizim.review.known import Known
from tizim.review.states import DECISIONS, PRIORITIES

FILE = "review.toml"
TELLABLE = ("name", "birth date", "country", "gender", "kind", "document", "wallet")
"""groups of reasons that a letter may tell"""
_USUALLY_TOLD = ("name", "birth date", "country", "gender", "kind")
_KEYS = {
    "four_eyes": ("decisions", "outcomes", "lists"),
    "due_days": PRIORITIES,
    "distinguish": ("most_days",),
    "letter": ("sender", "contact", "tell", "silent"),
}
_OUTCOMES = ("hit", "possible")
_LANGUAGES = ("en", "ru", "kk")
_LONGEST_DAYS = 3660


@cache
def shipped_reasons() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The reasons that come with tizim."""
    return tomllib.loads(resources.files("tizim.review").joinpath("reasons.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Policy:
    """What `review.toml` says (see the module). reasons: kind of step -> code -> language -> words."""

    second: tuple[str, ...] = ()
    second_outcomes: tuple[str, ...] = _OUTCOMES
    second_lists: tuple[str, ...] = ()
    due_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"urgent": 1, "high": 2, "normal": 7}))
    most_days: int = 730
    reasons: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=shipped_reasons)
    sender: str = ""
    contact: str = ""
    tell: tuple[str, ...] = _USUALLY_TOLD
    silent: tuple[str, ...] = ()

    def needs_second(self, known: Known, decision: str) -> bool:
        """Whether a decision about this pair needs a second person."""
        return (
            decision in self.second
            and known.outcome in self.second_outcomes
            and (not self.second_lists or known.dataset in self.second_lists)
        )

    def priority(self, known: Known) -> str:
        """Of an alert, by what is known: hits before possible hits."""
        return "high" if known.outcome == "hit" else "normal"

    def due(self, priority: str, at: str) -> str:
        """The day by which somebody must have decided what came at this time."""
        return (date.fromisoformat(at[:10]) + timedelta(days=self.due_days[priority])).isoformat()

    def require_reason(self, kind: str, code: str) -> None:
        """Raises ReviewError where this is no reason for this kind of step, naming those there are."""
        known = self.reasons.get(kind, {})
        if code not in known:
            raise ReviewError(f"reason: expected one of {', '.join(known)}, came {code!r}")

    def reason_in_words(self, kind: str, code: str, language: str = "en") -> str:
        """A reason as a person reads it; a code that is no longer known as it is."""
        words = self.reasons.get(kind, {}).get(code, {})
        return words.get(language, code)


def read_policy(home: Path) -> Policy:
    """What the home's file says; the usual where there is none. Raises SettingError, naming the place."""
    file = home / FILE
    try:
        told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except (OSError, ValueError) as wrong:
        raise SettingError(f"{file}: expected TOML, came {wrong}") from wrong
    own = told.pop("reasons", {})
    for table, facts in told.items():
        _require(table in _KEYS, file, f"one of {', '.join(_KEYS)}, reasons", table)
        _require(isinstance(facts, dict), file, f"{table}: a table", facts)
        for key in facts:
            _require(key in _KEYS[table], file, f"{table}: one of {', '.join(_KEYS[table])}", key)
    eyes, letter = told.get("four_eyes", {}), told.get("letter", {})
    usual = Policy()
    days = {name: _days(file, f"due_days.{name}", value, 0) for name, value in told.get("due_days", {}).items()}
    most = told.get("distinguish", {}).get("most_days", usual.most_days)
    return Policy(
        second=_several(file, "four_eyes.decisions", eyes.get("decisions", ()), DECISIONS),
        second_outcomes=_several(file, "four_eyes.outcomes", eyes.get("outcomes", _OUTCOMES), _OUTCOMES),
        second_lists=_several(file, "four_eyes.lists", eyes.get("lists", ())),
        due_days=MappingProxyType({**usual.due_days, **days}),
        most_days=_days(file, "distinguish.most_days", most, 1),
        reasons=_reasons(file, own),
        sender=_text(file, "letter.sender", letter.get("sender", "")),
        contact=_text(file, "letter.contact", letter.get("contact", "")),
        tell=_several(file, "letter.tell", letter.get("tell", usual.tell), TELLABLE),
        silent=_several(file, "letter.silent", letter.get("silent", ())),
    )


def _reasons(file: Path, own: object) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The shipped ones and the home's."""
    shipped = shipped_reasons()
    _require(isinstance(own, dict), file, "reasons: a table", own)
    made = {kind: dict(codes) for kind, codes in shipped.items()}
    for kind, codes in own.items() if isinstance(own, dict) else ():
        _require(kind in shipped, file, f"reasons: one of {', '.join(shipped)}", kind)
        _require(isinstance(codes, dict), file, f"reasons.{kind}: a table", codes)
        for code, words in codes.items():
            _require(code not in shipped[kind], file, f"reasons.{kind}: a code that is not shipped", code)
            told = _text(file, f"reasons.{kind}.{code}", words)
            _require(bool(told.strip()), file, f"reasons.{kind}.{code}: words", words)
            made[kind][code] = dict.fromkeys(_LANGUAGES, told)
    return made


def _require(fits: bool, file: Path, expected: str, came: object) -> None:  # noqa: FBT001  (the check itself)
    if not fits:
        raise SettingError(f"{file}: expected {expected}, came {came!r}")


def _several(file: Path, name: str, values: object, allowed: tuple[str, ...] = ()) -> tuple[str, ...]:
    found = tuple(values) if isinstance(values, list | tuple) else None
    fits = found is not None and all(isinstance(one, str) and (not allowed or one in allowed) for one in found)
    _require(fits, file, f"{name}: a list of {', '.join(allowed) or 'texts'}", values)
    return tuple(map(str, found or ()))


def _days(file: Path, name: str, value: object, least: int) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= _LONGEST_DAYS
    _require(fits, file, f"{name}: a number of days from {least} to {_LONGEST_DAYS}", value)
    return int(value) if isinstance(value, int) else 0


def _text(file: Path, name: str, value: object) -> str:
    _require(isinstance(value, str), file, f"{name}: a text", value)
    return str(value)
