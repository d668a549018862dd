"""The door of the bank. What each method does stands in a module of its own; here is what may be asked.

A bank is one database. Reading never waits for a writer; every method reads one state of it.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from tizim.bank import difference as differing
from tizim.bank import dossier, notes
from tizim.bank import entries as streaming
from tizim.bank import mark as marking
from tizim.bank.copying import replace
from tizim.bank.loading import Update
from tizim.bank.timeline import Timeline, timeline, timelines, unheard_of
from tizim.bank.verification import Verification, verified
from tizim.db.copying import copy_file
from tizim.db.engine import BUSY_SECONDS
from tizim.db.opening import open_current
from tizim.db.schema import LEDGER
from tizim.model.history import History
from tizim.model.listing import ListingAnswer, Sighting
from tizim.model.statement import Entity, SourcedStatement
from tizim.model.version import Difference, Rejected, Version
from tizim.sources.reading import Unreadable


class Bank:
    """Statements and versions of every data set. Open with `Bank.open`; use as a context manager or `close` it.

    Two times: `known_at` is when a data set said so (an ISO date or time; a bare date means the end of that day; None means
    now), `as_of` is when it was so.
    """

    def __init__(
        self, engine: Engine, frozen: Connection | None = None, sees: Callable[[str], bool] | None = None
    ) -> None:
        self._engine = engine
        self._frozen = frozen
        self._sees = sees

    @classmethod
    def open(
        cls, path: Path | None = None, *, url: str | None = None, read_only: bool = False, busy: float = BUSY_SECONDS
    ) -> Self:
        """The bank in a file, which is made where there is none, or at the URL of an empty database or one with a bank.

        A file that an older tizim wrote is migrated. A database is not: other processes may be using it, so that is a decision
        (`migrate`). busy: how many seconds an update waits for another process to finish its own, before BankLocked.

        Raises:
            BankTooNew: a later tizim wrote it.
            BankDamaged: the file is no whole database.
            BankUnreachable: the database server does not answer.
            BankError: `read_only`, and there is none; or an older tizim wrote it, and it is not to be migrated.
        """
        if path is not None and not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        return cls(open_current(path, url, busy=busy, read_only=read_only))

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def frozen(self) -> Iterator["Bank"]:
        """The bank as it is now, for reading: whatever is asked of it within the block is of one state."""
        with self._reading() as connection:
            connection.execute(select(LEDGER.c.number).limit(1)).all()  # the state is that of the first query
            yield Bank(self._engine, connection, self._sees)

    def seen(self, sees: Callable[[str], bool]) -> "Bank":
        """The same for reading, to whoever sees these data sets only: the others are as if they had never been loaded."""
        return Bank(self._engine, self._frozen, sees)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._frozen is not None:
            yield self._frozen
        else:
            with self._engine.connect() as connection:
                yield connection

    def _lines(self, connection: Connection, dataset: str | None = None) -> dict[str, Timeline]:
        found = timelines(connection, dataset)
        sees = self._sees
        return found if sees is None else {name: line for name, line in found.items() if sees(name)}

    def _line(self, connection: Connection, dataset: str) -> Timeline:
        return unheard_of(dataset) if self._hides(dataset) else timeline(connection, dataset)

    def _hides(self, dataset: str) -> bool:
        return self._sees is not None and not self._sees(dataset)

    # -------------------------------------------------------------------------------------------------------- versions

    def versions(self, dataset: str | None = None) -> tuple[Version, ...]:
        """Versions of one data set or of all, by data set and date."""
        with self._reading() as connection:
            return tuple(version for line in self._lines(connection, dataset).values() for version in line.versions)

    def latest(self, dataset: str, known_at: str | None = None) -> Version | None:
        """The newest version that was published by `known_at`."""
        with self._reading() as connection:
            line = self._line(connection, dataset)
        known = line.known(known_at)
        return line.versions[known - 1] if known else None

    def has(self, dataset: str, sha256: str) -> bool:
        """Whether a version of the data set has this content."""
        with self._reading() as connection:
            return any(one.sha256 == sha256 for one in self._line(connection, dataset).versions)

    def state(self) -> tuple[tuple[str, str, str], ...]:
        """(data set, date, sha-256) of the newest versions, sorted: what an index of the bank is a function of."""
        with self._reading() as connection:
            newest = [line.versions[-1] for line in self._lines(connection).values()]
        return tuple(sorted((version.dataset, version.published, version.sha256) for version in newest))

    def mark(self) -> str:
        """Changes with every write, whichever process wrote; equal marks are equal contents (see `bank.mark`)."""
        with self._reading() as connection:
            return marking.mark(connection)

    def rejects(self, dataset: str, published: str | None = None) -> tuple[Rejected, ...]:
        """The records of a version (the newest, if none is named) that made no entity. Raises NoSuchVersion."""
        with self._reading() as connection:
            return notes.rejects(connection, self._line(connection, dataset), published)

    def unreadable_values(self, dataset: str, published: str | None = None) -> tuple[Unreadable, ...]:
        """The values of a version (the newest, if none is named) that could not be read and are kept raw. Raises NoSuchVersion."""
        with self._reading() as connection:
            return notes.unreadable(connection, self._line(connection, dataset), published)

    def unreadable(self, dataset: str, published: str | None = None) -> int:
        """How many those are. Raises NoSuchVersion."""
        with self._reading() as connection:
            return notes.count_unreadable(connection, self._line(connection, dataset), published)

    # --------------------------------------------------------------------------------------------------------- writing

    def update(self, dataset: str, *, history: bool = False) -> Update:
        """One write transaction that makes one version (see `Update`). Raises BankLocked while another process writes."""
        return Update(self._engine, dataset, history=history)

    def copy_to(self, path: Path) -> None:
        """The bank as it is now, as a new file that `Bank.open` opens; nobody waits for it, wherever the bank lives."""
        copy_file(self._engine, path)

    def replace_with(self, other: "Bank", *, lose: bool, never_missed: Collection[str] = ()) -> int:
        """Puts what another bank holds into the place of what this one holds, in one transaction (see `copying.replace`)."""
        with other.frozen() as then, then._reading() as source:
            return replace(self._engine, source, lose=lose, never_missed=never_missed)

    # --------------------------------------------------------------------------------------------------------- reading

    def entity(self, id: str, known_at: str | None = None, *, dataset: str | None = None) -> Entity:  # noqa: A002 - FollowTheMoney calls it so
        """An entity with the statements that were true then, their lives, and its parts; a part's id gives the part.

        One that was no longer said then is given as it was last seen. Where several data sets use the id, the one that still
        says it comes first. Raises NoSuchEntity.
        """
        with self._reading() as connection:
            return dossier.entity(connection, id, known_at, dataset, self._sees)

    def links(self, id: str, known_at: str | None = None) -> tuple[SourcedStatement, ...]:  # noqa: A002 - as above
        """Statements of other entries, true then, whose value is this entity."""
        with self._reading() as connection:
            return dossier.links(connection, id, known_at, self._sees)

    def listing(
        self,
        id: str,  # noqa: A002 - as above
        as_of: str,
        known_at: str | None = None,
        *,
        dataset: str | None = None,
    ) -> ListingAnswer:
        """Whether the entry of this entity was listed on the day `as_of`. Raises NoSuchEntity for an id never seen at all."""
        with self._reading() as connection:
            return dossier.listing(connection, id, as_of, known_at, dataset, self._sees)

    def history(self, id: str) -> History:  # noqa: A002 - as above
        """What the versions of its list said of the entry of this entity over time. Raises NoSuchEntity."""
        with self._reading() as connection:
            return dossier.history(connection, id, self._sees)

    def entries(
        self, datasets: Sequence[str] | None = None, known_at: str | None = None, *, ever: bool = False
    ) -> Iterator[tuple[Entity, tuple[Sighting, ...]]]:
        """Every entry with its parts and its sightings, streamed, by data set and id; without its statements.

        ever=False: the entries of the newest version by `known_at`, with one sighting, of that version. ever=True: every
        entry of any version by then, as last seen, with a sighting for each of those versions.
        """
        with self._reading() as connection:
            chosen = datasets
            if self._sees is not None:
                chosen = [*filter(self._sees, datasets if datasets is not None else timelines(connection))]
            yield from streaming.entries(connection, chosen, known_at, ever=ever)

    def changed_since(self, dataset: str, published: str | None, *, listings: bool = False) -> tuple[str, ...] | None:
        """Ids of the entries of which anything changed after the version of that date (None: all there ever were); None where
        there is no such version.

        listings: with those that may be listed on the day of the newest version and were not on that of the other, or the
        other way round, by the dates their listings have all along.
        """
        if self._hides(dataset):
            return None
        with self._reading() as connection:
            return streaming.changed_since(connection, dataset, published, listings=listings)

    def some(
        self, dataset: str, ids: Sequence[str], known_at: str | None = None
    ) -> Iterator[tuple[Entity, tuple[Sighting, ...]]]:
        """Those of these entries that stand in the newest version by `known_at`, as `entries` gives them."""
        if self._hides(dataset):
            return
        with self._reading() as connection:
            yield from streaming.some(connection, dataset, ids, known_at)

    def lives(self, dataset: str) -> dict[str, tuple[str, str]]:
        """Of each entry that is still listed: when something of it was first said, and when something last came to it."""
        if self._hides(dataset):
            return {}
        with self._engine.connect() as connection:
            return streaming.lives(connection, dataset)

    def difference(
        self,
        dataset: str,
        before: str | None = None,
        after: str | None = None,
        *,
        bookkeeping: Collection[str] = (),
        amended: str = "",
    ) -> Difference:
        """What changed between two versions, named by the beginning of their dates; by default the last two.

        bookkeeping: the publisher's fields whose change means nothing to a person. amended: the field whose new value says
        that the publisher amended the entry. Raises NoSuchVersion.
        """
        with self._reading() as connection:
            return differing.difference(
                connection, self._line(connection, dataset), before, after, bookkeeping=bookkeeping, amended=amended
            )

    def verify(self) -> Verification:
        """Looks for contradictions in everything that is stored."""
        with self._reading() as connection:
            return verified(connection)
