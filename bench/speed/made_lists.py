"""Lists of any size, drawn from the statistics of the real ones. `python -m bench.speed.list_shares` shows how like they are.

An entity takes a mould by chance, and each part of its names comes about as the mould says (`list_statistics`). The parts of
a name are drawn independently of one another, each by its natural frequency and a share of them from words never seen, so
a full name comes up as often as the product of the shares of its words says, and no more: nothing copies whole names.

Entities come in blocks of `BLOCK`, each drawn at once from its own seed. So a list is the beginning of every longer one of
the same seed, a block can be had alone, and memory holds one block and the tables.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from zlib import crc32

import numpy as np
import numpy.typing as npt

from bench.speed.list_statistics import FIXED, NEW, RESPELT, SAME, WRITTEN, Ints, Statistics
from bench.speed.made_words import WRITTEN_IN, in_script, new_word, respelt
from bench.speed.moulds import DATASET, PUBLISHED, Mould
from tizim.index.build import Entry
from tizim.model.listing import Sighting
from tizim.model.statement import Entity
from tizim.model.verdict import Searched

BLOCK = 8192
"""entities drawn at once"""
SPELLINGS = 4
"""other spellings of a word that no list respells"""
_BITS = 1 << 62
_ODD = 0x9E3779B97F4A7C15
"""spreads neighbouring numbers over all bits"""
_MOST_WORDS = 2.0**48
"""new words of a pool"""
_DAYS = tuple(f"-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29))


def searched(size: int) -> Searched:
    """What the index is told of a made list."""
    return Searched(DATASET, PUBLISHED, size)


def made_entries(statistics: Statistics, size: int, seed: int = 0) -> Iterator[Entry]:
    """`size` entries with the ids made-0000001 and so on, streamed."""
    blocks = (made_block(statistics, number, seed) for number in range(-(-size // BLOCK)))
    return islice((entry for block in blocks for entry in block), size)


def made_block(statistics: Statistics, number: int, seed: int = 0) -> list[Entry]:
    """The `BLOCK` entries from number * BLOCK on."""
    chance = np.random.default_rng([seed, number])
    which = chance.integers(0, len(statistics.moulds), BLOCK)
    lengths = np.diff(statistics.slot_start)[which]
    first = np.concatenate(([0], np.cumsum(lengths)))
    texts = _texts(statistics, which, lengths, first[:-1], chance)
    chosen = [statistics.moulds[mould] for mould in which.tolist()]
    births, numbers = _births(statistics, chosen, chance), _numbers(chosen, chance)
    made: list[Entry] = []
    begins = first.tolist()
    for place, mould in enumerate(chosen):
        count = number * BLOCK + place + 1
        made.append(_cast(mould, f"{count:07d}", texts, begins[place], births, numbers))
    return made


def _cast(
    mould: Mould, reference: str, texts: Sequence[str], begin: int, births: Iterator[str], numbers: Iterator[int]
) -> tuple[Entity, Sequence[Sighting]]:
    """One entry: its names put together, its birth dates and document numbers taken from those drawn."""
    id_ = f"{DATASET}-{reference}"
    properties: dict[str, tuple[str, ...]] = dict(mould.facts)
    names: dict[str, str] = {}
    for prop, start, end in mould.names:
        names.setdefault(" ".join(texts[begin + start : begin + end]), prop)
    for name, prop in names.items():
        properties[prop] = (*properties.get(prop, ()), name)
    if mould.births:
        properties["birthDate"] = tuple(dict.fromkeys(islice(births, len(mould.births))))
    parts = mould.parts
    for document in mould.numbers:
        value = document.form % tuple(f"{next(numbers) % 10**document.digits:0{document.digits}d}")
        if document.prop:
            properties[document.prop] = (*properties.get(document.prop, ()), value)
        else:
            facts = {"number": (value,), "country": document.country} if document.country else {"number": (value,)}
            part = Entity(f"{id_}-{len(parts)}", document.part, DATASET, reference, facts)
            parts = (*parts, part)
    return Entity(id_, mould.schema, DATASET, reference, properties, (), parts), mould.sightings


def _texts(statistics: Statistics, which: Ints, lengths: Ints, first: Ints, chance: np.random.Generator) -> list[str]:
    """The words of all names of a block, entity after entity. which, lengths, first: mould, parts, first part of each."""
    slots = np.repeat(statistics.slot_start[which] - first, lengths) + np.arange(lengths.sum())
    how, of = statistics.slot_how[slots], statistics.slot_of[slots].astype(np.int64)
    texts = [""] * len(slots)
    fixed = np.flatnonzero(how == FIXED)
    for slot, word in zip(fixed.tolist(), of[fixed].tolist(), strict=True):
        texts[slot] = statistics.fixed[word]
    new = np.flatnonzero(how == NEW)
    for slot, text in zip(new.tolist(), _drawn(statistics, of[new], chance), strict=True):
        texts[slot] = text

    # Where a part goes back to, in the block: to what is drawn first, then what is made of it, then what repeats either.
    back = np.repeat(first, lengths) + of
    changed = np.flatnonzero((how == RESPELT) | (how >= WRITTEN))
    bits = chance.integers(0, _BITS, len(changed)).tolist()
    scripts = [statistics.scripts[of_class] for of_class in of[back[changed]].tolist()]
    for slot, root, kind, bit, script in zip(
        changed.tolist(), back[changed].tolist(), how[changed].tolist(), bits, scripts, strict=True
    ):
        texts[slot] = _changed(statistics, texts[root], kind, bit, script)
    same = np.flatnonzero(how == SAME)
    for slot, root in zip(same.tolist(), back[same].tolist(), strict=True):
        texts[slot] = texts[root]
    return texts


def _drawn(statistics: Statistics, classes: Ints, chance: np.random.Generator) -> list[str]:
    """One word for each class: a real one by its frequency, or one never seen (see `list_statistics`)."""
    drawn = np.searchsorted(statistics.cumulative, classes + chance.random(len(classes)), side="right")
    unknown = np.flatnonzero(drawn >= statistics.word_start[classes + 1])
    pools = statistics.pool[classes[unknown]]
    first, size = statistics.pool_start[pools], np.diff(statistics.pool_start)[pools]
    drawn[unknown] = first + (chance.random(len(unknown)) * size).astype(np.int64)

    new = chance.random(len(unknown)) < statistics.pool_new[pools]
    unseen, pools, first, size = unknown[new], pools[new], first[new], size[new]
    growth = statistics.growth[pools]
    tail = (1 - chance.random(len(unseen))) ** (-growth / (1 - growth)) - 1
    number = np.minimum(tail * statistics.distinct[pools], _MOST_WORDS).astype(np.uint64)
    # What word a number stands for depends on the pool and on nothing drawn: two lists share their new words.
    bits = _mixed(number * np.uint64(len(statistics.distinct)) + pools.astype(np.uint64))
    drawn[unseen] = first + (bits % size.astype(np.uint64)).astype(np.int64)
    texts = [statistics.words[word] for word in drawn.tolist()]
    bits = _mixed(bits) >> np.uint64(2)
    for place, bit in zip(unseen.tolist(), bits.tolist(), strict=True):
        texts[place] = new_word(texts[place], bit, statistics.stand_ins)
    return texts


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Numbers that look like chance and are not: neighbours have nothing in common (multiply and shift, as splitmix64)."""
    mixed = numbers + np.uint64(_ODD)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _changed(statistics: Statistics, root: str, how: int, bits: int, script: str) -> str:
    """The word as met in the real lists where it was, else by letters, in one of `SPELLINGS` ways that are the word's own."""
    if how == RESPELT:
        met = statistics.respellings.get(root.casefold())
        if met:
            return met[bits % len(met)]
        own = (crc32(root.encode()) * SPELLINGS + bits % SPELLINGS) * _ODD % _BITS
        return respelt(root, own, statistics.rewrites.get(script, ()))
    wanted = WRITTEN_IN[how - WRITTEN]
    met = statistics.written.get((wanted, root.casefold()))
    return met[bits % len(met)] if met else in_script(root, wanted)


def _births(statistics: Statistics, chosen: Sequence[Mould], chance: np.random.Generator) -> Iterator[str]:
    """The birth dates of all entities in turn: a year by its frequency, further dates at the gaps that were met."""
    total = sum(len(mould.births) for mould in chosen)
    years = chance.choice(statistics.years, total).tolist()
    gaps = chance.choice(statistics.gaps, total).tolist()
    days = chance.integers(0, len(_DAYS), total).tolist()
    drawn = iter(zip(years, gaps, days, strict=True))
    for mould in chosen:
        first = 0
        for form in mould.births:
            year, gap, day = next(drawn)
            first, year = (first, first + gap) if first else (year, year)
            yield _date(form, year, abs(gap), _DAYS[day])


def _date(form: str, year: int, gap: int, day: str) -> str:
    match form:
        case "day":
            return f"{year}{day}"
        case "month":
            return f"{year}{day[:3]}"
        case "range":
            return f"{year}/{year + gap}"
        case "year~":
            return f"{year}~"
        case _:
            return str(year)


def _numbers(chosen: Sequence[Mould], chance: np.random.Generator) -> Iterator[int]:
    return iter(chance.integers(0, _BITS, sum(len(mould.numbers) for mould in chosen)).tolist())
