"""Questions to a made list: half of them hits, half misses, each labelled so that both are timed apart by length and script.

A hit is a name of an entry as it is listed, with one slip, or with its parts in another order. A miss is a name drawn by the
same statistics from another seed, or that of a real person on no list. Two independent draws may be one name, as two people
may have one: `listed_among` says which names of a few a list holds.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bench.data import Asked
from bench.quality.written import script_of
from bench.speed.list_statistics import Statistics
from bench.speed.made_lists import BLOCK, made_block
from bench.speed.made_words import respelt
from bench.speed.moulds import names_of
from tizim import Subject
from tizim.index.build import Entry
from tizim.model.statement import Entity
from tizim.model.subject import KINDS
from tizim.text.script import script_of as script_code

AS_LISTED, ONE_SLIP, OTHER_ORDER = "as listed", "one slip", "other order"
DRAWN, REAL = "drawn, not listed", "real, not listed"
SHARES = (0.5, 0.3, 0.2)
"""of hits: as listed, one slip, other order; a name too short for its change is asked as listed"""
ASKED_BLOCKS = 16
"""blocks of the list that hits are taken from, spread over it by chance"""
_OTHER_SEED = 1_000_003
"""added to the seed of a list for the seed of the misses"""
_OF_QUESTIONS = (1 << 31) + 1
"""keeps the chance of questions apart from that of blocks"""


@dataclass(frozen=True, slots=True)
class Question:
    """One question by name alone. answers: ids of the entries it is about, none for a miss. letters: of the name."""

    subject: Subject
    answers: frozenset[str]
    change: str
    letters: int
    script: str

    @property
    def is_hit(self) -> bool:
        """Whether somebody listed is asked for."""
        return bool(self.answers)


def made_questions(
    statistics: Statistics, size: int, count: int, seed: int = 0, people: Sequence[Asked] = ()
) -> Iterator[Question]:
    """`count` questions with distinct names to the list `made_entries(statistics, size, seed)`: hit, miss, hit, miss, ...

    people: on no list (`bench.data.negatives`); every second miss is one of them while they last.
    """
    chance = np.random.default_rng([seed, _OF_QUESTIONS])
    asked: set[str] = set()
    hits = _hits(statistics, size, seed, chance, asked)
    drawn = _drawn(statistics, seed + _OTHER_SEED, asked)
    real = _real(people, chance, asked)
    for number in range(count):
        if number % 2 == 0:
            yield next(hits)
        elif number % 4 == 1:
            yield next(drawn)
        else:
            yield next(real, None) or next(drawn)


def listed_among(names: Collection[str], entries: Iterable[Entry]) -> frozenset[str]:
    """Which of the names an entry has, case aside; one pass over the entries."""
    by_folded = {name.casefold(): name for name in names}
    met = {name.casefold() for entity, _ in entries for _, name in names_of(entity)} & by_folded.keys()
    return frozenset(by_folded[name] for name in met)


def _hits(
    statistics: Statistics, size: int, seed: int, chance: np.random.Generator, asked: set[str]
) -> Iterator[Question]:
    blocks = -(-size // BLOCK)
    entities: list[Entity] = []
    for number in sorted(chance.permutation(blocks)[:ASKED_BLOCKS].tolist()):
        entities += [entity for entity, _ in made_block(statistics, number, seed)[: size - number * BLOCK]]
    for place in chance.permutation(len(entities)).tolist():
        entity = entities[place]
        names = [name for _, name in names_of(entity)]
        name = names[chance.integers(len(names))]
        change = (AS_LISTED, ONE_SLIP, OTHER_ORDER)[chance.choice(len(SHARES), p=SHARES)]
        written = _written(name, change, statistics, chance)
        if written == name:
            change = AS_LISTED
        if _is_new(written, asked):
            yield _question(written, entity.schema, frozenset({entity.id}), change)
    raise ValueError(f"expected no more hits than names of the {len(entities)} entries asked for, came more")


def _drawn(statistics: Statistics, seed: int, asked: set[str]) -> Iterator[Question]:
    number = 0
    while True:
        for entity, _ in made_block(statistics, number, seed):
            if _is_new(entity.caption, asked):
                yield _question(entity.caption, entity.schema, frozenset(), DRAWN)
        number += 1


def _real(people: Sequence[Asked], chance: np.random.Generator, asked: set[str]) -> Iterator[Question]:
    for place in chance.permutation(len(people)).tolist():
        one = people[place]
        if _is_new(one.name, asked):
            yield _question(one.name, one.kind, frozenset(), REAL)


def _is_new(name: str, asked: set[str]) -> bool:
    """Whether it was not asked for yet; from now on it was."""
    before = len(asked)
    asked.add(name.casefold())
    return len(asked) > before


def _question(name: str, schema: str, answers: frozenset[str], change: str) -> Question:
    subject = Subject(kind=schema if schema in KINDS else "Thing", names=[name])
    return Question(subject, answers, change, sum(map(str.isalpha, name)), script_of(name))


def _written(name: str, change: str, statistics: Statistics, chance: np.random.Generator) -> str:
    """The name as somebody may type it."""
    parts = name.split()
    if change == OTHER_ORDER and len(parts) > 1:
        turned = int(chance.integers(1, len(parts)))
        return " ".join((*parts[turned:], *parts[:turned]))
    long = [place for place, part in enumerate(parts) if len(part) >= 4]
    if change == ONE_SLIP and long:
        place = long[chance.integers(len(long))]
        parts[place] = _slip(parts[place], statistics, chance)
        return " ".join(parts)
    return name


def _slip(word: str, statistics: Statistics, chance: np.random.Generator) -> str:
    """Half of the time a spelling as lists have it, else a slip of the hand: neighbours swapped, a letter lost or doubled."""
    at, kind = int(chance.integers(1, len(word) - 1)), int(chance.integers(6))
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    return respelt(word, int(chance.integers(1 << 62)), statistics.rewrites.get(script_code(word), ()))
