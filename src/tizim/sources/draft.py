"""An entity in the making: what one record says of one thing, as statements.

The methods read the publisher's words into normal forms (dates, countries); what cannot be read is noted and kept raw.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from tizim.model.dates import read_date
from tizim.model.ftm import schema as ftm_schema
from tizim.model.statement import OWN_FIELD, Statement, entity_id
from tizim.sources.reading import Reading
from tizim.text.clean import oddities
from tizim.text.countries import countries_in, country_code

_BLANKS = re.compile(r"\s+")


def squeezed(words: str) -> str:
    """Words with every run of blanks made one."""
    return _BLANKS.sub(" ", words).strip()


class Draft:
    """One entity of one record. Make the entry with `Draft(...)`, its listings, documents and addresses with `part`."""

    __slots__ = ("_reading", "_schema", "_statements", "id", "reference", "root")

    def __init__(
        self, reading: Reading, schema: str, reference: str, *, own_id: str | None = None, root: str | None = None
    ) -> None:
        self._reading = reading
        self._schema = ftm_schema(schema)
        self.reference = reference
        self.id = own_id if own_id is not None else entity_id(reading.dataset, reference)
        self.root = root if root is not None else self.id
        self._statements: dict[tuple[str, str, str | None], Statement] = {}

    @property
    def schema(self) -> str:
        """Its FollowTheMoney schema."""
        return self._schema.name

    def add(
        self, prop: str, words: str | None, *, at: str, original: str | None = None, lang: str | None = None
    ) -> None:
        """One value as it is (blanks squeezed). Nothing where there are no words; the same value twice counts once."""
        if words is None or not (value := squeezed(words)):
            return
        known = None if prop.startswith(OWN_FIELD) else self._schema.property(prop)
        if known is None and not prop.startswith(OWN_FIELD):
            raise KeyError(f"{self.schema} has no property {prop}")  # a mapper's mistake, not a publisher's
        if known is not None and known.type == "name" and (prop, value, lang) not in self._statements:
            for odd in oddities(value):
                self._reading.odd_name(odd, f"{self.reference}: {at}")
        kept = squeezed(original) if original is not None else None
        self._statements.setdefault(
            (prop, value, lang),
            Statement(
                self._reading.dataset,
                self.root,
                self.id,
                self.schema,
                prop,
                value,
                kept if kept != value else None,
                lang,
                at,
            ),
        )

    def add_raw(self, field: str, words: str | None, *, at: str | None = None) -> None:
        """A publisher's own field that FollowTheMoney has no property for."""
        self.add(f"{OWN_FIELD}{field}", words, at=at if at is not None else field)

    def add_date(
        self, prop: str, words: str | None, *, at: str, formats: tuple[str, ...], approximate: bool = False
    ) -> bool:
        """A date by strptime formats, to the precision given; raw and noted where it cannot be read. True if it was read."""
        if words is None or not words.strip():
            return False
        read = read_date(squeezed(words), formats=formats)
        if read is None:
            self._cannot_read(at, words, f"expected a date ({', '.join(formats)})")
            return False
        self.add(prop, f"{read}~" if approximate else read, at=at, original=words)
        return True

    def add_country(self, prop: str, words: str | None, *, at: str) -> bool:
        """A country in any language as its code; raw and noted where it is none. True if it was read."""
        if words is None or not words.strip():
            return False
        code = country_code(words)
        if code is None:
            self._cannot_read(at, words, "expected a country")
            return False
        self.add(prop, code, at=at, original=words)
        return True

    def add_countries(
        self, prop: str, words: str | None, *, at: str, find: Callable[[str], Iterable[str]] = countries_in
    ) -> bool:
        """Every country of a field that may hold several, as `find` tells them; raw and noted where there is none."""
        codes = list(find(words)) if words is not None else []
        for code in codes:
            self.add(prop, code, at=at, original=words)
        return bool(codes) or self.add_country(prop, words, at=at)

    def part(self, schema: str, link: str, *key: str) -> "Draft":
        """A listing, document, address, … of this entry: an entity of its own that points here by its property `link`.

        `key` is what identifies it within the entry (a number, the words of an address); its id is made of it, so it stays
        the same in the next version although its position changes.
        """
        digest = blake2b("\x1f".join((schema, *key)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        made = Draft(
            self._reading, schema, self.reference, own_id=f"{self.id}-{schema.lower()}-{digest}", root=self.root
        )
        if link:
            made.add(link, self.id, at="")
        return made

    def statements(self) -> Iterator[Statement]:
        """What was drafted, in the order it was added."""
        return iter(self._statements.values())

    def values(self, prop: str) -> list[str]:
        """Values drafted so far for a property."""
        return [value for (name, value, _), _one in self._statements.items() if name == prop]

    def _cannot_read(self, at: str, words: str, why: str) -> None:
        plain = re.sub(r"\[\d+\]", "", at)
        self._reading.cannot_read(plain, words, f"{self.reference}: {at}", why)
        self.add_raw(plain, words, at=at)
