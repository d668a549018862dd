"""Bytes of the SECO list to records.

A target names its programmes and places by number, and these may stand anywhere in the file: it is read twice, first for
them, then for the targets, each of which gets copies of what it names.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from tizim.sources.ch_seco.place import Place, place_part
from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.xml import Document, records


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as its sanctions sets name it: key, ordinance and set in English where there is English."""

    key: str
    name: str
    measure: str
    origin: str


@dataclass(slots=True)
class _Around:
    """What targets refer to."""

    programmes: dict[str, Programme] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def is_seco_xml(release: Release) -> bool:
    """One file whose root is swiss-sanctions-list."""
    return len(release.parts) == 1 and b"<swiss-sanctions-list" in release.parts[0].head()


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Elements `target` in the order of the file, with their `programme` and `place` parts added."""
    part = release.parts[0]
    document = Document()
    around = _around(part, reading, document)
    reading.published_on(document.attributes.get("date"), "swiss-sanctions-list/@date", "root")
    if (kind := document.attributes.get("list-type")) not in ("whole-list", None):
        reading.excerpt = f"the file calls itself {kind!r}, not 'whole-list'"
    for target in counted(records(part, "target"), reading, once="@ssid"):
        _add_what_it_names(target, around)
        yield target


def _around(part: Part, reading: Reading, document: Document) -> _Around:
    found = _Around()
    for record in records(part, "sanctions-program", "place", "target", document=document):
        number = record.take("@ssid") or ""
        if record.tag == "sanctions-program":
            _programmes(record, found)
        elif record.tag == "place":
            found.places[number] = _place(record)
        else:
            continue
        record.require_nothing_left(reading, f"{record.tag} {number}")
    return found


def _programmes(record: Fields, found: _Around) -> None:
    """The same programme stands once for each of its sets, or once with all of them."""
    keys, names = _in_english(record, "program-key"), _in_english(record, "program-name")
    origin = record.take("origin") or ""
    record.drop("@version-date", "@predecessor-version-date")  # of the ordinance's text, not of any listing
    measures: dict[str, dict[str, str]] = {}
    for one in record.take_parts("sanctions-set"):
        measures.setdefault(one.take("@ssid") or "", {})[one.take("@lang") or ""] = one.take("") or ""
    for number, words in measures.items():
        found.programmes[number] = Programme(keys, names, _english(words), origin)


def _in_english(record: Fields, tag: str) -> str:
    return _english({one.take("@lang") or "": one.take("") or "" for one in record.take_parts(tag)})


def _english(words: dict[str, str]) -> str:
    return words.get("eng") or next(iter(words.values()), "")


def _place(record: Fields) -> Place:
    code = country = None
    for one in record.take_parts("country"):
        code, country = one.take("@iso-code"), one.take("")
    country = country or record.take("country")
    variants = []
    for tag in ("location-variant", "area-variant"):
        variants += [words for _place_at, words in record.take_all(tag)]
        for one in record.take_parts(tag):
            one.drop("@variant-type")  # "spelling" or "name": either way another word for the place
            variants += [words for words in (one.take(""), one.take("value")) if words]
    return Place(record.take("location"), record.take("area"), country, code, tuple(variants))


def _add_what_it_names(target: Fields, around: _Around) -> None:
    """Adds the programmes and places whose numbers stand in the target, as parts that `map` looks them up in."""
    numbers = [(name.rpartition("/")[2], value) for name, value in target.leaves() if value]
    for number in dict.fromkeys(value for name, value in numbers if name.lstrip("@") == "sanctions-set-id"):
        if (programme := around.programmes.get(number)) is not None:
            target.put_part(_programme_part(number, programme))
    for number in dict.fromkeys(value for name, value in numbers if name == "@place-id"):
        if (place := around.places.get(number)) is not None:
            target.put_part(place_part(number, place))


def _programme_part(number: str, programme: Programme) -> Fields:
    made = Fields("programme", f"programme[{number}]")
    for name, value in (("@ssid", number), *asdict(programme).items()):
        made.put(name, value)
    return made
