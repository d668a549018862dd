"""US foreign terrorist organisations: the entries of the SDN list that carry the programme tag FTO.

The Department of State publishes its list as a web page without numbers; the same organisations stand, with aliases and
numbers, on OFAC's SDN list. So this data set is drawn from a release of that list in any of its layouts.
"""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.ofac.formats import formats
from tizim.sources.ofac.legacy_csv import SDN
from tizim.sources.ofac.listing import STATE_DEPARTMENT
from tizim.sources.us_fto.derived_csv import is_derived_csv, map_derived, read
from tizim.sources.us_fto.tagged import carries_fto

SOURCE = Source(
    SourceSpec.of(__name__),
    (Format("fto-derived-csv", is_derived_csv, read, map_derived), *formats(SDN, STATE_DEPARTMENT, carries_fto)),
)
