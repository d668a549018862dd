"""HM Treasury's consolidated list (ConList.csv): 29 columns until 2021, 36 columns after, a row for each name of a target."""

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.gb_hmt.map import map_record
from tizim.sources.gb_hmt.read import is_new, is_old, read

SOURCE = Source(
    SourceSpec.of(__name__),
    (Format("conlist-csv-36", is_new, read, map_record), Format("conlist-csv-29", is_old, read, map_record)),
)
