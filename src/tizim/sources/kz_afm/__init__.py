"""Kazakhstan's list of those connected with the financing of terrorism and extremism, XML. Known from descriptions only."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.kz_afm.map import map_record
from tizim.sources.kz_afm.read import is_afm_xml, read

SOURCE = Source(SourceSpec.of(__name__), (Format("afm-xml", is_afm_xml, read, map_record),))
