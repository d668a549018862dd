"""The reasons of a hit as a page shows them: in words, with both values and a bar for each weight. Start at `rows_of`."""

from collections.abc import Sequence
from dataclasses import dataclass

from tizim.interfaces.web.drawing import Bar, bars
from tizim.interfaces.web.wording import Words
from tizim.model.verdict import Reason
from tizim.wording.reasons import how_they_met, value_in_words


@dataclass(frozen=True, slots=True)
class Row:
    """One reason in words, with its bar."""

    words: str
    asked: str
    known: str
    source: str
    weight: float
    bar: Bar


def rows_of(reasons: Sequence[Reason], words: Words) -> tuple[Row, ...]:
    """All of them, to one scale."""
    answers = words.answers
    return tuple(
        Row(
            how_they_met(one, answers),
            value_in_words(one.feature, one.asked, answers),
            value_in_words(one.feature, one.known, answers),
            one.source,
            one.weight,
            bar,
        )
        for one, bar in zip(reasons, bars([one.weight for one in reasons]), strict=True)
    )
