"""Several names in one field, as people write them: "A, B; C or D", "A/B", "Arabic: ...", "Name (NAME)".

Some publishers give all other names of an entry in one field of free words. What is clearly a separator separates; where a
comma or an "and" may be a part of a name, it stays one. Nothing is lost either way: mappers keep the words as they came.
Start at `names_in`.
"""

import re
from collections.abc import Iterator

from tizim.sources.shared.languages import LANGUAGES
from tizim.text.countries import country_code

_LABEL = re.compile(rf"(?:^|[\s,;(])({'|'.join(LANGUAGES)})\s*:\s*", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"(?:l\.?l\.?c|ltd|limited|inc|incorporated|co|corp|company|jsc|ojsc|cjsc|pjsc|pao|oao|zao|ooo|ao|plc|pte|gmbh|ag|s\.?a|sarl|s\.?r\.?l|bv|nv|fze|fzco|"
    r"ооо|оао|зао|пао|ао|аo|ак|мк|сао|нп|ано|фгуп|гуп|чп|чао|ип|тов|ват|пат|прат|некоммерческое партнерство)\.?",
    re.IGNORECASE,
)
_EMPTY = frozenset({"", "n/a", "na", "none", "-", "nil"})
_LEAD = re.compile(r"^(?:and|or|et|also|also known as|a\.?k\.?a\.?|or|as well as)[\s:]+", re.IGNORECASE)
_OR = re.compile(r"\s+(?:or|OR)\s+")
_AND = re.compile(r"\s+(?:and|et)\s+")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)")
_ABBREVIATION = re.compile(r"(?=(?:[^A-ZА-ЯІЇЄ]*[A-ZА-ЯІЇЄ]){2})[\w.&’'–-]{2,8}|[A-ZА-ЯІЇЄ\d&–-]{2,}")
"""One short word with two capitals at least ("JeM"), or one in capitals only"""
_ALL_IN_BRACKETS = re.compile(r"\([^()]+\)")
_ENDS_IN_ABBREVIATION = re.compile(r"\b(?:ltd|co|inc|corp|bros|st|jr|sr|[a-z])\.$", re.IGNORECASE)
_OPEN, _CLOSE = "([«“", ")]»”"


def names_in(words: str, *, person: bool = False) -> list[tuple[str, str | None]]:
    """The names of one field, in their order, each with its language (ISO 639-3) where a label says it; no repeats."""
    found: dict[str, str | None] = {}
    if words.strip().casefold() in _EMPTY:
        return []
    for text, lang in _labelled(" ".join(words.split())):
        pieces = [piece for part in _split(text, ";") for piece in _by_commas(part)]
        for place, piece in enumerate(pieces):
            for name in _joined(piece, listed=place >= 2 and place == len(pieces) - 1, person=person):
                if name.casefold() not in _EMPTY:
                    found.setdefault(name, lang)
    return list(found.items())


def slashed(words: str) -> list[str]:
    """The names on both sides of a slash ("English/French"); a slash inside one name ("Qods/Quds") is left alone."""
    sides = [side.strip() for side in _split(words, "/")]
    if len(sides) > 1 and all(len(side.split()) > 1 or side.isupper() for side in sides):
        return sides
    spaced = [side.strip() for side in words.split(" / ")]
    return spaced if len(spaced) > 1 and all(spaced) else [words]


def in_brackets(name: str) -> tuple[str, list[str], list[str]]:
    """A name without its brackets, and what stands in them: (bare name, other names, abbreviations).

    "Iran Aircraft Industries (IACI)" has the abbreviation IACI. A single ordinary word or a country in brackets is a remark
    that tells apart ("(Belarus)"), and neither.
    """
    others: list[str] = []
    short: list[str] = []
    for met in _BRACKETED.finditer(name):
        for inner in (one.strip() for one in met[1].split(",")):
            if _ABBREVIATION.fullmatch(inner):
                short.append(inner)
            elif len(inner.split()) > 1 and country_code(inner) is None:
                others.append(inner)
    listed = any("," in met[1] for met in _BRACKETED.finditer(name))
    bare = _BRACKETED.sub("", name).strip() if others or short or listed else name
    return bare or name, others, short


def alternatives(name: str) -> list[str]:
    """Names of a person with a word in brackets, which stands for the word before it: "Zeta (Theta) Anna" gives both."""
    met = _BRACKETED.search(name)
    if met is None:
        return []
    before, after = name[: met.start()].split(), name[met.end() :].split()
    inner = met[1].split()
    if len(inner) > 1 or not before:
        return [" ".join([*before, *after]), *([" ".join(inner)] if len(inner) > 1 else [])]
    return [" ".join([*before, *after]), " ".join([*before[:-1], *inner, *after])]


def _labelled(words: str) -> Iterator[tuple[str, str | None]]:
    """Stretches of the words with the language their label names."""
    labels = list(_LABEL.finditer(words))
    starts = [0, *(met.end() for met in labels)]
    ends = [*(met.start() for met in labels), len(words)]
    languages = [None, *(LANGUAGES[met[1].casefold()] for met in labels)]
    yield from ((words[start:end], lang) for start, end, lang in zip(starts, ends, languages, strict=True))


def _split(words: str, separator: str) -> list[str]:
    """The pieces between separators that stand outside of brackets and quotes (all of them, where those do not close)."""
    pieces, depth, quoted, start = [], 0, 0, 0
    for place, letter in enumerate(words):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth -= 1
        elif letter == '"':
            quoted += 1 if place == 0 or words[place - 1] in " («“" else -1
        elif letter == separator and depth <= 0 and quoted <= 0:
            pieces.append(words[start:place])
            start = place + 1
    if depth != 0 or quoted > 0:
        return words.split(separator)
    return [*pieces, words[start:]]


def _by_commas(words: str) -> list[str]:
    """Pieces between commas; a legal form, and what goes on in lower case in another script, belongs to its neighbour."""
    pieces: list[str] = []
    for piece in (one.strip() for one in _split(words, ",")):
        goes_on = piece[:1].islower() and piece[:1] > "\u0370" and not _LEAD.match(piece)
        if pieces and (_LEGAL_FORM.fullmatch(piece) or _LEGAL_FORM.fullmatch(pieces[-1]) or goes_on):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return pieces


def _joined(piece: str, *, listed: bool, person: bool) -> Iterator[str]:
    """The names that words such as "or" join. `listed`: it is the last of three or more, where "and" ends a list."""
    for side in _OR.split(piece):
        for one in slashed(side):
            for name in _by_and(one, listed=listed, person=person):
                bare = _LEAD.sub("", name.strip()).strip(" ,;")
                if _ALL_IN_BRACKETS.fullmatch(bare.rstrip(".")):
                    bare = bare.strip("().")
                yield bare if _ENDS_IN_ABBREVIATION.search(bare) else bare.rstrip(".")


def _long_words(words: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", words)}


def _by_and(words: str, *, listed: bool, person: bool) -> list[str]:
    """Two names at an "and" that cannot be part of one: of people, at the end of a list, in another script, or sharing a word."""
    if words.count("(") != words.count(")"):
        return [words]
    for met in reversed(list(_AND.finditer(words))):
        first, last = words[: met.start()], words[met.end() :]
        if first.count("(") != first.count(")"):
            continue
        foreign = not first[-3:].isascii() or not last[:3].isascii()
        shared = _long_words(first) & _long_words(last)
        if person or listed or foreign or shared:
            return [*_by_and(first, listed=False, person=person), last]
    return [words]
