"""The UN list as the benchmarks need it: people with their names, and copies of the file with names taken out.

Read here without tizim's own reader, so that what both systems are given does not depend on either of them.
"""

import lzma
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Keep = Callable[[str, str], bool]
"""(reference, one name) -> whether the name stays"""

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PIECES = re.compile(r"[;()]")
_NON_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2010-\u203a]")


@dataclass(frozen=True, slots=True)
class Person:
    """One INDIVIDUAL. `low` are aliases the UN calls of low quality; `original` are names in other scripts than Latin."""

    reference: str
    primary: str
    good: tuple[str, ...]
    low: tuple[str, ...]
    original: tuple[str, ...]
    birth_dates: tuple[str, ...]
    nationalities: tuple[str, ...]
    birth_places: tuple[str, ...]
    genders: tuple[str, ...]

    @property
    def latin(self) -> tuple[str, ...]:
        """All names in Latin script."""
        return tuple(name for name in (self.primary, *self.good, *self.low) if is_latin(name))


def words(name: str) -> frozenset[str]:
    """The set of words of a name, as the left-out queries were made."""
    return frozenset(re.findall(r"\w+", name.casefold()))


def is_latin(name: str) -> bool:
    """Whether all letters are Latin."""
    return _NON_LATIN.search(name) is None


def read(path: Path) -> ET.Element:
    """The whole file."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return ET.fromstring(data)  # noqa: S314 - files of the benchmark, fixed and known


def people(root: ET.Element) -> list[Person]:
    """Every INDIVIDUAL, in the order of the file."""
    return [_person(entry) for entry in root.iter("INDIVIDUAL")]


def organisations(root: ET.Element) -> list[tuple[str, str]]:
    """(reference, first name) of every ENTITY."""
    return [(_reference(entry), _primary(entry)) for entry in root.iter("ENTITY")]


def without(root: ET.Element, keep: Keep) -> bytes:
    """The file again, less the names that `keep` refuses. An alias of several spellings loses only those refused."""
    copy = ET.fromstring(ET.tostring(root))  # noqa: S314 - a copy of the tree at hand
    for entry in [*copy.iter("INDIVIDUAL"), *copy.iter("ENTITY")]:
        reference = _reference(entry)
        for name in entry.iter("NAME_ORIGINAL_SCRIPT"):
            if not keep(reference, _squeezed(name.text)):
                name.text = ""
        for tag in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
            for alias in entry.findall(tag):
                _thin(entry, alias, reference, keep)
    written: bytes = ET.tostring(copy, encoding="utf-8", xml_declaration=True)
    return written


def _thin(entry: ET.Element, alias: ET.Element, reference: str, keep: Keep) -> None:
    field = alias.find("ALIAS_NAME")
    pieces = [_squeezed(piece) for piece in _PIECES.split((field.text if field is not None else "") or "")]
    kept = [piece for piece in pieces if piece and keep(reference, piece)]
    if field is None or kept == [piece for piece in pieces if piece]:
        return
    if kept:
        field.text = "; ".join(kept)
    else:
        entry.remove(alias)


def _person(entry: ET.Element) -> Person:
    spellings: dict[str, list[str]] = {"Good": [], "Low": []}
    original = [_squeezed(name.text) for name in entry.findall("NAME_ORIGINAL_SCRIPT")]
    for alias in entry.findall("INDIVIDUAL_ALIAS"):
        for piece in _PIECES.split(alias.findtext("ALIAS_NAME") or ""):
            name = _squeezed(piece).strip(" ,")
            if name and not is_latin(name):
                original.append(name)
            elif name:
                spellings["Low" if alias.findtext("QUALITY") == "Low" else "Good"].append(name)
    return Person(
        reference=_reference(entry),
        primary=_primary(entry),
        good=tuple(dict.fromkeys(spellings["Good"])),
        low=tuple(dict.fromkeys(spellings["Low"])),
        original=tuple(dict.fromkeys(name for name in original if name)),
        birth_dates=tuple(dict.fromkeys(_dates(entry))),
        nationalities=tuple(_texts(entry, "NATIONALITY/VALUE")),
        birth_places=tuple(_texts(entry, "INDIVIDUAL_PLACE_OF_BIRTH/COUNTRY")),
        genders=tuple(_texts(entry, "GENDER")),
    )


def _dates(entry: ET.Element) -> Iterator[str]:
    for born in entry.findall("INDIVIDUAL_DATE_OF_BIRTH"):
        for field in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR"):
            if value := _squeezed(born.findtext(field)):
                yield value[:10]


def _texts(entry: ET.Element, path: str) -> list[str]:
    return [value for found in entry.findall(path) if (value := _squeezed(found.text))]


def _primary(entry: ET.Element) -> str:
    return " ".join(part for tag in _NAME_PARTS if (part := _squeezed(entry.findtext(tag))))


def _reference(entry: ET.Element) -> str:
    return re.sub(r"\s", "", entry.findtext("REFERENCE_NUMBER") or "")


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())
