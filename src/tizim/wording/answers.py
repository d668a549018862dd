"""Verdicts, and what would settle them, in words. Start at `in_words`."""

from collections.abc import Callable

from tizim.model.settling import Settling
from tizim.model.verdict import Reason, Verdict
from tizim.wording.catalogue import Catalogue, catalogue
from tizim.wording.reasons import told_reason, value_in_words


def in_words(told: Reason | Settling | Verdict, language: str = "en") -> str:
    """A reason, what would settle it, or a verdict as one line in English (en), Russian (ru) or Kazakh (kk)."""
    words = catalogue(language)
    if isinstance(told, Reason):
        return told_reason(told, words)
    return told_settling(told, words) if isinstance(told, Settling) else told_verdict(told, words)


def told_settling(settling: Settling, words: Catalogue, safe: Callable[[str], str] = str) -> str:
    """Which one fact would settle it, with the score for either answer. safe: as for `told_reason`."""
    if not settling.fact:
        return words.say("settle_nothing")
    return words.say(
        "settle_fact" if settling.settles else "settle_moves",
        fact=_fact(settling, words, safe),
        agreed=f"{settling.agreed:.3f}",
        differed=f"{settling.differed:.3f}",
        if_agreed=words.outcomes[settling.if_agreed],
        if_differed=words.outcomes[settling.if_differed],
    )


def _fact(settling: Settling, words: Catalogue, safe: Callable[[str], str]) -> str:
    told = words.facts.get(f"{settling.fact}, partial") if settling.partial else None
    fact = told or words.facts[settling.fact]
    if settling.side != "asked":
        fact = words.say(f"of_{settling.side}", fact=fact)
    if not settling.other:
        return fact
    return words.say("fact_with", fact=fact, other=safe(value_in_words(settling.fact, settling.other, words)))


def told_verdict(verdict: Verdict, words: Catalogue) -> str:
    """The answer in one sentence, with the lists and their dates. Never "cleared"."""
    lists = ", ".join(words.say("list_at", list=one.dataset, day=one.published[:10]) for one in verdict.searched)
    hits = len(verdict.hits) if verdict.outcome == "clear" else sum(hit.distinguished is None for hit in verdict.hits)
    count = words.say("entries_one") if hits == 1 else words.say("entries_many", n=hits)
    outcome = "distinguished" if verdict.outcome == "clear" and hits else verdict.outcome
    return words.say(f"verdict_{outcome}", count=count, lists=lists, why=verdict.reason)
