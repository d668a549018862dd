"""The consolidated list of the US Office of Foreign Assets Control: everyone it lists who is not on the SDN list."""

from tizim.sources.contract import Source, SourceSpec
from tizim.sources.ofac.formats import formats
from tizim.sources.ofac.legacy_csv import CONSOLIDATED

SOURCE = Source(SourceSpec.of(__name__), formats(CONSOLIDATED))
