"""Which sources there are. A source is imported only when it is asked for."""

from functools import cache
from importlib import import_module
from types import MappingProxyType

from tizim.errors import UnknownSource
from tizim.sources.contract import Source

PACKAGES = MappingProxyType(
    {
        "un_sc_sanctions": "un_sc",
        "us_ofac_sdn": "us_ofac_sdn",
        "us_ofac_cons": "us_ofac_cons",
        "us_state_terrorist_orgs": "us_fto",
        "eu_fsf": "eu_fsf",
        "gb_fcdo_sanctions": "gb_fcdo",
        "gb_hmt_sanctions": "gb_hmt",
        "ca_dfatd_sema_sanctions": "ca_sema",
        "ca_listed_terrorists": "ca_terrorists",
        "au_dfat_sanctions": "au_dfat",
        "ua_nsdc_sanctions": "ua_nsdc",
        "ae_local_terrorists": "ae_local",
        "ch_seco_sanctions": "ch_seco",
        "kz_afmrk_sanctions": "kz_afm",
        "kg_fiu_national": "kg_fiu",
        "un_sc_starter": "starter",
    }
)
"""data set name -> folder in this room"""


@cache
def source(dataset: str) -> Source:
    """The source of an official data set; raises UnknownSource, naming what there is."""
    if dataset not in PACKAGES:
        raise UnknownSource(f"expected one of {', '.join(PACKAGES)}, came {dataset!r}")
    found = import_module(f"tizim.sources.{PACKAGES[dataset]}").SOURCE
    if not isinstance(found, Source):
        raise UnknownSource(f"{dataset}: its package defines no SOURCE")
    return found
