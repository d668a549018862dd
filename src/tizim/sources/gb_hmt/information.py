"""The field Other Information of HM Treasury's list: free words in old files, "(Key):words" one after another in new ones."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.model.ftm import schema as ftm_schema
from tizim.sources.draft import Draft
from tizim.sources.gb_hmt.details import country
from tizim.sources.reading import Fields, Reading

GENDERS = MappingProxyType({"male": "male", "female": "female"})
KEYS = MappingProxyType(
    {
        "phone number": "phone",
        "email address": "email",
        "website": "website",
        "type of entity": "legalForm",
        "business reg no": "registrationNumber",
        "business registration number": "registrationNumber",
        "imo number": "imoNumber",
        "type of ship": "type",
        "tonnage of ship": "tonnage",
    }
)
"""key in lower case -> property of the entry, where its schema has it"""

FLAGS = MappingProxyType(
    {"current believed flag of ship": "flag", "flag of ship": "flag", "previous flags": "pastFlags"}
)
LISTING_KEYS = MappingProxyType(
    {"uk sanctions list ref": "authorityId", "un ref": "unscId", "uk statement of reasons": "reason"}
)

_KEY = re.compile(r"\(([A-Z][A-Za-z/ ()-]{2,60}?)\):\s*")
_UN_REFERENCE = re.compile(r"\bUN Ref(?:erence)?[.:]*\s*(?:No\.?\s*)?([A-Z][A-Za-z]{0,2}\.[A-Z0-9.]*\d)", re.IGNORECASE)


def put_information(entry: Draft, listing: Draft, part: Fields, reading: Reading, where: str) -> None:
    """Takes Other Information: keyed words to their properties, the rest to notes; a UN reference to the listing."""
    words, at = part.take("Other Information"), part.place("Other Information")
    if words is None:
        return
    for key, value in keyed(words):
        plain = key.lower()
        if plain in LISTING_KEYS:
            listing.add(LISTING_KEYS[plain], value.rstrip(".") if plain != "uk statement of reasons" else value, at=at)
        elif plain == "gender" and entry.schema == "Person":
            _gender(entry, value, at, reading, where)
        elif plain in FLAGS and entry.schema == "Vessel":
            country(entry, FLAGS[plain], value, at=at)
        elif plain in KEYS and ftm_schema(entry.schema).property(KEYS[plain]) is not None:
            entry.add(KEYS[plain], value, at=at)
        else:
            entry.add("notes", f"({key}): {value}" if key else value, at=at)
    for met in _UN_REFERENCE.finditer(words):
        listing.add("unscId", met[1], at=at)


def keyed(words: str) -> Iterator[tuple[str, str]]:
    """(key, words) in their order; words before the first key have the key ""."""
    marks = list(_KEY.finditer(words))
    lead = words[: marks[0].start()] if marks else words
    if lead.strip():
        yield "", lead.strip()
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    for mark, end in zip(marks, ends, strict=False):
        if value := words[mark.end() : end].strip():
            yield mark[1], value


def _gender(entry: Draft, value: str, at: str, reading: Reading, where: str) -> None:
    gender = GENDERS.get(value.rstrip(". ").lower())
    if gender is None:
        reading.unknown_word("Other Information/(Gender)", value, where)
    else:
        entry.add("gender", gender, at=at, original=value)
