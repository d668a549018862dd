"""What was found between two sides, before it is weighed: a finding names the coefficients of the rules and how much of each.

The weight of a finding is the sum of coefficient times amount. So the score stays a sum of terms whose coefficients can be
fitted (`fit/`) and read, and a reason that a person sees is one or more of them. Start at `Finding`.
"""

from dataclasses import dataclass

from tizim.model.rules import Rules
from tizim.model.verdict import Reason

Terms = tuple[tuple[str, float], ...]
"""(coefficient of the rules, amount) pairs"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that met, differed or was left over. The words are those of `Reason`."""

    feature: str
    terms: Terms
    asked: str = ""
    known: str = ""
    how: str = ""

    def weight(self, rules: Rules) -> float:
        """Log-odds it adds under these rules."""
        return weigh_terms(self.terms, rules)

    def reason(self, rules: Rules) -> Reason:
        """The finding as it is told."""
        return Reason(self.feature, self.weight(rules), self.asked, self.known, self.how)


def weigh_terms(terms: Terms, rules: Rules) -> float:
    """The sum of coefficient times amount."""
    weights = rules.weights
    return sum(weights[name] * amount for name, amount in terms)
