"""When two spellings are the same name to us here: by their words, or by the sounds of their words, in any script."""

import re
from functools import lru_cache
from itertools import islice, product

from rapidfuzz import fuzz

from tizim.text.tokens import tokenise

Key = frozenset[str]
_MOST_KEYS = 48


def words(name: str) -> Key:
    """The set of words as written, without case."""
    return frozenset(re.findall(r"\w+", name.casefold()))


@lru_cache(maxsize=200_000)
def keys(name: str) -> frozenset[Key]:
    """The sets of sounds a name may be read as: one for a Latin name, several where its script leaves it open."""
    readings = [token.skeletons or (token.skeleton,) for token in tokenise(name)]
    sets = (frozenset(filter(None, one)) for one in islice(product(*readings), _MOST_KEYS))
    return frozenset(one for one in sets if one)


@lru_cache(maxsize=200_000)
def sounds(name: str) -> Key:
    """Every sound any of its words may have."""
    return frozenset(bone for token in tokenise(name) for bone in token.skeletons if len(bone) > 1)


def tells(key: Key) -> bool:
    """Whether a set of sounds is enough to take two entries for one: two words, or a long one."""
    return len(key) > 1 or any(len(bone) > 5 for bone in key)


@lru_cache(maxsize=200_000)
def romanised(name: str) -> str:
    """Its likeliest reading in Latin letters."""
    return " ".join(token.forms[0] for token in tokenise(name))


def nearness(name: str, others: tuple[str, ...]) -> float:
    """How near the nearest of the others is in spelling, 0 to 100: word by word, of the one that has fewer words."""
    return max((_word_by_word(romanised(name), romanised(other)) for other in others), default=0.0)


def _word_by_word(one: str, other: str) -> float:
    fewer, more = sorted((_long_words(one), _long_words(other)), key=len)
    if not fewer:
        return 0.0
    return sum(max(fuzz.ratio(word, theirs) for theirs in more) for word in fewer) / len(fewer)


def _long_words(name: str) -> list[str]:
    return [word for word in name.split() if len(word) > 2]
