"""Australia's consolidated list, Excel: the layout of 19 columns with types of names and original scripts."""

from tizim.sources.au_dfat.map import map_record
from tizim.sources.au_dfat.read import is_dfat_sheet, read
from tizim.sources.contract import Format, Source, SourceSpec

SOURCE = Source(SourceSpec.of(__name__), (Format("dfat-xlsx", is_dfat_sheet, read, map_record),))
