"""One ALIAS_NAME of the UN list often holds several spellings: "A; B", "X (A; B)", "A (original script: X)", "A b) B", "NAME (ABC)".

Each becomes a name of its own, so that a spelling is found by itself; the publisher's words are kept beside each. What stands
in brackets and is no name (a remark, a reference, a single ordinary word that tells apart) is left out of the names only.
"""

import re

from tizim.text.countries import country_code
from tizim.text.script import script_of

_MARKER = re.compile(r"(?:^|\s)[a-z]\)\s+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(r"^(?:original script|in original script)\s*:\s*", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z][A-Z&.'’–-]{1,9}")
_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}", re.IGNORECASE)
_REMARK = re.compile(
    r"\d|:|\b(?:born|listed|formerly|previously|also|passport|spelling|name|the|of|in|as|at|by)\b", re.IGNORECASE
)


def spellings(words: str) -> list[str]:
    """The names in one field, in their order, without repeats; the field itself where it is one name.

    "فلان (Fulan; Folan)" gives three; "Quillfeather Aid (QAID)" gives the name and the abbreviation.
    """
    outside = _BRACKETED.sub(" ; ", words) if _BRACKETED.search(words) else words
    main = [name for piece in outside.split(";") for name in _pieces(piece)]
    inner = [name for met in _BRACKETED.finditer(words) for name in _in_brackets(met[1], main)]
    names = list(dict.fromkeys([*main, *inner]))
    return names or [words.strip()]


def _scripts(name: str) -> set[str]:
    return {script_of(word) for word in name.split()}


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation of at most three letters, which half the world shares."""
    return len(name) <= 3 and name.isupper()


def _pieces(words: str) -> list[str]:
    return [bare for piece in _MARKER.split(words) if (bare := piece.strip(" ,;"))]


def _in_brackets(words: str, main: list[str]) -> list[str]:
    labelled = _LABEL.sub("", words.strip())
    names = []
    for piece in _pieces(labelled.replace(";", " b) ") if ";" in labelled else labelled):
        # A label between two names in the same brackets: "(x (original script); y)" leaves a bare label behind.
        if _REFERENCE.fullmatch(piece) or piece.casefold() == "original script" or country_code(piece) is not None:
            continue
        other_script = _scripts(piece).isdisjoint(set().union(*map(_scripts, main)))
        listed = ";" in labelled or labelled != words.strip()
        if (
            _ABBREVIATION.fullmatch(piece)
            or other_script
            or listed
            or (len(piece.split()) > 1 and not _REMARK.search(piece))
        ):
            names.append(piece)
    return names
