"""What the parts of listed names are: whose own they are, in which place, and which earlier part they go back to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz

from bench.quality.nationalities import culture_of
from bench.speed.list_statistics import NEW
from bench.speed.made_words import WRITTEN_IN
from bench.speed.moulds import COUNTRIES, kind_of, names_of
from tizim.model.statement import Entity
from tizim.text.countries import countries_in, country_name
from tizim.text.script import script_of

COMMON = 250
"""a word of an organisation or vessel is FIXED where it stands in one of so many names or more, and in `LEAST_COMMON`"""
LEAST_COMMON = 30
JOINING = frozenset(
    "abd abdul abou abu al ibn bin bint ben de del der den des di do dos du da das e el la le los ogly oglu oghlu ugli kyzy "
    "kizi qizi ul ur ud van von y zu mr mrs dr haji hajji sheikh sayyid أبو ابو بن ابن عبد оглы оглу кызы".split()
)
"""words of people's names that are FIXED"""
ALIKE, ALIKE_READ = 70, 58
"""how alike (of 100) two words are to be spellings of one; and their readings in two scripts"""


def parts_of(name: str) -> list[str]:
    """The words of a name, without the signs around them."""
    return [bare for word in name.split() if (bare := word.strip("\"',.;:()[]«»“”„‘’`-"))]


@dataclass(slots=True)
class Root:
    """A part that others may go back to."""

    slot: int
    folded: str
    script: str
    latin: str
    how: int


def common_words(entities: Iterable[Entity]) -> frozenset[tuple[str, str]]:
    """(kind, word) of words that stand in many names of organisations and of vessels, within their script."""
    found: Counter[tuple[str, str]] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    for entity in entities:
        kind = kind_of(entity)
        for words in {tuple(parts_of(name.casefold())) for _, name in names_of(entity)}:
            names.update({(kind, script) for script in map(script_of, words)})
            found.update((kind, word) for word in set(words))
    return frozenset(
        (kind, word)
        for (kind, word), count in found.items()
        if count >= LEAST_COMMON and count * COMMON >= names[kind, script_of(word)]
    )


def culture_in_names(entity: Entity) -> str:
    """The culture of its names: by the first of its countries, else of its addresses, else of those that its programmes are named after."""
    codes = [code for prop in COUNTRIES for code in entity.get(prop)]
    codes += [code for part in entity.parts if part.schema == "Address" for code in part.get("country")]
    if not codes:
        programmes = [words for part in entity.parts if part.schema == "Sanction" for words in part.get("program")]
        codes = [code for words in programmes for code in countries_in(words)]
    return culture_of(country_name(codes[0][:2]), "") if codes else ""


def place_of(place: int, of: int) -> str:
    """Where in a name the word number `place` (from 0) of `of` words stands."""
    if of == 1:
        return "only"
    return "first" if place == 0 else "last" if place == of - 1 else "middle"


def root_of(word: str, script: str, roots: Sequence[Root]) -> Root | None:
    """The earlier part this word is the same as, a spelling of, or the reading of; the same before all else."""
    folded = word.casefold()
    for root in roots:
        if root.folded == folded:
            return root
    own = [root for root in roots if root.how == NEW]
    best, most = None, float(ALIKE)
    for root in own:
        if root.script == script and (alike := fuzz.ratio(folded, root.folded, score_cutoff=most)) >= most:
            best, most = root, alike + 0.001
    if best is not None or script not in WRITTEN_IN:
        return best
    latin, most = anyascii(word).casefold(), float(ALIKE_READ)
    for root in own:
        if root.script != script and (alike := fuzz.ratio(latin, root.latin, score_cutoff=most)) >= most:
            best, most = root, alike + 0.001
    return best
