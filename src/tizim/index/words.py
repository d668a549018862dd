"""Which entries hold these words, in any script, and how do they divide by list, country, …? A file of SQLite's full text search.

For people who look around, not for screening: nothing is scored, and nobody is cleared by an empty page. A name is found by its
words as written or romanised, in another script also by ear. The file is a function of the entries, like a snapshot; it is
made by `write` and asked by `find`. What people type is read in `index.asking`. Start at `find`; `ById` gives single entities to
who knows their ids.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tizim.errors import SnapshotError, SubjectError
from tizim.index.asking import Asked, read_words, terms
from tizim.index.records import NAME_KINDS
from tizim.model.ftm import schema

FORMAT = 2
FACETS = ("datasets", "schema", "countries", "identifiers", "topics", "genders")
SORTED_BY = ("id", "caption", "schema", "first_seen", "last_seen", "last_change")
"""what may be sorted by, beside properties"""
_END = "0end0"
"""stands after each name, so that no phrase goes across"""
MOST_VALUES = 300
"""values of one facet that are told"""
_PROPERTY = re.compile(r"[A-Za-z]{1,60}")
_TYPES = {"countries": "country", "identifiers": "identifier", "topics": "topic", "genders": "gender"}
_TABLES = """
create table entity (
  number integer primary key, id text not null, dataset text not null, caption text not null, schema text not null,
  first_seen text, last_seen text, last_change text, json text not null
);
create table facet (field text not null, value text not null, number integer not null, primary key (field, value, number))
  without rowid;
create virtual table words using fts5 (
  names, readings, sounds, rest, content = '', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
_AFTER = (
    "create index facet_of_entity on facet (number, field); create index entity_of_id on entity (id, dataset); "
    "insert into words (words) values ('optimize'); analyze;"
)


@dataclass(frozen=True, slots=True)
class Looking:
    """What is looked for.

    words: as typed; "" is everything. datasets: lists. kind: a schema; its descendants too. have: field of `FACETS` -> values,
    of which a result has one (or all: `every`). properties: (property, value) that a result has. without_kinds: schemata left
    out. changed_since: ISO date or time. sort: (field, whether descending). facets: what to count by.
    """

    words: str = ""
    datasets: Sequence[str] = ()
    kind: str = "Thing"
    have: Mapping[str, Sequence[str]] = field(default_factory=dict)
    properties: Sequence[tuple[str, str]] = ()
    without_kinds: Sequence[str] = ()
    changed_since: str | None = None
    every: bool = False
    fuzzy: bool = False
    simple: bool = False
    prefix: bool = False
    sort: Sequence[tuple[str, bool]] = ()
    limit: int = 10
    offset: int = 0
    facets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entities as FollowTheMoney JSON, how many there are in all, and counts by facet, the most frequent first."""

    total: int
    entities: tuple[dict[str, Any], ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def write(entities: Iterable[dict[str, Any]], file: Path) -> None:
    """Entities as FollowTheMoney JSON, into a new file."""
    with closing(sqlite3.connect(file)) as database:
        database.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLES}")
        database.execute(f"pragma user_version = {FORMAT}")
        for number, entity in enumerate(entities, 1):
            database.execute("insert into entity values (?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(number, entity))
            rows = ((name, value, number) for name, value in sorted(set(_facets(entity))))
            database.executemany("insert into facet values (?, ?, ?)", rows)
            database.execute(
                "insert into words (rowid, names, readings, sounds, rest) values (?, ?, ?, ?, ?)",
                (number, *_texts(entity)),
            )
        database.executescript(_AFTER)
        database.commit()


class ById:
    """Entities of a file by list and id, in the bytes they are kept in. One thread at a time; close it after use."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    def json(self, dataset: str, id_: str) -> bytes | None:
        """An entity as FollowTheMoney JSON; None where there is none. Raises sqlite3.Error where the file cannot be read."""
        query = "select cast(json as blob) from entity where id = ? and dataset = ?"
        row = self._database.execute(query, (id_, dataset)).fetchone()
        return row[0] if row is not None else None

    def close(self) -> None:
        """Lets the file go."""
        self._database.close()


def as_text(entity: Mapping[str, Any]) -> str:
    """An entity as it is kept: JSON without blanks; what is no letter (half of a pair) is a question mark."""
    return json.dumps(entity, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def find(file: Path, looking: Looking) -> Found:
    """What a file holds of it.

    Raises:
        SubjectError: what is typed, sorted or filtered by cannot be asked.
        SnapshotError: the file cannot be read.
    """
    asked = read_words(looking.words, simple=looking.simple, fuzzy=looking.fuzzy, prefix=looking.prefix)
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return _found(database, looking, asked)
    except sqlite3.Error as wrong:
        raise SnapshotError(f"{file}: expected a file of words, came {wrong}") from wrong


def _found(database: sqlite3.Connection, looking: Looking, asked: Asked) -> Found:
    where, values = _conditions(looking, asked)
    rank, source = (
        ("0", "entity")
        if asked.having is None
        else (
            "bm25(words, 10, 6, 2, 1)",
            "words join entity on entity.number = words.rowid",
        )
    )
    database.execute("create temp table met (number integer primary key, rank real)")
    database.execute(f"insert into met select entity.number, {rank} from {source} where {where}", values)  # noqa: S608  (words of ours; values are bound)
    (total,) = database.execute("select count(*) from met").fetchone()
    order, names = _order(looking.sort)
    page = database.execute(
        f"select entity.json from met join entity using (number) order by {order} limit ? offset ?",  # noqa: S608  (as above)
        (*names, looking.limit, looking.offset),
    )
    entities = tuple(json.loads(row[0]) for row in page)
    return Found(total, entities, {name: tuple(_counted(database, name)) for name in looking.facets})


def _counted(database: sqlite3.Connection, name: str) -> Iterator[tuple[str, int]]:
    query = (
        "select value, count(*) as held from met join facet on facet.number = met.number and facet.field = ? "
        "group by value order by held desc, value limit ?"
    )
    yield from database.execute(query, (name, MOST_VALUES))


def _conditions(looking: Looking, asked: Asked) -> tuple[str, list[Any]]:
    parts, values = ["1"], []
    if asked.having is not None:
        parts.append("words match ?")
        values.append(asked.having)
    if asked.without is not None:
        parts.append("entity.number not in (select rowid from words where words match ?)")
        values.append(asked.without)
    parts.append(f"entity.dataset in ({_marks(looking.datasets)})")
    values += looking.datasets
    for name, wanted in [("is_a", [looking.kind]), *looking.have.items()]:
        groups = [[one] for one in wanted] if looking.every else [list(wanted)] if wanted else []
        for group in groups:
            parts.append(f"entity.number in (select number from facet where field = ? and value in ({_marks(group)}))")  # noqa: S608  (marks for bound values)
            values += [name, *group]
    for name, value in looking.properties:
        parts.append("exists (select 1 from json_each(entity.json, ?) where json_each.value = ?)")
        values += [_path(name), value]
    if looking.without_kinds:
        parts.append(f"entity.schema not in ({_marks(looking.without_kinds)})")
        values += looking.without_kinds
    if looking.changed_since is not None:
        parts.append("entity.last_change >= ?")
        values.append(looking.changed_since)
    return " and ".join(parts), values


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _order(sort: Sequence[tuple[str, bool]]) -> tuple[str, list[str]]:
    terms_, values = [], []
    for name, descending in sort:
        if name in SORTED_BY:
            held = f"entity.{name}"
        else:
            held = "(select min(value) from json_each(entity.json, ?))"
            values += [_path(name)] * 2
        terms_ += [f"{held} is null", f"{held} {'desc' if descending else 'asc'}"]
    return ", ".join([*terms_, "met.rank", "entity.number"]), values


def _path(name: str) -> str:
    if not _PROPERTY.fullmatch(name):
        raise SubjectError(f"expected a property of FollowTheMoney to sort or filter by, came {name!r}")
    return f"$.properties.{name}"


def _row(number: int, entity: Mapping[str, Any]) -> tuple[object, ...]:
    first, last, change = (entity.get(name) for name in ("first_seen", "last_seen", "last_change"))
    clean = [str(entity[name]).encode("utf-8", "replace").decode() for name in ("id", "caption")]
    return (number, clean[0], entity["datasets"][0], clean[1], entity["schema"], first, last, change, as_text(entity))


def _facets(entity: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = schema(entity["schema"])
    yield from (("is_a", name) for name in kind.names)
    yield "schema", kind.name
    yield "target", "true" if entity["target"] else "false"
    yield from (("datasets", name) for name in entity["datasets"])
    for name, type_ in _TYPES.items():
        for prop, values in entity["properties"].items():
            known = kind.property(prop)
            if known is not None and known.type == type_:
                yield from ((name, value.encode("utf-8", "replace").decode()) for value in values)


def _texts(entity: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """What is found by: first readings of names in order, other readings, how names of other scripts sound, all other values."""
    names: list[str] = []
    readings: list[str] = []
    sounds: list[str] = []
    rest = [form for one in terms(entity["id"]) for form in one.forms]
    for prop, values in entity["properties"].items():
        for value in values:
            if prop not in NAME_KINDS:
                rest += [form for one in terms(value) for form in one.forms]
                continue
            for one in terms(value):
                names.append(one.forms[0])
                readings += one.forms[1:]
                sounds += one.sounds if one.foreign else [f"latn{sound}" for sound in one.sounds]
            names.append(_END)
    return " ".join(names), " ".join(readings), " ".join(sounds), " ".join(rest)
