"""What changed between two versions of a data set, said so that a person can act on it.

    rows true in one version only ──► without fields that came or went as a whole, and without bookkeeping
                                  ──► without values that stand elsewhere in the same entry now
                                  ──► amended by the publisher, or otherwise changed

Start at `difference`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, or_, select

from tizim.bank.assembling import Row, assembled, in_order
from tizim.bank.loading import is_link
from tizim.bank.timeline import Timeline
from tizim.db.schema import STATEMENT
from tizim.errors import NoSuchVersion
from tizim.model.statement import Entity
from tizim.model.version import Change, Difference, EntryChange, NewField

_POSITIONS = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class _Said:
    """One statement that only one of the two versions holds."""

    entity: str
    schema: str
    prop: str
    field: str
    value: str
    original: str | None
    lang: str | None

    @property
    def words(self) -> tuple[str, str, str, str | None, str | None]:
        """All but where it stands."""
        return self.schema, self.prop, self.value, self.original, self.lang


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two versions, as positions on the timeline. before: None compares with nothing."""

    line: Timeline
    before: int | None
    after: int

    def holds(self, row: Row) -> tuple[bool, bool]:
        """Whether a row is true in the one and in the other."""
        return self.before is not None and row.first <= self.before < row.end, row.first <= self.after < row.end


@dataclass(frozen=True, slots=True)
class _Quiet:
    """Fields whose changes are not told entry by entry. A name covers what is nested in it."""

    names: frozenset[str]

    def covers(self, field: str) -> bool:
        """Whether changes of this field are left out."""
        return any(_is_within(field, name) for name in self.names) if self.names else False


def difference(
    connection: Connection,
    line: Timeline,
    before: str | None,
    after: str | None,
    *,
    bookkeeping: Collection[str],
    amended: str,
) -> Difference:
    """See `Bank.difference`."""
    pair = _pair(line, before, after)
    new_fields = _new_fields(pair)
    quiet = _Quiet(frozenset(bookkeeping) | {one.field for one in new_fields})
    added: list[tuple[str, str, str]] = []
    removed: list[tuple[str, str, str]] = []
    told: dict[bool, list[EntryChange]] = {True: [], False: []}
    for root, rows, places in _touched(connection, pair):
        old, new = (_entity(line.dataset, root, rows, pair, side) for side in (0, 1))
        if old is None and new is not None:
            added.append((root, new.reference, new.caption))
        elif new is None and old is not None:
            removed.append((root, old.reference, old.caption))
        elif new is not None:
            change = _entry_change(new, rows, places, pair, quiet, amended)
            if change is not None:
                told[change.amended].append(change)
    shared = line.versions[pair.after].entities - len(added)
    return Difference(
        dataset=line.dataset,
        before=None if pair.before is None else line.versions[pair.before].published,
        after=line.versions[pair.after].published,
        added=tuple(added),
        removed=tuple(removed),
        amended=tuple(told[True]),
        changed=tuple(told[False]),
        new_fields=new_fields,
        unchanged=shared - len(told[True]) - len(told[False]),
    )


def _pair(line: Timeline, before: str | None, after: str | None) -> _Pair:
    if not len(line):
        raise NoSuchVersion(f"expected a data set in the bank, came {line.dataset!r}")
    last = len(line) - 1 if after is None else line.named(after)
    if before is not None:
        return _Pair(line, line.named(before), last)
    return _Pair(line, last - 1 if last else None, last)


def _new_fields(pair: _Pair) -> tuple[NewField, ...]:
    """Fields that hold values in one version only. Fields of two formats have other names and are not compared."""
    if pair.before is None:
        return ()
    old, new = pair.line.versions[pair.before], pair.line.versions[pair.after]
    if old.format != new.format:
        return ()
    came = [NewField(name, count) for name, count in new.fields.items() if count and not old.fields.get(name)]
    went = [
        NewField(name, count, gone=True) for name, count in old.fields.items() if count and not new.fields.get(name)
    ]
    return tuple(sorted((*came, *went), key=lambda one: (one.gone, -one.entries, one.field)))


_Touched = tuple[str, list[Row], dict[int, tuple[str | None, str | None, str]]]


def _touched(connection: Connection, pair: _Pair) -> Iterator[_Touched]:
    """Entries of which any row is true in one version only: id, all their rows, and (original, lang, place) by row."""
    columns = STATEMENT.c
    mine = columns.dataset == pair.line.dataset
    changed = select(columns.root).where(mine, _edge(pair))
    query = (
        select(
            columns.root, columns.entity, columns.schema, columns.prop, columns.value, columns.ordinal, columns.id,
            columns.seen_from, columns.seen_until, columns.original, columns.lang, columns.place,
        )
        .where(mine, columns.root.in_(changed))
        .order_by(columns.root)
    )  # fmt: skip
    found = connection.execute(query, execution_options={"yield_per": 10_000})
    for root, group in groupby(found, key=lambda row: str(row.root)):
        rows: list[Row] = []
        places: dict[int, tuple[str | None, str | None, str]] = {}
        for _, *facts, seen_from, seen_until, original, lang, place in group:
            row = Row._make((*facts, *pair.line.span(seen_from, seen_until)))
            rows.append(row)
            places[row.row] = (original, lang, place)
        if any(held != holds for held, holds in map(pair.holds, rows)):
            yield root, in_order(rows), places


def _edge(pair: _Pair) -> ColumnElement[bool]:
    """Rows that begin or end after the earlier version and not after the later one: no other row can tell them apart."""
    first, last = sorted((-1 if pair.before is None else pair.before, pair.after))
    between = pair.line.ids[first + 1 : last + 1]
    return or_(STATEMENT.c.seen_from.in_(between), STATEMENT.c.seen_until.in_(between))


def _entity(dataset: str, root: str, rows: Iterable[Row], pair: _Pair, side: int) -> Entity | None:
    return assembled(dataset, root, [row for row in rows if pair.holds(row)[side]]).get(root)


def _entry_change(
    entry: Entity,
    rows: Iterable[Row],
    places: dict[int, tuple[str | None, str | None, str]],
    pair: _Pair,
    quiet: _Quiet,
    amended: str,
) -> EntryChange | None:
    """What changed in an entry that both versions hold; None where nothing of it means anything."""
    went: list[_Said] = []
    came: list[_Said] = []
    entities: tuple[set[str], set[str]] = set(), set()
    for row in rows:
        held = pair.holds(row)
        for side in (0, 1):
            if held[side]:
                entities[side].add(row.entity)
        if held[0] != held[1]:
            (went if held[0] else came).append(_said(row, places[row.row]))
    own = entities[0] | entities[1]
    went, came = ([one for one in side if not _is_inner_link(one, own)] for side in (went, came))
    went, came = _without_the_same(went, came, entities[0] - entities[1], entities[1] - entities[0])
    went, came = ([one for one in side if not quiet.covers(one.field)] for side in (went, came))
    changes = tuple(_changes(went, came))
    if not changes:
        return None
    return EntryChange(entry.id, entry.reference, entry.caption, _is_amended(went, came, amended), changes)


def _said(row: Row, words: tuple[str | None, str | None, str]) -> _Said:
    original, lang, place = words
    field = _POSITIONS.sub("", place) or row.prop
    return _Said(row.entity, row.schema, row.prop, field, row.value, original, lang)


def _is_inner_link(one: _Said, own: Collection[str]) -> bool:
    """Whether it only ties an entry to its own part: that an address has other words is told by its words."""
    return one.value in own and is_link(one.schema, one.prop)


def _without_the_same(
    went: list[_Said], came: list[_Said], gone: Collection[str], new: Collection[str]
) -> tuple[list[_Said], list[_Said]]:
    """Leaves out what both versions say: in two spans, or in a part that took the place of another.

    Ids of parts follow their contents, so a part is `gone` and one is `new` where a word of an address changed; what stands
    in both word for word is no change. Two parts that last may well swap their values: that is one.
    """
    went, came = _unmatched(went, came, lambda one: (one.entity, *one.words))
    replaced = [one for one in went if one.entity in gone]
    replacing = [one for one in came if one.entity in new]
    left, right = _unmatched(replaced, replacing, lambda one: one.words)
    return (
        [one for one in went if one.entity not in gone] + left,
        [one for one in came if one.entity not in new] + right,
    )


def _unmatched(
    went: list[_Said], came: list[_Said], alike: Callable[[_Said], Hashable]
) -> tuple[list[_Said], list[_Said]]:
    """Both sides without the pairs that are alike."""
    pairs = Counter(map(alike, went)) & Counter(map(alike, came))
    return _less(went, pairs, alike), _less(came, pairs, alike)


def _less(side: list[_Said], pairs: Counter[Hashable], alike: Callable[[_Said], Hashable]) -> list[_Said]:
    left = Counter(pairs)
    found: list[_Said] = []
    for one in side:
        if left[alike(one)] > 0:
            left[alike(one)] -= 1
        else:
            found.append(one)
    return found


def _is_amended(went: Iterable[_Said], came: Iterable[_Said], amended: str) -> bool:
    """Whether the publisher's dates of amendment are others than before; one that was taken back says so too."""
    if not amended:
        return False
    before, after = ({one.value for one in side if _is_within(one.field, amended)} for side in (went, came))
    return before != after


def _changes(went: Iterable[_Said], came: Iterable[_Said]) -> Iterator[Change]:
    """One for each value; a single value that took the place of a single one is one change."""
    sides: dict[tuple[str, str, str], tuple[list[_Said], list[_Said]]] = {}
    for side, several in enumerate((went, came)):
        for one in several:
            sides.setdefault((one.field, one.schema, one.prop), ([], []))[side].append(one)
    for (field, schema, prop), (old, new) in sorted(sides.items()):
        if len(old) == len(new) == 1:
            yield Change(new[0].entity, schema, prop, field, _words(old[0]), _words(new[0]))
            continue
        for one in old:
            yield Change(one.entity, schema, prop, field, _words(one), None)
        for one in new:
            yield Change(one.entity, schema, prop, field, None, _words(one))


def _words(one: _Said) -> str:
    """The value, with the publisher's words where they say it differently."""
    return one.value if one.original is None else f"{one.value} ({one.original})"


def _is_within(field: str, name: str) -> bool:
    return field == name or field.startswith(f"{name}/")
