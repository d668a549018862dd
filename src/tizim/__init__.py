"""tizim: a counter-terrorism data bank and screening system.

    import tizim

    with tizim.open() as tz:
        verdict = tz.screen(tizim.Subject(kind="Person", names=["..."], birth_date="1971-05", countries=["kz"]))

The public names are those of `__all__`; each is imported when it is first used, so `import tizim` costs nothing.
Start at `open`.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tizim import errors
    from tizim.audit.caller import Caller
    from tizim.audit.receipt import Receipt
    from tizim.compare.subjects import Comparison
    from tizim.jobs.tuning import Tuning
    from tizim.model.settling import Settling
    from tizim.model.statement import Entity
    from tizim.model.subject import Document, Subject
    from tizim.model.verdict import Hit, Reason, Verdict
    from tizim.model.version import Difference, Load
    from tizim.screen.explaining import Explanation
    from tizim.wording.answers import in_words
    from tizim.workspace import Tizim

__version__ = "0.1.0"

_FROM = {
    "Caller": "tizim.audit.caller",
    "Difference": "tizim.model.version",
    "Document": "tizim.model.subject",
    "Entity": "tizim.model.statement",
    "Explanation": "tizim.screen.explaining",
    "Hit": "tizim.model.verdict",
    "Load": "tizim.model.version",
    "Reason": "tizim.model.verdict",
    "Receipt": "tizim.audit.receipt",
    "Settling": "tizim.model.settling",
    "Subject": "tizim.model.subject",
    "Tizim": "tizim.workspace",
    "Tuning": "tizim.jobs.tuning",
    "Verdict": "tizim.model.verdict",
    "in_words": "tizim.wording.answers",
}

__all__ = [
    "Caller",
    "Difference",
    "Document",
    "Entity",
    "Explanation",
    "Hit",
    "Load",
    "Reason",
    "Receipt",
    "Settling",
    "Subject",
    "Tizim",
    "Tuning",
    "Verdict",
    "__version__",
    "compare",
    "errors",
    "in_words",
    "open",
]


def open(  # noqa: A001  (tizim.open reads as what it does)
    home: str | Path | None = None,
    *,
    user: str | None = None,
    caller: "Caller | None" = None,
    audit: bool = False,
    database: str | None = None,
    build_workers: int | None = 1,
) -> "Tizim":
    """Opens a home: the folder of the bank and the index. Use what it returns as a context manager, or close it.

    Args:
        home: a folder, made when something is first written to it; None is TIZIM_HOME, else the user's data folder.
        user: who asks and accepts; None is TIZIM_USER, else the account's name.
        caller: who asks, as what and why, in place of `user`, TIZIM_ROLE and TIZIM_PURPOSE.
        audit: turns recording on for this home. Where it is on, it records whatever is said here.
        database: the URL of a PostgreSQL database that holds the bank; None is TIZIM_DATABASE, else a file in the home.
        build_workers: processes that build a large index, None for as many as there are cores. More than one want a program that begins under
            `if __name__ == "__main__":`, for each imports it anew (see `multiprocessing`).

    Raises:
        SettingError: a TIZIM_ variable of the environment is unknown or malformed.
        RulesError: the home has thresholds of its own (rules.toml) that cannot be read or were chosen on other rules.
    """
    from tizim.settings import Settings  # read once, here
    from tizim.workspace import Tizim  # as above

    settings = Settings.read(os.environ)
    return Tizim(
        Path(home) if home is not None else settings.home,
        user=caller.user if caller is not None else user or settings.user,
        fetch=settings.fetch,
        sending=settings.sending,
        database=database if database is not None else settings.database,
        caller=caller or settings.caller(user),
        audit=audit,
        build_workers=build_workers,
    )


def compare(one: "Subject", other: "Subject") -> "Comparison":
    """How well two subjects agree by the shipped rules, and why: `.score` from 0 to 1, `.reasons`."""
    from tizim.compare.rules_file import shipped  # see above
    from tizim.compare.subjects import compare as compared  # see above

    return compared(one, other, shipped())


def __getattr__(name: str) -> object:
    if name == "errors":
        return import_module("tizim.errors")
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module 'tizim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


class _Door(ModuleType):
    """Keeps `tizim.compare` the public function: a room has the same name, and importing that room would put it there."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "compare" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
