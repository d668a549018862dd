"""Which part of one name meets which part of the other, and what the names as wholes say.

The parts meet each at most once, best evidence first. What meets nothing speaks against; what stands alone on both sides (a
different given name) more than what only one side has (a name left out).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tizim.compare.names import Name, Part
from tizim.compare.tokens import Meeting
from tizim.model.rules import Rules
from tizim.model.verdict import Reason
from tizim.text.patronymics import is_particle
from tizim.text.sound import skeleton, sounds_like

Meet = Callable[[int, int], Meeting | None]
"""How the part at one position of the asked name meets the part at a position of the known one."""

JOINED_BAR = 0.86
_SHORTEST_JOINED = 5
GENERIC_LEFT_OVER = 1.0
"""sum of the shares (see `share_of_absence`) of generic words that may be missing from a name that is still the whole name"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions that met; two positions on one side where two words meet one."""

    asked: tuple[int, ...]
    known: tuple[int, ...]
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class NameAgreement:
    """What two names say of each other. total: log-odds, the sum of the reasons' weights; telling: parts that met."""

    total: float
    reasons: tuple[Reason, ...]
    telling: int


def agree(asked: Name, known: Name, meet: Meet, rules: Rules, *, floor: float = -math.inf) -> NameAgreement | None:
    """Aligns two names and weighs what met and what did not; None where what met cannot make up `floor` (log-odds)."""
    pairs = _align(asked, known, meet, rules)
    if sum(pair.meeting.evidence for pair in pairs) + rules["whole_name"] < floor:
        return None
    reasons = [_met(asked, known, pair) for pair in pairs]
    met_asked = {i for pair in pairs for i in pair.asked}
    met_known = {j for pair in pairs for j in pair.known}
    alone_asked = [part for i, part in enumerate(asked.parts) if i not in met_asked]
    alone_known = [part for j, part in enumerate(known.parts) if j not in met_known]
    reasons += _alone(alone_asked, alone_known, rules)
    telling = [pair for pair in pairs if any(_tells(asked.parts[i]) for i in pair.asked)]
    reasons += _whole(asked, known, pairs, alone_asked, alone_known, rules)
    reasons += _order(asked, known, telling, rules)
    return NameAgreement(sum(reason.weight for reason in reasons), tuple(reasons), len(telling))


def _tells(part: Part) -> bool:
    return part.role in ("word", "number", "initial")


def _align(asked: Name, known: Name, meet: Meet, rules: Rules) -> list[Pair]:
    found = [
        (-meeting.evidence, -meeting.quality, abs(i - j), i, j, meeting)
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
    pairs.sort(key=lambda pair: pair.asked)
    return pairs


def _with_joined(
    asked: Name, known: Name, pairs: list[Pair], rules: Rules, *, free_asked: set[int], free_known: set[int]
) -> list[Pair]:
    """Words written together on one side and apart on the other (Abdulrahman, Abdul Rahman), where that says more."""
    for j in range(len(known.parts)):
        for i in _two_that_may_be(asked, known.parts[j], free_asked):
            pairs = _better(pairs, (i, i + 1), (j,), _joined(asked.parts[i : i + 2], known.parts[j], rules))
    for i in range(len(asked.parts)):
        for j in _two_that_may_be(known, asked.parts[i], free_known):
            pairs = _better(pairs, (i,), (j, j + 1), _joined(known.parts[j : j + 2], asked.parts[i], rules))
    return pairs


def _two_that_may_be(name: Name, whole: Part, free: set[int]) -> Iterator[int]:
    """Positions of two neighbours, one of them free, that together have the length and first letter of `whole`."""
    form = whole.forms[0]
    if not free or whole.role != "word" or len(form) < _SHORTEST_JOINED:
        return
    for i in range(len(name.parts) - 1):
        if i in free or i + 1 in free:
            one, other = name.parts[i].forms[0], name.parts[i + 1].forms[0]
            if one[0] == form[0] and abs(len(one) + len(other) - len(form)) <= 2:
                yield i


def _joined(two: Sequence[Part], whole: Part, rules: Rules) -> Meeting | None:
    together = two[0].form + two[1].form
    # Two common words written together look rare, and are not.
    rarity = min(whole.rarity, two[0].rarity + two[1].rarity)
    if together == whole.form:
        return Meeting(rules["joined"] * rarity, "joined", 0.95)
    if not any(part.role == "word" for part in two) or skeleton(together) not in whole.skeletons:
        return None
    alike = sounds_like(together, whole.form)
    return Meeting(rules["joined"] * rules["sound"] * alike * rarity, "joined", alike) if alike >= JOINED_BAR else None


def _better(pairs: list[Pair], asked: tuple[int, ...], known: tuple[int, ...], meeting: Meeting | None) -> list[Pair]:
    """The pairs with this one in place of those it overlaps, if it says more than they do."""
    if meeting is None:
        return pairs
    clash = [pair for pair in pairs if set(pair.asked) & set(asked) or set(pair.known) & set(known)]
    if sum(pair.meeting.evidence for pair in clash) >= meeting.evidence:
        return pairs
    return [*(pair for pair in pairs if pair not in clash), Pair(asked, known, meeting)]


def _met(asked: Name, known: Name, pair: Pair) -> Reason:
    one = " ".join(asked.parts[i].written for i in pair.asked)
    other = " ".join(known.parts[j].written for j in pair.known)
    return Reason("name part", pair.meeting.evidence, one, other, pair.meeting.how)


def _alone(asked: list[Part], known: list[Part], rules: Rules) -> list[Reason]:
    reasons = []
    telling_asked = sorted((part for part in asked if part.role == "word"), key=lambda part: -part.rarity)
    telling_known = sorted((part for part in known if part.role == "word"), key=lambda part: -part.rarity)
    both = min(len(telling_asked), len(telling_known))
    for one, other in zip(telling_asked[:both], telling_known[:both], strict=True):
        share = (share_of_absence(one, rules) + share_of_absence(other, rules)) / 2
        weight = share * (rules["asked_alone"] + rules["known_alone"] + rules["both_alone"])
        reasons.append(Reason("other name part", weight, one.written, other.written, "different"))
    reasons += [
        _left_over(part, "asked", share_of_absence(part, rules) * rules["asked_alone"]) for part in telling_asked[both:]
    ]
    reasons += [
        _left_over(part, "listed", share_of_absence(part, rules) * rules["known_alone"])
        for part in telling_known[both:]
    ]
    reasons += _numbers_alone(asked, known, rules)
    for parts, side in ((asked, "asked"), (known, "listed")):
        for part in parts:
            if part.role in ("particle", "title", "initial"):
                weight = rules["title_alone"] if part.role == "title" else rules["particle_alone"]
                reasons.append(_left_over(part, side, weight, part.role))
    return reasons


def _left_over(part: Part, side: str, weight: float, how: str = "alone") -> Reason:
    """A part that met nothing, on the side it stands on."""
    asked = side == "asked"
    return Reason(f"only {side}", weight, part.written if asked else "", "" if asked else part.written, how)


def share_of_absence(part: Part, rules: Rules) -> float:
    """How much a part's absence says: a generic word (trading, bank) is left out or added lightly; 0 for what is no word."""
    if part.role != "word":
        return 0.0
    if part.form in rules.rarity.words:
        return rules["word_alone"] / rules["asked_alone"] if part.rarity < 5 else 0.8
    return 1.0


def _numbers_alone(asked: list[Part], known: list[Part], rules: Rules) -> list[Reason]:
    """Fund VII is not Fund VIII; forms of law that differ tell a little."""
    reasons = []
    ours, theirs = [part for part in asked if part.role == "number"], [part for part in known if part.role == "number"]
    if ours and theirs:
        reasons.append(
            Reason("other number", rules["number_conflict"], ours[0].written, theirs[0].written, "different")
        )
    else:
        side = "asked" if ours else "listed"
        reasons += [_left_over(part, side, rules["asked_alone"], "number") for part in (*ours, *theirs)]
    legal, other_legal = [p for p in asked if p.role == "legal"], [p for p in known if p.role == "legal"]
    if legal and other_legal:
        reasons.append(
            Reason(
                "other legal form", rules["legal_form_conflict"], legal[0].written, other_legal[0].written, "different"
            )
        )
    return reasons


def _whole(
    asked: Name, known: Name, pairs: list[Pair], alone_asked: list[Part], alone_known: list[Part], rules: Rules
) -> list[Reason]:
    """Nothing telling left over on either side: the whole name is the same, which two people seldom share by chance."""
    telling = [pair for pair in pairs if any(_tells(asked.parts[i]) for i in pair.asked)]
    if not telling:
        return []
    complete = 1.0
    if any(_tells(part) for part in (*alone_asked, *alone_known)):
        if not (_only_generic(alone_asked, rules) and _only_generic(alone_known, rules)):
            single = len(telling) == 1 and (asked.telling > 1 or known.telling > 1)
            return [Reason("one part only", rules["single_part"], "", "", "alone")] if single else []
        complete = rules["whole_but_generic"]
    # A product, so that three parts that only sound alike are not nearly as good as three that are the same.
    quality = math.prod(pair.meeting.quality for pair in telling)
    # A form of law or a title that met counts as a part here: "Rashid Trust" is more of a name than "Rashid".
    parts = sum(1 for pair in pairs if any(asked.parts[i].role != "particle" for i in pair.asked))
    weight = complete * quality * (rules["whole_single"] if parts == 1 else rules["whole_name"])
    how = "but for generic words" if complete < 1.0 else "same" if quality == 1.0 else "alike"
    return [Reason("whole name", weight, asked.words, known.words, how)]


def _only_generic(alone: list[Part], rules: Rules) -> bool:
    """Whether what is left over is at most a few words that name no body in particular: "group" of "Abu Sayyaf Group"."""
    telling = [part for part in alone if _tells(part)]
    shares = [share_of_absence(part, rules) for part in telling]
    return all(0 < share < 1 for share in shares) and sum(shares) <= GENERIC_LEFT_OVER


def _order(asked: Name, known: Name, telling: list[Pair], rules: Rules) -> list[Reason]:
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
    return [Reason("order", rules["order_across_filiation"], asked.words, known.words, "child and parent swapped")]
