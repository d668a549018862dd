"""Whether two ways to write a name meet, token by token, in order; the judge of the pairs in `pairs/`.

Neighbouring tokens may be read as one, at most three (Zedong is two Chinese characters; Ben Gurion one word or two).
"""

from collections.abc import Sequence
from functools import cache
from itertools import product

from tizim.text.sound import skeleton, sounds_like
from tizim.text.tokens import Token, tokenise

BAR = 0.75
"""Two forms that sound at least this alike meet, skeleton or not."""

_GROUPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
_WITHOUT_VOWELS = frozenset({"Arab", "Hebr"})


def names_meet(one: str, other: str) -> bool:
    """Whether all tokens of both names, Arabic articles apart, can be put into groups that meet."""
    left, right = (tuple(token for token in tokenise(name) if token.forms != ("al",)) for name in (one, other))

    @cache
    def rest_meets(i: int, j: int) -> bool:
        if i == len(left) and j == len(right):
            return True
        return any(
            i + wide <= len(left)
            and j + broad <= len(right)
            and groups_meet(left[i : i + wide], right[j : j + broad])
            and rest_meets(i + wide, j + broad)
            for wide, broad in _GROUPS
        )

    return rest_meets(0, 0)


def groups_meet(left: Sequence[Token], right: Sequence[Token]) -> bool:
    if len(left) == len(right) == 1 and set(left[0].skeletons) & set(right[0].skeletons):
        return True
    vowelless = any(token.script in _WITHOUT_VOWELS for token in (*left, *right))
    ours, theirs = _joined(left), _joined(right)
    return any(
        skeleton(one) == skeleton(other) or sounds_like(one, other, vowelless=vowelless) >= BAR
        for one in ours
        for other in theirs
    )


def _joined(tokens: Sequence[Token]) -> list[str]:
    return ["".join(forms) for forms in product(*(token.forms[:4] for token in tokens))][:64]
