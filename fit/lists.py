"""Which lists are learned from, with licence and date, and which of their entries are dropped. Start at `entries_to_learn_from`."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fit.clusters import Clusters
from fit.listed import Listed, read_list
from fit.minjust import DATASET as MINJUST
from fit.minjust import read_minjust
from fit.nearest import Index
from fit.pairs import Side
from fit.un_exclusion import Excluded


@dataclass(frozen=True, slots=True)
class ListFile:
    """One list: its data set, its file below `lists/`, its date and its licence."""

    dataset: str
    path: str
    date: str
    licence: str


LISTS = (
    ListFile("us_ofac_sdn", "ofac/sdn_2021-07", "2021-07", "US government work, public domain"),
    ListFile("us_ofac_cons", "ofac/cons_2025-12", "2025-12", "US government work, public domain"),
    ListFile("au_dfat_sanctions", "au/dfat_consolidated_2026-07-23.xlsx", "2026-07-23", "CC BY 4.0 AU"),
    ListFile("gb_hmt_sanctions", "uk/conlist_2018-04-13.csv.xz", "2018-04-13", "Open Government Licence 3.0"),
    ListFile("eu_fsf", "eu/eu_fsd_v1.0_2016-02-11_subset.xml.xz", "2016-02-11, a subset", "CC BY 4.0 (Decision 2011/833/EU)"),
    ListFile("ca_dfatd_sema_sanctions", "ca/sema_2025-05.xml.xz", "2025-05", "Open Government Licence - Canada"),
    ListFile("ca_listed_terrorists", "ca/listed_terrorist_entities_2026-03.json", "2026-03", "Open Government Licence - Canada, CC0"),
    ListFile("ua_nsdc_sanctions", "ua/nsdc_2021-08-17.xlsx", "2021-08-17", "official data, terms not checked"),
    ListFile("ae_local_terrorists", "ae/uae_local_terrorist_list_2023.csv", "2023-09, people only", "official list, terms not checked"),
    ListFile("ch_seco_sanctions", "ch/seco_2026-08-27_excerpt.xml", "2026-08-27, an excerpt", "official publication, terms not checked"),
    ListFile(MINJUST, "ru/minjust_undesirable_orgs_2024-09-05.json", "2024-09-05, no terrorism list", "public register, terms not checked"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dropped:
    """Of one list: entries read, kept, and dropped by reason."""

    file: ListFile
    read: int
    kept: int
    reasons: tuple[tuple[str, int], ...]


LINKED = "is linked to a dropped entry by a number or a name"
TAKEN = "would be possible as a UN entry by today's score"
_POSSIBLE = 0.5
Taken = Callable[[Side], bool]
"""Whether today's score takes somebody for a UN entry."""


def taken_for(un: Index) -> Taken:
    """By an index of the UN's entries."""
    return lambda side: bool(un.nearest(replace(side, names=side.names[:8]), possible=_POSSIBLE))


def entries_to_learn_from(
    shared: Path, excluded: Excluded, taken: Taken, track: Callable[[list[Listed]], Iterable[Listed]]
) -> tuple[list[Listed], list[Dropped]]:
    """The entries of all lists less what the UN lists, and what was dropped."""
    entries: list[Listed] = []
    for file in LISTS:
        path = shared / "lists" / file.path
        entries += read_minjust(path) if file.dataset == MINJUST else read_list(file.dataset, path)
    found = {one.id: excluded.reason(one) or (TAKEN if taken(one.side) else "") for one in track(entries)}
    reasons = with_linked(entries, {entry: reason for entry, reason in found.items() if reason})
    return [one for one in entries if one.id not in reasons], _counted(entries, reasons)


def with_linked(entries: Sequence[Listed], reasons: dict[str, str]) -> dict[str, str]:
    """Entry id -> why it must go: the UN's by itself (as given), or linked to one that is."""
    clusters = Clusters.linking(entries)
    tainted = {clusters.of[entry] for entry in reasons}
    return reasons | {one.id: LINKED for one in entries if one.id not in reasons and clusters.of[one.id] in tainted}


def un_entries(shared: Path) -> list[Listed]:
    """Every entry of every version of the UN list at hand, but for the files whose names are faked or damaged."""
    folder = shared / "lists" / "un"
    files = sorted([*folder.glob("*.xml.xz"), *(folder / "committee").glob("*.xml.xz")])
    genuine = [file for file in files if "FAKED" not in file.name and "malformed" not in file.name]
    if not genuine:
        raise SystemExit(f"no UN list in {folder}: without it nobody could tell what must not be learned from")
    return [one for file in genuine for one in read_list("un_sc_sanctions", file)]


def _counted(entries: Sequence[Listed], reasons: dict[str, str]) -> list[Dropped]:
    made = []
    for file in LISTS:
        of_list = [one for one in entries if one.dataset == file.dataset]
        why = Counter(reasons[one.id] for one in of_list if one.id in reasons)
        made.append(Dropped(file, len(of_list), len(of_list) - why.total(), tuple(why.most_common())))
    return made
