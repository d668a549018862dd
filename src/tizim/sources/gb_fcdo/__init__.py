"""UK Sanctions List (XML and CSV), since 28 January 2026 the only British list. CSV is read into the tree of the XML."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.gb_fcdo.map import map_record
from tizim.sources.gb_fcdo.read import is_xml, read_xml
from tizim.sources.gb_fcdo.tables import is_table, read_table

SOURCE = Source(
    SourceSpec.of(__name__),
    (Format("uksl-xml", is_xml, read_xml, map_record), Format("uksl-csv", is_table, read_table, map_record)),
)
