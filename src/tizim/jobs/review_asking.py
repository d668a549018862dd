"""Customers, asked on all cores: of each chunk, the answers that somebody must look at. Start at `asked_in_chunks`."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain, islice

from tizim.jobs.answering_parts import WORTH_IT, Opening
from tizim.jobs.workers import cores, in_order
from tizim.model.verdict import Verdict
from tizim.review.opening import Whom
from tizim.review.states import storable
from tizim.screen.answering import Answering
from tizim.subjects.table import Asked


@dataclass(frozen=True, slots=True)
class Answered:
    """One chunk: who was asked, the verdicts of those with hits by their place, and how many could not be screened."""

    whom: tuple[Whom, ...]
    verdicts: dict[int, Verdict]
    not_screened: int


def asked_in_chunks(chunks: Iterable[list[Whom]], answering: Answering, workers: int | None) -> Iterator[Answered]:
    """Answers in the order of the chunks. workers: None takes all cores where there is work for them."""
    plain = replace(answering, distinctions=None, settled=0)
    rest, chosen = iter(chunks), workers
    if chosen is None:
        first = list(islice(rest, WORTH_IT))
        chosen, rest = cores() if len(first) == WORTH_IT else 1, chain(first, rest)
    waiting: deque[list[Whom]] = deque()

    def noted() -> Iterator[list[Whom]]:
        for chunk in rest:
            waiting.append(chunk)
            yield chunk

    answers = (
        in_order(noted(), partial(_started, Opening.of(plain)), chosen)
        if chosen > 1
        else map(partial(_answers, plain), noted())
    )
    for verdicts, not_screened in answers:
        yield Answered(tuple(waiting.popleft()), verdicts, not_screened)


def _started(opening: Opening) -> "partial[tuple[dict[int, Verdict], int]]":
    return partial(_answers, opening.answering())


def _answers(answering: Answering, chunk: Sequence[Whom]) -> tuple[dict[int, Verdict], int]:
    found: dict[int, Verdict] = {}
    unscreened = 0
    for place, one in enumerate(chunk):
        verdict = answering.verdict(one.subject)
        unscreened += verdict.outcome == "not_screened"
        if verdict.hits or verdict.outcome == "not_screened":
            found[place] = verdict
    return found, unscreened


def referred(file: str, asked: Iterable[Asked], repeated: frozenset[str]) -> Iterator[Whom | None]:
    """Customers by their own number; by what the file says of them where they have none, or share it. None: a row that is no subject."""
    for one in asked:
        if one.subject is None:
            yield None
            continue
        number = (one.id or "").strip()
        if number and number not in repeated:
            yield Whom(file, storable(number), one.subject)
        else:
            told = json.dumps(one.subject.as_plain(), ensure_ascii=False, sort_keys=True)
            facts = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
            yield Whom(file, storable(f"{number or 'no number'} ~{facts}"), one.subject)


def repeated_numbers(asked: Iterable[Asked]) -> frozenset[str]:
    """Numbers that several customers of a file have."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for one in asked:
        number = (one.id or "").strip()
        (repeated if number in seen else seen).add(number)
    return frozenset(repeated)
