"""Ukraine's sanctions register: its export to Excel of 2021, with a sheet of persons and one of organisations."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.ua_nsdc.map import map_record
from tizim.sources.ua_nsdc.read import is_nsdc_export, read

SOURCE = Source(SourceSpec.of(__name__), (Format("nsdc-xlsx", is_nsdc_export, read, map_record),))
