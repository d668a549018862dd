"""Canada's listed terrorist entities (Criminal Code, section 83.05): the publisher's Atom feed, and the same feed as a MISP
galaxy cluster (JSON).
"""

from tizim.sources.ca_terrorists.map import map_record
from tizim.sources.ca_terrorists.read import is_atom, is_galaxy, read_atom, read_galaxy
from tizim.sources.contract import Format, Source, SourceSpec

SOURCE = Source(
    SourceSpec.of(__name__),
    (Format("lte-misp-json", is_galaxy, read_galaxy, map_record), Format("lte-atom", is_atom, read_atom, map_record)),
)
