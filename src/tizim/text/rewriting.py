"""Rules of spelling that are tried on every word, most of which have nothing to do with them. Start at `Rewrite`."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Rewrite(NamedTuple):
    """A pattern and what it becomes. needs: letters without one of which no word matches; looking for them costs a tenth."""

    needs: tuple[str, ...]
    written: re.Pattern[str]
    to: str

    def __call__(self, word: str) -> str:
        """The word, rewritten wherever the pattern matches."""
        for letters in self.needs:
            if letters in word:
                return self.written.sub(self.to, word)
        return word


def rewrite(needs: str, written: str, to: str) -> Rewrite:
    """A rule. needs: one or several, with blanks."""
    return Rewrite(tuple(needs.split()), re.compile(written), to)


def rewritten(word: str, rules: Iterable[Rewrite]) -> str:
    """The word after all rules, one after the other."""
    for rule in rules:
        word = rule(word)
    return word
