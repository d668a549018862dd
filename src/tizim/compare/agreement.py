"""What two names say of each other: what met, what is left over on either side, and the names as wholes.

What stands alone on both sides (a different given name) speaks against more than what only one side has (a name left out),
and most where it stands in the other's place. Start at `agree`.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from tizim.compare.alignment import Meet, Pair, align
from tizim.compare.findings import Finding
from tizim.compare.names import Name, Part
from tizim.model.rules import Rules
from tizim.model.verdict import Reason
from tizim.text.patronymics import is_particle

GENERIC_LEFT_OVER = 1.0
"""sum of the shares (see `share_of_absence`) of generic words that may be missing from a name that is still the whole name"""

Elsewhere = Callable[[Part, Name], float]
"""Nats that a part asked for shares with another name of the same entry than this one; 0 where it stands in none, or here too."""


@dataclass(frozen=True, slots=True)
class NameAgreement:
    """What two names say of each other. total: log-odds, the sum of the findings' weights; telling: parts that met."""

    total: float
    findings: tuple[Finding, ...]
    telling: int

    def reasons(self, rules: Rules) -> tuple[Reason, ...]:
        """The findings as they are told."""
        return tuple(finding.reason(rules) for finding in self.findings)


def agree(
    asked: Name, known: Name, meet: Meet, rules: Rules, *, elsewhere: Elsewhere | None = None, floor: float = -math.inf
) -> NameAgreement | None:
    """Aligns two names and weighs what met and what did not; None where what met cannot make up `floor` (log-odds)."""
    pairs = align(asked, known, meet, rules)
    if sum(pair.meeting.evidence for pair in pairs) + rules["whole_name"] < floor:
        return None
    met_asked = {i for pair in pairs for i in pair.asked}
    met_known = {j for pair in pairs for j in pair.known}
    alone_asked = [i for i in range(len(asked.parts)) if i not in met_asked]
    alone_known = [j for j in range(len(known.parts)) if j not in met_known]
    if any(pair.meeting.how == "cut off" for pair in pairs):
        # What stood after the cut is lost, and says nothing.
        last = max(pair.known[-1] for pair in pairs if pair.meeting.how == "cut off")
        alone_known = [j for j in alone_known if j < last]
    findings = [_met(asked, known, pair) for pair in pairs]
    findings += _alone(asked, known, _Left(alone_asked, alone_known, pairs, (asked, known)), elsewhere)
    in_others = [i for i in alone_asked if elsewhere is not None and _stands(asked.parts[i], known, elsewhere)]
    telling = [pair for pair in pairs if any(_tells(asked.parts[i]) for i in pair.asked)]
    left_asked = [i for i in alone_asked if i not in in_others]
    findings += _whole(
        asked, known, pairs, telling, elsewhere=len(in_others), alone_asked=left_asked, alone_known=alone_known
    )
    findings += _relatives(findings, telling)
    findings += _order(asked, known, telling)
    findings += _own_name(asked, known, telling, alone_asked=alone_asked, alone_known=alone_known)
    findings += _fathers(asked, known, pairs, alone_asked=alone_asked, alone_known=alone_known)
    return NameAgreement(sum(finding.weight(rules) for finding in findings), tuple(findings), len(telling))


def _stands(part: Part, known: Name, elsewhere: Elsewhere) -> float:
    return elsewhere(part, known) if part.role == "word" else 0.0


@dataclass(frozen=True, slots=True)
class _Left:
    """Positions left over on either side, and the pairs that met around them."""

    asked: Sequence[int]
    known: Sequence[int]
    pairs: Sequence[Pair]
    names: tuple[Name, Name]

    def same_place(self, i: int, j: int) -> bool:
        """Whether both stand at the same end, or between the same neighbours: one name in the place of another."""
        before = {(max(pair.asked), max(pair.known)) for pair in self.pairs}
        after = {(min(pair.asked), min(pair.known)) for pair in self.pairs}
        one, other = self._next(i, self.names[0], -1), self._next(j, self.names[1], -1)
        left = (one < 0 and other < 0) or (one, other) in before
        return left or (self._next(i, self.names[0], 1), self._next(j, self.names[1], 1)) in after

    @staticmethod
    def _next(place: int, name: Name, step: int) -> int:
        """The next part that is no particle, forwards or backwards; -1 before the first."""
        place += step
        while 0 <= place < len(name.parts) and name.parts[place].role in ("particle", "title"):
            place += step
        return place


def _tells(part: Part) -> bool:
    return part.role in ("word", "number", "initial")


def _met(asked: Name, known: Name, pair: Pair) -> Finding:
    one = " ".join(asked.parts[i].written for i in pair.asked)
    other = " ".join(known.parts[j].written for j in pair.known)
    return Finding("name part", pair.meeting.terms, one, other, pair.meeting.how)


def _alone(asked: Name, known: Name, left: _Left, elsewhere: Elsewhere | None) -> list[Finding]:
    words_asked = [i for i in left.asked if asked.parts[i].role == "word"]
    words_known = [j for j in left.known if known.parts[j].role == "word"]
    findings, paired = [], set[int]()
    for i in _in_place_first(words_asked, words_known, asked, left):
        part = asked.parts[i]
        share = share_of_absence(part)
        if elsewhere is not None and (rarity := _stands(part, known, elsewhere)):
            in_place = next((j for j in words_known if j not in paired and left.same_place(i, j)), None)
            terms = (("asked_elsewhere", rarity),)
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
    findings += _initials_alone(asked, known, left, [j for j in words_known if j not in paired])
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


def _initials_alone(asked: Name, known: Name, left: _Left, words_known: Sequence[int]) -> list[Finding]:
    """An initial beside another initial, or beside a listed name that does not begin so, is another's."""
    ours = [asked.parts[i] for i in left.asked if asked.parts[i].role == "initial"]
    theirs = [known.parts[j] for j in left.known if known.parts[j].role == "initial"]
    theirs += [known.parts[j] for j in words_known] if ours else []
    findings = [
        Finding("other initial", (("initial_conflict", 1.0),), one.written, other.written, "different")
        for one, other in zip(ours, theirs, strict=False)
    ]
    theirs = [part for part in theirs if part.role == "initial"]
    findings += [_left_over(part, "asked", "particle_alone", "initial") for part in ours[len(findings) :]]
    return findings + [_left_over(part, "listed", "particle_alone", "initial") for part in theirs[len(ours) :]]


def _in_place_first(asked: Sequence[int], known: Sequence[int], name: Name, left: _Left) -> list[int]:
    """Words left over, those first that stand in the place of another, then the rarest."""
    return sorted(asked, key=lambda i: (not any(left.same_place(i, j) for j in known), -name.parts[i].rarity))


def _left_over(part: Part, side: str, coefficient: str, how: str) -> Finding:
    """A part that met nothing, on the side it stands on."""
    asked = side == "asked"
    return Finding(
        f"only {side}", ((coefficient, 1.0),), part.written if asked else "", "" if asked else part.written, how
    )


def _relatives(findings: Sequence[Finding], telling: Sequence[Pair]) -> list[Finding]:
    """Where one name stands in another's place, what is shared besides may be a family's: it says less of the person."""
    in_place = max((dict(one.terms).get("other_in_place", 0.0) for one in findings), default=0.0)
    shared = sum(amount for pair in telling for name, amount in pair.meeting.terms if not name.endswith("_slip"))
    if in_place <= 0 or shared <= 0:
        return []
    return [
        Finding(
            "shared with relatives", (("shared_beside_other", in_place * shared),), "", "", "another name in its place"
        )
    ]


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


def _whole(
    asked: Name,
    known: Name,
    pairs: Sequence[Pair],
    telling: Sequence[Pair],
    *,
    elsewhere: int,
    alone_asked: Collection[int],
    alone_known: Collection[int],
) -> list[Finding]:
    """Nothing telling left over: the whole name is the same, which two people seldom share by chance; or one holds the other."""
    if not telling:
        return []
    left_asked = [asked.parts[i] for i in alone_asked if _tells(asked.parts[i])]
    left_known = [known.parts[j] for j in alone_known if _tells(known.parts[j])]
    # A product, so that three parts that only sound alike are not nearly as good as three that are the same; half as far
    # from the same is nothing any more.
    quality = max(0.0, 2 * math.prod(pair.meeting.quality for pair in telling) - 1)
    # A form of law or a title that met counts as a part here: "Rashid Trust" is more of a name than "Rashid".
    parts = sum(1 for pair in pairs if any(asked.parts[i].role != "particle" for i in pair.asked))
    single = parts + elsewhere == 1
    if not left_asked and elsewhere:
        terms = (("contained_in_all", quality),)
        return [Finding("whole name", terms, asked.words, known.words, "contained in its names")]
    if not left_asked and not left_known:
        how = "same" if quality == 1.0 else "alike"
        terms = (("whole_single" if single else "whole_name", quality),)
    elif _only_generic(left_asked) and _only_generic(left_known):
        how = "but for generic words"
        terms = (("whole_but_generic_single" if single else "whole_but_generic", quality),)
    elif not left_asked and not single:
        places = [pair.known[0] for pair in sorted(telling, key=lambda pair: pair.asked)]
        if places != sorted(places):
            terms = (("contained", quality), ("out_of_order", 1.0))
            return [Finding("whole name", terms, asked.words, known.words, "contained in another order")]
        return [Finding("whole name", (("contained", quality),), asked.words, known.words, "contained")]
    elif single and (asked.telling > 1 or known.telling > 1):
        return [Finding("one part only", (("single_part" if left_asked else "single_asked", 1.0),), "", "", "alone")]
    else:
        return []
    return [Finding("whole name", terms, asked.words, known.words, how)]


def _only_generic(alone: list[Part]) -> bool:
    """Whether what is left over is at most a few words that name no body in particular: "group" of "Abu Sayyaf Group"."""
    shares = [share_of_absence(part) for part in alone]
    return all(0 < share < 1 for share in shares) and sum(shares) <= GENERIC_LEFT_OVER


def _order(asked: Name, known: Name, telling: Sequence[Pair]) -> list[Finding]:
    """AHMAD BIN HASAN is not HASAN BIN AHMAD: across a word of filiation, order says who is whose child."""
    cuts = [
        next((i for i, part in enumerate(name.parts) if i and is_particle(part.form)), None) for name in (asked, known)
    ]
    if cuts[0] is None or cuts[1] is None:
        return []
    crossed = [pair for pair in telling if (pair.asked[0] < cuts[0]) != (pair.known[0] < cuts[1])]
    kept = [pair for pair in telling if pair not in crossed]
    if len(crossed) < 2 or any(pair.asked[0] < cuts[0] for pair in kept):
        return []
    terms = (("order_across_filiation", 1.0),)
    return [Finding("order", terms, asked.words, known.words, "child and parent swapped")]


MOST_OTHERS = 3.0


def _own_name(
    asked: Name, known: Name, telling: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """Yasir Sabawi Ibrahim is Sabawi Ibrahim's son: where the first word of one is the second of the other, a generation is between.

    The more of the rest is the same, the likelier it is a family. Not where what stands before is Muhammad, which is put before many a name and as often left out.
    """
    firsts = [_first_word(name) for name in (asked, known)]
    if firsts[0] is None or firsts[1] is None or len(telling) < 2:
        return []
    others = min(len(telling) - 1.0, MOST_OTHERS)
    (one, other), pairs = (firsts[0], firsts[1]), {(pair.asked[0], pair.known[0]) for pair in telling}
    after_one, after_other = _first_word(asked, one + 1), _first_word(known, other + 1)
    if one in alone_asked and (after_one, other) in pairs and not _is_muhammad(asked.parts[one]):
        part = asked.parts[one].written
        return [Finding("order", (("own_name_before", others),), part, known.words, "a generation between")]
    if other in alone_known and (one, after_other) in pairs and not _is_muhammad(known.parts[other]):
        part = known.parts[other].written
        return [Finding("order", (("own_name_before", others),), asked.words, part, "a generation between")]
    if one in alone_asked and other in alone_known:
        terms = (("own_name_other", others),)
        return [Finding("first name", terms, asked.parts[one].written, known.parts[other].written, "different")]
    return []


def _first_word(name: Name, start: int = 0) -> int | None:
    return next((i for i in range(start, len(name.parts)) if name.parts[i].role == "word"), None)


def _is_muhammad(part: Part) -> bool:
    return "mhmt" in part.skeletons


def _fathers(
    asked: Name, known: Name, pairs: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """Oleksandr is not Volodymyr Oleksandrovych: a given name that met only the other's patronymic is the father's."""
    for pair in pairs:
        if pair.meeting.how != "patronymic":
            continue
        i, j = pair.asked[0], pair.known[0]
        one, other = asked.parts[i], known.parts[j]
        if one.root is None and i == 0 and 0 in alone_known and j > 0:
            terms = (("given_for_patronymic", 1.0),)
            return [Finding("order", terms, one.written, other.written, "a given name for a father's")]
        if other.root is None and j == 0 and 0 in alone_asked and i > 0:
            terms = (("given_for_patronymic", 1.0),)
            return [Finding("order", terms, one.written, other.written, "a given name for a father's")]
    return []
