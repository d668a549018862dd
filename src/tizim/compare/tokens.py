"""How two parts of names meet: the same, in another script, by their sound, by a slip, as an initial; and how much it says.

Each way to meet gives terms: coefficients of the rules and amounts. The main amount is the rarity (nats) of what both have in
common: that two names share Muhammad says little, that they share a part nobody else bears says nearly all. The way that says
most is taken. Start at `meet`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from tizim.compare.findings import Terms, weigh_terms
from tizim.compare.parts import Part, folded
from tizim.model.rules import Rules
from tizim.text.family_names import is_womans
from tizim.text.given_names import linked
from tizim.text.korean_ear import alike as heard_alike
from tizim.text.korean_ear import bones
from tizim.text.mens_and_womens_names import of_other_gender
from tizim.text.sound import skeleton, skeletons, sounds_like

HANGUL_AND_LATIN = frozenset({"Hang", "Latn"})
"""scripts between which a foreign name is told by how it is heard"""
UNVOWELLED = frozenset({"Arab", "Hebr"})

SOUND_BAR = 0.60
"""parts that share a skeleton but sound less alike than this do not meet"""
SHORT_SOUND_BAR = 0.72
"""the same for parts of three letters, which have little else"""
HAN_BAR = 0.9
"""the same where one is Chinese characters, each a syllable of a small stock that has many near ones"""
SPELLING_BAR = 0.66
ACROSS_BAR = 0.8
"""the same where one is of a script without vowels, which then cost little"""
SHORTEST_NEAR_FORM = 3
SHORTEST_NEAR_SOUND = 4
"""shorter readings and skeletons must be the same: one edit makes another name of them"""
FATHER_BAR = 0.85
"""how alike two fathers' names must sound"""
SHORTEST_BARE = 2
NATS_PER_CONSONANT = 2.2
"""what each consonant of a word without vowels can tell"""
NATS_PER_NUMBER = 2.0
MOST_OF_AN_INITIAL = 3.0
"""nats: some twenty letters begin names, none of them rarely"""
_SERVANT = "abdul"
MOST_OF_A_TRANSLATION = 5.0
"""nats: many bodies are made of the words that dictionaries know"""
SAME_BEGINNING = 5
"""letters from which two words may be derived from one"""
LONGEST_SHORT = 4
"""letters up to which a slip may as well be another name"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two parts that met. evidence: log-odds, what the terms weigh; how: a word of the rules; quality: 1 for the same."""

    evidence: float
    how: str
    quality: float
    terms: Terms = ()


def meet(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    """How two parts meet, or None. Symmetric."""
    if asked.role == "number" or known.role == "number":
        return _numbers(asked, known, rules)
    if asked.role == "legal" or known.role == "legal":
        return _legal_forms(asked, known, rules)
    if "initial" in (asked.role, known.role):
        return _initials(asked, known, rules)
    small = ("particle", "title")
    if asked.role in small or known.role in small:
        return _small(asked, known)
    return _words(asked, known, rules)


def met(how: str, quality: float, terms: Terms, rules: Rules) -> Meeting:
    """A meeting of these terms; what would speak against it says nothing."""
    evidence = weigh_terms(terms, rules)
    return Meeting(evidence, how, quality, terms) if evidence > 0 else Meeting(0.0, how, quality)


def _words(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    both = (asked.root is None) == (known.root is None)
    if both and asked.written == known.written:
        return met("same", 1.0, (("same", max(min(asked.rarity, known.rarity), asked.own_rarity)),), rules)
    if both and asked.form == known.form and asked.script == known.script:
        return met("same", 1.0, (("same", min(asked.rarity, known.rarity)),), rules)
    best: Meeting | None = None
    for one in _ways(asked, known, rules):
        if best is None or (one.evidence, one.quality) > (best.evidence, best.quality):
            best = one
    return best


def _ways(asked: Part, known: Part, rules: Rules) -> Iterator[Meeting]:
    """Every way in which two different words meet."""
    common = set(asked.forms) & set(known.forms)
    if common and (asked.root is None) == (known.root is None):
        other = asked.script != known.script or not (asked.form in common and known.form in common)
        terms = (("transliterated", _shared_rarity(asked, known, rules)),)
        yield met("transliterated" if other else "same", 0.97, terms, rules)
        return
    if asked.syllables and known.syllables:
        same = not asked.syllables.isdisjoint(known.syllables)
        if same:
            yield met("transliterated", 0.97, (("transliterated", min(asked.rarity, known.rarity)),), rules)
        # Hangul says which syllable it is: one that cannot be spelled so is another, however alike both sound.
        if same or asked.script != known.script:
            return
    if (asked.drawn or known.drawn) and not {*asked.forms, *asked.drawn}.isdisjoint((*known.forms, *known.drawn)):
        yield met("look-alike", 0.95, (("look_alike", min(asked.rarity, known.rarity)),), rules)
    if (root := _patronymic(asked, known)) is not None:
        rarity = min(rules.rarity.of(root), rules.rarity.of_sound(skeleton(root)), asked.rarity, known.rarity)
        yield met("patronymic", 0.95, (("patronymic", rarity),), rules)
        if asked.root is None or known.root is None:
            return
    if asked.links and not set(asked.links).isdisjoint(known.links):
        yield _linked(asked, known, rules)
    if not _other_meaning(asked, known):
        yield from _by_likeness(asked, known, rules)


def _by_likeness(asked: Part, known: Part, rules: Rules) -> Iterator[Meeting]:
    """By ending, consonants, sound and spelling: what no table says."""
    if asked.script == known.script and _other_ending(asked, known):
        same = is_womans(asked.form) == is_womans(known.form)
        terms = (("other_ending", min(asked.rarity, known.rarity)), *(() if same else (("gender_ending", 1.0),)))
        yield met("other ending", 0.95 if same else 0.9, terms, rules)
        if not same:
            return
    elif _made_of_it(asked, known):
        yield met("other ending", 0.95, (("other_ending", min(asked.rarity, known.rarity)),), rules)
        return
    if _without_vowels(asked, known):
        rarity = min(asked.rarity, known.rarity, NATS_PER_CONSONANT * len(asked.bare))
        yield met("without vowels", 0.94, (("vowelless", rarity),), rules)
    if told_apart(asked, known):
        return
    if {asked.script, known.script} == HANGUL_AND_LATIN:
        yield from _as_heard(asked, known, rules)
    shared = not set(asked.skeletons).isdisjoint(known.skeletons)
    if shared or _near(asked, known):
        yield from _alike(asked, known, rules, shared=shared)


def _other_meaning(asked: Part, known: Part) -> bool:
    """Whether two words of bodies' names are known to mean different things (Iran, Iraq), so that their likeness is chance.

    Not where they begin alike: revolution and revolutionary mean nearly the same.
    """
    if not (asked.body and asked.links and known.links) or not set(asked.links).isdisjoint(known.links):
        return False
    return asked.form[:SAME_BEGINNING] != known.form[:SAME_BEGINNING]


def _linked(asked: Part, known: Part, rules: Rules) -> Meeting:
    """Two forms of one given name; or, where the names are no person's, a word of two languages or in two inflections."""
    rarity = min(asked.rarity, known.rarity)
    if asked.body:
        return met("translated", 0.95, (("translated", min(rarity, MOST_OF_A_TRANSLATION)),), rules)
    way = linked(asked.form, known.form) or "nickname"
    return met(way, 0.93 if way == "variant" else 0.9, ((way, rarity),), rules)


def _as_heard(asked: Part, known: Part, rules: Rules) -> Iterator[Meeting]:
    """A foreign name in Hangul, as it is heard there."""
    if set(map(bones, asked.heard)).isdisjoint(map(bones, known.heard)):
        return
    alike = heard_alike(asked.heard, known.heard)
    if alike >= SOUND_BAR:
        rarity = min(asked.rarity, known.rarity)
        yield met("sound", alike, (("sound", rarity), ("sound_slip", rarity * (1 - alike))), rules)


def _alike(asked: Part, known: Part, rules: Rules, *, shared: bool) -> Iterator[Meeting]:
    """By sound, by spelling, without vowels."""
    alike = _sound(asked, known)
    rarity = _shared_rarity(asked, known, rules)
    bar = SHORT_SOUND_BAR if min(len(asked.form), len(known.form)) < LONGEST_SHORT else SOUND_BAR
    if "Hans" in (asked.script, known.script) and asked.script != known.script:
        bar = HAN_BAR
    if shared and alike >= bar:
        yield met("sound", alike, (("sound", rarity), ("sound_slip", rarity * (1 - alike))), rules)
    elif (
        alike >= _near_bar(asked, known)
        and min(len(asked.form), len(known.form)) > LONGEST_SHORT
        and _stems_alike(asked, known)
    ):
        yield met("spelling", alike, (("spelling", rarity), ("spelling_slip", rarity * (1 - alike))), rules)
    if asked.script != known.script:
        return
    near = spelled_alike(asked.form, known.form)
    if asked.script in UNVOWELLED:
        # A reading has vowels that nobody wrote, by which short words of other letters look alike.
        near = min(near, spelled_alike(folded(asked.written), folded(known.written)))
    if near >= SPELLING_BAR and _stems_alike(asked, known):
        short = min(len(asked.form), len(known.form)) <= LONGEST_SHORT
        slip = "short_slip" if short else "spelling_slip"
        yield met("spelling", near, (("spelling", rarity), (slip, rarity * (1 - near))), rules)


def _stems_alike(asked: Part, known: Part) -> bool:
    """Whether two family names of the Russian pattern are alike before the ending that all of them share."""
    if asked.within is None or known.within is None:
        return True
    alike = max(spelled_alike(asked.within, known.within), sounds_like(asked.within, known.within))
    return alike >= SPELLING_BAR


def _near_bar(asked: Part, known: Part) -> float:
    """How alike parts must sound whose skeletons differ."""
    unvowelled = (asked.script in UNVOWELLED) != (known.script in UNVOWELLED)
    return ACROSS_BAR if unvowelled else SPELLING_BAR


def _other_ending(asked: Part, known: Part) -> bool:
    """Whether the two are one family name with the endings of two genders or languages."""
    return (asked.stem or asked.form) == (known.stem or known.form)


def _made_of_it(asked: Part, known: Part) -> bool:
    """Whether one is the name and the other the family name made of it (Asan, Asanov), or both are made of one (Asanzoda)."""
    if asked.within is None and known.within is None:
        return False
    if (asked.root is not None and asked.within is None) or (known.root is not None and known.within is None):
        return False
    if asked.within is not None and known.within is not None and (asked.root is None) == (known.root is None):
        return False
    one, other = asked.within or asked.form, known.within or known.form
    if told_apart(asked, known):
        return False
    return _one_name(one, other) or (bool(asked.known_as & known.known_as) and skeleton(one) == skeleton(other))


def told_apart(asked: Part, known: Part) -> bool:
    """Whether both are known names, and not the same: what sounds alike is then no other spelling, or a woman's name and a man's.

    Nor is Abdullayev a spelling of Abdul, the first half of Abdul Rahmonov.
    """
    if asked.known_as and known.known_as:
        return asked.known_as.isdisjoint(known.known_as)
    if not asked.body and of_other_gender(asked.form, known.form):
        return True
    half, whole = (asked, known) if asked.form == _SERVANT else (known, asked)
    return half.form == _SERVANT and whole.within is not None


def _one_name(one: str, other: str) -> bool:
    """Whether two names without endings are one, spelled otherwise."""
    if min(len(one), len(other)) < LONGEST_SHORT:
        return False
    return skeleton(one) == skeleton(other) and sounds_like(one, other) >= FATHER_BAR


def _without_vowels(asked: Part, known: Part) -> bool:
    """Whether one of the two is the other with its inner vowels left out."""
    if len(asked.bare) < SHORTEST_BARE or asked.bare != known.bare or asked.no_vowels == known.no_vowels:
        return False
    # A last vowel may be kept or left out, but is no other.
    left, full = (asked, known) if asked.no_vowels else (known, asked)
    return left.form[-1] not in "aeiou" or left.form[-1] == full.form[-1]


def _near(asked: Part, known: Part) -> bool:
    """Whether it is worth listening: two readings or two skeletons at most one edit apart."""
    return _one_edit(asked.forms[:2], known.forms[:2], SHORTEST_NEAR_FORM) or _one_edit(
        asked.skeletons, known.skeletons, SHORTEST_NEAR_SOUND
    )


def _one_edit(asked: Iterable[str], known: Sequence[str], shortest: int) -> bool:
    return any(
        len(one) >= shortest and len(other) >= shortest and OSA.distance(one, other, score_cutoff=1) <= 1
        for one in asked
        for other in known
    )


def _shared_rarity(asked: Part, known: Part, rules: Rules) -> float:
    """Of what both have in common: no rarer than the sound they share."""
    shared = set(asked.skeletons) & set(known.skeletons)
    sound = min((rules.rarity.of_sound(one) for one in shared), default=rules["rarity_cap"])
    return min(asked.rarity, known.rarity, sound)


def _sound(asked: Part, known: Part) -> float:
    vowelless = (asked.script in UNVOWELLED) != (known.script in UNVOWELLED)
    return max(sounds_like(one, other, vowelless=vowelless) for one in asked.forms[:3] for other in known.forms[:3])


def spelled_alike(one: str, other: str) -> float:
    """1 less the share of letters that must be changed, left out, added or swapped; 0 where too much differs."""
    longest = max(len(one), len(other))
    if longest < SHORTEST_NEAR_FORM or abs(len(one) - len(other)) > 2:
        return 0.0
    return 1.0 - OSA.distance(one, other) / longest


def _patronymic(asked: Part, known: Part) -> str | None:
    """Ivanovich and Ivanuly, and Ivanovich and plain Ivan, name the same father: his name as asked, or None."""
    if asked.root is None and known.root is None:
        return None
    ones, others = (part.forms[:2] if part.root in (None, part.form) else (part.root,) for part in (asked, known))
    if not set(_with_glide(ones)).isdisjoint(_with_glide(others)):
        return ones[0]
    if told_apart(asked, known):
        return None
    if not asked.known_as.isdisjoint(known.known_as) and not _family_name(asked) and not _family_name(known):
        return None if _bones_of_name(asked).isdisjoint(_bones_of_name(known)) else ones[0]
    return ones[0] if any(_one_name(one, other) for one in ones for other in others) else None


def _bones_of_name(part: Part) -> frozenset[str]:
    """The skeletons of a name, or of the father's name in a patronymic."""
    return frozenset(part.skeletons if part.root in (None, part.form) else root_skeletons(part))


def root_skeletons(part: Part) -> tuple[str, ...]:
    """The skeletons of the father's name in a patronymic; none for another part."""
    if part.root is None:
        return ()
    return skeletons(part.root) if part.script == "Latn" else (skeleton(part.root),)


def _family_name(part: Part) -> bool:
    return part.root is None and part.within is not None


def _with_glide(names: Sequence[str]) -> tuple[str, ...]:
    """Names and what a patronymic leaves of them: Charyevich is Chary's son, Zhumabayevich Zhumabay's."""
    return (*names, *(name.rstrip("yi") for name in names if len(name) >= LONGEST_SHORT))


def _numbers(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    same = asked.form == known.form and asked.role == known.role
    return met("number", 1.0, (("same", NATS_PER_NUMBER),), rules) if same else None


def _legal_forms(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    if asked.legal_class is not None and asked.legal_class == known.legal_class:
        return met("legal form", 1.0, (("legal_form_same", 1.0),), rules)
    return None


def _initials(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    short, full = (asked, known) if asked.role == "initial" else (known, asked)
    if short.form == full.form:
        return met("initial", 0.9, (("initial", MOST_OF_AN_INITIAL),), rules)
    if full.role == "word" and any(form.startswith(short.form) for form in full.forms):
        return met("initial", 0.78, (("initial", min(full.rarity, MOST_OF_AN_INITIAL)),), rules)
    return None


def _small(asked: Part, known: Part) -> Meeting | None:
    """Titles and particles say nothing; a title misspelled is still no name."""
    if asked.form in known.forms or known.form in asked.forms or asked.written == known.written:
        return Meeting(0.0, "same", 1.0)
    titles = "title" in (asked.role, known.role) and "particle" not in (asked.role, known.role)
    if (
        titles
        and min(len(asked.form), len(known.form)) > LONGEST_SHORT - 1
        and asked.skeletons[0] == known.skeletons[0]
    ):
        return Meeting(0.0, "sound", 0.9)
    if titles and asked.no_vowels != known.no_vowels and len(asked.bare) >= SHORTEST_BARE and asked.bare == known.bare:
        return Meeting(0.0, "without vowels", 0.9)
    return None
