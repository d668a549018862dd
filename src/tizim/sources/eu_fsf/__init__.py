"""European Union financial sanctions: XML 1.1 and 1.0, CSV 1.1 and 1.0. All four are read into the tree of XML 1.1."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.eu_fsf.map import map_record
from tizim.sources.eu_fsf.old_xml import is_old_xml, read_old_xml
from tizim.sources.eu_fsf.read import is_xml, read_xml
from tizim.sources.eu_fsf.tables import is_old_table, is_table, read_old_table, read_table

SOURCE = Source(
    SourceSpec.of(__name__),
    (
        Format("eu-xml-1.1", is_xml, read_xml, map_record),
        Format("eu-csv-1.1", is_table, read_table, map_record),
        Format("eu-xml-1.0", is_old_xml, read_old_xml, map_record),
        Format("eu-csv-1.0", is_old_table, read_old_table, map_record),
    ),
)
