"""One list names a person once: where another entry of the same list fits better, an entry is less likely the one asked about.

A father's whole name stands in his son's; asked for the father, both entries agree with it, yet only one can be him. What
`compare` finds between two sides knows nothing of third ones, so this is said once all entries of a list are weighed.
Start at `beside_rivals`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tizim.compare.subjects import Comparison, logistic
from tizim.model.rules import Rules
from tizim.model.verdict import Reason

MOST_OF_A_GAP: Final = 8.0
"""log-odds by which another entry fits better that count at most: what fits very well by itself stays, whatever fits better"""
OTHER_ENTRY: Final = "other entry"
"""feature of the reason"""
_NUMBERS: Final = ("document", "wallet", "beside a number")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One entry's comparison with what was asked. dataset: its list; title: what it is called when it is told of.

    is_another: somebody found that it is not who was asked about; then it speaks against no other entry, however well it fits.
    """

    dataset: str
    title: str
    comparison: Comparison
    is_another: bool = False


def beside_rivals(entries: Sequence[Weighed], rules: Rules) -> list[Comparison]:
    """The comparisons in the same order, each with a reason more where a better one of its list speaks against it.

    The best of each list stays as it is, and so do those that fit as well, and those that share a document or a wallet.
    """
    every, others = _best(entries), _best([one for one in entries if not one.is_another])
    return [_beside(one, *(every if one.is_another else others)[one.dataset], rules) for one in entries]


def _best(entries: Sequence[Weighed]) -> dict[str, tuple[float, str]]:
    """How well the best entry of each list fits, and what it is called."""
    best: dict[str, tuple[float, str]] = {}
    for one in entries:
        fits = _without_numbers(one.comparison)
        if one.dataset not in best or fits > best[one.dataset][0]:
            best[one.dataset] = (fits, one.title)
    return best


def _beside(entry: Weighed, best: float, title: str, rules: Rules) -> Comparison:
    made = entry.comparison
    gap = min(best - made.log_odds, MOST_OF_A_GAP)
    if gap <= 0 or any(reason.feature in _NUMBERS for reason in made.reasons):
        return made
    reason = Reason(OTHER_ENTRY, rules["other_fits_better"] * gap, "", title, "fits better")
    log_odds = made.log_odds + reason.weight
    return replace(made, score=logistic(log_odds), log_odds=log_odds, reasons=(*made.reasons, reason))


def _without_numbers(comparison: Comparison) -> float:
    """Log-odds of what names and facts say: who holds the number asked for may still bear another's name."""
    return comparison.log_odds - sum(reason.weight for reason in comparison.reasons if reason.feature in _NUMBERS)
