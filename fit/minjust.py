"""Russia's register of undesirable organisations, as a JSON file gives it: names in Cyrillic and Latin letters in one field."""

import json
import re
from pathlib import Path

from fit.listed import Listed, listed
from tizim.model.statement import Entity
from tizim.text.countries import country_code

DATASET = "ru_minjust"
_BRACKETS = re.compile(r"[()]")
_STATE = re.compile("^(?:Республика|Королевство|Соединенны)|(?:Республика|Королевство)$")
_QUOTED = re.compile("«([^«»]+)»")


def read_minjust(path: Path) -> list[Listed]:
    """Every entry with at least one name."""
    found = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        names = names_in(row["fullName"])
        if names:
            entity = Entity(f"{DATASET}-{row['id']}", "Organization", DATASET, row["id"], {"name": names})
            if (made := listed(entity)) is not None:
                found.append(made)
    return found


def names_in(words: str) -> tuple[str, ...]:
    """The names in a field such as "Example Fund (EF, «Фонд «Пример») (Country)": pieces in and out of brackets and quotes.

    A country alone and an abbreviation of up to four letters are no names here.
    """
    pieces: dict[str, None] = {}
    for bracketed in _BRACKETS.split(words):
        quoted = [bracketed] if bracketed.count("«") == 1 else _QUOTED.findall(bracketed)
        for piece in quoted or [bracketed]:
            name = re.sub(r",\s*[^,]+$", _without_country, piece.strip(" ,;")).strip(' ,;«»"')
            if len(name) > 4 and '"' not in name and not _STATE.search(name) and country_code(name) is None:
                pieces.setdefault(name)
    return tuple(pieces)


def _without_country(end: re.Match[str]) -> str:
    return "" if country_code(end[0].strip(" ,")) is not None else end[0]
