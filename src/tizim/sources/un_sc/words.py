"""What the UN list's free words hold: references, spans of years, words that stand for nothing."""

import re

from tizim.model.dates import EARLIEST_YEAR, LATEST_YEAR

NOTHING = frozenset({"na", "null"})
"""Said, in lower case only, where there is nothing to say ("Na" and "NA" are Korean names)."""

_REFERENCE = re.compile(r"[A-Za-z]{2,3}[IiEe]\.[0-9]{3}")
_YEARS = re.compile(r"([12][0-9]{3})\s*[-/–]\s*([12][0-9]{3})")


def said(words: str | None) -> str | None:
    """The words, or None where they only say that there are none."""
    return None if words in NOTHING else words


def bare_reference(words: str) -> str:
    """A reference number without blanks and without the full stop that some files end it with."""
    return re.sub(r"\s+", "", words).rstrip(".")


def is_reference(words: str) -> bool:
    """Whether it has the form of the permanent reference numbers: regime, i or e, number ("QDe.004")."""
    return _REFERENCE.fullmatch(words) is not None


def years(words: str) -> str | None:
    """A span of years ("1966-1967") in normal form; None if it is none."""
    met = _YEARS.fullmatch(words.strip())
    if met is None or not EARLIEST_YEAR <= int(met[1]) <= int(met[2]) <= LATEST_YEAR:
        return None
    return f"{met[1]}/{met[2]}" if met[1] != met[2] else met[1]
