"""Kyrgyzstan's consolidated sanctions list, XML. Known from descriptions only."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.kg_fiu.map import map_record
from tizim.sources.kg_fiu.read import is_fiu_xml, read

SOURCE = Source(SourceSpec.of(__name__), (Format("fiu-xml", is_fiu_xml, read, map_record),))
