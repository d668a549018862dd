"""Places of the SECO list: the reader gives each target copies of those it names, the mapper looks them up by number."""

from collections.abc import Mapping
from dataclasses import dataclass

from tizim.sources.reading import Fields


@dataclass(frozen=True, slots=True)
class Place:
    """location, area, country: words. code: ISO 3166-1 of the country, if the file gives one. variants: other spellings."""

    location: str | None
    area: str | None
    country: str | None
    code: str | None
    variants: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """What an address or a birth place shows of it."""
        return [one for one in (self.location, self.area, self.country) if one]


Places = Mapping[str, Place]
NOWHERE = Place(None, None, None, None, ())


def place_part(number: str, place: Place) -> Fields:
    """A place as a part of a target's record."""
    made = Fields("place", f"place[{number}]")
    made.put("@ssid", number)
    for field in ("location", "area", "country", "code"):
        made.put(field, getattr(place, field) or "")
    for variant in place.variants:
        made.put("variant", variant)
    return made


def places_of(record: Fields) -> Places:
    """The places among the parts of a target's record, by their number."""
    found = {}
    for part in record.take_parts("place"):
        number = part.take("@ssid") or ""
        location, area, country, code = (part.take(field) for field in ("location", "area", "country", "code"))
        found[number] = Place(location, area, country, code, tuple(words for _place, words in part.take_all("variant")))
    return found
