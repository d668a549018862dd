"""What is left over on either side once the parts of two names have met, and how much it says against them.

Start at `left_over`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tizim.compare.alignment import Pair
from tizim.compare.findings import Finding, Terms
from tizim.compare.names import Name
from tizim.compare.parts import Part

Elsewhere = Callable[[Part, Name], float]
"""Nats that a part asked for shares with another name of the same entry than this one; 0 where it stands in none, or here too."""


def stands(part: Part, known: Name, elsewhere: Elsewhere) -> float:
    """Nats that a word left over shares with another name of the entry; 0 for what is no word."""
    return elsewhere(part, known) if part.role == "word" else 0.0


@dataclass(frozen=True, slots=True)
class Left:
    """Positions left over on either side, and the pairs that met around them."""

    asked: Sequence[int]
    known: Sequence[int]
    pairs: Sequence[Pair]
    names: tuple[Name, Name]
    before: frozenset[tuple[int, int]] = field(init=False)
    after: frozenset[tuple[int, int]] = field(init=False)
    """the last and the first positions of each pair"""

    def __post_init__(self) -> None:
        before = frozenset((pair.asked[-1], pair.known[-1]) for pair in self.pairs)
        after = frozenset((pair.asked[0], pair.known[0]) for pair in self.pairs)
        object.__setattr__(self, "before", before)
        object.__setattr__(self, "after", after)

    def same_place(self, i: int, j: int) -> bool:
        """Whether both stand at the same end, or between the same neighbours: one name in the place of another."""
        one, other = self._next(i, self.names[0], -1), self._next(j, self.names[1], -1)
        left = (one < 0 and other < 0) or (one, other) in self.before
        return left or (self._next(i, self.names[0], 1), self._next(j, self.names[1], 1)) in self.after

    @staticmethod
    def _next(place: int, name: Name, step: int) -> int:
        """The next part that is no particle, forwards or backwards; -1 before the first."""
        place += step
        while 0 <= place < len(name.parts) and name.parts[place].role in ("particle", "title"):
            place += step
        return place


def left_over(asked: Name, known: Name, left: Left, elsewhere: Elsewhere | None) -> list[Finding]:
    """What each part that met nothing says: a word in another's place, one that only one side has, a number, an initial."""
    findings, unpaired = _words_alone(asked, known, left, elsewhere)
    findings += _initials_alone(asked, known, left, unpaired)
    findings += _numbers_alone([asked.parts[i] for i in left.asked], [known.parts[j] for j in left.known])
    for parts, side in (
        ([asked.parts[i] for i in left.asked], "asked"),
        ([known.parts[j] for j in left.known], "listed"),
    ):
        for part in parts:
            if part.role in ("particle", "title"):
                coefficient = "title_alone" if part.role == "title" else "particle_alone"
                findings.append(_left_over(part, side, coefficient, part.role))
    return findings


def _words_alone(asked: Name, known: Name, left: Left, elsewhere: Elsewhere | None) -> tuple[list[Finding], list[int]]:
    """The words left over, and which of the listed ones stand in no asked one's place."""
    words_asked = [i for i in left.asked if asked.parts[i].role == "word"]
    words_known = [j for j in left.known if known.parts[j].role == "word"]
    findings: list[Finding] = []
    paired: set[int] = set()
    for i in _in_place_first(words_asked, words_known, asked, left):
        part = asked.parts[i]
        share = share_of_absence(part)
        if elsewhere is not None and (rarity := stands(part, known, elsewhere)):
            in_place = next((j for j in words_known if j not in paired and left.same_place(i, j)), None)
            terms: Terms = (("asked_elsewhere", rarity),)
            if in_place is not None:
                paired.add(in_place)
                terms = (*terms, ("elsewhere_in_place", 1.0))
            other = "" if in_place is None else known.parts[in_place].written
            findings.append(Finding("name part", terms, part.written, other, "in another name of the entry"))
            continue
        free = [j for j in words_known if j not in paired]
        if not free:
            findings.append(Finding("only asked", (("asked_alone", share),), part.written, "", "alone"))
            continue
        j = max(free, key=lambda j: (left.same_place(i, j), known.parts[j].rarity, -j))
        paired.add(j)
        both = (share + share_of_absence(known.parts[j])) / 2
        terms = (("asked_alone", both), ("known_alone", both), ("both_alone", both))
        if left.same_place(i, j):
            terms = (*terms, ("other_in_place", both))
        findings.append(Finding("other name part", terms, part.written, known.parts[j].written, "different"))
    for j in words_known:
        if j not in paired:
            part = known.parts[j]
            findings.append(
                Finding("only listed", (("known_alone", share_of_absence(part)),), "", part.written, "alone")
            )
    return findings, [j for j in words_known if j not in paired]


def _initials_alone(asked: Name, known: Name, left: Left, words_known: Sequence[int]) -> list[Finding]:
    """An initial beside another initial, or beside a listed name that does not begin so, is another's.

    An A before what is left of "Al-Talhi" may be its article's.
    """
    ours = [asked.parts[i] for i in left.asked if asked.parts[i].role == "initial"]
    theirs = [known.parts[j] for j in left.known if known.parts[j].role == "initial"]
    theirs += [known.parts[j] for j in words_known if not _begins_article(ours, known, j)] if ours else []
    findings = [
        Finding("other initial", (("initial_conflict", 1.0),), one.written, other.written, "different")
        for one, other in zip(ours, theirs, strict=False)
    ]
    theirs = [part for part in theirs if part.role == "initial"]
    findings += [_left_over(part, "asked", "particle_alone", "initial") for part in ours[len(findings) :]]
    return findings + [_left_over(part, "listed", "particle_alone", "initial") for part in theirs[len(ours) :]]


def _begins_article(initials: Sequence[Part], name: Name, j: int) -> bool:
    """Whether one of these initials is that of the article before a word."""
    before = name.parts[j - 1] if j else None
    if before is None or before.role != "particle":
        return False
    return any(form.startswith(one.form) for one in initials for form in (before.written, before.form))


def _in_place_first(asked: Sequence[int], known: Sequence[int], name: Name, left: Left) -> list[int]:
    """Words left over, those first that stand in the place of another, then the rarest."""
    return sorted(asked, key=lambda i: (not any(left.same_place(i, j) for j in known), -name.parts[i].rarity))


def _left_over(part: Part, side: str, coefficient: str, how: str) -> Finding:
    """A part that met nothing, on the side it stands on."""
    asked = side == "asked"
    return Finding(
        f"only {side}", ((coefficient, 1.0),), part.written if asked else "", "" if asked else part.written, how
    )


GENERIC_SHARE = 1 / 3
RARER_WORD_SHARE = 0.8
COMMON_WORD = 5.0
"""nats below which a word of organisations' names is generic"""


def share_of_absence(part: Part) -> float:
    """How much a part's absence says: a generic word (trading, bank) is left out or added lightly; 0 for what is no word."""
    if part.role != "word":
        return 0.0
    if part.generic:
        return GENERIC_SHARE if part.rarity < COMMON_WORD else RARER_WORD_SHARE
    return 1.0


def _numbers_alone(asked: list[Part], known: list[Part]) -> list[Finding]:
    """Fund VII is not Fund VIII; forms of law that differ tell a little."""
    findings = []
    ours, theirs = [part for part in asked if part.role == "number"], [part for part in known if part.role == "number"]
    if ours and theirs:
        terms = (("number_conflict", 1.0),)
        findings.append(Finding("other number", terms, ours[0].written, theirs[0].written, "different"))
    else:
        side = "asked" if ours else "listed"
        findings += [_left_over(part, side, "number_alone", "number") for part in (*ours, *theirs)]
    legal, other_legal = [p for p in asked if p.role == "legal"], [p for p in known if p.role == "legal"]
    if legal and other_legal:
        terms = (("legal_form_conflict", 1.0),)
        findings.append(Finding("other legal form", terms, legal[0].written, other_legal[0].written, "different"))
    return findings
