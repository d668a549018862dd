"""What both systems are asked, and what each answered: references with scores, one dictionary a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bench import data, un_list
from bench.data import Asked
from bench.un_list import Person

Found = list[dict[str, float]]


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything asked, and the people it is asked of. `sampled`: the negatives that the slow peer is asked too."""

    people: list[Person]
    organisations: list[tuple[str, str]]
    positives: list[Asked]
    negatives: list[Asked]
    sampled: list[Asked]
    left_out_latin: list[Asked]
    left_out_original: list[Asked]

    @classmethod
    def read(cls, sample: int) -> "Questions":
        """From the folder of public data."""
        root = un_list.read(data.un_list())
        negatives = data.negatives()
        return cls(
            people=un_list.people(root),
            organisations=un_list.organisations(root),
            positives=data.positives(),
            negatives=negatives,
            sampled=data.sample(negatives, sample),
            left_out_latin=data.left_out("latin"),
            left_out_original=data.left_out("original"),
        )

    def taken_out(self) -> dict[str, frozenset[str]]:
        """By reference, the set of words whose names are taken out: a reference occurs once in the file."""
        return {next(iter(asked.answers)): un_list.words(asked.name) for asked in self.left_out_latin}

    def kept(self) -> dict[str, frozenset[str]]:
        """By reference, the names that stay when the left-out Latin aliases are gone."""
        gone = self.taken_out()
        return {
            person.reference: frozenset(
                name
                for name in (person.primary, *person.good, *person.low, *person.original)
                if un_list.words(name) != gone.get(person.reference)
            )
            for person in self.people
        }

    def distances(self) -> list[str]:
        """How far each left-out Latin name is from the nearest that stays: near, middle or far."""
        kept = self.kept_latin()
        return [_distance(asked.name, kept.get(next(iter(asked.answers)), ())) for asked in self.left_out_latin]

    def kept_latin(self) -> dict[str, tuple[str, ...]]:
        """`kept`, Latin names only."""
        return {
            reference: tuple(name for name in names if un_list.is_latin(name))
            for reference, names in self.kept().items()
        }


@dataclass(slots=True)
class Answers:
    """One system's answers. `threshold`: scores below it are no alert."""

    name: str
    threshold: float = 0.0
    found: dict[str, Found] = field(default_factory=dict)

    def at(self, name: str, threshold: float) -> "Answers":
        """The same answers under another threshold."""
        return Answers(name, threshold, self.found)

    def alerts(self, part: str) -> int:
        """Questions with any alert."""
        return sum(any(score >= self.threshold for score in one.values()) for one in self.found[part])

    def right(self, part: str, asked: Sequence[Asked]) -> int:
        """Questions whose right reference is among the hits of an alert."""
        return sum(self.is_right(one, question) for one, question in zip(self.found[part], asked, strict=True))

    def is_right(self, one: Mapping[str, float], question: Asked) -> bool:
        """Whether the right reference is there."""
        return any(one.get(answer, -1.0) >= self.threshold for answer in question.answers)

    def wrong_each(self, part: str, asked: Sequence[Asked]) -> float:
        """Wrong entries for each question."""
        wrong = sum(
            score >= self.threshold and reference not in question.answers
            for one, question in zip(self.found[part], asked, strict=True)
            for reference, score in one.items()
        )
        return wrong / len(asked)


def _distance(name: str, kept: Sequence[str]) -> str:
    best = max((fuzz.token_sort_ratio(name.casefold(), one.casefold()) for one in kept), default=0.0)
    return "near" if best >= 80 else "middle" if best >= 60 else "far"
