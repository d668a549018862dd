"""Made-up lists for tests: invented organisations and people in the UN's layout, and in FollowTheMoney's."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

UN = "un_sc_sanctions"
OWN = "our_register"


def organisation(number: int, name: str, **fields: str) -> str:
    """An ENTITY of the UN's layout."""
    rest = "".join(f"<{field}>{escape(value)}</{field}>" for field, value in fields.items())
    return (
        f"<ENTITY><DATAID>{number}</DATAID><FIRST_NAME>{escape(name)}</FIRST_NAME><UN_LIST_TYPE>Invented</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>XXe.{number:03}</REFERENCE_NUMBER><LISTED_ON>2015-03-0{number % 9 + 1}</LISTED_ON>{rest}</ENTITY>"
    )


NAMES = (
    "HOLLOW PINE TRADING HOUSE", "ORDER OF THE GREY HERON", "NORTHERN LANTERN FOUNDATION", "VELMARK SHIPPING",
    "QUORRIN RELIEF SOCIETY", "BRASS MERIDIAN EXCHANGE", "TALOVAR FRONT", "OSPREY GATE LOGISTICS",
    "KESTREL HARBOUR BANK", "SILVER THORN COLLECTIVE",
)  # fmt: skip


def un_list(folder: Path, day: str, records: Sequence[str] | None = None, *, head: str = "") -> Path:
    """A file in the UN's layout, of that day; ten organisations unless others are given."""
    made = [organisation(number, name) for number, name in enumerate(NAMES, 1)] if records is None else list(records)
    path = folder / f"un_{day}.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z">{head}'
        f"<INDIVIDUALS></INDIVIDUALS><ENTITIES>{''.join(made)}</ENTITIES></CONSOLIDATED_LIST>\n",
        encoding="utf-8",
    )
    return path


def ftm_list(folder: Path, names: Mapping[str, str], *, name: str = "own.ftm.json") -> Path:
    """FollowTheMoney organisations: {id: name}."""
    rows = [
        {"id": key, "schema": "Organization", "datasets": [OWN], "properties": {"name": [words]}}
        for key, words in names.items()
    ]
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
