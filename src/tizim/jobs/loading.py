"""One list, from wherever it is, into the bank: which source reads it, where its files come from, what is remembered of it.

The work is done by `obtain` (files) and `ingest` (the bank). Start at `load_list`.
"""

import difflib
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tizim.bank.bank import Bank
from tizim.errors import FetchError, SubjectError, UnknownSource
from tizim.jobs.cards import ListCard, read_card, write_card
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.ingest import Order, Progress, ingest, require_known
from tizim.jobs.obtain import Heard, obtain
from tizim.jobs.reindex import STARTER
from tizim.model.version import Load
from tizim.sources.contract import Source
from tizim.sources.registry import PACKAGES, source
from tizim.starter import PUBLISHED, REGISTER

COLLECTIONS = ("default", "sanctions")
"""Names that mean several lists, so no list may have them."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks to be loaded.

    place: an address, a file or a folder; None is the publisher's address. mapping: the mapping file of a table.
    format: the name of the format, where the files do not tell it. The rest as in `Order`.
    """

    name: str
    place: str | Path | None = None
    published: str | None = None
    excerpt: bool = False
    history: bool = False
    accept: Sequence[str] = ()
    mapping: Path | None = None
    format: str | None = None
    pin_sha256: str | None = None


def load_list(
    bank: Bank,
    folder: Path,
    request: Request,
    *,
    by: str,
    loaded: str,
    limits: FetchLimits,
    progress: Progress | None = None,
    heard: Heard | None = None,
) -> Load:
    """Loads one list; `folder` is where its card and fetched files are kept.

    Raises SourceError (the bank is as it was), SubjectError (what was asked cannot be asked), BankLocked.
    """
    require_known(request.accept)
    read_by = source_for(request, folder)
    card = read_card(folder)
    known = card.fetched if card is not None else {}
    place = _address(request, read_by)
    if isinstance(place, Path):
        _require_pinned(place, request.pin_sha256)
        path, server, fetched, origin = place, None, known, str(place)
    else:
        got = obtain(place, folder / "files", known=known, limits=limits, pin_sha256=request.pin_sha256, progress=heard)
        path, server, fetched, origin = got.path, got.published, got.fetched, " ".join(place)
    published = request.published or (PUBLISHED if place == REGISTER else None)
    order = Order(origin, loaded, by, published, server, request.excerpt, request.history, tuple(request.accept))
    load = ingest(bank, read_by, path, order, progress=progress)
    _remember(bank, folder, request, read_by, fetched, loaded)
    return load


def _remember(
    bank: Bank,
    folder: Path,
    request: Request,
    read_by: Source,
    fetched: Mapping[str, Mapping[str, str]],
    checked: str,
) -> None:
    """Keeps the card of a list that was loaded, and the mapping it was read by."""
    folder.mkdir(parents=True, exist_ok=True)
    if request.mapping is not None and request.mapping != folder / "mapping.toml":
        shutil.copyfile(request.mapping, folder / "mapping.toml")
    newest = bank.latest(request.name)
    made = ListCard.of(read_by.spec, official=request.name in PACKAGES and request.name != STARTER)
    write_card(folder, replace(made, excerpt=newest is not None and newest.excerpt, fetched=fetched, checked=checked))


def source_for(request: Request, folder: Path) -> Source:
    """The source of an official list; else a table's, by its mapping (kept in `folder` for the next load); else FollowTheMoney's."""
    name = request.name
    if _NAME.fullmatch(name) is None or name in COLLECTIONS:
        raise SubjectError(
            f"name of a list: expected letters, digits, . _ - (and not {' or '.join(COLLECTIONS)}), came {name!r}"
        )
    found = _source(request, folder)
    if found.spec.name != name:
        raise SubjectError(f"{name}: expected a mapping of this name, came one of {found.spec.name!r}")
    if request.format is None:
        return found
    chosen = tuple(one for one in found.formats if one.name == request.format)
    if not chosen:
        raise UnknownSource(
            f"{name}: expected one of the formats {', '.join(one.name for one in found.formats)}, came {request.format!r}"
        )
    return Source(found.spec, chosen)


def _source(request: Request, folder: Path) -> Source:
    if request.name in PACKAGES:
        if request.mapping is not None:
            raise SubjectError(f"{request.name}: expected no mapping for an official list, came {request.mapping}")
        return source(request.name)
    kept = folder / "mapping.toml"
    if request.mapping is not None:
        from tizim.sources.table import table_source  # one of two readers, and few need it

        return table_source(request.mapping)
    if kept.is_file():
        from tizim.sources.table import table_source  # as above

        return table_source(kept)
    if request.place is None:
        raise UnknownSource(_no_such(request.name))
    from tizim.sources.ftm_json import ftm_source  # as above

    return ftm_source(request.name)


def _no_such(name: str) -> str:
    official = [one for one in PACKAGES if one != STARTER]
    near = difflib.get_close_matches(name, official, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"expected an official list ({', '.join(official)}), or a file with a list of your own, came {name!r}.{hint}"


def _address(request: Request, read_by: Source) -> Path | tuple[str, ...]:
    """The file or folder, or the addresses to fetch."""
    place = request.place
    if place is None:
        if request.name == STARTER:
            return REGISTER
        if not read_by.spec.urls:
            where = f" (its publisher: {read_by.spec.homepage})" if read_by.spec.homepage else ""
            raise FetchError(f"{request.name}: no address is known that programs may read; name a file{where}")
        return read_by.spec.urls
    if isinstance(place, str) and re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", place):
        return (place,)
    return Path(place)


def _require_pinned(path: Path, pin: str | None) -> None:
    """Raises where a file is not the one that was pinned, before anything of it is read."""
    if pin is None:
        return
    if not path.is_file():
        raise SubjectError(f"pin_sha256: expected one file, came {path}")
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(2**20):
            digest.update(block)
    if digest.hexdigest() != pin.strip().lower():
        raise FetchError(f"{path}: expected the pinned sha-256 {pin}, came {digest.hexdigest()}")
