"""The lists of one home: load, update, look at, compare. `tz.lists` is one of these.

It knows neither which snapshot answers nor when to build one: it is told what to call when the bank has changed. Start at
`Lists.add`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import NothingLoaded, SourceError
from tizim.jobs.cards import read_card, write_card
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.reindex import STARTER

if TYPE_CHECKING:  # a question to a current snapshot must not wait for what loads lists
    from tizim.bank.bank import Bank
    from tizim.jobs.loading import Request
    from tizim.jobs.status import ListStatus
    from tizim.model.version import Difference, Load, Version

FIRST_LIST = "un_sc_sanctions"
"""What `update` begins with where no list is loaded: the list that the starter register is taken from."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one list in an update: a load, or the error that left it as it was, with the version that it keeps."""

    name: str
    load: "Load | None"
    error: SourceError | None = None
    kept: "Version | None" = None


def _warned(load: "Load", told: tuple[str, ...]) -> "Load":
    return replace(load, warnings=(*load.warnings, *told)) if told else load


class Lists:
    """The lists of one home.

    folder: where each list has its card and fetched files. bank: gives the opened bank. changed: called when a load is
    done; the index is current when it returns, in words what else could not be done. user: who accepts what a load stopped at. fetch: ceilings.
    seen: the bank as whoever asks sees it; all of it, where nothing is said.
    """

    def __init__(
        self,
        folder: Path,
        bank: "Callable[[], Bank]",
        changed: Callable[[], tuple[str, ...]],
        *,
        user: str,
        fetch: FetchLimits,
        seen: "Callable[[], Bank] | None" = None,
    ) -> None:
        self._folder = folder
        self._bank = bank
        self._seen = seen if seen is not None else bank
        self._changed = changed
        self._user = user
        self._fetch = fetch

    def add(  # noqa: PLR0913  (each is one thing a person may say of a load)
        self,
        name: str,
        path_or_url: str | Path | None = None,
        *,
        published: str | None = None,
        excerpt: bool = False,
        history: bool = False,
        accept: Sequence[str] = (),
        mapping: str | Path | None = None,
        format: str | None = None,  # noqa: A002  (the word people use)
        pin_sha256: str | None = None,
        progress: Callable[[int], None] | None = None,
        heard: Callable[[int, int | None], None] | None = None,
    ) -> "Load":
        """Loads a list, or its next version; the index is current when it returns.

        Args:
            name: one of tizim's names, or a new name for a list of your own.
            path_or_url: a file, folder, packed file or address; None is the publisher's own address.
            published: the date the file is of, where it does not say it.
            excerpt: the file is a part of the list; every answer will say so.
            history: the file may be older than what is loaded.
            accept: "fewer-records", "many-rejects", "field:NAME": what to let pass.
            mapping: how to read a table of your own.
            format: name of the format, where the files do not tell it.
            pin_sha256: the digest the file must have.
            progress: called with the number of records so far.
            heard: called with the bytes fetched so far, and expected (None where the server does not say).

        Raises:
            SourceError: the publisher's side (see its kinds); the list stays as it was.
            SubjectError: what was asked cannot be asked.
            BankLocked: another process is updating.
        """
        from tizim.jobs.loading import Request  # with it come readers and the HTTP client

        request = Request(
            name,
            path_or_url,
            published,
            excerpt=excerpt,
            history=history,
            accept=tuple(accept),
            mapping=Path(mapping) if mapping is not None else None,
            format=format,
            pin_sha256=pin_sha256,
        )
        load = self._load(request, progress, heard)
        return _warned(load, self._changed())

    def update(
        self,
        names: Iterable[str] | None = None,
        *,
        progress: Callable[[str, int], None] | None = None,
        heard: Callable[[str, int, int | None], None] | None = None,
    ) -> tuple[Updated, ...]:
        """Fetches new versions of the official lists that are loaded, or of those named; one that fails leaves the others be.

        Where no official list is loaded, the first one is the UN Security Council's.
        """
        from tizim.jobs.loading import Request  # with it come readers and the HTTP client

        done = []
        for name in list(names) if names is not None else self._to_update():
            told = partial(progress, name) if progress is not None else None
            fetched = partial(heard, name) if heard is not None else None
            try:
                done.append(Updated(name, self._load(Request(name), told, fetched)))
            except SourceError as wrong:
                self._remember_failure(name)
                done.append(Updated(name, None, wrong, self._bank().latest(name)))
        for place, one in enumerate(done):
            if one.load is not None:
                done[place] = replace(one, load=_warned(one.load, self._changed()))
                break
        return tuple(done)

    def _remember_failure(self, name: str) -> None:
        """On the list's card, until it is asked for with success. A list that never was has none."""
        card = read_card(self._folder / name)
        if card is not None:
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            write_card(self._folder / name, replace(card, failed=now))

    def _load(
        self,
        request: "Request",
        progress: Callable[[int], None] | None,
        heard: Callable[[int, int | None], None] | None,
    ) -> "Load":
        """Loads a list and leaves the index as it is."""
        from tizim.jobs.loading import load_list  # with it come readers and the HTTP client

        return load_list(
            self._bank(),
            self._folder / request.name,
            request,
            by=self._user,
            loaded=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            limits=self._fetch,
            progress=progress,
            heard=heard,
        )

    def status(self) -> "tuple[ListStatus, ...]":
        """Every list there is: its version and age, its counts, and what of it to be careful with."""
        from tizim.jobs.status import status_of  # needs the bank

        return status_of(self._seen(), self._folder, datetime.now(UTC).date())

    def versions(self, name: str) -> "tuple[Version, ...]":
        """Versions of a list by their dates. Raises NothingLoaded, naming the lists there are."""
        found = self._seen().versions(name)
        if not found:
            there = ", ".join(sorted({one.dataset for one in self._seen().versions()})) or "none is"
            raise NothingLoaded(f"expected a list that is loaded ({there}), came {name!r}")
        return found

    def diff(self, name: str, before: str | None = None, after: str | None = None) -> "Difference":
        """What changed in a list between two of its versions, named by the beginning of their dates; else the last two.

        Raises NoSuchVersion, naming those there are.
        """
        bookkeeping, amended = self._what_counts(name)
        return self._seen().difference(name, before, after, bookkeeping=bookkeeping, amended=amended)

    def _what_counts(self, name: str) -> tuple[tuple[str, ...], str]:
        """Fields whose change means nothing, and the field with the date of amendment: by the source, or by the list's card."""
        from tizim.sources.registry import PACKAGES, source  # needs the sources

        known = source(name).spec if name in PACKAGES else read_card(self._folder / name)
        return (known.bookkeeping, known.amended) if known is not None else ((), "")

    def _to_update(self) -> list[str]:
        from tizim.sources.registry import PACKAGES  # needs the sources

        loaded = {version.dataset for version in self._bank().versions()}
        official = [name for name in PACKAGES if name in loaded and name != STARTER]
        return official or [FIRST_LIST]
