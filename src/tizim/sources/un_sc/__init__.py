"""United Nations Security Council consolidated list (XML), and its per-committee lists of 2014-15, which have the same layout."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.un_sc.map import map_record
from tizim.sources.un_sc.read import is_un_xml, read

SOURCE = Source(SourceSpec.of(__name__), (Format("un-xml", is_un_xml, read, map_record),))
