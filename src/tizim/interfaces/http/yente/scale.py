"""The score that yente's clients see: a fixed, monotone rescaling of the probability (docs/adr/0012).

Clients of yente have 0.70 written into them as the line of a match. tizim's lines are the home's thresholds on a probability,
so each is moved onto the line its clients know: possible to 0.50, hit to 0.70, straight between. Start at `Scale`.
"""

from dataclasses import dataclass

from tizim.model.rules import Rules

POSSIBLE = 0.50
HIT = 0.70


@dataclass(frozen=True, slots=True)
class Scale:
    """possible, hit: the home's thresholds on the probability."""

    possible: float
    hit: float

    @classmethod
    def of(cls, rules: Rules) -> "Scale":
        """The scale of a home."""
        return cls(rules.possible, rules.hit)

    def shown(self, probability: float) -> float:
        """A probability on yente's scale, 0 to 1."""
        if probability >= self.hit:
            return _between(probability, self.hit, 1.0, HIT, 1.0)
        if probability >= self.possible:
            return _between(probability, self.possible, self.hit, POSSIBLE, HIT)
        return _between(probability, 0.0, self.possible, 0.0, POSSIBLE)


def _between(value: float, low: float, high: float, shown_low: float, shown_high: float) -> float:
    return shown_low + (value - low) / (high - low) * (shown_high - shown_low)
