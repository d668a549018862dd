"""Canada's consolidated autonomous sanctions (Special Economic Measures Act, Justice for Victims of Corrupt Foreign Officials
Act), XML: the layout of 2020 and that of 2025, which brought listing dates and ships.
"""

from tizim.sources.ca_sema.map import map_record
from tizim.sources.ca_sema.read import is_sema_xml, read
from tizim.sources.contract import Format, Source, SourceSpec

SOURCE = Source(SourceSpec.of(__name__), (Format("sema-xml", is_sema_xml, read, map_record),))
