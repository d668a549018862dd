"""What a source is: facts in a `source.toml`, and formats that tell their files, read them and map them.

    release ──format.matches──► format.read(release, reading) ──► records ──► format.map(record, reading) ──► drafts

A reader counts every record it gives (`reading.records`; `counted` does it); a mapper gives one entry for each (its first
draft, followed by the entry's parts), or none after `reading.reject`. Neither touches disk (but the release), network, clock
or database.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A publisher's data set: the facts of `source.toml`.

    urls: the publisher's files (all of them make one release). min_records: fewer in a first load is suspicious.
    max_reject_share: more rejects stop the load. max_loss_share: losing more entries than this stops it.
    bookkeeping: fields whose change means nothing to a person (counters, sort keys); kept, not told in differences.
    amended: the field with the publisher's date of amendment. identity: how the id of an entry is made.
    seen_only_in_excerpts: formats of which no whole genuine file was at hand when the reader was written.
    """

    name: str
    title: str
    publisher: str
    jurisdiction: str
    authority: str
    licence: str
    homepage: str
    urls: tuple[str, ...] = ()
    collections: tuple[str, ...] = ("sanctions",)
    min_records: int = 1
    max_reject_share: float = 0.01
    max_loss_share: float = 0.10
    bookkeeping: tuple[str, ...] = ()
    amended: str = ""
    identity: str = ""
    seen_only_in_excerpts: tuple[str, ...] = ()
    redress: str = ""
    """where a listed person can turn to, in English"""
    redress_ru: str = ""
    redress_kk: str = ""
    redress_url: str = ""
    """its address on the web, where there is one of its own"""

    @classmethod
    def of(cls, package: str) -> "SourceSpec":
        """Reads `source.toml` of a source's package; unknown keys are an error."""
        text = resources.files(package).joinpath("source.toml").read_text(encoding="utf-8")
        facts: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in tomllib.loads(text).items()
        }
        return cls(**facts)


@dataclass(frozen=True, slots=True)
class Format:
    """One layout of a publisher's release. `name` is shown to people ("un-xml", "ofac-legacy-csv")."""

    name: str
    matches: Callable[[Release], bool]
    read: Callable[[Release, Reading], Iterator[Fields]]
    map: Callable[[Fields, Reading], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set with its formats, tried in order."""

    spec: SourceSpec
    formats: tuple[Format, ...]

    def format_of(self, release: Release) -> Format | None:
        """The first format that knows these files."""
        return next((one for one in self.formats if one.matches(release)), None)
