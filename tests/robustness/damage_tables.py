"""Classes of damage that only tables can have: CSV, JSON lines and Excel."""

import io
import random
import re
import zipfile

from tests.robustness.damage import CSV, Damage, Make, in_member

JSON = ("ftm-jsonl",)
EXCEL = ("dfat-xlsx",)


def _row(change: str) -> Make:
    """Another row at the end, of words as given."""
    return lambda raw, _rng: raw.rstrip(b"\x1a") + change.encode() + b"\r\n"


def _quote_open(raw: bytes, rng: random.Random) -> bytes:
    quotes = [met.end() for met in re.finditer(rb",", raw)]
    at = rng.choice(quotes[len(quotes) // 2 :])
    return (
        raw[:at] + b'"' + raw[at:] if raw[at : at + 1] != b'"' else raw[: at + 1] + raw[at + 1 :].replace(b'"', b"", 1)
    )


def _short_row(raw: bytes, rng: random.Random) -> bytes:
    lines = raw.split(b"\r\n")
    at = rng.randrange(len(lines) // 4, len(lines) - 1)
    lines[at] = lines[at].rpartition(b",")[0].rpartition(b",")[0]
    return b"\r\n".join(lines)


def _semicolons(raw: bytes, _rng: random.Random) -> bytes:
    return raw.replace(b",", b";")


DELIMITED = (
    Damage("a quote that is never closed", "either", _quote_open, CSV, seeds=5),
    Damage("a row cut short", "refused", _short_row, CSV, seeds=2, outcomes={"table-csv": "either"}),
    Damage("semicolons for commas", "refused", _semicolons, CSV, outcomes={"table-csv": "loaded"}),
    Damage("old Macintosh line ends", "either", lambda raw, _rng: raw.replace(b"\r\n", b"\r"), CSV),
    Damage(
        "a cell of two hundred thousand letters",
        "refused",
        lambda raw, _rng: raw.replace(b"HERON", b"HERON" * 40_000, 1),
        CSV,
    ),
    Damage("a row of ten thousand cells", "refused", _row(",".join("x" * 10_000)), CSV),
    Damage(
        "headings twice",
        "refused",
        lambda raw, _rng: b"\r\n".join([*raw.split(b"\r\n")[:2], raw]),
        ("conlist-csv", "table-csv"),
    ),
)


def _first_line(change: Make) -> Make:
    """The first object changed."""

    def make(raw: bytes, rng: random.Random) -> bytes:
        first, _, rest = raw.partition(b"\n")
        return change(first, rng) + b"\n" + rest

    return make


def _line(words: bytes) -> Make:
    """The first object replaced."""
    return _first_line(lambda _line, _rng: words)


def _in_properties(words: bytes) -> Make:
    return _first_line(lambda line, _rng: line.replace(b'"properties": {', b'"properties": {' + words + b", ", 1))


_BOMB = b"[" * 100_000 + b"]" * 100_000
_INSIDE = b'{"id": "x", "schema": "Organization", "properties": {"parent": [' * 20 + b"]}}" * 20

OBJECTS = (
    Damage("a hundred thousand lists in a value", "refused", _in_properties(b'"notes": ' + _BOMB), JSON),
    Damage("a hundred thousand lists for a line", "refused", _line(_BOMB), JSON),
    Damage("a hundred thousand objects in a line", "refused", _line(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), JSON),
    Damage("entities inside entities", "refused", _in_properties(b'"parent": [' + _INSIDE + b"]"), JSON),
    Damage("a number of five thousand digits", "refused", _in_properties(b'"notes": [' + b"9" * 5_000 + b"]"), JSON),
    Damage("no number", "either", _in_properties(b'"notes": [NaN, -Infinity, 1e999]'), JSON),
    Damage("a list for a line", "refused", _line(b'["id", "schema", "properties"]'), JSON),
    Damage("null for a line", "refused", _line(b"null"), JSON),
    Damage(
        "properties that are a text", "refused", _line(b'{"id": "x", "schema": "Person", "properties": "none"}'), JSON
    ),
    Damage(
        "an id that is a list",
        "refused",
        _first_line(lambda line, _rng: line.replace(b'"own-1"', b'["own-1", {"a": 2}]')),
        JSON,
    ),
    Damage(
        "a schema that is an object",
        "refused",
        _first_line(lambda line, _rng: line.replace(b'"Organization"', b'{"a": "Organization"}')),
        JSON,
    ),
    Damage(
        "a schema nobody knows",
        "refused",
        _first_line(lambda line, _rng: line.replace(b"Organization", b"Organisation")),
        JSON,
    ),
    Damage("words after an object", "refused", _first_line(lambda line, _rng: line + b" and more"), JSON),
    Damage("single quotes", "refused", _first_line(lambda line, _rng: line.replace(b'"', b"'")), JSON),
    Damage("a key twice", "either", _in_properties(b'"name": ["ANOTHER"]'), JSON),
    Damage("half a character in a name", "either", _in_properties(b'"previousName": ["half \\ud800 a heron"]'), JSON),
    Damage("a zero character in a name", "noticed", _in_properties(b'"previousName": ["half \\u0000 a heron"]'), JSON),
    Damage("values inside values", "either", _in_properties(b'"notes": [["a", ["b"]], {"c": 1}]'), JSON),
)


def _member(raw: bytes, name: str, pattern: bytes, words: bytes) -> bytes:
    return in_member(raw, name, lambda text: re.sub(pattern, lambda _met: words, text, count=1))


_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def _in_sheet(pattern: bytes, words: bytes) -> Make:
    return lambda raw, _rng: _member(raw, _SHEET, pattern, words)


def _without(member: str) -> Make:
    def make(raw: bytes, _rng: random.Random) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
            for info in old.infolist():
                if info.filename != member:
                    new.writestr(info.filename, old.read(info))
        return made.getvalue()

    return make


_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'

WORKBOOKS = (
    Damage("plain text called a workbook", "refused", lambda _raw, _rng: b"Reference,Name\r\n1,GREY HERON\r\n", EXCEL),
    Damage(
        "the head of an old workbook",
        "refused",
        lambda _raw, _rng: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000),
        EXCEL,
    ),
    Damage("a workbook without its book", "refused", _without("xl/workbook.xml"), EXCEL),
    Damage("a workbook without its sheet", "refused", _without(_SHEET), EXCEL),
    Damage("a workbook without its words", "refused", _without(_STRINGS), EXCEL),
    Damage("a document type in a sheet", "either", _in_sheet(rb"<\?xml[^>]*>", _LAUGHS), EXCEL),
    Damage("a word beyond the words", "refused", _in_sheet(rb"<v>3</v>", b"<v>4000000000</v>"), EXCEL),
    Damage(
        "a sheet that claims to be vast",
        "loaded",
        _in_sheet(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"'),
        EXCEL,
    ),
    Damage(
        "a cell at the far corner",
        "refused",
        _in_sheet(rb"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        EXCEL,
    ),
    Damage("a cell at no place", "either", _in_sheet(rb'r="B3"', b'r="ZZZZZZZZZ99999999999"'), EXCEL),
    Damage(
        "a number beyond numbers",
        "either",
        _in_sheet(rb"<v>3</v></c>", b"<v>3</v></c>" + b'<c r="L3"><v>1e999</v></c>'),
        EXCEL,
    ),
    Damage(
        "an error for a value",
        "either",
        lambda raw, _rng: _member(raw, _STRINGS, rb"<t>Listed on[^<]*<", b"<t>#REF!<"),
        EXCEL,
    ),
    Damage(
        "a sheet of a hundred megabytes",
        "refused",
        _in_sheet(rb"</sheetData>", b"</sheetData>" + b" " * 100_000_000),
        EXCEL,
    ),
    Damage("a workbook of half a book", "refused", lambda raw, _rng: raw[: len(raw) // 2] + raw[-200:], EXCEL),
)
