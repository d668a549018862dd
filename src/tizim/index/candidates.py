"""Which few names of a snapshot could it be? Rough evidence by shared keys, summed over the parts asked; never a verdict."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tizim.compare.alignment import GENERIC_LEFT_OVER
from tizim.compare.facts import Facts
from tizim.compare.names import Name, Part
from tizim.index.bounds import facts_bound
from tizim.index.keys import FORM, INITIAL, SHARE, SOUND, WHOLE, Key, asked_keys, joined_keys, key_hash
from tizim.index.snapshot import Snapshot
from tizim.model.rules import Rules

_SHARES = np.array(SHARE, dtype=np.float32)
_LEAST: Final = 2.5
"""evidence a part may bring though it has no rarity of its own: numbers, initials, forms of law"""
_TINY: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds a name's score from above, and what it must reach: log-odds (costs are negative).

    start: the prior. whole: added where no part is left over on either side.
    single: where one part only met and others are left over. weights: how much the absence of each part asked says. asked_alone, known_alone: cost of
    a weight of 1 left over on a side; both_alone: of one left over on both. floor: less is not worth comparing.
    """

    start: float
    whole: float
    single: float
    weights: tuple[float, ...]
    asked_alone: float
    known_alone: float
    both_alone: float
    floor: float


@dataclass(frozen=True, slots=True)
class _Found:
    """Names that hold a part sharing a key with what was asked, each once: best evidence, and the listed part's weight."""

    names: npt.NDArray[Any]
    evidence: npt.NDArray[Any]
    known: npt.NDArray[Any]
    parts: int
    weight: float


_NOTHING: Final = np.zeros(0, np.int32)


def by_name(
    snapshot: Snapshot,
    asked: Name,
    facts: Facts,
    bounds: Bounds,
    rules: Rules,
    *,
    limit: int,
    among: Collection[int] | None = None,
) -> list[int]:
    """Numbers of the names that could still reach the floor, likeliest first; `among` restricts to data sets by number.

    The evidence of shared keys bounds from above what `compare` will find (see `keys.SHARE`), so what is left out here
    could not have been an alert; `limit` is only a guard against names made of the commonest parts.
    """
    found = [_by_part(snapshot, asked.parts[i], bounds.weights[i], rules) for i in _searchable(asked)]
    for i, (one, other) in enumerate(pairwise(asked.parts)):
        found.append(_by_joined(snapshot, one, other, bounds.weights[i] + bounds.weights[i + 1]))
    if not any(len(one.names) for one in found):
        return []
    names = np.concatenate([one.names for one in found])
    distinct, position = np.unique(names, return_inverse=True)

    def total(values: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.bincount(position, weights=np.concatenate(values))

    met = total([np.full(len(one.names), one.parts) for one in found])
    left_asked = np.maximum(sum(bounds.weights) - total([np.full(len(one.names), one.weight) for one in found]), 0.0)
    # An initial asked for may stand for any listed word: that is not looked up, but allowed for.
    initials = sum(1 for part in asked.parts if part.role == "initial")
    left_known = np.maximum(snapshot["name_weight"][distinct] - total([one.known for one in found]) - initials, 0.0)
    whole = (left_asked <= GENERIC_LEFT_OVER + _TINY) & (left_known <= GENERIC_LEFT_OVER + _TINY)
    bound = bounds.start + total([one.evidence for one in found]) + initials * SHARE[INITIAL] * _LEAST
    bound += bounds.asked_alone * left_asked + bounds.known_alone * left_known
    # Half: the parts left over are paired by rarity, and a pair weighs the mean of its two.
    bound += bounds.both_alone * 0.5 * np.minimum(left_asked, left_known)
    bound += np.where(whole, bounds.whole, np.where(met + initials == 1, bounds.single, 0.0))
    entities = snapshot["name_entity"][distinct]
    bound += facts_bound(snapshot, entities, facts, rules)
    kept = bound >= bounds.floor
    if among is not None:
        kept &= np.isin(snapshot["entity_dataset"][entities], list(among))
    distinct, bound = distinct[kept], bound[kept]
    best = np.lexsort((distinct, -bound))[:limit]
    return [int(name) for name in distinct[best]]


def by_number(snapshot: Snapshot, *, documents: Sequence[str], wallets: Sequence[str]) -> list[int]:
    """Numbers of the entities that hold one of these document keys or wallets."""
    found: set[int] = set()
    hashes = snapshot["number_hash"]
    for hashed in [*(key_hash(f"d:{one}") for one in documents), *(key_hash(f"w:{one}") for one in wallets)]:
        start, end = (
            np.searchsorted(hashes, np.uint64(hashed), "left"),
            np.searchsorted(hashes, np.uint64(hashed), "right"),
        )
        found.update(int(entity) for entity in snapshot["number_entity"][start:end])
    return sorted(found)


def _searchable(asked: Name) -> list[int]:
    """Positions of the parts that can bring evidence."""
    return [i for i, part in enumerate(asked.parts) if part.role not in ("particle", "title")]


def _by_part(snapshot: Snapshot, part: Part, weight: float, rules: Rules) -> _Found:
    """Names that hold a part that reads, sounds or nearly reads or sounds like this one."""
    keys = asked_keys(part)
    caps = np.array([max(_cap(part, key, rules), _LEAST) for key in keys], np.float32)
    return _found(snapshot, keys, caps, parts=1, weight=weight)


def _cap(part: Part, key: Key, rules: Rules) -> float:
    """The most that sharing this key can say: what is shared by sound is no rarer than that sound."""
    if key.kind == FORM:
        return max(part.rarity, part.own_rarity)
    return SHARE[key.kind] * (min(part.rarity, rules.rarity.of_sound(key.text)) if key.kind == SOUND else part.rarity)


def _by_joined(snapshot: Snapshot, one: Part, other: Part, weight: float) -> _Found:
    """Two neighbours asked as one word listed. What each finds alone is counted too, which only ranks it higher."""
    keys = joined_keys(one.form + other.form)
    caps = np.full(len(keys), max(one.rarity + other.rarity, _LEAST), np.float32)
    return _found(snapshot, keys, caps, parts=2, weight=weight)


def _found(snapshot: Snapshot, keys: Sequence[Key], caps: npt.NDArray[Any], *, parts: int, weight: float) -> _Found:
    known, asked = snapshot["key_hash"], np.array([key.hash for key in keys], np.uint64)
    starts, ends = np.searchsorted(known, asked, "left"), np.searchsorted(known, asked, "right")
    rows, lengths = _ranges(starts, ends), ends - starts
    places = np.repeat(np.array([key.place for key in keys], np.int16), lengths)
    kept = _one_edit(places, snapshot["key_place"][rows])
    rows, caps = rows[kept], np.repeat(caps, lengths)[kept]
    if not len(rows):
        return _Found(_NOTHING, _NOTHING, _NOTHING, parts, weight)
    tokens, kinds = snapshot["key_token"][rows], snapshot["key_kind"][rows]
    says = np.minimum(caps, _SHARES[kinds] * np.maximum(snapshot["token_rarity"][tokens], _LEAST))
    starts, ends = snapshot["token_start"][tokens], snapshot["token_start"][tokens + 1]
    names, lengths = snapshot["token_name"][_ranges(starts, ends)], ends - starts
    evidence, weights = np.repeat(says, lengths), np.repeat(snapshot["token_weight"][tokens], lengths)
    order = np.lexsort((-evidence, names))
    names = names[order]
    first = np.concatenate(([True], names[1:] != names[:-1]))
    return _Found(names[first], evidence[order][first], weights[order][first], parts, weight)


def _one_edit(asked: npt.NDArray[Any], known: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Which pairs of keys are of texts one edit apart: a letter left out on one side only, or at neighbouring places of both
    (another letter there, or two swapped).
    """
    near = np.abs(asked - known.astype(np.int16)) <= 1
    found: npt.NDArray[np.bool_] = near | (asked == WHOLE) | (known == WHOLE)
    return found


def _ranges(starts: npt.NDArray[Any], ends: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """All integers of all ranges, one after the other."""
    lengths = (ends - starts).astype(np.int64)
    total = int(lengths.sum())
    if not total:
        return np.zeros(0, np.int64)
    offsets = np.repeat(starts.astype(np.int64) - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return offsets + np.arange(total)
