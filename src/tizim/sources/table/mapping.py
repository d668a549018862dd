"""The mapping of a table: what each column holds. Reads and checks the TOML; knows nothing of rows.

Every key is known by name: one that is misspelled is an error, not a column left out in silence. Start at `read_mapping`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tizim.errors import UnreadableTable
from tizim.model.ftm import Schema, is_schema, schema
from tizim.sources.contract import SourceSpec
from tizim.tables import KINDS

ROLES = ("property", "listing", "document", "address", "wallet", "raw", "ignore")
"""What a column can be: one of these keys says it."""

_OPTIONS = frozenset(
    {*ROLES, "formats", "separator", "type", "country", "country column", "currency", "currency column", "language"}
)
_ABOUT = frozenset(
    {"title", "publisher", "jurisdiction", "authority", "licence", "homepage", "identity", "redress", "amended",
     "min_records", "max_reject_share", "max_loss_share"}
)  # fmt: skip
_TOP = _ABOUT | {"dataset", "reference", "kind", "columns", "table", "sheet", "header"}
_DOCUMENTS = ("Passport", "Identification")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its role, what the role names (a property, a kind of document), and how its cells are read.

    formats: strptime formats of dates; without them any usual way of writing a date is read. separator: between several
    values of one cell. beside: the column that gives a document's country or a wallet's currency for the same row.
    """

    name: str
    role: str
    target: str = ""
    formats: tuple[str, ...] = ()
    separator: str | None = None
    type: str | None = None
    given: str | None = None
    """the country of a document or currency of a wallet, where it is the same for all rows"""
    beside: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a table is and holds.

    reference: columns that together number a row. kind: FollowTheMoney schema of every row, or of those whose word in
    `kind_column` is not among `kind_words` (case does not matter); None where each row must say it.
    """

    spec: SourceSpec
    reference: tuple[str, ...]
    columns: Mapping[str, Column]
    kind: str | None = None
    kind_column: str | None = None
    kind_words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    table: str | None = None
    """kind of table where the file's name does not tell it"""
    sheet: str | None = None
    header: int = 1


def read_mapping(mapping: Path | Mapping[str, Any]) -> TableMapping:
    """The checked mapping. Raises UnreadableTable, naming the key and what was expected."""
    if isinstance(mapping, Path):
        try:
            facts: Mapping[str, Any] = tomllib.loads(mapping.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
            raise UnreadableTable(f"{mapping}: expected a mapping in TOML, came something else ({wrong})") from wrong
    else:
        facts = mapping
    _known(facts, _TOP, "mapping")
    kind, column, words = _kind(facts.get("kind"))
    schemata = [schema(name) for name in {*words.values(), *([kind] if kind else [])}]
    return TableMapping(
        spec=_spec(facts),
        reference=_names(facts.get("reference"), "reference"),
        columns=MappingProxyType(
            {name: _column(name, said, schemata) for name, said in _table(facts.get("columns"), "columns").items()}
        ),
        kind=kind,
        kind_column=column,
        kind_words=MappingProxyType(words),
        table=_one_of(facts.get("table"), KINDS, "table") if "table" in facts else None,
        sheet=_text(facts["sheet"], "sheet") if "sheet" in facts else None,
        header=_count(facts.get("header", 1), "header"),
    )


def _spec(facts: Mapping[str, Any]) -> SourceSpec:
    name = _text(facts.get("dataset"), "dataset")
    about = {key: facts[key] for key in _ABOUT if key in facts}
    for key, value in about.items():
        if isinstance(value, str) == (key in ("min_records", "max_reject_share", "max_loss_share")):
            raise UnreadableTable(
                f"{key}: expected {'a number' if isinstance(value, str) else 'words'}, came {value!r}"
            )
    said: dict[str, Any] = {
        "title": name,
        "publisher": "not said",
        "jurisdiction": "",
        "authority": "",
        "licence": "not said",
        "homepage": "",
    }
    return SourceSpec(name=name, collections=(), **{**said, **about})


def _kind(said: object) -> tuple[str | None, str | None, dict[str, str]]:
    """(kind of all or other rows, column that says it, its words) of `kind = "Person"` or `[kind]`."""
    if isinstance(said, str):
        return _schema(said, "kind"), None, {}
    facts = _table(said, "kind")
    _known(facts, frozenset({"column", "words", "otherwise"}), "kind")
    words = {
        str(word).casefold(): _schema(kind, f"kind.words.{word}")
        for word, kind in _table(facts.get("words"), "kind.words").items()
    }
    otherwise = _schema(facts["otherwise"], "kind.otherwise") if "otherwise" in facts else None
    return otherwise, _text(facts.get("column"), "kind.column"), words


def _column(name: str, said: object, schemata: list[Schema]) -> Column:
    """`"Born" = "birthDate"`, or `"Born" = { property = "birthDate", formats = ["%d.%m.%Y"] }`."""
    where = f'columns."{name}"'
    if isinstance(said, str):
        said = {said: True} if said in ("raw", "ignore", "address") else {"property": said}
    facts = _table(said, where)
    _known(facts, _OPTIONS, where)
    roles = [role for role in ROLES if role in facts]
    if len(roles) != 1:
        raise UnreadableTable(f"{where}: expected one of {', '.join(ROLES)}, came {', '.join(roles) or 'none'}")
    role = roles[0]
    return Column(
        name=name,
        role=role,
        target=_target(role, facts[role], schemata, where),
        formats=_names(facts.get("formats", []), f"{where}.formats", empty=True),
        separator=_text(facts["separator"], f"{where}.separator") if "separator" in facts else None,
        type=_text(facts["type"], f"{where}.type") if "type" in facts else None,
        given=next((_text(facts[key], f"{where}.{key}") for key in ("country", "currency") if key in facts), None),
        beside=next(
            (_text(facts[key], f"{where}.{key}") for key in ("country column", "currency column") if key in facts), None
        ),
        language=_text(facts["language"], f"{where}.language") if "language" in facts else None,
    )


def _target(role: str, said: object, schemata: list[Schema], where: str) -> str:
    """What the role names, checked against FollowTheMoney."""
    if role == "property":
        prop = _text(said, f"{where}.property")
        if not any(kind.property(prop) for kind in schemata):
            raise UnreadableTable(
                f"{where}: expected a property of {', '.join(kind.name for kind in schemata)}, came {prop!r}"
            )
        return prop
    if role == "listing":
        prop = _text(said, f"{where}.listing")
        if schema("Sanction").property(prop) is None:
            raise UnreadableTable(f"{where}: expected a property of Sanction, came {prop!r}")
        return prop
    if role == "document":
        return _one_of(said, _DOCUMENTS, f"{where}.document")
    if said is not True:
        raise UnreadableTable(f"{where}: expected {role} = true, came {said!r}")
    return ""


def _schema(said: object, where: str) -> str:
    name = _text(said, where)
    if not is_schema(name) or schema(name).abstract:
        raise UnreadableTable(f"{where}: expected a kind such as Person, Organization, Company, Vessel, came {name!r}")
    return name


def _known(facts: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if strange := sorted(set(facts) - known):
        raise UnreadableTable(f"{where}: expected keys among {', '.join(sorted(known))}, came {strange[0]!r}")


def _table(said: object, where: str) -> Mapping[str, Any]:
    if not isinstance(said, Mapping) or not said:
        raise UnreadableTable(f"{where}: expected a table, came {said!r}")
    return said


def _text(said: object, where: str) -> str:
    if not isinstance(said, str) or not said:
        raise UnreadableTable(f"{where}: expected words, came {said!r}")
    return said


def _count(said: object, where: str) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said < 1:
        raise UnreadableTable(f"{where}: expected a number from 1, came {said!r}")
    return said


def _names(said: object, where: str, *, empty: bool = False) -> tuple[str, ...]:
    names = [said] if isinstance(said, str) else said
    if not isinstance(names, list | tuple) or not all(isinstance(one, str) for one in names) or not (names or empty):
        raise UnreadableTable(f"{where}: expected words or a list of them, came {said!r}")
    return tuple(names)


def _one_of(said: object, choices: tuple[str, ...], where: str) -> str:
    if said not in choices:
        raise UnreadableTable(f"{where}: expected one of {', '.join(choices)}, came {said!r}")
    return str(said)
