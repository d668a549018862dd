"""One release into the bank, as one version, or not at all.

    release ──source──► records ──► drafts ──► statements ──► bank.update ──guard──► commit, or everything rolled back

It fetches nothing and builds no index. Start at `ingest`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tizim.bank.bank import Bank
from tizim.errors import OlderVersion, SubjectError, UnknownSource, UnreadableSource
from tizim.jobs.guard import FIELD, Expectation, Outcome, judged
from tizim.jobs.moments import as_moment
from tizim.model.version import DateSource, Load, Version
from tizim.sources.contract import Format, Source
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release

Progress = Callable[[int], None]
_TOLD_EVERY = 250
_FILES_TOLD = 5
_EARLIEST = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person ordered of one load.

    published: the state's date as they know it; None leaves it to the file. server: the date the publisher's server gave.
    origin: the address or path to be told. excerpt: the file is a part of the list. history: it may be older than what the
    bank holds. accept: "fewer-records", "many-rejects", "field:NAME". by: who says so. loaded: now, ISO 8601 UTC.
    """

    origin: str
    loaded: str
    by: str = "unknown"
    published: str | None = None
    server: str | None = None
    excerpt: bool = False
    history: bool = False
    accept: Sequence[str] = ()


def ingest(bank: Bank, source: Source, path: Path, order: Order, *, progress: Progress | None = None) -> Load:
    """Loads the release at `path` (a file, a folder, a packed one) as a version of the source's data set.

    Raises:
        UnknownSource: none of its formats knows the files.
        UnreadableSource, LimitExceeded, UnknownFields, SuspiciousVersion, UndeclaredExcerpt, OlderVersion: the load was
            refused; the bank is as it was.
        BankLocked: another process is updating.
    """
    release = Release.at(path)
    digest = release.sha256()
    dataset = source.spec.name
    kind = _format_of(source, release)
    with bank.update(dataset, history=order.history) as update:
        if (same := _same(bank, dataset, digest, order)) is not None:
            return Load(
                same, None, (), (f"{dataset}: this file is in the bank already, as {same.label}",), unchanged=True
            )
        reading = Reading(dataset, frozenset(_accepted(bank, dataset, order)))
        entities = _stream(kind, release, reading, update.add, progress)
        files = ", ".join(part.name for part in release.parts[:_FILES_TOLD])
        version = _version(bank, source, kind, reading, order, digest=digest, entities=entities, files=files)
        update.commit(version, reading.rejected, reading.unreadable)
    before = _before(bank, version)
    difference = None
    if before is not None:
        spec = source.spec
        difference = bank.difference(
            dataset, before.published, version.published, bookkeeping=spec.bookkeeping, amended=spec.amended
        )
    return Load(version, difference, tuple(reading.rejected), _warnings(reading, kind, source))


def require_known(accept: Sequence[str]) -> None:
    """Raises SubjectError where something to accept is none of the words the guard knows."""
    for word in accept:
        if word not in ("fewer-records", "many-rejects") and not (word.startswith(FIELD) and len(word) > len(FIELD)):
            raise SubjectError(f'accept: expected "fewer-records", "many-rejects" or "field:NAME", came {word!r}')


def _format_of(source: Source, release: Release) -> Format:
    found = source.format_of(release)
    if found is None:
        came = "; ".join(_beginning(part) for part in release.parts[:_FILES_TOLD])
        known = ", ".join(one.name for one in source.formats)
        raise UnknownSource(f"{source.spec.name}: expected files of one of its formats ({known}), came {came}")
    return found


def _beginning(part: Part) -> str:
    """A file and what it begins with, for a person who wonders what it is instead."""
    head = part.head(48)
    return (
        f"{part.name} (line 1: {head.decode('utf-8', 'replace')!r})" if head.strip() else f"{part.name} (line 1: empty)"
    )


def _same(bank: Bank, dataset: str, digest: str, order: Order) -> Version | None:
    """The version that holds this very content: the newest, or with history any of the date asked for."""
    versions = bank.versions(dataset)
    if not order.history:
        versions = versions[-1:]
    elif order.published is not None:
        wanted = as_moment(order.published)
        versions = tuple(one for one in versions if one.published == wanted)
    return next((one for one in versions if one.sha256 == digest), None)


def _accepted(bank: Bank, dataset: str, order: Order) -> list[str]:
    """Names of fields and words let in now or by any load before."""
    earlier = [word.rpartition(" (")[0] for version in bank.versions(dataset) for word in version.accepted]
    return [word.removeprefix(FIELD) for word in (*order.accept, *earlier) if word.startswith(FIELD)]


def _stream(
    kind: Format, release: Release, reading: Reading, add: Callable[..., None], progress: Progress | None
) -> int:
    """Reads, maps and adds every record; how many entries they made."""
    met: dict[str, int] = {}
    for record in kind.read(release, reading):
        drafts = list(kind.map(record, reading))
        if drafts and _is_new(drafts[0], record, reading, met):
            for draft in drafts:
                for statement in draft.statements():
                    add(statement)
        if progress is not None and reading.records % _TOLD_EVERY == 0:
            progress(reading.records)
    if progress is not None:
        progress(reading.records)
    return len(met)


def _is_new(entry: Draft, record: Fields, reading: Reading, met: dict[str, int]) -> bool:
    """Whether the entry may come in: a second one of the same id is a reject. What belongs to another entry always may."""
    if entry.id != entry.root:
        return True
    first = met.setdefault(entry.id, reading.records)
    if first == reading.records:
        return True
    reading.reject(f"{record.tag} {reading.records}", entry.reference, f"same reference as record {first}")
    return False


def _version(
    bank: Bank,
    source: Source,
    kind: Format,
    reading: Reading,
    order: Order,
    *,
    digest: str,
    entities: int,
    files: str,
) -> Version:
    """Judges what was read and makes the version of it; raises what the guard refuses."""
    spec = source.spec
    published, dated_by = _dated(reading, order, files)
    _require_sane(published, order, f"{spec.name} ({files})")
    before = _newest_before(bank.versions(spec.name), published)
    newest = bank.latest(spec.name)
    if not order.history and newest is not None and published < newest.published:
        raise OlderVersion(
            f"{spec.name} ({files}): expected a version newer than {newest.published}, came one of {published}. Nothing was changed. "
            "To fill in history with it: --history"
        )
    whole_before = before.entities if before is not None and not before.excerpt else None
    earlier = tuple(f"{FIELD}{name}" for name in reading.accepted)
    judgement = judged(
        Outcome(
            spec.name,
            reading.records,
            entities,
            len(reading.rejected),
            reading.unknown,
            reading.declared,
            reading.excerpt,
            whole_before,
            files,
            "; ".join(f"{one.place}: {one.why}" for one in reading.rejected[:1]),
        ),
        Expectation(
            spec.min_records, spec.max_reject_share, spec.max_loss_share, (*order.accept, *earlier), order.excerpt
        ),
    )
    judged_away = [word for word in judgement.require() if not word.startswith(FIELD)]
    overruled = (*(word for word in order.accept if word.startswith(FIELD)), *judged_away)
    by = order.by.replace("(", "[").replace(")", "]")
    accepted = tuple(f"{word} ({by}, {order.loaded})" for word in dict.fromkeys(overruled))
    return Version(
        dataset=spec.name,
        published=published,
        dated_by=dated_by,
        loaded=order.loaded,
        origin=order.origin,
        sha256=digest,
        format=kind.name,
        records=reading.records,
        entities=entities,
        rejected=len(reading.rejected),
        fields=dict(sorted(reading.fields.items())),
        excerpt=order.excerpt,
        accepted=accepted,
    )


def _require_sane(published: str, order: Order, where: str) -> None:
    """Raises where the date is before all lists or after today: such a version would stand in the way of all that follow."""
    tomorrow = (date.fromisoformat(order.loaded[:10]) + timedelta(days=1)).isoformat()
    if not _EARLIEST <= published[:10] <= tomorrow:
        raise UnreadableSource(
            f"{where}: expected a date from {_EARLIEST} to {tomorrow}, came {published}. Nothing was changed"
        )


def _dated(reading: Reading, order: Order, files: str) -> tuple[str, DateSource]:
    """The date the state is of, and who gave it."""
    of_file = _of_file(reading, files)
    if order.published is not None:
        given = as_moment(order.published)
        if of_file is not None and of_file[:10] == given[:10]:
            return of_file, "file"
        if of_file is not None:
            reading.warn(f"{reading.dataset}: the file gives itself the date {of_file}; {given} was given and is kept")
        return given, "given"
    if of_file is not None:
        return of_file, "file"
    if order.server is not None:
        return as_moment(order.server), "server"
    return order.loaded, "loading"


def _of_file(reading: Reading, files: str) -> str | None:
    if reading.published is None:
        return None
    try:
        return as_moment(reading.published)
    except SubjectError as wrong:
        raise UnreadableSource(
            f"{reading.dataset} ({files}): expected a date in the file's head, came {reading.published!r}"
        ) from wrong


def _newest_before(versions: Sequence[Version], published: str) -> Version | None:
    earlier = [one for one in versions if one.published < published]
    return earlier[-1] if earlier else None


def _before(bank: Bank, version: Version) -> Version | None:
    return _newest_before(bank.versions(version.dataset), version.published)


def _warnings(reading: Reading, kind: Format, source: Source) -> tuple[str, ...]:
    """What a person should know of a load that went through."""
    told = list(reading.warnings)
    if reading.unreadable:
        by_field: dict[str, int] = {}
        for one in reading.unreadable:
            by_field[one.field] = by_field.get(one.field, 0) + 1
        fields = ", ".join(
            f"{name} {count:,}" for name, count in sorted(by_field.items(), key=lambda item: (-item[1], item[0]))
        )
        told.append(f"{len(reading.unreadable):,} values could not be read and are kept as they are ({fields})")
    for odd, (count, place) in sorted(reading.odd.items()):
        told.append(f"names with {odd}: {count:,} (first in {place}); kept as they came, compared without it")
    if reading.empty:
        told.append(f"fields never met before, always empty: {', '.join(sorted(reading.empty))}")
    if kind.name in source.spec.seen_only_in_excerpts:
        told.append(f"no whole genuine file in the format {kind.name} was at hand when its reader was written")
    return tuple(told)
