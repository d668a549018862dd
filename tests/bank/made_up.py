"""A made-up list for tests of the bank: organisations that do not exist, as statements and versions."""

from collections.abc import Iterable, Mapping, Sequence

from tizim.bank.bank import Bank
from tizim.model.statement import Statement, entity_id
from tizim.model.version import Rejected, Version
from tizim.sources.reading import Unreadable

DATASET = "made_up_list"


def root(reference: str) -> str:
    """The id of an entry."""
    return entity_id(DATASET, reference)


def says(
    reference: str, prop: str, value: str, *, at: str = "", original: str | None = None, lang: str | None = None
) -> Statement:
    """One statement of an organisation itself."""
    name = root(reference)
    return Statement(DATASET, name, name, "Organization", prop, value, original, lang, at or prop.upper())


def part(reference: str, schema: str, key: str, prop: str, value: str, *, at: str = "") -> Statement:
    """One statement of a part of an organisation's entry."""
    name = root(reference)
    return Statement(
        DATASET, name, f"{name}-{schema.lower()}-{key}", schema, prop, value, None, None, at or prop.upper()
    )


def entry(reference: str, *names: str, start: str | None = None, end: str | None = None) -> list[Statement]:
    """An organisation with its names and its listing."""
    first, *others = names or (f"Invented Works {reference}",)
    said = [says(reference, "name", first, at="NAME")]
    said += [says(reference, "alias", other, at=f"ALIAS[{at}]/NAME") for at, other in enumerate(others, 1)]
    said.append(part(reference, "Sanction", "1", "entity", root(reference)))
    said.append(part(reference, "Sanction", "1", "unscId", reference, at="REFERENCE"))
    if start is not None:
        said.append(part(reference, "Sanction", "1", "startDate", start, at="LISTED_ON"))
    if end is not None:
        said.append(part(reference, "Sanction", "1", "endDate", end, at="DELISTED_ON"))
    return said


def version(
    published: str,
    entities: int,
    *,
    rejected: int = 0,
    sha256: str | None = None,
    fields: Mapping[str, int] | None = None,
    excerpt: bool = False,
    accepted: Sequence[str] = (),
    dataset: str = DATASET,
    format: str = "made-up",  # noqa: A002 - as the version calls it
) -> Version:
    """A version of the made-up list."""
    return Version(
        dataset=dataset,
        published=published,
        dated_by="file",
        loaded="2026-09-01T00:00:00Z",
        origin="made up",
        sha256=sha256 if sha256 is not None else f"digest of {published}",
        format=format,
        records=entities + rejected,
        entities=entities,
        rejected=rejected,
        fields=fields or {},
        excerpt=excerpt,
        accepted=tuple(accepted),
    )


def load(
    bank: Bank,
    published: str,
    statements: Iterable[Statement],
    *,
    history: bool = False,
    rejects: Sequence[Rejected] = (),
    unreadable: Sequence[Unreadable] = (),
    fields: Mapping[str, int] | None = None,
    excerpt: bool = False,
    format: str = "made-up",  # noqa: A002 - as the version calls it
) -> Version:
    """Loads statements as one version of the made-up list."""
    said = list(statements)
    entities = len({one.root for one in said if one.entity == one.root})
    made = version(published, entities, rejected=len(rejects), fields=fields, excerpt=excerpt, format=format)
    with bank.update(DATASET, history=history) as update:
        for one in said:
            update.add(one)
        update.commit(made, rejects, unreadable)
    return made
