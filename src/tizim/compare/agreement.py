"""What two names say of each other: what met, what is left over on either side, and the names as wholes.

What stands alone on both sides (a different given name) speaks against more than what only one side has (a name left out),
and most where it stands in the other's place. Start at `agree`.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tizim.compare.alignment import SURE, Meet, Pair, align
from tizim.compare.findings import Finding, Terms
from tizim.compare.left_over import Elsewhere, Left, left_over, share_of_absence, stands
from tizim.compare.names import Name
from tizim.compare.order import order_of
from tizim.compare.parts import Part
from tizim.model.rules import Rules
from tizim.model.verdict import Reason

GENERIC_LEFT_OVER = 1.0
"""sum of the shares (see `share_of_absence`) of generic words that may be missing from a name that is still the whole name"""


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
    findings += left_over(asked, known, Left(alone_asked, alone_known, pairs, (asked, known)), elsewhere)
    in_others = [i for i in alone_asked if elsewhere is not None and stands(asked.parts[i], known, elsewhere)]
    telling = [pair for pair in pairs if any(asked.parts[i].tells for i in pair.asked)]
    left_asked = [i for i in alone_asked if i not in in_others]
    findings += _whole(
        asked, known, pairs, telling, elsewhere=len(in_others), alone_asked=left_asked, alone_known=alone_known
    )
    findings += _relatives(findings, telling)
    findings += order_of(asked, known, pairs, alone_asked=alone_asked, alone_known=alone_known)
    return NameAgreement(sum(finding.weight(rules) for finding in findings), tuple(findings), len(telling))


def _met(asked: Name, known: Name, pair: Pair) -> Finding:
    one = " ".join(asked.parts[i].written for i in pair.asked)
    other = " ".join(known.parts[j].written for j in pair.known)
    return Finding("name part", pair.meeting.terms, one, other, pair.meeting.how)


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
    left_asked = [asked.parts[i] for i in alone_asked if asked.parts[i].tells]
    left_known = [known.parts[j] for j in alone_known if known.parts[j].tells]
    # A product, so that three parts that only sound alike are not nearly as good as three that are the same; half as far
    # from the same is nothing any more.
    quality = max(0.0, 2 * math.prod(pair.meeting.quality for pair in telling) - 1)
    if _mostly_initials(telling):
        quality = 0.0
    # A form of law or a title that met counts as a part here: "Rashid Trust" is more of a name than "Rashid".
    parts = sum(1 for pair in pairs if any(asked.parts[i].role != "particle" for i in pair.asked))
    single = parts + elsewhere == 1
    terms: Terms
    korean = asked.korean or known.korean
    if not left_asked and elsewhere:
        if korean:
            return []  # a syllable of another name is no name of its own
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
        turned = places != sorted(places)
        if korean and not turned:
            return []  # Kim Young is hardly Kim Young-Chol, and Young Kim is not: no syllable of a name is left out.
        if turned:
            holds = ("both_alone", 1.0) if korean else ("contained", quality)
            terms = (holds, ("out_of_order", 1.0))
            return [Finding("whole name", terms, asked.words, known.words, "contained in another order")]
        return [Finding("whole name", (("contained", quality),), asked.words, known.words, "contained")]
    elif single and (asked.telling > 1 or known.telling > 1):
        return [Finding("one part only", (("single_part" if left_asked else "single_asked", 1.0),), "", "", "alone")]
    else:
        return []
    return [Finding("whole name", terms, asked.words, known.words, how)]


def _mostly_initials(telling: Sequence[Pair]) -> bool:
    """Whether half of what met or more are initials, and the rest is only alike: "Ana P." is not the whole of "One-P"."""
    initials = [pair for pair in telling if pair.meeting.how == "initial"]
    rest = [pair.meeting.quality for pair in telling if pair.meeting.how != "initial"]
    return len(initials) >= max(len(rest), 1) and min(rest, default=0.0) < SURE


def _only_generic(alone: list[Part]) -> bool:
    """Whether what is left over is at most a few words that name no body in particular: "group" of "Abu Sayyaf Group"."""
    shares = [share_of_absence(part) for part in alone]
    return all(0 < share < 1 for share in shares) and sum(shares) <= GENERIC_LEFT_OVER
