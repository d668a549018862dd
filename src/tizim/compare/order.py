"""Where order carries meaning: who is whose child, whose own name it is, and whose father's.

Start at `order_of`.
"""

from collections.abc import Collection, Sequence

from tizim.compare.alignment import Pair
from tizim.compare.findings import Finding
from tizim.compare.names import Name, Part
from tizim.text.patronymics import is_particle


def order_of(
    asked: Name, known: Name, pairs: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """What the order of two names says, with the parts that met and the positions left over."""
    telling = [pair for pair in pairs if any(asked.parts[i].tells for i in pair.asked)]
    return [
        *_across_filiation(asked, known, telling),
        *_own_name(asked, known, telling, alone_asked=alone_asked, alone_known=alone_known),
        *_fathers(asked, known, pairs, alone_asked=alone_asked, alone_known=alone_known),
    ]


def _across_filiation(asked: Name, known: Name, telling: Sequence[Pair]) -> list[Finding]:
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

    The more of the rest is the same, the likelier it is a family. Not where what stands before is Muhammad, which is put before many a name and as often left out, or Abdul, which is half a name.
    """
    firsts = [_first_word(name) for name in (asked, known)]
    if firsts[0] is None or firsts[1] is None or len(telling) < 2:
        return []
    others = min(len(telling) - 1.0, MOST_OTHERS)
    (one, other), pairs = (firsts[0], firsts[1]), {(pair.asked[0], pair.known[0]) for pair in telling}
    after_one, after_other = _first_word(asked, one + 1), _first_word(known, other + 1)
    if one in alone_asked and (after_one, other) in pairs and not _is_no_own_name(asked.parts[one]):
        part = asked.parts[one].written
        return [Finding("order", (("own_name_before", others),), part, known.words, "a generation between")]
    if other in alone_known and (one, after_other) in pairs and not _is_no_own_name(known.parts[other]):
        part = known.parts[other].written
        return [Finding("order", (("own_name_before", others),), asked.words, part, "a generation between")]
    if one in alone_asked and other in alone_known:
        terms = (("own_name_other", others),)
        return [Finding("first name", terms, asked.parts[one].written, known.parts[other].written, "different")]
    return []


def _first_word(name: Name, start: int = 0) -> int | None:
    return next((i for i in range(start, len(name.parts)) if name.parts[i].role == "word"), None)


def _is_no_own_name(part: Part) -> bool:
    return "mhmt" in part.skeletons or part.form in _HALF_A_NAME


_HALF_A_NAME = frozenset("abd abdul abdel abdal abdoul abdi".split())


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
