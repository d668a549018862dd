"""What must not be learned from: everything the UN list says or said, and what other lists say of the same entries.

tizim is examined on the UN list. An entry of another list is dropped where it says itself that the UN lists it, where it shares a
document number with a UN entry, a name (as a set of sounds), or a birth day and two words of a name. Whatever is doubtful is dropped
too. Start at `Excluded.of` and `Excluded.reason`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fit.listed import Listed
from fit.names import Key, keys, sounds

_COMMITTEES = "QD|TA|KP|LY|IQ|IR|CD|CF|SD|SO|SS|YE|ML|GB|HT|CI|LB|ER|SL|LR|RW"
REFERENCE = re.compile(rf"\b(?:{_COMMITTEES})\s?[ie]\s?\.?\s?\d{{3}}\b")
"""A number of the consolidated list ("QDi.001"), as others write it too ("QDe 004")."""
OLD_REFERENCE = re.compile(r"\b[QT][IE]\.[A-Z]\.\d{1,4}\.\d{2}\b")
"""A number as the Al-Qaida and Taliban committee gave until 2014 ("QI.A.6.01")."""
MENTION = re.compile(
    r"\bUN(?:\s|-)?SC(?:R|\b)|\bUN ref|\bUN list|\bU\.?N\.? (?:Security Council|sanctions? (?:list|committee))"
    r"|Security Council (?:Committee|sanctions|resolution|consolidated)|\bUNSCR\b|United Nations Security Council"
    r"|\b(?:751|1132|1267|1483|1518|1521|1533|1572|1591|1636|1718|1737|1844|1970|1988|1989|2048|2127|2140|2206|2231|2253|2374|2653)\b"
    r"\s*(?:\((?:19|20)\d\d\)|Committee|committee|\(?\w+\)? Committee)"
    r"|[Рр]ад[аи] [Бб]езпеки ООН|Совет\w* Безопасности ООН",
)
"""Words by which other lists say that an entry is the UN's too."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """The UN's names, numbers and birth days, of every version at hand."""

    names: frozenset[Key]
    documents: frozenset[str]
    born: dict[str, tuple[Key, ...]]

    @classmethod
    def of(cls, entries: Iterable[Listed]) -> "Excluded":
        """From entries of the UN list, of any number of versions."""
        names: set[Key] = set()
        documents: set[str] = set()
        born: dict[str, set[Key]] = defaultdict(set)
        for one in entries:
            documents.update(one.side.documents)
            for name in one.side.names:
                names.update(keys(name))
                for day in _days(one.side.birth):
                    born[day].add(sounds(name))
        return cls(frozenset(names), frozenset(documents), {day: tuple(found) for day, found in born.items()})

    def is_name(self, name: str) -> bool:
        """Whether the UN has an entry of this name, in whatever script or spelling of the same sounds."""
        return not self.names.isdisjoint(keys(name))

    def reason(self, one: Listed) -> str | None:
        """Why an entry must go; None where it may stay."""
        if REFERENCE.search(one.words) or OLD_REFERENCE.search(one.words):
            return "gives a UN reference number"
        if MENTION.search(one.words):
            return "mentions the Security Council or a committee"
        if not self.documents.isdisjoint(one.side.documents):
            return "shares a document number with a UN entry"
        if any(self.is_name(name) for name in one.side.names):
            return "shares a name with a UN entry"
        if self._is_born_alike(one.side.birth, one.side.names):
            return "shares a birth day and two words of a name with a UN entry"
        return None

    def _is_born_alike(self, birth: Sequence[str], names: Sequence[str]) -> bool:
        theirs = [key for day in _days(birth) for key in self.born.get(day, ())]
        return bool(theirs) and any(len(sounds(name) & key) > 1 for name in names for key in theirs)


def _days(birth: Iterable[str]) -> list[str]:
    return [date[:10] for date in birth if re.match(r"\d{4}-\d\d-\d\d", date)]
