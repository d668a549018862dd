"""Which file of each list the benchmarks load: the newest whole one at hand."""

from pathlib import Path
from typing import NamedTuple

from bench.data import shared


class Listed(NamedTuple):
    """One data set and the release that is loaded; `excerpt`: it is a part of the list."""

    dataset: str
    path: Path
    excerpt: bool = False


def every_list() -> list[Listed]:
    """One release of each data set of which there is a genuine file."""
    lists = shared() / "lists"
    return [
        Listed("un_sc_sanctions", lists / "un" / "un_consolidated_2026-08-01.xml.xz"),
        Listed("us_ofac_sdn", lists / "ofac" / "sdn_2021-07"),
        Listed("us_ofac_cons", lists / "ofac" / "cons_2025-12"),
        Listed("eu_fsf", lists / "eu" / "eu_fsd_v1.0_2016-02-11_subset.xml.xz", excerpt=True),
        Listed("gb_hmt_sanctions", lists / "uk" / "conlist_2018-04-13.csv.xz"),
        Listed("gb_fcdo_sanctions", lists / "uk" / "uksl_xml_2026-09-02_excerpt.xml", excerpt=True),
        Listed("ca_dfatd_sema_sanctions", lists / "ca" / "sema_2025-05.xml.xz"),
        Listed("ca_listed_terrorists", lists / "ca" / "listed_terrorist_entities_2026-03.json"),
        Listed("au_dfat_sanctions", lists / "au" / "dfat_consolidated_2026-07-23.xlsx"),
        Listed("ua_nsdc_sanctions", lists / "ua" / "nsdc_2021-08-17.xlsx"),
        Listed("ae_local_terrorists", lists / "ae" / "uae_local_terrorist_list_2023.csv", excerpt=True),
        Listed("ch_seco_sanctions", lists / "ch" / "seco_2026-08-27_excerpt.xml", excerpt=True),
    ]
