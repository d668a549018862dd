"""The remarks that end an entry of the legacy files: one sentence of fragments, each a fact with OFAC's word before it.

    "DOB 1962; POB Shati; nationality Mali; Passport A12 (Mali) issued 1 Jan 2001 expires 2006; a.k.a. 'ABU'; Linked To: X."

`parse` tells the facts, the weak aliases (data specification: weak aliases stand in the remarks, in quotation marks), the
names of other entries and the words that are none of these. It reads no value: `features` does.
"""

import re
from dataclasses import dataclass

from tizim.sources.ofac.kinds import at_the_start, kind_of
from tizim.text.countries import country_code

FULL = 1000
"""Characters a remark of the legacy files holds at most; the rest stands in the spillover file (data specification)."""

_BETWEEN = re.compile(r";\s+|;$|;(?=[a-z]+ )")
"""Between two fragments; a blank is missing where a word in small letters follows at once."""
_NAME = re.compile(r"(?:alt\.\s+)?(?P<kind>[afn]\.k\.a\.)\s+'(?P<name>.*)'\.?", re.IGNORECASE | re.DOTALL)
_LINKED = re.compile(r"(?P<bracket>\()?Linked To:\s*(?P<name>.*?)(?(bracket)\)|)", re.IGNORECASE | re.DOTALL)
_ISSUED = re.compile(
    r"\s+issued\s+(?P<date>(?:circa\s+)?(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?\d{4}\b(?:\s+to\s+[\w ]*?\d{4}\b)?)"
)
_EXPIRES = re.compile(
    r"\s+expires\s+(?P<date>(?:circa\s+)?(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?\d{4}\b(?:\s+to\s+[\w ]*?\d{4}\b)?)"
)
_COUNTRY = re.compile(r"\s*\((?P<country>[^()]*)\)\s*$")
_MAIL = re.compile(r"(?:e-?mail[:\s]*)?(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:\s*\(e-?mail\))?\.?", re.IGNORECASE)
_SITE = re.compile(r"(?P<value>(?:https?://|www\.)\S+?)(?:\s*\(website\))?\.?", re.IGNORECASE)
_STRUCTURED = re.compile(
    r"(?:alt\.\s+)?[A-Z][\w.'/&() -]{1,60}?(?:\bNo\.|#|\bNumber\b|\bID\b|\bCode\b|\bAddress\b|\bDate\b)[:\s]+\S*\d"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with OFAC's word for it; country, issued and expires where it is a document that says them."""

    kind: str
    value: str
    words: str
    country: str | None = None
    issued: str | None = None
    expires: str | None = None
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class WeakName:
    """A weak alias; kind is a.k.a., f.k.a. or n.k.a."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkedTo:
    """The name of another entry."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Anything else. structured: it looks like a fact whose word is not known ("Harbour Licence No. 12")."""

    words: str
    structured: bool


Remark = Fact | WeakName | LinkedTo | Words


def parse(text: str) -> list[Remark]:
    """The fragments of a remark, in order."""
    return [_fragment(words) for piece in _BETWEEN.split(text) if (words := piece.strip())]


def linked_names(text: str) -> list[str]:
    """The names of other entries in a remark."""
    return [one.name for one in parse(text) if isinstance(one, LinkedTo)] if "Linked To" in text else []


def _fragment(words: str) -> Remark:
    if met := _NAME.fullmatch(words):
        return WeakName(met["kind"].lower(), met["name"])
    if met := _LINKED.fullmatch(words):
        return LinkedTo(met["name"])
    if met := at_the_start().fullmatch(words):
        return _fact(met["kind"], met["value"].strip().removesuffix("."), words)
    for kind, contact in (("Email Address", _MAIL), ("Website", _SITE)):
        if met := contact.fullmatch(words):
            return Fact(kind, met["value"], words)
    return Words(words, bool(_STRUCTURED.match(words)))


def _fact(kind: str, value: str, words: str) -> Remark:
    if not value:
        return Words(words, structured=True)
    found = kind_of(kind)
    if found is None or found.way != "document":
        return Fact(kind, value, words)
    issued, expires = _ISSUED.search(value), _EXPIRES.search(value)
    starts = [met.start() for met in (issued, expires) if met]
    ends = [met.end() for met in (issued, expires) if met]
    number, rest = (value[: min(starts)], value[max(ends) :]) if starts else (value, "")
    bare, country = without_country(number)
    begins, ends_on = issued["date"] if issued else None, expires["date"] if expires else None
    return Fact(kind, bare, words, country, begins, ends_on, rest.strip(" .") or None)


def without_country(number: str) -> tuple[str, str | None]:
    """A number and the country in brackets behind it, where what stands there is one."""
    met = _COUNTRY.search(number)
    if met is None or country_code(met["country"]) is None:
        return number.strip(), None
    return number[: met.start()].strip(), met["country"]
