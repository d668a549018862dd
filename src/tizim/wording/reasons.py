"""A reason of a score in words, and the values that met as a person reads them. Start at `told_reason`."""

import re
from collections.abc import Callable

from tizim.model.verdict import Reason
from tizim.text.countries import country_name
from tizim.wording.catalogue import OTHERWISE, Catalogue

_NUMBER = re.compile(r"\d+")


def how_they_met(reason: Reason, words: Catalogue) -> str:
    """What a reason says, without the values: "same father's name". Never fails: what has no words is told as it is."""
    hows = words.reasons.get(reason.feature)
    if hows is None:
        return words.say("unknown_reason", feature=reason.feature, how=reason.how)
    number = _NUMBER.search(reason.how)
    told = hows.get(reason.how) or hows.get(_NUMBER.sub("n", reason.how))
    if told is None:
        return hows[OTHERWISE]
    return told.format(n=number[0] if number is not None else "")


def value_in_words(feature: str, value: str, words: Catalogue) -> str:
    """A value as a person reads it: the name of a country, a kind or a gender; any other as it is."""
    if feature == "country":
        return ", ".join(country_name(code, words.language) for code in value.split(", ")) if value else value
    if feature == "kind":
        return words.kinds.get(value, value)
    if feature == "gender":
        return ", ".join(words.genders.get(one, one) for one in value.split(", "))
    return value


def told_reason(reason: Reason, words: Catalogue, safe: Callable[[str], str] = str) -> str:
    """A reason on one line: weight, what it says, the values that met.

    safe: makes values harmless for where they are shown; they come from lists and from who asks.
    """
    asked, known = (value_in_words(reason.feature, value, words) for value in (reason.asked, reason.known))
    met = f"{asked} ~ {known}" if asked and known else asked or known
    how = how_they_met(reason, words)
    return f"{reason.weight:+.2f}  {how}: {safe(met)}" if met else f"{reason.weight:+.2f}  {how}"
