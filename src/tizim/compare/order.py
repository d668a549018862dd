"""Where order carries meaning: who is whose child, whose own name it is, and whose father's.

Start at `order_of`.
"""

from collections.abc import Collection, Sequence

from tizim.compare.alignment import Pair
from tizim.compare.findings import Finding
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.text.patronymics import is_particle


def order_of(
    asked: Name, known: Name, pairs: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """What the order of two names says, with the parts that met and the positions left over."""
    telling = [pair for pair in pairs if any(asked.parts[i].tells for i in pair.asked)]
    return [
        *_across_filiation(asked, known, telling),
        *(
            _one_father(asked, known, telling, alone_asked=alone_asked, alone_known=alone_known)
            or _own_name(asked, known, telling, alone_asked=alone_asked, alone_known=alone_known)
        ),
        *_other_father(asked, known, telling, alone_asked=alone_asked, alone_known=alone_known),
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
"""parts that are the same beside another own name; more say no more"""


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


def _one_father(
    asked: Name, known: Name, telling: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """Children of one father: another own name is a brother's or sister's, and another family's is a namesake's.

    The father's name is the family's as the family name is, so it counts among what says so. A daughter's family name may
    be her husband's: it says nothing.
    """
    shared = min(float(len(telling)), MOST_OTHERS)
    terms = (("own_name_other", shared),)
    for pair in telling:
        i, j = pair.asked[0], pair.known[0]
        if asked.parts[i].root is None or known.parts[j].root is None:
            continue
        own, other = _own_place(asked, i), _own_place(known, j)
        if own in alone_asked and other in alone_known and own is not None and other is not None:
            one, two = asked.parts[own].written, known.parts[other].written
            return [Finding("first name", terms, one, two, "different")]
        if "f" in (asked.parts[i].child, known.parts[j].child) or len(telling) < 2:
            continue
        families = [
            _other_word(name, at, left) for name, at, left in ((asked, i, alone_asked), (known, j, alone_known))
        ]
        if families[0] is not None and families[1] is not None:
            return [Finding("family name", terms, families[0].written, families[1].written, "different")]
    return []


def _other_father(
    asked: Name, known: Name, telling: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """Nurlan Serikovich is not Nurlan Bolatovich: both name their fathers, and the fathers are others."""
    ours, theirs = (
        next((name.parts[place] for place in left if name.parts[place].root is not None), None)
        for name, left in ((asked, alone_asked), (known, alone_known))
    )
    if ours is None or theirs is None or not telling:
        return []
    terms = (("own_name_other", min(float(len(telling)), MOST_OTHERS)),)
    return [Finding("father's name", terms, ours.written, theirs.written, "different")]


def _own_place(name: Name, father: int) -> int | None:
    """Where the own name stands in a name with a father's: right before it, else first after it."""
    if father and name.parts[father - 1].role == "word" and name.parts[father - 1].root is None:
        return father - 1
    return _first_word(name, father + 1)


def _other_word(name: Name, father: int, left: Collection[int]) -> Part | None:
    """A word left over that is neither the own name nor the father's."""
    own = _own_place(name, father)
    return next((name.parts[place] for place in left if place != own and name.parts[place].role == "word"), None)


def _first_word(name: Name, start: int = 0) -> int | None:
    return next((i for i in range(start, len(name.parts)) if name.parts[i].role == "word"), None)


def _is_no_own_name(part: Part) -> bool:
    return "mhmt" in part.skeletons or part.form in _HALF_A_NAME


_HALF_A_NAME = frozenset("abd abdul abdel abdal abdoul abdi".split())


_OF_FAMILY_NAMES = frozenset({"other ending", "sound", "spelling"})


def _fathers(
    asked: Name, known: Name, pairs: Sequence[Pair], *, alone_asked: Collection[int], alone_known: Collection[int]
) -> list[Finding]:
    """Oleksandr is not Volodymyr Oleksandrovych: a given name that met only the other's patronymic is the father's.

    Where both sides' given names met the other's patronymic, or a family name made of it, each is the other's father.
    """
    places = [(pair.asked[0], pair.known[0]) for pair in pairs if pair.meeting.how == "patronymic"]
    upwards = [(i, j) for i, j in places if asked.parts[i].root is None]
    downwards = [(i, j) for i, j in places if known.parts[j].root is None]
    endings = [
        (asked.parts[pair.asked[0]].within is not None, known.parts[pair.known[0]].within is not None)
        for pair in pairs
        if pair.meeting.how in _OF_FAMILY_NAMES
    ]
    if (upwards or (False, True) in endings) and (downwards or (True, False) in endings):
        terms = (("given_for_patronymic", 2.0),)
        return [Finding("order", terms, asked.words, known.words, "child and parent swapped")]
    for i, j in (*upwards, *downwards):
        one, other = asked.parts[i], known.parts[j]
        own = _own_place(known, j) if one.root is None else _own_place(asked, i)
        if own in (alone_known if one.root is None else alone_asked):
            terms = (("given_for_patronymic", 1.0),)
            return [Finding("order", terms, one.written, other.written, "a given name for a father's")]
    return []
