"""How two parts of names meet: the same, in another script, by their sound, by a slip, as an initial; and how much it says.

Each way to meet gives terms: coefficients of the rules and amounts. The main amount is the rarity (nats) of what both have in
common: that two names share Muhammad says little, that they share a part nobody else bears says nearly all. The way that says
most is taken. Start at `meet`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from tizim.compare.findings import Terms, weigh_terms
from tizim.compare.names import Part
from tizim.model.rules import Rules
from tizim.text.family_names import is_womans
from tizim.text.given_names import linked
from tizim.text.sound import skeleton, sounds_like

UNVOWELLED = frozenset({"Arab", "Hebr"})

SOUND_BAR = 0.60
"""parts that share a skeleton but sound less alike than this do not meet"""
SHORT_SOUND_BAR = 0.72
"""the same for parts of three letters, which have little else"""
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
    if asked.written == known.written:
        return met("same", 1.0, (("same", max(min(asked.rarity, known.rarity), asked.own_rarity)),), rules)
    if asked.form == known.form and asked.script == known.script:
        return met("same", 1.0, (("same", min(asked.rarity, known.rarity)),), rules)
    best: Meeting | None = None
    for one in _ways(asked, known, rules):
        if best is None or (one.evidence, one.quality) > (best.evidence, best.quality):
            best = one
    return best


def _ways(asked: Part, known: Part, rules: Rules) -> Iterator[Meeting]:
    """Every way in which two different words meet."""
    common = set(asked.forms) & set(known.forms)
    if common:
        other = asked.script != known.script or not (asked.form in common and known.form in common)
        terms = (("transliterated", _shared_rarity(asked, known, rules)),)
        yield met("transliterated" if other else "same", 0.97, terms, rules)
        return
    if (asked.drawn or known.drawn) and not {*asked.forms, *asked.drawn}.isdisjoint((*known.forms, *known.drawn)):
        yield met("look-alike", 0.95, (("look_alike", min(asked.rarity, known.rarity)),), rules)
    if (root := _patronymic(asked, known)) is not None:
        rarity = min(rules.rarity.of(root), rules.rarity.of_sound(skeleton(root)), asked.rarity, known.rarity)
        yield met("patronymic", 0.95, (("patronymic", rarity),), rules)
    if asked.links and not set(asked.links).isdisjoint(known.links):
        yield _linked(asked, known, rules)
    elif _other_meaning(asked, known):
        return
    if asked.script == known.script and _other_ending(asked, known):
        same = is_womans(asked.form) == is_womans(known.form)
        terms = (("other_ending", min(asked.rarity, known.rarity)), *(() if same else (("gender_ending", 1.0),)))
        yield met("other ending", 0.95 if same else 0.9, terms, rules)
        return
    if _without_vowels(asked, known):
        rarity = min(asked.rarity, known.rarity, NATS_PER_CONSONANT * len(asked.bare))
        yield met("without vowels", 0.94, (("vowelless", rarity),), rules)
    shared = not set(asked.skeletons).isdisjoint(known.skeletons)
    if shared or _near(asked, known):
        yield from _alike(asked, known, rules, shared=shared)


def _other_meaning(asked: Part, known: Part) -> bool:
    """Whether two words of bodies' names are known to mean different things (Iran, Iraq), so that their likeness is chance.

    Not where they begin alike: revolution and revolutionary mean nearly the same.
    """
    if not (asked.body and asked.links and known.links):
        return False
    return asked.form[:SAME_BEGINNING] != known.form[:SAME_BEGINNING]


def _linked(asked: Part, known: Part, rules: Rules) -> Meeting:
    """Two forms of one given name; or, where the names are no person's, a word of two languages or in two inflections."""
    rarity = min(asked.rarity, known.rarity)
    if asked.body:
        return met("translated", 0.95, (("translated", min(rarity, MOST_OF_A_TRANSLATION)),), rules)
    way = linked(asked.form, known.form) or "nickname"
    return met(way, 0.93 if way == "variant" else 0.9, ((way, rarity),), rules)


def _alike(asked: Part, known: Part, rules: Rules, *, shared: bool) -> Iterator[Meeting]:
    """By sound, by spelling, without vowels."""
    alike = _sound(asked, known)
    rarity = _shared_rarity(asked, known, rules)
    bar = SHORT_SOUND_BAR if min(len(asked.form), len(known.form)) < LONGEST_SHORT else SOUND_BAR
    if shared and alike >= bar:
        yield met("sound", alike, (("sound", rarity), ("sound_slip", rarity * (1 - alike))), rules)
    elif alike >= _near_bar(asked, known) and min(len(asked.form), len(known.form)) > LONGEST_SHORT:
        yield met("spelling", alike, (("spelling", rarity), ("spelling_slip", rarity * (1 - alike))), rules)
    if asked.script != known.script:
        return
    near = spelled_alike(asked.form, known.form)
    if near >= SPELLING_BAR:
        short = min(len(asked.form), len(known.form)) <= LONGEST_SHORT
        slip = "short_slip" if short else "spelling_slip"
        yield met("spelling", near, (("spelling", rarity), (slip, rarity * (1 - near))), rules)


def _near_bar(asked: Part, known: Part) -> float:
    """How alike parts must sound whose skeletons differ."""
    unvowelled = (asked.script in UNVOWELLED) != (known.script in UNVOWELLED)
    return ACROSS_BAR if unvowelled else SPELLING_BAR


def _other_ending(asked: Part, known: Part) -> bool:
    """Whether the two are one family name with the endings of two genders or languages."""
    return (asked.stem or asked.form) == (known.stem or known.form)


def _without_vowels(asked: Part, known: Part) -> bool:
    """Whether one of the two is the other with its inner vowels left out."""
    return len(asked.bare) >= SHORTEST_BARE and asked.bare == known.bare and asked.no_vowels != known.no_vowels


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
    one, other = asked.root or asked.form, known.root or known.form
    if one == other:
        return one
    shortest = min(len(one), len(other))
    if shortest >= LONGEST_SHORT and skeleton(one) == skeleton(other) and sounds_like(one, other) >= FATHER_BAR:
        return one
    return None


def _numbers(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    same = asked.form == known.form and asked.role == known.role
    return met("number", 1.0, (("same", 2.0),), rules) if same else None


def _legal_forms(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    if asked.legal_class is not None and asked.legal_class == known.legal_class:
        return met("legal form", 1.0, (("legal_form_same", 1.0),), rules)
    return None


MOST_OF_AN_INITIAL = 3.0
"""nats: some twenty letters begin names, none of them rarely"""


def _initials(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    short, full = (asked, known) if asked.role == "initial" else (known, asked)
    if short.form == full.form:
        return met("initial", 0.9, (("initial", MOST_OF_AN_INITIAL),), rules)
    if full.role == "word" and any(form.startswith(short.form) for form in full.forms):
        return met("initial", 0.85, (("initial", min(full.rarity, MOST_OF_AN_INITIAL)),), rules)
    return None


def _small(asked: Part, known: Part) -> Meeting | None:
    """Titles and particles say nothing; a title misspelled is still no name."""
    if asked.form in known.forms or known.form in asked.forms:
        return Meeting(0.0, "same", 1.0)
    titles = "title" in (asked.role, known.role) and "particle" not in (asked.role, known.role)
    if (
        titles
        and min(len(asked.form), len(known.form)) > LONGEST_SHORT - 1
        and asked.skeletons[0] == known.skeletons[0]
    ):
        return Meeting(0.0, "sound", 0.9)
    return None
