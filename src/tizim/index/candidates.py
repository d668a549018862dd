"""Which few names of a snapshot could it be? Rough evidence by shared keys, summed over the parts asked; never a verdict."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tizim.compare.agreement import GENERIC_LEFT_OVER
from tizim.compare.alignment import NATS_PER_LETTER, initials_of, rarity_together, runs_of
from tizim.compare.facts import Facts
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.compare.tokens import MOST_OF_AN_INITIAL
from tizim.index.bounds import facts_bound
from tizim.index.keys import ACRONYM, FORM, SOUND, WHOLE, Key, asked_keys, joined_keys, key_hash, shares
from tizim.index.snapshot import Snapshot
from tizim.model.rules import Rules

_LEAST: Final = 2.5
"""evidence a part may bring though it has no rarity of its own: numbers, initials, forms of law"""
_TINY: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Bounds:
    """What of the asked name bounds its score from above, and what it must reach.

    weights: how much the absence of each part asked says. floor: log-odds below which it is not worth comparing.
    """

    weights: tuple[float, ...]
    floor: float


@dataclass(frozen=True, slots=True)
class _Found:
    """Names that hold a part sharing a key with what was asked, each once: best evidence, and the listed part's weight."""

    names: npt.NDArray[Any]
    evidence: npt.NDArray[Any]
    known: npt.NDArray[Any]
    parts: int
    weight: float
    rarity: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked up: how many parts it is, how much their absence says, and how rare they are."""

    parts: int
    weight: float
    rarity: float


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
    for run in runs_of(asked):
        weight = sum(bounds.weights[i] for i in run)
        found.append(_by_joined(snapshot, [asked.parts[i] for i in run], weight, rules))
    found += [_by_acronym(snapshot, acronym, bounds, rules) for acronym in initials_of(asked)]
    if not any(len(one.names) for one in found):
        return []
    names = np.concatenate([one.names for one in found])
    distinct, position = np.unique(names, return_inverse=True)

    def total(values: list[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.bincount(position, weights=np.concatenate(values))

    met = total([np.full(len(one.names), one.parts) for one in found])
    entities = snapshot["name_entity"][distinct]
    left_asked = np.maximum(sum(bounds.weights) - total([np.full(len(one.names), one.weight) for one in found]), 0.0)
    # A part that stands in another name of the same entry is not held against it.
    at_all, rarity_at_all, parts_at_all = _met_by_entity(snapshot, found, entities)
    left_all = np.maximum(sum(bounds.weights) - at_all, 0.0)
    rarity = total([np.full(len(one.names), one.rarity) for one in found])
    # An initial asked for may stand for any listed word, and so may a last word that a field cut off: those are not
    # looked up, but allowed for.
    initials = sum(1 for part in asked.parts if part.role == "initial")
    left_known = np.maximum(snapshot["name_weight"][distinct] - total([one.known for one in found]) - initials, 0.0)
    bound = rules["prior"] + total([one.evidence for one in found]) + initials * rules["initial"] * MOST_OF_AN_INITIAL
    bound += rules["asked_elsewhere"] * np.maximum(rarity_at_all - rarity, 0.0)
    free = initials
    if asked.cut is not None:
        last = asked.parts[asked.cut]
        bound += rules["cut_off"] * min(NATS_PER_LETTER * len(last.form), rules["rarity_cap"])
        left_asked, left_all = (np.maximum(one - bounds.weights[asked.cut], 0.0) for one in (left_asked, left_all))
        left_known[:] = 0.0
        free += 1
    bound += rules["asked_alone"] * left_all + rules["known_alone"] * left_known
    # Half: a pair left over weighs the mean of its two.
    bound += rules["both_alone"] * 0.5 * np.minimum(left_all, left_known)
    all_asked = left_all <= GENERIC_LEFT_OVER + _TINY
    whole = all_asked & (left_known <= GENERIC_LEFT_OVER + _TINY)
    single = np.maximum(met, parts_at_all) + free == 1
    part = np.where(all_asked, max(rules["contained"], 0.0), 0.0)
    alone = np.where(all_asked, max(rules["single_asked"], rules["single_part"]), rules["single_part"])
    bound += np.where(whole, rules["whole_name"], np.where(single, alone, part))
    bound += facts_bound(snapshot, entities, facts, rules)
    kept = bound >= bounds.floor
    if among is not None:
        kept &= np.isin(snapshot["entity_dataset"][entities], list(among))
    distinct, bound = distinct[kept], bound[kept]
    best = np.lexsort((distinct, -bound))[:limit]
    return [int(name) for name in distinct[best]]


def _met_by_entity(
    snapshot: Snapshot, found: Sequence[_Found], entities: npt.NDArray[Any]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """For each of these entities, of the parts asked that any of its names holds: weight, rarity and number."""
    distinct, position = np.unique(entities, return_inverse=True)
    weight, rarity, parts = np.zeros(len(distinct)), np.zeros(len(distinct)), np.zeros(len(distinct))
    for one in found:
        if len(one.names):
            holding = np.searchsorted(distinct, np.unique(snapshot["name_entity"][one.names]))
            weight[holding] += one.weight
            rarity[holding] += one.rarity
            parts[holding] += one.parts
    return weight[position], rarity[position], parts[position]


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
    return _found(snapshot, keys, caps, rules, of=_Asked(1, weight, max(part.rarity, part.own_rarity)))


def _cap(part: Part, key: Key, rules: Rules) -> float:
    """The most that sharing this key can say: what is shared by sound is no rarer than that sound."""
    share = shares(rules)[key.kind]
    if key.kind == ACRONYM:
        return share * NATS_PER_LETTER * len(key.text)
    if key.kind == FORM:
        return share * max(part.rarity, part.own_rarity)
    return share * (min(part.rarity, rules.rarity.of_sound(key.text)) if key.kind == SOUND else part.rarity)


def _by_acronym(snapshot: Snapshot, letters: str, bounds: Bounds, rules: Rules) -> _Found:
    """Names that hold the initials of the whole name asked as a word."""
    nats = NATS_PER_LETTER * len(letters)
    of = _Asked(len(letters), sum(bounds.weights), nats)
    return _found(snapshot, [Key(FORM, letters)], np.full(1, nats, np.float32), rules, of=of)


def _by_joined(snapshot: Snapshot, run: Sequence[Part], weight: float, rules: Rules) -> _Found:
    """Neighbours asked as one word listed. What each finds alone is counted too, which only ranks it higher."""
    keys, rarity = joined_keys(*run), rarity_together(run)
    caps = np.full(len(keys), max(rarity, _LEAST), np.float32)
    return _found(snapshot, keys, caps, rules, of=_Asked(len(run), weight, rarity))


def _found(snapshot: Snapshot, keys: Sequence[Key], caps: npt.NDArray[Any], rules: Rules, *, of: _Asked) -> _Found:
    known, asked = snapshot["key_hash"], np.array([key.hash for key in keys], np.uint64)
    starts, ends = np.searchsorted(known, asked, "left"), np.searchsorted(known, asked, "right")
    rows, lengths = _ranges(starts, ends), ends - starts
    places = np.repeat(np.array([key.place for key in keys], np.int16), lengths)
    kept = _one_edit(places, snapshot["key_place"][rows])
    rows, caps = rows[kept], np.repeat(caps, lengths)[kept]
    if not len(rows):
        return _Found(_NOTHING, _NOTHING, _NOTHING, of.parts, of.weight, of.rarity)
    tokens, kinds = snapshot["key_token"][rows], snapshot["key_kind"][rows]
    says = np.minimum(
        caps, np.array(shares(rules), np.float32)[kinds] * np.maximum(snapshot["token_rarity"][tokens], _LEAST)
    )
    starts, ends = snapshot["token_start"][tokens], snapshot["token_start"][tokens + 1]
    names, lengths = snapshot["token_name"][_ranges(starts, ends)], ends - starts
    evidence, weights = np.repeat(says, lengths), np.repeat(snapshot["token_weight"][tokens], lengths)
    order = np.lexsort((-evidence, names))
    names = names[order]
    first = np.concatenate(([True], names[1:] != names[:-1]))
    return _Found(names[first], evidence[order][first], weights[order][first], of.parts, of.weight, of.rarity)


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
