"""Given and family names by country, from public tables of popular names and of names in two scripts."""

import csv
import lzma
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from fit.halves import is_for_training
from tizim.text.script import script_of

_PREFIXES = frozenset({"al", "el", "ben", "bin", "ibn", "abu", "bou", "ait", "de", "van", "von", "der", "la", "le", "da", "del"})  # fmt: skip
_COMPOUND = frozenset({"abd", "abdul", "abdel", "abu", "umm", "abdal", "abou", "oum"})
_KOREAN = 3
ARAB = "arabic"


@dataclass(slots=True)
class Names:
    """Names of one country as (in Latin letters, in its own script), the most popular first where that is known."""

    male: list[tuple[str, str]] = field(default_factory=list)
    female: list[tuple[str, str]] = field(default_factory=list)
    given: list[tuple[str, str]] = field(default_factory=list)
    """names whose gender nobody says"""
    family: list[tuple[str, str]] = field(default_factory=list)
    ranked: bool = True


def by_country(folder: Path) -> dict[str, Names]:
    """Country code -> names; only countries with family and given names."""
    found: dict[str, Names] = defaultdict(Names)
    _forenames(folder / "sigpwned_common-forenames-by-country.csv", found)
    _surnames(folder / "sigpwned_common-surnames-by-country.csv", found)
    _arabic(folder / "wikidata_arabic_fullnames.tsv.xz", found)
    _korean(folder / "wikidata_korean_fullnames.tsv.xz", found)
    _hebrew(folder / "wikidata_hebrew_fullnames.tsv.xz", found)
    return {
        code: names
        for code, names in sorted(found.items())
        if names.family and len(names.male) + len(names.female) + len(names.given) > 9
    }


def _forenames(path: Path, found: dict[str, Names]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            names = found[row["Country"].lower()]
            pair = _pair(row)
            if pair is not None:
                (names.male if row["Gender"] == "M" else names.female).append(pair)


def _surnames(path: Path, found: dict[str, Names]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if (pair := _pair(row)) is not None:
                found[row["Country"].lower()].family.append(pair)


def _pair(row: dict[str, str]) -> tuple[str, str] | None:
    local = (row["Localized Name"] or "").strip()
    latin = (row["Romanized Name"] or "").strip() or local
    latin = latin.partition("/")[0].partition("(")[0].strip()
    local = local.partition("/")[0].partition("(")[0].strip() or latin
    return (latin, local) if latin and script_of(latin) == "Latn" else None


def _arabic(path: Path, found: dict[str, Names]) -> None:
    """First words as given names, what follows the last blank (with its article) as family names."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            latin, arabic = row["latin"].split(), row["arabic_key"].split()
            if not is_for_training(row["latin"]):
                continue
            if not 2 <= len(latin) <= 4 or len(arabic) < 2 or latin[0].lower() in _COMPOUND:
                continue
            country = row["country"].lower()
            if len(country) != 2:
                continue
            names = found[f"{country}/{ARAB}"]
            names.ranked = False
            names.given.append((latin[0], arabic[0]))
            names.family.append((_last(latin), arabic[-1]))


def _korean(path: Path, found: dict[str, Names]) -> None:
    """Names of three syllables without a blank: the first is the family name."""
    names = found["kr/korean"]
    names.ranked = False
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, _tab, hangul = line.strip().partition("\t")
            words = latin.replace("-", " ").split()
            if (
                is_for_training(latin)
                and len(hangul) == _KOREAN
                and script_of(hangul) == "Hang"
                and 2 <= len(words) <= 3
                and " " in latin
            ):
                names.family.append((words[0], hangul[0]))
                names.given.append((latin.split(None, 1)[1], hangul[1:]))


def _hebrew(path: Path, found: dict[str, Names]) -> None:
    """First and last words; people of the whole world, so it is no country."""
    names = found["xx/world"]
    names.ranked = False
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            latin, _tab, hebrew = line.strip().partition("\t")
            words, theirs = latin.split(), hebrew.replace(",", " ").split()
            if is_for_training(latin) and len(words) == 2 and len(theirs) == 2 and latin.replace(" ", "").isalpha():
                names.given.append((words[0], theirs[0]))
                names.family.append((words[1], theirs[1]))


def _last(words: list[str]) -> str:
    return " ".join(words[-2:]) if len(words) > 2 and words[-2].lower() in _PREFIXES else words[-1]
