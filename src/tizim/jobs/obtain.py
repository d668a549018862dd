"""A publisher's files from their addresses into a list's folder, where they stay until newer ones come.

A server that says "not modified" is believed as long as the kept copy is there. Start at `obtain`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tizim.errors import SubjectError
from tizim.jobs.fetch import NotModified, fetch
from tizim.jobs.fetch_limits import FetchLimits

Heard = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Obtained:
    """path: the file, or the folder of several. published: newest date any server gave. fetched: for the list's card."""

    path: Path
    published: str | None
    fetched: Mapping[str, Mapping[str, str]]


def obtain(
    urls: Sequence[str],
    folder: Path,
    *,
    known: Mapping[str, Mapping[str, str]],
    limits: FetchLimits,
    pin_sha256: str | None = None,
    progress: Heard | None = None,
) -> Obtained:
    """Fetches every address into `folder`; raises FetchError (the kept copies stay as they are)."""
    if pin_sha256 is not None and len(urls) != 1:
        raise SubjectError(f"pin_sha256: expected a list of one file, came one of {len(urls)}")
    folder.mkdir(parents=True, exist_ok=True)
    fetched: dict[str, Mapping[str, str]] = {}
    names: set[str] = set()
    for number, url in enumerate(urls, 1):
        name = _file_name(url, number, names)
        names.add(name)
        fetched[url] = _one(
            url, folder / name, known.get(url, {}), limits=limits, pin_sha256=pin_sha256, progress=progress
        )
    for stranger in folder.iterdir():
        if stranger.is_file() and stranger.name not in names:
            stranger.unlink()
    dates = [facts["published"] for facts in fetched.values() if "published" in facts]
    path = folder / next(iter(names)) if len(names) == 1 else folder
    return Obtained(path, max(dates, default=None), fetched)


def _one(
    url: str,
    into: Path,
    known: Mapping[str, str],
    *,
    limits: FetchLimits,
    pin_sha256: str | None,
    progress: Heard | None,
) -> Mapping[str, str]:
    """One address; what its server said."""
    kept = known if known.get("file") == into.name and into.is_file() and pin_sha256 is None else {}
    came = fetch(
        url,
        into=into,
        etag=kept.get("etag"),
        last_modified=kept.get("last_modified"),
        limits=limits,
        pin_sha256=pin_sha256,
        progress=progress,
    )
    if isinstance(came, NotModified):
        return kept
    said = {"file": into.name, "etag": came.etag, "last_modified": came.last_modified, "published": came.published}
    return {name: words for name, words in said.items() if words is not None}


def _file_name(url: str, number: int, taken: set[str]) -> str:
    """The publisher's file name, made harmless; numbered where two are alike."""
    last = unquote(urlsplit(url).path).rpartition("/")[2]
    name = re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("._") or "list"
    return name if name not in taken else f"{number}-{name}"
