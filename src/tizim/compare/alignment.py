"""Which part of one name meets which part of the other.

The parts meet each at most once, best evidence first; then words written together on one side and apart on the other, and a
last word that a field cut off. What the meetings and what is left over say together is `agreement`'s. Start at `align`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.compare.tokens import MOST_OF_AN_INITIAL, NATS_PER_CONSONANT, SHORTEST_BARE, UNVOWELLED, Meeting, met
from tizim.model.rules import Rules
from tizim.text import korean
from tizim.text.disguised import bare
from tizim.text.korean_ear import alike as heard_alike
from tizim.text.korean_ear import bones
from tizim.text.sound import skeleton, sounds_like

Meet = Callable[[int, int], Meeting | None]
"""How the part at one position of the asked name meets the part at a position of the known one."""

JOINED_BAR = 0.86
HEARD_BAR = 0.75
"""the same across Latin letters and Hangul, which spells foreign sounds with few letters"""
SHORTEST_JOINED = 4
LONGEST_PIECE = 5
"""letters of a piece of a body's word that is written in three"""
LONGEST_SYLLABLE = 6
"""letters of a Chinese syllable"""
SURE = 0.95
"""a word that met so well is no part of another, nor two words in one"""
NATS_PER_LETTER = 1.8
"""what a cut-off word can tell: some six common letters in each place"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions that met; several on a side where words meet one, or two others."""

    asked: tuple[int, ...]
    known: tuple[int, ...]
    meeting: Meeting


def align(asked: Name, known: Name, meet: Meet, rules: Rules) -> list[Pair]:
    """The pairs that met, in the order of the asked name."""
    found = [
        (-meeting.evidence, -meeting.quality, i + j, i, j, meeting)
        for i in range(len(asked.parts))
        for j in range(len(known.parts))
        if (meeting := meet(i, j)) is not None
    ]
    found.sort(key=lambda one: one[:5])
    free_asked, free_known = set(range(len(asked.parts))), set(range(len(known.parts)))
    pairs: list[Pair] = []
    for _, _, _, i, j, meeting in found:
        if i in free_asked and j in free_known:
            free_asked.discard(i)
            free_known.discard(j)
            pairs.append(Pair((i,), (j,), meeting))
    if free_asked or free_known:
        pairs = _with_joined(asked, known, pairs, rules, free_asked=free_asked, free_known=free_known)
        pairs = _with_cut_off(asked, known, pairs, rules)
        pairs = _with_acronym(asked, known, pairs, rules)
    pairs.sort(key=lambda pair: pair.asked)
    return pairs


def _with_joined(
    asked: Name, known: Name, pairs: list[Pair], rules: Rules, *, free_asked: set[int], free_known: set[int]
) -> list[Pair]:
    """Words written together on one side and apart on the other (Abdulrahman, Abdul Rahman), where that says more."""
    sure = [pair for pair in pairs if pair.meeting.quality >= SURE]
    sure_asked, sure_known = {pair.asked[0] for pair in sure}, {pair.known[0] for pair in sure}
    if free_asked:
        runs = _free_runs(asked, free_asked)
        for j in range(len(known.parts) if runs else 0):
            if j not in sure_known:
                for run in _that_may_be(known.parts[j], runs, asked):
                    meeting = _joined([asked.parts[i] for i in run], known.parts[j], rules)
                    pairs = _better(pairs, tuple(run), (j,), meeting)
    if free_known:
        runs = _free_runs(known, free_known)
        for i in range(len(asked.parts) if runs else 0):
            if i not in sure_asked:
                for run in _that_may_be(asked.parts[i], runs, known):
                    meeting = _joined([known.parts[j] for j in run], asked.parts[i], rules)
                    pairs = _better(pairs, (i,), tuple(run), meeting)
    if not (free_asked and free_known):
        return pairs
    for i, j in _written_the_same(asked, known, free_asked, free_known):
        meeting = _rejoined(asked.parts[i : i + 2], known.parts[j : j + 2], rules)
        pairs = _better(pairs, (i, i + 1), (j, j + 1), meeting)
    return pairs


def _written_the_same(
    asked: Name, known: Name, free_asked: set[int], free_known: set[int]
) -> Iterator[tuple[int, int]]:
    """Where two neighbours on either side, one of them free, are the same letters: the first of each."""
    ours, theirs = (
        [
            (first, {one.form + other.form, f" {one.written}{other.written}"})
            for first, (one, other) in enumerate(pairwise(name.parts))
            if first in free or first + 1 in free
        ]
        for name, free in ((asked, free_asked), (known, free_known))
    )
    for i, ways in ours:
        for j, others in theirs:
            if not ways.isdisjoint(others):
                yield i, j


def runs_of(name: Name) -> Iterator[range]:
    """Positions of neighbours that may be one word written apart: every two, and of a body's every three short ones."""
    parts = name.parts
    for i in range(len(parts) - 1):
        yield range(i, i + 2)
    if name.person:
        return
    for i in range(len(parts) - 2):
        if all(part.role in ("word", "initial") and len(part.form) <= LONGEST_PIECE for part in parts[i : i + 3]):
            yield range(i, i + 3)


def _free_runs(name: Name, free: set[int]) -> list[tuple[range, int]]:
    """Neighbours, one of them free, and how many letters they have together."""
    parts = name.parts
    return [(run, sum(len(parts[i].form) for i in run)) for run in runs_of(name) if not free.isdisjoint(run)]


def _that_may_be(whole: Part, runs: Sequence[tuple[range, int]], name: Name) -> Iterator[range]:
    """Those that together have about the length and the first letter of `whole`, or its consonants."""
    form = whole.form
    if whole.role != "word":
        return
    for run, letters in runs:
        first = name.parts[run[0]]
        if whole.heard and whole.script != first.script and first.heard:
            yield run
            continue
        if whole.syllables and all(name.parts[i].syllables for i in run):
            yield run
            continue
        if whole.no_vowels and whole.bare == bare("".join(name.parts[i].form for i in run)):
            yield run
            continue
        # Wade-Giles takes more letters than pinyin.
        if abs(letters - len(form)) > (3 if first.pinyin else 2) or not _begins(first, form[0]):
            continue
        if len(form) >= SHORTEST_JOINED or all(name.parts[i].role == "initial" for i in run):
            yield run


def _begins(part: Part, letter: str) -> bool:
    return letter in (part.form[0], part.written[0]) or any(one[0] == letter for one in part.pinyin)


def together(run: Sequence[Part]) -> tuple[str, ...]:
    """Neighbours as one word: as read, as written, and in pinyin where they are syllables of Wade-Giles."""
    ways = ["".join(part.form for part in run), "".join(part.written for part in run)]
    if any(part.pinyin for part in run) and all(len(part.form) <= LONGEST_SYLLABLE for part in run):
        ways += map("".join, product(*((part.form, *part.pinyin) if part.pinyin else (part.form,) for part in run)))
    return tuple(dict.fromkeys(ways))


def heard_together(run: Sequence[Part]) -> tuple[str, ...]:
    """How neighbours are heard in Korean as one word."""
    return tuple("".join(one) for one in product(*(part.heard[:2] for part in run)))


def rarity_together(run: Sequence[Part]) -> float:
    """Nats of neighbours as one word; of initials alone (J C), what letters can tell."""
    if all(part.role == "initial" for part in run):
        return MOST_OF_AN_INITIAL * len(run)
    return sum(part.rarity for part in run)


def _joined(run: Sequence[Part], whole: Part, rules: Rules) -> Meeting | None:
    # Two common words written together look rare, and are not.
    rarity = min(whole.rarity, rarity_together(run))
    ways = together(run)
    if not set(ways).isdisjoint(whole.forms if whole.script == "Hans" else (whole.form,)):
        return met("joined", 0.95, (("joined", rarity),), rules)
    if whole.syllables and all(part.syllables for part in run):
        same = not whole.syllables.isdisjoint(korean.joined(*(part.syllables for part in run)))
        rarity = min(rarity, rules.rarity.of_sound(skeleton(ways[0])))
        return met("joined", 0.95, (("joined", rarity),), rules) if same else None
    # An article belongs to the word that follows it: "Amr al" is no Amrell.
    if run[-1].role == "particle" or not any(part.role == "word" for part in run):
        return None
    if whole.no_vowels and len(whole.bare) > SHORTEST_BARE and whole.bare == bare(ways[0]):
        rarity = min(rarity, NATS_PER_CONSONANT * len(whole.bare))
        return met("without vowels", 0.94, (("vowelless", rarity),), rules)
    heard = heard_together(run) if whole.script != run[0].script else ()
    bar = JOINED_BAR
    if not set(map(bones, heard)).isdisjoint(map(bones, whole.heard)):
        alike, bar = heard_alike(heard, whole.heard), HEARD_BAR
    elif skeleton(ways[0]) in whole.skeletons:
        vowelless = (run[0].script in UNVOWELLED) != (whole.script in UNVOWELLED)
        alike = sounds_like(ways[0], whole.form, vowelless=vowelless)
    else:
        return None
    if alike < bar:
        return None
    rarity = min(rarity, rules.rarity.of_sound(skeleton(ways[0])))
    return met("joined", alike, (("joined", rarity), ("sound_slip", rarity * (1 - alike))), rules)


def _rejoined(asked: Sequence[Part], known: Sequence[Part], rules: Rules) -> Meeting | None:
    """A blank in another place: "Abde Rrahmane" and "Abder Rahmane", of the same letters together."""
    if asked[0].form == known[0].form or not any(part.role == "word" for part in (*asked, *known)):
        return None
    rarity = min(sum(part.rarity for part in asked), sum(part.rarity for part in known))
    return met("joined", 0.9, (("joined", rarity),), rules)


def _better(pairs: list[Pair], asked: tuple[int, ...], known: tuple[int, ...], meeting: Meeting | None) -> list[Pair]:
    """The pairs with this one in place of those it overlaps, if it says more than they do."""
    if meeting is None:
        return pairs
    clash = [pair for pair in pairs if set(pair.asked) & set(asked) or set(pair.known) & set(known)]
    if sum(pair.meeting.evidence for pair in clash) >= meeting.evidence:
        return pairs
    return [*(pair for pair in pairs if pair not in clash), Pair(asked, known, meeting)]


ACRONYMS = range(2, 8)
"""letters of an acronym"""


def initials_of(name: Name) -> tuple[str, ...]:
    """The first letters of a body's words, as acronyms take them: with its form of law (association) and without.

    None for a name of one word, and for a person's.
    """
    if name.person:
        return ()
    ways = [
        "".join(part.form[0] for part in name.parts if part.role in roles)
        for roles in (("word", "number"), ("word", "number", "legal"))
    ]
    return tuple(dict.fromkeys(letters for letters in ways if len(letters) in ACRONYMS))


def _with_acronym(asked: Name, known: Name, pairs: list[Pair], rules: Rules) -> list[Pair]:
    """One word on a side as the initials of all words of the other: "PLA China" and "People's Liberation Army"."""
    if asked.person or known.person:
        return pairs
    for one, other, turned in ((asked, known, False), (known, asked, True)):
        letters = initials_of(other)
        for i, part in enumerate(one.parts):
            if part.role == "word" and part.form in letters:
                words = tuple(j for j, whole in enumerate(other.parts) if whole.role in ("word", "number", "legal"))
                meeting = met("acronym", 0.93, (("acronym", NATS_PER_LETTER * len(part.form)),), rules)
                on_asked, on_known = (words, (i,)) if turned else ((i,), words)
                return _better(pairs, on_asked, on_known, meeting)
    return pairs


def _with_cut_off(asked: Name, known: Name, pairs: list[Pair], rules: Rules) -> list[Pair]:
    """The last word asked as the beginning of a listed one, where the name is as long as a field that cuts off."""
    last = asked.cut
    if last is None or any(last in pair.asked and pair.meeting.quality > 0.9 for pair in pairs):
        return pairs
    form = asked.parts[last].form
    taken = {j for pair in pairs if last not in pair.asked for j in pair.known}
    for j, part in enumerate(known.parts):
        longer = next((one for one in part.forms if len(one) > len(form) and one.startswith(form)), None)
        if j not in taken and part.role == "word" and longer is not None:
            rarity = min(part.rarity, NATS_PER_LETTER * len(form))
            others = [pair for pair in pairs if last not in pair.asked]
            return [*others, Pair((last,), (j,), met("cut off", 0.95, (("cut_off", rarity),), rules))]
    return pairs
