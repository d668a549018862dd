"""Switzerland's sanctions list (SECO XML): the whole list, and amendments of it, which are parts."""

from tizim.sources.ch_seco.map import map_record
from tizim.sources.ch_seco.read import is_seco_xml, read
from tizim.sources.contract import Format, Source, SourceSpec

SOURCE = Source(SourceSpec.of(__name__), (Format("seco-xml", is_seco_xml, read, map_record),))
