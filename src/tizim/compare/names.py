"""What a name is made of: its parts, in the order it is spoken. Made once for each name, then only compared. Start at `prepare`."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tizim.compare.parts import Part, part_of
from tizim.model.rules import Rules
from tizim.text import korean
from tizim.text.body_words import fold_body_words
from tizim.text.legal_forms import fold_legal_forms
from tizim.text.numerals import fold_numbers
from tizim.text.patronymics import Gender, is_particle, particle_gender
from tizim.text.sound import skeleton
from tizim.text.tokens import tokenise

FIELD_WIDTHS = frozenset({20, 24, 25, 30, 32, 35, 40, 50, 60, 64, 66, 70})
"""characters after which systems cut names off (SWIFT's 35 and 66, ISO 20022's 70, tables of 20 to 64)"""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, prepared. `words` is what was given."""

    words: str
    parts: tuple[Part, ...]
    person: bool = True
    cut: int | None = None
    """position of the part written last, where the name is as long as a field that cuts off"""

    @property
    def korean(self) -> bool:
        """Whether it is a Korean name, all of syllables."""
        return bool(self.parts) and all(part.syllables for part in self.parts)

    @property
    def telling(self) -> int:
        """How many parts tell something by themselves."""
        return sum(1 for part in self.parts if part.role in ("word", "initial", "number"))


_SHIP = re.compile(r"^\s*(?:m\s?/\s?[vt]|s\s?/\s?s|m\.\s?[vt]\.|mv|mt)\s+(?=\w)", re.IGNORECASE)
"""what stands before a ship's name: motor vessel, motor tanker, steamship"""


def prepare(words: str, rules: Rules, *, person: bool) -> Name:
    """A name as parts: a person's, with titles and fathers' names, or another's, with forms of law."""
    if person:
        tokens = tokenise(words)
    else:
        tokens = fold_numbers(fold_body_words(fold_legal_forms(tokenise(_SHIP.sub("", words), person=False))))
    parts = tuple(part_of(token, rules, person=person) for token in tokens if token.forms)
    last = parts[-1] if parts else None
    if person:
        parts = _fathers_marked(_syllables(_own_name_first(words, parts), rules))
    # A blank at the cut is lost too.
    may_be_cut = len(parts) > 1 and (len(words) in FIELD_WIDTHS or len(words) + 1 in FIELD_WIDTHS)
    cut = next((i for i, part in enumerate(parts) if part is last), None) if may_be_cut else None
    return Name(words, parts, person, cut)


def _own_name_first(words: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A name written family name first, as its one comma says, in the order it is spoken."""
    family, comma, own = words.partition(",")
    if not comma or "," in own:
        return parts
    before = sum(1 for token in tokenise(family) if token.forms)
    after = parts[before:]
    if not 0 < before < len(parts) or not any(part.role == "word" for part in after):
        return parts
    return (*after, *parts[:before])


def _fathers_marked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The word before a particle that follows the father's name (Alisher o'g'li, Bakyt uulu) as a father's name."""
    genders = [particle_gender(part.form) for part in parts[1:]]
    if not any(genders):
        return parts
    marked = zip(parts, (*genders, None), strict=True)
    return tuple(
        _as_fathers(part, child) if child and part.role == "word" and part.root is None else part
        for part, child in marked
    )


@lru_cache(maxsize=10_000)
def _as_fathers(part: Part, child: Gender) -> Part:
    return replace(part, root=part.form, child=child)


MOST_SYLLABLES = 4


def _syllables(parts: tuple[Part, ...], rules: Rules) -> tuple[Part, ...]:
    """A Korean name is made of syllables, among them Il, Do and An, which are articles elsewhere; one may be mistyped."""
    if not 2 <= len(parts) <= MOST_SYLLABLES or not korean.is_family_name(parts[0].written, parts[-1].written):
        return parts
    if any(is_particle(part.form) for part in parts):
        return parts
    found = [part.role in ("word", "particle") and bool(korean.syllables_of(part.written)) for part in parts]
    if not all(found) and (
        sum(found) < max(2, len(parts) - 1) or len(max(parts, key=_length).written) > korean.LONGEST
    ):
        return parts
    return tuple(_as_syllable(part, rules) if one else part for part, one in zip(parts, found, strict=True))


def _length(part: Part) -> int:
    return len(part.written)


def link_of_syllables(key: str) -> str:
    """The link by which a word of a Korean name is found, of what it may be (see `text.korean`)."""
    return f"k{key}"


@lru_cache(maxsize=10_000)
def _as_syllable(part: Part, rules: Rules) -> Part:
    keys = korean.syllables_of(part.written)
    links = tuple(map(link_of_syllables, sorted(keys)))
    if part.role == "word":
        return replace(part, syllables=keys, links=(*part.links, *links))
    rarity = min(rules.rarity.of(part.written), rules["rarity_cap"])
    sound = skeleton(part.written)
    return replace(
        part,
        role="word",
        forms=(part.written,),
        form=part.written,
        skeletons=(sound,),
        rarity=rarity,
        own_rarity=rarity,
        syllables=keys,
        links=links,
    )
