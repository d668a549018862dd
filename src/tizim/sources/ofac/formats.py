"""The layouts in which OFAC publishes a list, ready for a data set."""

from functools import partial

from tizim.sources.contract import Format
from tizim.sources.counted import Choice
from tizim.sources.ofac import enhanced_xml, legacy_csv, legacy_xml
from tizim.sources.ofac.legacy_csv import SDN, Layout
from tizim.sources.ofac.listing import OFAC, Voice
from tizim.sources.ofac.map_csv import map_csv
from tizim.sources.ofac.map_enhanced import map_enhanced
from tizim.sources.ofac.map_xml import map_xml
from tizim.sources.reading import Fields

SDN_LIST = "SDN List"


def formats(layout: Layout, voice: Voice = OFAC, keep: Choice | None = None) -> tuple[Format, ...]:
    """The three layouts of the list whose files `layout` names; `keep`: which entries are of the data set, `voice`: who lists."""

    def of_this_list(record: Fields) -> bool:
        on = enhanced_xml.lists(record)
        is_on_it = SDN_LIST in on if layout is SDN else bool(on - {SDN_LIST})
        return is_on_it and (keep is None or keep(record))

    return (
        Format(
            "ofac-legacy-csv",
            partial(legacy_csv.is_legacy_csv, layout=layout),
            partial(legacy_csv.read, layout=layout, keep=keep),
            partial(map_csv, voice=voice),
        ),
        Format(
            "ofac-xml",
            partial(legacy_xml.is_legacy_xml, layout=layout),
            partial(legacy_xml.read, keep=keep),
            partial(map_xml, voice=voice),
        ),
        Format(
            "ofac-enhanced-xml",
            enhanced_xml.is_enhanced_xml,
            partial(enhanced_xml.read, keep=of_this_list),
            partial(map_enhanced, voice=voice),
        ),
    )
