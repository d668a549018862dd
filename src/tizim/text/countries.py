"""Countries: any spelling in any language as FollowTheMoney's code, and a code as its name.

The table `countries.tsv` is made by scripts/make_countries.py from CLDR's names in some sixty languages, ISO 3166-1 and -3
codes, ICAO 9303-3's codes of travel documents, and `country_aliases.toml`, which is written by hand. Whether two countries
agree (a state that is no more, a part of another) is `compare`'s to say, with `countries_today`. Start at `country_code`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_WORD_BREAK = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘ʻʼ`´]")
_BRACKETED = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]?\s*")
_ONE_ARABIC_SPELLING = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""})
_SMALL_WORDS = frozenset(
    "the of and de la le les du des di del della dos da do et y e i und der die von и та و az a an l d al".split()
)
_FORMS_OF_STATE = frozenset(
    "republic islamic kingdom state states federal federation federative federated democratic people peoples socialist arab bolivarian "
    "plurinational union soviet ssr autonomous sultanate emirate commonwealth duchy grand principality hashemite cooperative independent oriental republique "
    "republika republik republica repubblica cumhuriyeti islamique arabe royaume reino konigreich "
    "республика республики республикасы республікасы республіка республики исламская исламскои арабская арабскои королевство королевства "
    "государство народная народнои демократическая демократическои федеративная федеративнои социалистическая корольдігі королівство ислам "
    "جمهوريه الجمهوريه المملكه مملكه دوله الاسلاميه العربيه جمهوري اسلامي".split()
)
_RUSSIAN_ENDING = re.compile(r"(?<=[скц]к)(?:ии|ая|ое|ие|ого|ои)$|(?<=ск)(?:ии|ая|ое|ие|ого|ои)$|(?<=цк)(?:ии|ая|ое)$")
_KAZAKH_ENDING = re.compile(r"(?:лык|лік|лик|дык|дік|дик|тык|тік|тик|лық|дық|тық)$")
_QUALIFIER = re.compile(
    r"^(?:(?:citizen|citizenship|national|nationality|region|possibly|likely|now|former(?=\s+(?:ussr|yugoslavia)))[\s:]+(?:of\s+)?)+"
    r"|^(?:гражданин|гражданка|гражданство|громадянин|громадянка|азаматы)\s+"
    r"|\s+(?:citizen|citizenship|national|nationality|nationalities|passport|азаматы)$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[,;/]|\(?\b[1-9a-h]\)(?:\s*(?:-|to)\s*\(?[1-9]\))?", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or|и|или|та|және)\b", re.IGNORECASE)
_GENITIVES = (("ии", "ия"), ("ы", "а"), ("и", "а"), ("а", ""), ("я", "и"), ("ның", ""), ("нің", ""))
"""Ending of the genitive and of the nominative: "гражданин Сирии", "Қазақстанның азаматы" (й is и in a key)."""
_LONGEST_CODE = 3
_PLACE_WORDS = 8
"""Longer words with a comma are a sentence, not a place and its country."""


@dataclass(frozen=True, slots=True)
class _Countries:
    """The table in memory: code by name key; English name and today's codes by code."""

    by_key: dict[str, str]
    names: dict[str, str]
    today: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def country_code(words: str) -> str | None:
    """FollowTheMoney's code of a country named by its code, any of its names, or its people ("Syrian"); None if it is none.

    Case, accents, punctuation, the order of words, "Republic of" and remarks in brackets do not matter; a country said twice
    ("Russia / Russie") or after a place in it ("Latakia, Syria") is that country. Words that name two countries ("Congo",
    "Korea", "Iraq, Syria": see `countries_in`) or none ("na", "stateless") give None; so "NA" is not Namibia here: a table
    that is known to hold codes is checked by `is_country_code` instead.
    """
    whole = _code_of_one(words)
    if whole is not None:
        return whole or None
    pieces = [piece for piece in _SEPARATORS.split(_QUALIFIER.sub("", words)) if country_key(piece)]
    found = countries_in(words)
    if len(found) == 1:
        return found[0]
    if (
        pieces
        and not found
        and "," in words
        and len(words.split()) <= _PLACE_WORDS
        and not any(map(_code_of_one, pieces[:-1]))
    ):
        return _code_of_one(pieces[-1]) or None
    return None


def countries_in(words: str) -> tuple[str, ...]:
    """Codes of all countries of a field that may hold several: "Iraq, Syria", "(1) Somali (2) Swedish", "Sudan/South Sudan".

    In their order, without repeats; "unknown" among them is left out. Empty where any piece is something else.
    """
    whole = _code_of_one(words)
    if whole is not None:
        return (whole,) if whole else ()
    codes: list[str | None] = []
    for piece in _SEPARATORS.split(_QUALIFIER.sub("", words)):
        # "and" joins two countries or two halves of one (Trinidad and Tobago): the whole piece goes first.
        code = _code_of_one(piece)
        parts = [piece] if code is not None else _AND.split(piece)
        codes += [_code_of_one(part) for part in parts if country_key(part)]
    known = [code for code in codes if code is not None]
    return tuple(dict.fromkeys(code for code in known if code)) if len(known) == len(codes) else ()


def is_country_code(code: str) -> bool:
    """Whether it is one of FollowTheMoney's country codes, in lower case."""
    return code in _table().names


def country_name(code: str, language: str = "en") -> str:
    """The name to show, in `language` (a CLDR code) where CLDR has it, else in English, else the code itself."""
    if language != "en" and (name := _translated(code, language)) is not None:
        return name
    return _table().names.get(code, code)


def countries_today(code: str) -> tuple[str, ...]:
    """Codes somebody of a former state or of a part may be listed with today: "suhh" gives "am", "az", …; () for others."""
    return _table().today.get(code, ())


def country_codes() -> tuple[str, ...]:
    """All codes, sorted."""
    return tuple(sorted(_table().names))


def country_key(words: str) -> str:
    """What is left of a name for comparison: lower case, without accents, apostrophes and punctuation; one Arabic spelling."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words).casefold())
    bare = "".join(
        letter for letter in decomposed if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
    )
    return _WORD_BREAK.sub(" ", unicodedata.normalize("NFC", bare).translate(_ONE_ARABIC_SPELLING)).strip()


def word_key(key: str) -> str:
    """The words of a key without articles and the like, sorted: "korea north" for "North Korea" and "Korea, North"."""
    return " ".join(sorted(word for word in key.split() if word not in _SMALL_WORDS))


def _code_of_one(words: str) -> str | None:
    """The code of one country; "" for words known to name none; None for words unknown."""
    for candidate in (words, _BRACKETED.sub(" ", words)):
        key = country_key(candidate)
        if key and (code := _code_of_key(key)) is not None:
            return code
    return None


def _code_of_key(key: str) -> str | None:
    if (code := _table().by_key.get(key)) is not None:
        return code
    for form in (key, *_shorter(key)):
        if (code := _code_of_form(form)) is not None:
            return code
    return None


def _shorter(key: str) -> Iterator[str]:
    """The same words without "citizen of", without the ending of an adjective, without the case "citizen of" asks for."""
    named = _QUALIFIER.sub("", key)
    yield named
    yield _RUSSIAN_ENDING.sub("", key)
    yield _KAZAKH_ENDING.sub("", key)
    if named != key:
        yield from (
            named.removesuffix(ending) + nominative for ending, nominative in _GENITIVES if named.endswith(ending)
        )


def _code_of_form(form: str) -> str | None:
    """By the name, by its words in any order, by its words without the form of state."""
    if (code := _table().by_key.get(form) or _by_words().get(word_key(form))) is not None:
        return code
    bare = word_key(" ".join(word for word in form.split() if word not in _FORMS_OF_STATE))
    return _by_words().get(bare) if len(bare) > _LONGEST_CODE else None


def _translated(code: str, language: str) -> str | None:
    from babel import Locale, UnknownLocaleError  # late: only other languages than English need it

    try:
        territories = Locale.parse(language, sep="-" if "-" in language else "_").territories
    except (UnknownLocaleError, ValueError):
        return None
    name: str | None = territories.get(code.upper())
    return name


@cache
def _table() -> _Countries:
    """Read countries.tsv: code, English name, today's codes (blank-separated), keys ("|"-separated); "-" has the words of no country."""
    by_key: dict[str, str] = {}
    names: dict[str, str] = {}
    successors: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, later, keys = line.split("\t")
        if code == "-":
            code = ""
        else:
            names[code] = name
        if later:
            successors[code] = tuple(later.split())
        for key in keys.split("|"):
            by_key[key] = code
    return _Countries(by_key, names, successors)


@cache
def _by_words() -> dict[str, str]:
    """Code by the sorted words of its names, for names in another order than the table's."""
    found: dict[str, str] = {}
    for key, code in _table().by_key.items():
        found.setdefault(word_key(key) or key, code)
    return found
