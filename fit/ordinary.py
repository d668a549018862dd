"""People who are on no list: made up of given and family names of one country, in the habits of that country.

Nobody of them is real: given and family names come from different entries. Start at `people`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fit.chance import chosen, number, share
from fit.pairs import Side
from fit.popular import ARAB, Names, by_country

OWN_SCRIPT = 0.2
"""share of people who are asked about in their own script"""
_EAST_SLAVIC = frozenset({"ru", "ua", "by"})
_PATRONYMIC = frozenset({"ru", "ua", "by", "kz", "kg", "tj", "az", "am", "ge", "mn", "md"})
_TWO_FAMILIES = frozenset({"es", "mx", "ar", "cl", "pe", "co", "ec", "ve", "bo", "cr", "pa", "sv", "gt", "do", "cu", "py", "uy", "pt", "br"})  # fmt: skip
_FAMILY_FIRST = frozenset({"cn", "tw", "jp", "kr", "vn", "hu", "kh"})
_MIDDLE = frozenset({"us", "gb", "ca", "au", "nz", "ie", "za", "ph", "nl", "de", "fr", "pl", "vn", "in", "lk"})
Written = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Somebody made up. `id` is the only thing that tells them apart for certain."""

    id: str
    side: Side
    culture: str


def people(folder: Path, count: int) -> Iterator[Ordinary]:
    """`count` people, each country with the same chance, Arab ones twice."""
    tables = by_country(folder)
    weights = [code for code in tables for _ in range(2 if code.endswith(ARAB) else 1)]
    weights += ["kr/korean"] * 2 + ["xx/world"] * 6
    for order in range(count):
        code = chosen(weights, "country of", order)
        yield _person(order, code, tables[code])


def _person(order: int, code: str, names: Names) -> Ordinary:
    key = f"ordinary {order}"
    country = code[:2]
    gender, given = _given(names, key)
    parts = _parts(country, code, names, gender, given, key)
    if (country in _FAMILY_FIRST and not code.endswith("world")) or share("register", key) < 0.1:
        parts = [parts[-1], *parts[:-1]]
    latin, own = (" ".join(part[place] for part in parts) for place in (0, 1))
    local = share("script", key) < OWN_SCRIPT and own != latin
    born = _birth(key)
    countries = () if country == "xx" else (country,)
    side = Side("Person", (own if local else latin,), birth=(born,), countries=countries, gender=gender)
    return Ordinary(key, side, code)


def _parts(country: str, code: str, names: Names, gender: str | None, given: Written, key: str) -> list[Written]:
    """The name's parts, the family name last."""
    family = _popular(names.family, names, key, "family")
    habit = share("habit", key)
    if code.endswith(ARAB):
        fathers = [_popular(names.given, names, key, "father", step) for step in range(int(habit * 3))]
        return [given, *fathers, family]
    if country in _PATRONYMIC and names.male and habit < 0.6:
        father = _popular(names.male, names, key, "father")
        return [given, _patronymic(father, gender), _gendered(family, gender, country)]
    if country in _TWO_FAMILIES and habit < 0.6:
        second = [_popular(names.male or names.given, names, key, "second")] if habit < 0.2 and gender == "male" else []
        return [given, *second, family, _popular(names.family, names, key, "mother")]
    if country in _MIDDLE and habit < 0.3:
        return [given, _given(names, f"{key} middle")[1], family]
    return [given, _gendered(family, gender, country)]


def _given(names: Names, key: str) -> tuple[str | None, Written]:
    sets: list[tuple[str | None, list[Written]]] = [
        ("male", names.male),
        ("female", names.female),
        (None, names.given),
    ]
    gender, table = chosen([one for one in sets if one[1]], key, "gender")
    return gender, _popular(table, names, key, "given")


def _popular(table: list[Written], names: Names, *key: object) -> Written:
    """One name; of a ranked table the first ones more often."""
    where = share(*key) ** (1.6 if names.ranked else 1.0)
    return table[int(where * len(table))]


def _patronymic(father: Written, gender: str | None) -> Written:
    """The father's name as East Slavic registers write it, in either script."""
    female = gender == "female"
    return _after_father(father[0], ("evna", "ovna") if female else ("evich", "ovich"), "yiaeo"), _after_father(
        father[1], ("евна", "овна") if female else ("евич", "ович"), "йяаеио"
    )


def _after_father(name: str, endings: tuple[str, str], soft: str) -> str:
    latin = name.isascii()
    if latin != endings[0].isascii():
        return name if latin else name + ("" if endings[0].isascii() else endings[1])
    return name.rstrip(soft) + endings[0] if name[-1] in soft else name + endings[1]


def _gendered(family: Written, gender: str | None, country: str) -> Written:
    if gender != "female" or country not in _EAST_SLAVIC | {"kz", "kg", "bg", "az", "tj", "cz", "sk"}:
        return family
    return _feminine(family[0]), _feminine(family[1])


def _feminine(name: str) -> str:
    for ending, female in (("skiy", "skaya"), ("sky", "skaya"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"),
                           ("ский", "ская"), ("ов", "ова"), ("ев", "ева"), ("ин", "ина")):  # fmt: skip
        if name.endswith(ending):
            return name.removesuffix(ending) + female
    return name


def _birth(key: str) -> str:
    year, month, day = 1940 + number(key, "year") % 68, 1 + number(key, "month") % 12, 1 + number(key, "day") % 28
    return f"{year}-{month:02d}-{day:02d}"
