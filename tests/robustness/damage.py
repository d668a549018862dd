"""Classes of damage to a list, each with what must come of it. Here: to bytes, encodings and words of any layout.

A class takes the sound file and a seeded `Random` and gives the damaged one; the same seed gives the same bytes. Classes of one
layout stand in `damage_xml`, `damage_tables` and `damage_packed`. Start at `Damage`.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.jobs.made_up import NAMES
from tests.robustness.specimens import NEWER, SPECIMENS, Specimen, alias

Outcome = Literal["refused", "noticed", "loaded", "either"]
"""What may come of a damaged list.

refused: an error of the publisher's side that names the file and a place; nothing is changed.
noticed: it loads, a note tells of the damage, and every entry is found by its sound name.
loaded: it loads, and every entry is found by its sound name; there is nothing wrong to tell of.
either: refused, or loaded with every record accounted for, and each name that is found no more told in the difference.
"""

Make = Callable[[bytes, random.Random], bytes]
TEXT = ("un-xml", "ofac-csv", "ofac-xml", "eu-xml", "conlist-csv", "ftm-jsonl", "table-csv")
XML = ("un-xml", "ofac-xml", "eu-xml")
CSV = ("ofac-csv", "conlist-csv", "table-csv")
ALL = (*TEXT, "dfat-xlsx")


@dataclass(frozen=True, slots=True)
class Damage:
    """A class of damage. seeds: inputs of each layout. outcomes: where a layout's differs. files: the whole release instead."""

    name: str
    outcome: Outcome
    make: Make | None = None
    layouts: Sequence[str] = ALL
    seeds: int = 1
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    files: Callable[[Specimen, random.Random], Mapping[str, bytes]] | None = None

    def of(self, specimen: Specimen, seed: int) -> Mapping[str, bytes]:
        """The files of the newer state, damaged."""
        rng = random.Random(f"{self.name} {specimen.name} {seed}")
        if self.files is not None:
            return self.files(specimen, rng)
        whole = dict(specimen.files(NEWER))
        if self.make is not None:
            whole[specimen.main] = self.make(whole[specimen.main], rng)
        return whole

    def allowed(self, specimen: Specimen) -> Outcome:
        """What must come of it in this layout."""
        return self.outcomes.get(specimen.name, self.outcome)


def in_member(raw: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip archive with one of its files changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == member else content)
    return made.getvalue()


def in_words(raw: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A file with its text changed: that of an Excel file stands in its table of shared strings."""
    return in_member(raw, "xl/sharedStrings.xml", change) if raw.startswith(b"PK") else change(raw)


# ---------------------------------------------------------------------------------------------------------------- bytes


def _cut(raw: bytes, rng: random.Random) -> bytes:
    return raw[: rng.randrange(1, len(raw.rstrip()) - 1)]


def _flip(raw: bytes, rng: random.Random, times: int = 1) -> bytes:
    made = bytearray(raw)
    for _ in range(times):
        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def _span(raw: bytes, rng: random.Random, size: int = 60) -> tuple[int, int]:
    start = rng.randrange(len(raw) - size)
    return start, start + size


def _zeroed(raw: bytes, rng: random.Random) -> bytes:
    start, end = _span(raw, rng)
    return raw[:start] + bytes(end - start) + raw[end:]


def _missing(raw: bytes, rng: random.Random) -> bytes:
    start, end = _span(raw, rng)
    return raw[:start] + raw[end:]


def _repeated(raw: bytes, rng: random.Random) -> bytes:
    start, end = _span(raw, rng)
    return raw[:end] + raw[start:end] + raw[end:]


def _swapped(raw: bytes, rng: random.Random) -> bytes:
    start, end = _span(raw, rng)
    return raw[:start] + raw[start:end][::-1] + raw[end:]


def _other_list(specimen: Specimen, rng: random.Random) -> Mapping[str, bytes]:
    """Another publisher's bytes under this one's name."""
    others = [one for one in SPECIMENS.values() if one.shape != specimen.shape or one.dataset != specimen.dataset]
    other = rng.choice([one for one in others if one.dataset != specimen.dataset])
    return {specimen.main: other.files(NEWER)[other.main]}


PAGE = b"<!DOCTYPE html>\n<html><head><title>503 Service Unavailable</title></head><body><p>Please try again.</p></body></html>\n"

BYTES = (
    Damage("truncated", "either", _cut, seeds=8, outcomes=dict.fromkeys((*XML, "dfat-xlsx"), "refused")),
    Damage("one bit flipped", "either", _flip, seeds=8),
    Damage("sixteen bits flipped", "either", lambda raw, rng: _flip(raw, rng, 16), seeds=4),
    Damage("a block zeroed", "refused", _zeroed, seeds=2, outcomes={"dfat-xlsx": "either"}),
    Damage("a block missing", "either", _missing, seeds=3),
    Damage("a block twice", "either", _repeated, seeds=2),
    Damage("a block backwards", "either", _swapped, seeds=2),
    Damage("empty", "refused", lambda _raw, _rng: b""),
    Damage("only whitespace", "refused", lambda _raw, _rng: b" \r\n\t\n" * 50),
    Damage("an error page", "refused", lambda _raw, _rng: PAGE),
    Damage("noise", "refused", lambda _raw, rng: rng.randbytes(5_000)),
    Damage(
        "another file format",
        "refused",
        lambda _raw, _rng: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    ),
    Damage("another publisher's list", "refused", files=_other_list, seeds=2),
)


# ------------------------------------------------------------------------------------------------------------ encodings


def _utf16(raw: bytes, rng: random.Random) -> bytes:
    return raw.decode().encode(rng.choice(("utf-16", "utf-16-le", "utf-16-be")))


def _in_old_encoding(words: str, encoding: str) -> Make:
    """A second name in letters beyond ASCII, whose bytes are an old code page's."""

    def make(raw: bytes, rng: random.Random) -> bytes:
        known, bare = alias(rng.choice(NAMES)).encode(), words.encode(encoding)

        def change(text: bytes) -> bytes:
            if known in text:
                return text.replace(known, known + b" " + bare)
            return text.replace(b"; Phone Number", b"; a.k.a. '" + bare + b"'; Phone Number", 1)

        return in_words(raw, change)

    return make


ENCODINGS = (
    Damage("UTF-16", "refused", _utf16, TEXT, seeds=3, outcomes={"table-csv": "either"}),
    Damage(
        "Windows-1252 called UTF-8",
        "refused",
        _in_old_encoding("Société Cendrée", "cp1252"),
        outcomes=dict.fromkeys(CSV, "noticed"),
    ),
    Damage(
        "Windows-1251 called UTF-8",
        "refused",
        _in_old_encoding("Серая Цапля", "cp1251"),
        outcomes=dict.fromkeys(CSV, "noticed"),
    ),
    Damage("mojibake", "noticed", _in_old_encoding("Société Cendrée".encode().decode("cp1252"), "utf-8")),
)


# ---------------------------------------------------------------------------------------------------------------- words


def _odd(change: Callable[[str, random.Random], str]) -> Make:
    """One organisation's first name, changed as a person would not see it."""

    def make(raw: bytes, rng: random.Random) -> bytes:
        name = rng.choice(NAMES)
        odd = change(name, rng).encode()
        return in_words(
            raw, lambda text: re.sub(rb"(?<![\w ])" + name.encode() + rb"(?![\w ])", lambda _met: odd, text)
        )

    return make


def _sprinkled(marks: str) -> Callable[[str, random.Random], str]:
    return lambda name, rng: "".join(letter + (rng.choice(marks) if letter != " " else "") for letter in name)


_LOOK_ALIKE = str.maketrans("AEOPCTH", "АЕОРСТН")  # Latin to Cyrillic


def _some_look_alikes(name: str, _rng: random.Random) -> str:
    """Every second letter that has a Cyrillic twin is the twin."""
    made, turn = [], True
    for letter in name:
        twin = letter.translate(_LOOK_ALIKE)
        made.append(twin if turn else letter)
        turn = not turn if twin != letter else turn
    return "".join(made)


WORDS = (
    Damage("zero-width marks in a name", "noticed", _odd(_sprinkled("\u200b\u2060\ufeff")), seeds=2),
    Damage("marks of direction in a name", "noticed", _odd(_sprinkled("\u202e\u202c\u2066\u2069")), seeds=2),
    Damage("look-alikes of another alphabet", "noticed", _odd(_some_look_alikes), seeds=3),
    Damage(
        "towers of combining marks", "loaded", _odd(lambda name, _rng: "".join(one + "\u0301" * 40 for one in name))
    ),
    Damage(
        "full-width letters",
        "loaded",
        _odd(lambda name, _rng: "".join(chr(ord(one) + 0xFEE0) if one.isalpha() else one for one in name)),
    ),
    Damage(
        "control characters in a name",
        "refused",
        _odd(_sprinkled("\x01\x08\x1b")),
        outcomes=dict.fromkeys((*CSV, "dfat-xlsx"), "noticed"),
    ),
    Damage("private letters in a name", "noticed", _odd(_sprinkled("\ue000\uf8ff\ufffd"))),
    Damage("a name of ten million letters", "refused", _odd(lambda name, _rng: name + " HERON" * 1_700_000)),
    Damage("a name of fifty thousand letters", "loaded", _odd(lambda name, _rng: name + " HERON" * 8_400)),
)


# -------------------------------------------------------------------------------------------------------------- records


def _few(specimen: Specimen, rng: random.Random) -> Mapping[str, bytes]:
    return specimen.files(NEWER, NAMES[: rng.randrange(1, 9)])


def _line_twice(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    name = rng.choice(NAMES).encode()
    at = next(number for number, line in enumerate(lines) if name in line)
    return b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


_REFERENCES = {
    "un-xml": (rb"<REFERENCE_NUMBER>XXe.003</REFERENCE_NUMBER>", b"<REFERENCE_NUMBER></REFERENCE_NUMBER>"),
    "ofac-csv": (rb'(?m)^3,"', b',"'),
    "ofac-xml": (rb"<uid>3</uid>", b""),
    "eu-xml": (rb' logicalId="9003"', b""),
    "conlist-csv": (rb",99003\r", b",\r"),
    "ftm-jsonl": (rb'"id": "own-3", ', b""),
    "table-csv": (rb'(?m)^"3"', b'""'),
}
_RENAMED = {
    "un-xml": (b"UN_LIST_TYPE>", b"LIST_OF_THE_UN>"),
    "ofac-xml": (b"programList>", b"programmeList>"),
    "eu-xml": (b" wholeName=", b" fullName="),
    "conlist-csv": (b"Regime,", b"Regimen,"),
    "ftm-jsonl": (b'"alias"', b'"aliases"'),
    "table-csv": (b'"Other name"', b'"Second name"'),
    "dfat-xlsx": (b"<t>Committees<", b"<t>Commission<"),
}
_ADDED = {
    "un-xml": (b"<UN_LIST_TYPE>", b"<SHOE_SIZE>44</SHOE_SIZE><UN_LIST_TYPE>"),
    "ofac-xml": (b"<sdnType>", b"<shoeSize>44</shoeSize><sdnType>"),
    "eu-xml": (b"<sanctionEntity ", b'<sanctionEntity shoeSize="44" '),
    "ofac-csv": (b"SDGT", b'SDGT","44'),
    "conlist-csv": (b",Entity,", b",Entity,44,"),
    "ftm-jsonl": (b'"properties": {', b'"properties": {"shoeSize": ["44"], '),
    "table-csv": (b'"\r\n', b'","44"\r\n'),
}


def _exchanged(table: Mapping[str, tuple[bytes, bytes]]) -> Callable[[Specimen, random.Random], Mapping[str, bytes]]:
    def files(specimen: Specimen, _rng: random.Random) -> Mapping[str, bytes]:
        old, new = table[specimen.name]
        whole = dict(specimen.files(NEWER))
        whole[specimen.main] = in_words(whole[specimen.main], lambda text: text.replace(old, new))
        return whole

    return files


def _unnumbered(specimen: Specimen, _rng: random.Random) -> Mapping[str, bytes]:
    old, new = _REFERENCES[specimen.name]
    whole = dict(specimen.files(NEWER))
    whole[specimen.main] = re.sub(old, new, whole[specimen.main])
    return whole


RECORDS = (
    Damage("far fewer records", "refused", files=_few, seeds=2),
    Damage("a record twice", "refused", _line_twice, TEXT, seeds=2, outcomes={"conlist-csv": "loaded"}),
    Damage("a record without its number", "refused", files=_unnumbered, layouts=tuple(_REFERENCES)),
    Damage("a field renamed", "refused", files=_exchanged(_RENAMED), layouts=tuple(_RENAMED)),
    Damage("a field never met before", "refused", files=_exchanged(_ADDED), layouts=tuple(_ADDED)),
)


# --------------------------------------------------------------------------------------------------------------- values

_NUMBERS = (
    "9999-12-31", "0001-01-01", "-5000-01-01", "2026-13-45", "31/02/2026", "99999999999999999999", "9" * 5_000, "²", "1e400",
    "NaN", "-1", "٣", "1970-01-01T00:00:00+99:99", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
)  # fmt: skip
_SPOTS = {
    "un-xml": (rb"2015-03-0\d", rb"2026-04-01T00:00:00Z", rb"(?<=<DATAID>)\d+"),
    "ofac-csv": (rb"\d+ Oct 1990", rb"99871"),
    "ofac-xml": (rb"04/01/2026", rb"(?<=<Record_Count>)\d+", rb"(?<=<uid>)10\d"),
    "eu-xml": (rb"2020-01-02", rb"2026-04-01T00:00:00.000\+00:00", rb'(?<=logicalId=")10\d'),
    "conlist-csv": (rb"25/01/2011", rb"01/04/2026", rb"9900\d"),
    "ftm-jsonl": (rb"1990-05-03",),
    "table-csv": (rb"199\d-05-04",),
    "dfat-xlsx": (rb"25 Jan. 2001",),
}


def _absurd(specimen: Specimen, rng: random.Random) -> Mapping[str, bytes]:
    """One date or number that cannot be."""
    spot, value = rng.choice(_SPOTS[specimen.name]), rng.choice(_NUMBERS).encode()
    whole = dict(specimen.files(NEWER))
    whole[specimen.main] = in_words(whole[specimen.main], lambda text: re.sub(spot, value, text, count=1))
    return whole


VALUES = (Damage("a date or number that cannot be", "either", files=_absurd, seeds=20),)
