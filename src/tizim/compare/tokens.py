"""How two parts of names meet: the same, in another script, by their sound, by spelling, as an initial; and how much it says.

The evidence is a share of the rarity of what they have in common: that two names share Muhammad says little, that they share
a part nobody else bears says nearly all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from tizim.compare.names import Part
from tizim.model.rules import Rules
from tizim.text.sound import skeleton, sounds_like

UNVOWELLED = frozenset({"Arab", "Hebr"})

SOUND_BAR = 0.60
"""parts that share a skeleton but sound less alike than this do not meet"""
SPELLING_BAR = 0.72
SHORTEST_NEAR_FORM = 4
SHORTEST_NEAR_SOUND = 4
"""shorter readings and skeletons must be the same: one edit makes another name of them"""
FATHER_BAR = 0.85
"""how alike two fathers' names must sound"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two parts that met. evidence: log-odds for the same name part; how: a word of the rules."""

    evidence: float
    how: str
    quality: float


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
        return Meeting(0.0, "same", 1.0) if asked.form == known.form else None
    return _words(asked, known, rules)


def _words(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    if asked.written == known.written:
        return Meeting(rules["same"] * max(min(asked.rarity, known.rarity), asked.own_rarity), "same", 1.0)
    if asked.form == known.form and asked.script == known.script:
        return Meeting(rules["same"] * min(asked.rarity, known.rarity), "same", 1.0)
    common = set(asked.forms) & set(known.forms)
    if common:
        how = "same" if asked.form in common and known.form in common else "transliterated"
        return Meeting(
            rules["transliterated"] * _shared_rarity(asked, known, rules),
            how if asked.script == known.script else "transliterated",
            0.97,
        )
    if (root := _patronymic(asked, known)) is not None:
        rarity = min(rules.rarity.of(root), rules.rarity.of_sound(skeleton(root)), asked.rarity, known.rarity)
        return Meeting(rules["patronymic"] * rarity, "patronymic", 0.95)
    shared = not set(asked.skeletons).isdisjoint(known.skeletons)
    if not shared and not _near(asked, known):
        return None
    best: Meeting | None = None
    alike = _sound(asked, known)
    if shared and alike >= SOUND_BAR:
        best = Meeting(rules["sound"] * alike * _shared_rarity(asked, known, rules), "sound", alike)
    elif alike >= SPELLING_BAR:
        best = Meeting(rules["spelling"] * _discount(alike) * min(asked.rarity, known.rarity), "spelling", alike)
    if asked.script == known.script:
        near = _spelling(asked.form, known.form)
        if near >= SPELLING_BAR:
            evidence = rules["spelling"] * _discount(near) * _shared_rarity(asked, known, rules)
            if best is None or evidence > best.evidence:
                best = Meeting(evidence, "spelling", near)
    return best


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


def _discount(quality: float) -> float:
    """A part spelled 0.72 alike is half as telling as one letter-perfect."""
    return 0.4 + 0.6 * (quality - SPELLING_BAR) / (1 - SPELLING_BAR)


def _shared_rarity(asked: Part, known: Part, rules: Rules) -> float:
    """Of what both have in common: no rarer than the sound they share."""
    shared = set(asked.skeletons) & set(known.skeletons)
    sound = min((rules.rarity.of_sound(one) for one in shared), default=rules["rarity_cap"])
    return min(asked.rarity, known.rarity, sound)


def _sound(asked: Part, known: Part) -> float:
    vowelless = (asked.script in UNVOWELLED) != (known.script in UNVOWELLED)
    return max(sounds_like(one, other, vowelless=vowelless) for one in asked.forms[:3] for other in known.forms[:3])


def _spelling(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    if longest < 4 or abs(len(one) - len(other)) > 2:
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
    if shortest >= SHORTEST_NEAR_FORM and skeleton(one) == skeleton(other) and sounds_like(one, other) >= FATHER_BAR:
        return one
    return None


def _numbers(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    same = asked.form == known.form and asked.role == known.role
    return Meeting(rules["same"] * 2.0, "number", 1.0) if same else None


def _legal_forms(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    if asked.legal_class is not None and asked.legal_class == known.legal_class:
        return Meeting(rules["legal_form_same"], "legal form", 1.0)
    return None


def _initials(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    short, full = (asked, known) if asked.role == "initial" else (known, asked)
    if short.form == full.form:
        return Meeting(rules["initial"] * 3.0, "initial", 0.9)
    if full.role == "word" and any(form.startswith(short.form) for form in full.forms):
        return Meeting(rules["initial"] * min(full.rarity, 3.0), "initial", 0.8)
    return None
