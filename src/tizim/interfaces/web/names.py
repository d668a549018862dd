"""Names that met, with the words marked in which a part of one met a part of the other. Start at `marked_sides`."""

import re
from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

from tizim.interfaces.harmless import harmless
from tizim.model.verdict import Reason
from tizim.text.tokens import tokenise

_MET = frozenset({"name part", "whole name", "one part only", "other initial"})
"""features whose values are parts of names that met"""
_BETWEEN_WORDS = re.compile(r"([\s\-‐/,;]+)")


def marked_sides(
    asked: Sequence[str], known: Sequence[str], reasons: Sequence[Reason]
) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """The names of both sides, as they met by these reasons."""
    met = [one for one in reasons if one.feature in _MET and one.weight >= 0]
    ours, theirs = _parts(one.asked for one in met), _parts(one.known for one in met)
    return tuple(marked(name, ours) for name in asked), tuple(marked(name, theirs) for name in known)


def _parts(values: Iterable[str]) -> frozenset[str]:
    """The parts of names in the values of reasons."""
    return frozenset(token.written for value in values for token in tokenise(value))


def marked(name: str, parts: Collection[str]) -> Markup:
    """A name as it is written, with the words marked in which a part of it met a part of the other name."""
    pieces = _BETWEEN_WORDS.split(harmless(name))
    told = (
        Markup("<mark>{}</mark>").format(piece) if at % 2 == 0 and _meets(piece, parts) else escape(piece)
        for at, piece in enumerate(pieces)
    )
    return Markup('<bdi class="name">{}</bdi>').format(Markup("").join(told))


def _meets(word: str, parts: Collection[str]) -> bool:
    return bool(word) and any(token.written in parts for token in tokenise(word))
