"""What is said of a document in words: its number, country, days of issue and expiry ("A741097 (Saudi Arabian). Issued 14 Nov 1995").

British lists keep all of it in one field. What the words do not say plainly is not guessed: they stay whole beside it.
"""

import re
from dataclasses import dataclass

from tizim.text.countries import country_code

DATE_FORMATS = ("%d %B %Y", "%d/%m/%Y", "%d.%m.%Y", "%d.%m.%y", "%B %Y")

_DATE = r"(\d{1,2} (?:[A-Z][a-z]{2,8})\.? \d{4}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)|[A-Z][a-z]{2,8}\.? \d{4})"
_ISSUED = re.compile(
    rf"(?i:\bissued?|\bdate of issue|\bissue date|\bvalid from|\bvalid)(?: (?:in|at|by) [^.,()\d]{{2,60}}?)?[\s:]*(?:on |in )?{_DATE}"
)
_EXPIRES = re.compile(
    r"(?i:\bexpir\w*|\bexpiration date|\bdate of (?:expiration|expiry)|\buntil|\bvalid to|\d{4} to|\d{4} -)[\s:]*(?i:of |on |date )?"
    + _DATE
)
_ITALIAN = r"[A-Z]{3} ?[A-Z]{3} ?\d{2}[A-Z]\d{2} ?[A-Z]\d{3}[A-Z]?"
_SPACED = r"\d{2} (?:\d{2}|[A-Z]{2}) \d{6}"
_ANY = r"(?:[A-Z]{1,6}[-/ ]{0,2}){0,2}\d[\dA-Z]*(?:(?:[-/.]|- )[\dA-Z]+|(?<=\d{3}) (?=\d{3})\d+)*"
_NUMBER = rf"(?:{_ITALIAN}|{_SPACED}|{_ANY})"
_LABELLED = re.compile(rf"(?i:(?<!issue )(?<!visa )\b(?:nos?|numbers?|nr)\b)\s?[.:]*\s*[:.]?\s*({_NUMBER})")
_LEADING = re.compile(rf"^\W*({_NUMBER})(?=$|[\s,.;()])")
_AFTER_A_WORD = re.compile(
    rf"(?i:\b(?:passport|card|code|id|reiseausweis\)|ssn|military|provisional|bpa))[:]?\s+({_NUMBER})(?=$|[\s,.;()])"
)
_ANYWHERE = re.compile(r"(?<![\w/.])((?:[A-Z]{1,4}[- ]?)?\d{5,}[\dA-Z]*(?:[-/.][\dA-Z]+)*)(?![\w/])")
_SECOND = re.compile(r"\band (\d{6,})")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NAME_ENDS = re.compile(r"\d|\bissued\b|\(|\bnos?\b|\bnumbers?\b", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:false|old|diplomatic|foreign travel|travel|national|nationality|service|official|provisional|passports?|documents?|identi\w+|cards?|"
    r"id|nic|civil|numbers?|no|ni|federal|citizenship|holder|of|certificate|tazkira|personal|alien registration|new|previous)\b[.:]*",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\b[A-Z]{1,4}[-/ ]*$")
_IDENTITY = re.compile(r"\bidentity|\bidentification|\bid card|\bNIC\b|\bcertificate\b", re.IGNORECASE)
_BROKEN = re.compile(r"\d\.\d+E\+\d+")


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """numbers: as written, in their order. country: a code. issued, expires: the words of the dates, by DATE_FORMATS."""

    numbers: tuple[str, ...]
    country: str | None
    issued: str | None
    expires: str | None
    is_identity_card: bool


def document_of(words: str) -> DocumentWords:
    """What the words of one document say."""
    return DocumentWords(
        numbers_in(words),
        country_in(words),
        _first(_ISSUED, words),
        _first(_EXPIRES, words),
        _IDENTITY.search(words) is not None,
    )


def is_broken_number(words: str) -> bool:
    """Whether a spreadsheet turned a number into "2.81083E+11", which no longer says which."""
    return _BROKEN.fullmatch(words.strip()) is not None


def numbers_in(words: str) -> tuple[str, ...]:
    """Numbers of documents: after "no." or "number"; else the one the words begin with, or that follows their kind."""
    labelled = [met[1].strip(" -/.") for met in _LABELLED.finditer(words)]
    if labelled:
        leading = _LEADING.match(words)
        return tuple(dict.fromkeys([leading[1], *labelled] if leading else labelled))
    for pattern in (_LEADING, _AFTER_A_WORD, _ANYWHERE):
        if (met := pattern.search(words)) is not None:
            return (met[1].strip(" -/."), *_SECOND.findall(words))
    return ()


def country_in(words: str) -> str | None:
    """The country of a document: the one in brackets ("(Tunisian)"), else the one the words begin with ("Qatari passport no. …")."""
    for inside in _BRACKETS.findall(words):
        if (code := country_code(_KIND.sub(" ", re.split(r"[,;]|\bissued\b|\bpassport\b", inside)[0]))) is not None:
            return code
    start = _NAME_ENDS.split(words, maxsplit=1)[0]
    return country_code(_KIND.sub(" ", _SERIES.sub("", start.strip())))


def _first(pattern: re.Pattern[str], words: str) -> str | None:
    met = pattern.search(words)
    return met[1].replace("Sept ", "Sep ") if met else None
