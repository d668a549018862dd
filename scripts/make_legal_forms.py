"""Write `src/tizim/text/legal_forms.tsv`: the forms of `legal_form_table.py` in every way they are looked up.

    python scripts/make_legal_forms.py

Run it after a change of the table, or of how words are split or read (`tizim.text`). A line holds one way to write a form, its
words with blanks between, and the form's class.
"""

from itertools import chain
from pathlib import Path

from tizim.text.legal_form_table import forms
from tizim.text.romanise import fold_case, readings
from tizim.text.tokens import tokenise

TABLE = Path(__file__).parents[1] / "src" / "tizim" / "text" / "legal_forms.tsv"
SPELT_OUT = range(2, 6)
"""Lengths of abbreviations that are also written letter by letter ("s p a", "o o o")."""


def lines() -> list[str]:
    """The table, a line for each way, in order."""
    classes: dict[tuple[str, ...], str] = {}
    for name, phrase in forms():
        for way in ways(phrase):
            classes.setdefault(way, name)
    return [f"{' '.join(way)}\t{name}" for way, name in sorted(classes.items())]


def ways(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The phrase as written, as romanised, both also as one token, and short abbreviations letter by letter."""
    tokens = tokenise(phrase)
    written = tuple(token.written for token in tokens)
    first = tuple(token.forms[0] for token in tokens)
    found = [written, first, ("".join(written),), ("".join(first),)]
    word = fold_case(phrase)
    if len(tokens) == 1 and len(word) in SPELT_OUT and word.isalpha():
        found += [tuple(word), tuple(chain.from_iterable(readings(letter, limit=1) for letter in word))]
    return tuple(dict.fromkeys(found))


if __name__ == "__main__":
    TABLE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
