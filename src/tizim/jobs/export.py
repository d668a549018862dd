"""The bank's lists as files for others: tables (CSV, Parquet) of what people look up, or FollowTheMoney entities.

A file of lists never travels alone: beside it stands `<file>.sources.json` with source, date and licence of each list, and
every row names its list and version. Written beside and moved into place. Start at `export`.
"""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tizim.bank.bank import Bank
from tizim.errors import SubjectError
from tizim.jobs.cards import read_card
from tizim.jobs.ftm_json import properties_of
from tizim.jobs.reindex import STARTER
from tizim.model.ftm import schema
from tizim.model.statement import Entity
from tizim.model.version import Version
from tizim.sources.registry import PACKAGES
from tizim.tables import write_rows

FORMATS = ("csv", "parquet", "ftm")
_BY_SUFFIX = MappingProxyType(
    {".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".json": "ftm", ".jsonl": "ftm", ".ftm": "ftm"}
)

COLUMNS = (
    "id", "reference", "kind", "name", "aliases", "weak_aliases", "former_names", "birth_dates", "nationalities", "countries",
    "genders", "documents", "addresses", "programs", "listed_from", "listed_until", "reasons", "dataset", "title", "published",
    "licence", "source",
)  # fmt: skip
"""Columns of an exported table; several values in a cell stand between "; "."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the file, the file with its sources, entries, and the lists they are from."""

    path: Path
    sources: Path
    entries: int
    lists: tuple[str, ...]


def export(
    bank: Bank,
    lists: Path,
    out: Path,
    *,
    format: str | None = None,  # noqa: A002  (the word people use)
    datasets: Collection[str] | None = None,
    known_at: str | None = None,
) -> Exported:
    """Writes every entry of the lists as they were known at a time.

    Args:
        bank: where from.
        lists: the folder of the lists' cards.
        out: the file to write.
        format: one of `FORMATS`; by the suffix of the file if None.
        datasets: these lists; None is all (the starter register only where there is no official list).
        known_at: a time (ISO 8601 UTC).

    Raises:
        SubjectError: the format is none of these, or the folder is not there.
    """
    kind = format or _BY_SUFFIX.get(out.suffix.lower())
    if kind not in FORMATS:
        raise SubjectError(f"format: expected one of {', '.join(FORMATS)}, came {format or out.suffix or 'none'!r}")
    if not out.parent.is_dir():
        raise SubjectError(f"{out}: expected a folder to write to, came none at {out.parent}")
    versions = _versions(bank, datasets, known_at)
    facts = {name: _facts(version, lists) for name, version in versions.items()}
    beside = out.with_name(f".{out.name}.part")
    try:
        write = _write_ftm if kind == "ftm" else _write_table
        entries = write(beside, kind, bank, facts, known_at)
        _settled(beside, out)
    finally:
        beside.unlink(missing_ok=True)
    sources = out.with_name(f"{out.name}.sources.json")
    beside.write_text(json.dumps(list(facts.values()), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _settled(beside, sources)
    return Exported(out, sources, entries, tuple(facts))


def _versions(bank: Bank, datasets: Collection[str] | None, known_at: str | None) -> dict[str, Version]:
    names = sorted({version.dataset for version in bank.versions()} if datasets is None else set(datasets))
    found = {name: version for name in names if (version := bank.latest(name, known_at)) is not None}
    if datasets is None and any(name in PACKAGES and name != STARTER for name in found):
        found.pop(STARTER, None)
    return found


def _facts(version: Version, lists: Path) -> dict[str, object]:
    """What goes with every copy of a list."""
    card = read_card(lists / version.dataset)
    return {
        "dataset": version.dataset,
        "title": card.title if card is not None else version.dataset,
        "publisher": card.publisher if card is not None else "",
        "licence": card.licence if card is not None else "",
        "homepage": card.homepage if card is not None else "",
        "redress": card.redress if card is not None else "",
        "published": version.published,
        "dated_by": version.dated_by,
        "origin": version.origin,
        "sha256": version.sha256,
        "entities": version.entities,
        "excerpt": version.excerpt,
    }


def _write_table(
    path: Path, kind: str, bank: Bank, facts: Mapping[str, Mapping[str, object]], known_at: str | None
) -> int:
    count = 0
    with write_rows(path, kind, COLUMNS) as writer:
        for entity, sightings in bank.entries(list(facts), known_at):
            about = facts[entity.dataset]
            row = _row(entity) | {
                "listed_from": sightings[-1].start,
                "listed_until": sightings[-1].end,
                "dataset": entity.dataset,
                "title": about["title"],
                "published": about["published"],
                "licence": about["licence"],
                "source": about["homepage"] or about["origin"],
            }
            writer.append(row)
            count += 1
    return count


def _row(entity: Entity) -> dict[str, object]:
    parts = entity.parts
    listings = [part for part in parts if part.schema == "Sanction"]
    documents = [part for part in parts if part.schema in ("Passport", "Identification")]
    values: dict[str, tuple[str, ...]] = {
        "name": entity.get("name")[:1] or (entity.caption,),
        "aliases": (*entity.get("name")[1:], *entity.get("alias")),
        "weak_aliases": entity.get("weakAlias"),
        "former_names": entity.get("previousName"),
        "birth_dates": entity.get("birthDate"),
        "nationalities": (*entity.get("nationality"), *entity.get("citizenship")),
        "countries": (*entity.get("country"), *entity.get("jurisdiction"), *entity.get("flag")),
        "genders": entity.get("gender"),
        "documents": tuple(_document(part) for part in documents if part.get("number")) + _numbers(entity),
        "addresses": (
            *entity.get("address"),
            *(words for part in parts if part.schema == "Address" for words in part.get("full")),
        ),
        "programs": tuple(value for part in listings for value in part.get("program")),
        "reasons": tuple(value for part in listings for value in part.get("reason")),
    }
    cells: dict[str, object] = {name: "; ".join(dict.fromkeys(several)) or None for name, several in values.items()}
    return {"id": entity.id, "reference": entity.reference, "kind": entity.schema} | cells


def _document(part: Entity) -> str:
    facts = [part.first("type"), part.first("country")]
    told = ", ".join(fact for fact in facts if fact is not None)
    return f"{part.first('number')} ({told})" if told else str(part.first("number"))


def _numbers(entity: Entity) -> tuple[str, ...]:
    """Identifiers that stand on the entity itself."""
    kind = schema(entity.schema)
    held = []
    for prop, values in entity.properties.items():
        known = kind.property(prop)
        if known is not None and known.type == "identifier":
            held += [f"{value} ({prop})" for value in values]
    return tuple(held)


def _write_ftm(
    path: Path, _kind: str, bank: Bank, facts: Mapping[str, Mapping[str, object]], known_at: str | None
) -> int:
    """FollowTheMoney entities, one a line; a publisher's own fields become notes, so that every line fits the schema."""
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for entry, _ in bank.entries(list(facts), known_at):
            count += 1
            for entity in (entry, *entry.parts):
                file.write(json.dumps(_as_ftm(entity, facts[entity.dataset]), ensure_ascii=False) + "\n")
    return count


def _as_ftm(entity: Entity, about: Mapping[str, object]) -> dict[str, object]:
    return {
        "id": entity.id,
        "caption": entity.caption,
        "schema": entity.schema,
        "datasets": [entity.dataset],
        "last_seen": about["published"],
        "properties": properties_of(entity),
    }


def _settled(beside: Path, into: Path) -> None:
    """Onto the disk, then into place."""
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    beside.replace(into)
