"""What a home remembers of a list besides its versions: the facts to show with it, and what its server said last.

One small JSON file for each list, `home/lists/<name>/card.json`, written beside and moved into place. Losing one loses no
fact of the bank. Start at `ListCard`.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # reading a card needs no source
    from tizim.sources.contract import SourceSpec


@dataclass(frozen=True, slots=True)
class ListCard:
    """Facts of one list as they were at its last load (see `SourceSpec`).

    official: it is one of the lists tizim knows by name. fetched: address -> what its server said of the kept copy
    ("file", "etag", "last_modified", "published"). excerpt: the newest version holds a part of the list only.
    checked: when the list was last asked for with success, also where nothing had changed. failed: when an update since then
    failed, "" where none did.
    """

    name: str
    title: str
    publisher: str = ""
    licence: str = ""
    homepage: str = ""
    official: bool = False
    collections: tuple[str, ...] = ()
    bookkeeping: tuple[str, ...] = ()
    amended: str = ""
    seen_only_in_excerpts: tuple[str, ...] = ()
    redress: str = ""
    excerpt: bool = False
    checked: str = ""
    failed: str = ""
    fetched: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: "SourceSpec", *, official: bool) -> "ListCard":
        """The card of a source."""
        return cls(
            name=spec.name,
            title=spec.title,
            publisher=spec.publisher,
            licence=spec.licence,
            homepage=spec.homepage,
            official=official,
            collections=spec.collections if official else (),
            bookkeeping=spec.bookkeeping,
            amended=spec.amended,
            seen_only_in_excerpts=spec.seen_only_in_excerpts,
            redress=spec.redress,
        )


def read_card(folder: Path) -> ListCard | None:
    """The card in a list's folder; None where there is none that can be read."""
    try:
        facts: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        kept: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()
        }
        return ListCard(**kept)
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def write_card(folder: Path, card: ListCard) -> None:
    """Puts a card into a list's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".card-{os.getpid()}.json"
    beside.write_text(json.dumps(asdict(card), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(folder / "card.json")
