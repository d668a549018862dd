"""The local terrorist list of the United Arab Emirates: its table of persons (CSV or Excel, Arabic headings)."""

from tizim.sources.ae_local.map import map_record
from tizim.sources.ae_local.read import is_local_list, read
from tizim.sources.contract import Format, Source, SourceSpec

SOURCE = Source(SourceSpec.of(__name__), (Format("ae-table", is_local_list, read, map_record),))
