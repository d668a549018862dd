"""Records of FollowTheMoney JSON to statements: values are in normal form already, and stay as they are."""

from collections.abc import Iterator

from tizim.model.ftm import is_schema, schema
from tizim.sources.draft import Draft
from tizim.sources.ftm_json.read import PROPERTY, ROOT
from tizim.sources.reading import Fields, Reading

OWN = ("datasets", "referents", "first_seen", "last_seen", "last_change", "target")
"""Keys of an export beside id, schema and properties, kept as the publisher's own fields."""


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One entity. An unknown schema is noticed, and makes none."""
    where = f"entity {reading.records}"
    own_id, name, root = record.take("id"), record.take("schema"), record.take(ROOT)
    if name is not None and not is_schema(name):
        reading.unknown_word("schema", name, where)
    if own_id is None or name is None or not is_schema(name):
        if root is None:
            reading.reject(
                where, own_id, f"expected an id and a schema of FollowTheMoney, came {own_id!r} and {name!r}"
            )
        return
    made = Draft(reading, name, own_id, own_id=own_id, root=root)
    record.drop("caption")  # chosen from the names by the exporter
    for prop in schema(name).properties:
        for _, value in record.take_all(f"{PROPERTY}{prop}"):
            made.add(prop, value, at=prop)
    for key in OWN:
        for _, value in record.take_all(key):
            made.add_raw(key, value)
    for field, value in record.leaves():
        unknown = f"{name}:{field.removeprefix(PROPERTY)}"
        if unknown in reading.accepted:
            made.add_raw(field.removeprefix(PROPERTY), value)
        elif value:
            reading.unknown_field(unknown, where)
        else:
            reading.empty[unknown] += 1
    yield made
