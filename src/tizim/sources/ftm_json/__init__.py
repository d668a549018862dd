"""FollowTheMoney entities as JSON lines: any data set of OpenSanctions, Aleph or one's own that is published so.

Two variants, met line by line: flat entities (entities.ftm.json), which point to each other by id, and nested ones
(targets.nested.json), which hold their listings, documents and addresses inside. Start at `ftm_source`.
"""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.ftm_json.map import map_record
from tizim.sources.ftm_json.read import BOOKKEEPING, is_ftm_json, read

__all__ = ["FTM_JSON", "ftm_source"]

FTM_JSON = Format("ftm-json", is_ftm_json, read, map_record)
"""The format, for sources that are published in it."""


def ftm_source(dataset: str, title: str | None = None) -> Source:
    """A source of any name whose releases are FollowTheMoney JSON lines; it belongs to no collection of official lists."""
    spec = SourceSpec(
        name=dataset,
        title=title or dataset,
        publisher="not said",
        jurisdiction="",
        authority="",
        licence="not said",
        homepage="",
        collections=(),
        bookkeeping=BOOKKEEPING,
        identity="the id of each entity in the file",
    )
    return Source(spec, (FTM_JSON,))
