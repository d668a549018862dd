"""Bytes of the list of terrorist entities to records with the feed's six fields: id, title, summary, content, published, updated.

The MISP galaxy holds each field of the feed under `meta`, and some of them again in words of its own.
"""

from collections.abc import Iterator

from tizim.errors import UnreadableSource
from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import publishers_fault
from tizim.sources.xml import Document, records
from tizim.tables.json_rows import parsed

CLUSTER = "canada-listed-terrorist-entities"
FEED_FIELDS = ("id", "title", "summary", "content", "published", "updated")
"""The fields of an entry of the feed"""

_OF_THE_FEED = frozenset(f"meta/{name}" for name in FEED_FIELDS)


def is_galaxy(release: Release) -> bool:
    """One JSON file that says it holds Canada's listed terrorist entities."""
    return len(release.parts) == 1 and b'"Canada Listed Terrorist Entities"' in release.parts[0].head()


def is_atom(release: Release) -> bool:
    """One Atom feed of the publisher's site, with the name of the list in its head."""
    if len(release.parts) != 1:
        return False
    head = release.parts[0].head()
    return b"<feed" in head and (
        b"lstd-ntts" in head or b"isted Terrorist Entities" in head or release.parts[0].name == "lstd-ntts-eng.xml"
    )


def read_galaxy(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every value of the cluster, in its order."""
    part = release.parts[0]
    with part.open() as stream, publishers_fault():
        cluster = parsed(stream.read(), part.name)
    values = cluster.get("values") if isinstance(cluster, dict) and cluster.get("type") == CLUSTER else None
    if not isinstance(values, list):
        raise UnreadableSource(
            f"{part.name}: expected a galaxy cluster of type {CLUSTER} with a list of values, came something else"
        )
    for record in counted(_records(values, part.name), reading):
        # `description` and `value` repeat the fields under meta in one text; `uuid` is made from the name by the galaxy.
        record.drop("description", "value", "uuid")
        yield record


def read_atom(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every entry of the feed (RFC 4287), in its order."""
    document = Document()
    for record in counted(records(release.parts[0], "entry", document=document), reading):
        for name in FEED_FIELDS:
            for part in record.take_parts(name):
                part.drop("@type", "@lang")  # how the text of a feed is marked up
                record.put(name, part.take("") or "")
        yield record
    reading.published_on(document.heading.get("updated"), "updated", "feed")


def _records(values: list[object], name: str) -> Iterator[Fields]:
    """The values of the cluster, with the fields of the feed under their own names."""
    for number, value in enumerate(values, 1):
        if not isinstance(value, dict) or not isinstance(value.get("meta"), dict):
            raise UnreadableSource(f"{name}: expected an object with meta, came something else in value {number}")
        record = Fields("value")
        for field, words in (*value.items(), *((f"meta/{key}", words) for key, words in value["meta"].items())):
            if field != "meta":
                for one in words if isinstance(words, list) else [words]:
                    record.put(field.removeprefix("meta/") if field in _OF_THE_FEED else field, str(one))
        yield record
