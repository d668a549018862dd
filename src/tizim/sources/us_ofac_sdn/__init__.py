"""The SDN list of the US Office of Foreign Assets Control, in its three layouts."""

from tizim.sources.contract import Source, SourceSpec
from tizim.sources.ofac.formats import formats
from tizim.sources.ofac.legacy_csv import SDN

SOURCE = Source(SourceSpec.of(__name__), formats(SDN))
