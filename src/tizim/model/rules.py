"""The rules: features with their coefficients, thresholds and the rarity table, as one versioned value.

How rare a name part is comes from the rules, never from the lists: so a changed list moves no other score, and an answer
can be repeated. `compare.rules_file` reads the shipped rules; this module only says what they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass


SHORT_UNSEEN = 4
"""letters from which a part in no table counts as unseen in full"""
LONG_UNSEEN = 0.4
"""nats for each further letter"""
LONGEST_UNSEEN = 2.0
"""nats that length adds at most"""


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """How surprising a name part is: nats, -ln of its share among names of the culture where it is most common.

    forms: by romanised form. sounds: by phonetic skeleton. written: by the part as it stands, in scripts that do not spell it
    out (Arabic, Hebrew, Hangul). unseen: for forms of four letters in no table; shorter ones get less, because a random
    three-letter part coincides more often, and longer ones more.
    """

    forms: Mapping[str, float]
    sounds: Mapping[str, float]
    written: Mapping[str, float]
    words: frozenset[str]
    """forms that are words of organisations' names rather than of people's (trading, bank, foundation, …)"""
    unseen: float

    def of(self, form: str) -> float:
        """Nats of a romanised form."""
        found = self.forms.get(form)
        return found if found is not None else self._unseen(len(form))

    def of_written(self, written: str) -> float:
        """Nats of a part in its own script."""
        found = self.written.get(written)
        return found if found is not None else self._unseen(len(written) + 1)

    def of_sound(self, skeleton: str) -> float:
        """Nats of a phonetic skeleton: of all forms together that sound like it."""
        found = self.sounds.get(skeleton)
        return found if found is not None else self._unseen(len(skeleton) + 1)

    def _unseen(self, letters: int) -> float:
        """The longer what nobody counted, the less likely it comes up twice by chance; short ones collide."""
        if letters < SHORT_UNSEEN:
            return max(1.0, self.unseen * letters / 5)
        return self.unseen + min(LONG_UNSEEN * (letters - SHORT_UNSEEN), LONGEST_UNSEEN)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """One reviewed version of how a score is made.

    weights: coefficient of each feature (see rules.toml for what each means). possible, hit: the shipped pair of
    thresholds, on the score (0 to 1). max_candidates: entries compared in full for one subject.
    """

    version: str
    weights: Mapping[str, float]
    possible: float
    hit: float
    max_candidates: int
    titles: frozenset[str]
    rarity: Rarity

    def __getitem__(self, feature: str) -> float:
        return self.weights[feature]
