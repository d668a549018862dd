"""Text that a spreadsheet program would run as a formula, made harmless in CSV files, and given back when tizim reads them.

A CSV file says of no cell that it is text, so "=cmd|…" in a name on a list, or in a customer's record, would run where somebody
opens the results. An apostrophe before it makes it text: at the start of a cell, and after a semicolon, tab or line break
inside one, where a program of another country's settings begins a new cell. A plain number is no formula and stays as it is.

    guarded:    =1+1  -> '=1+1       '=1+1 -> ''=1+1       A;=1+1 -> A;'=1+1       -5 -> -5
    unguarded:  the other way; `unguarded(guarded(words)) == words` for all words

Source: OWASP, CSV Injection (the characters a formula may begin with, full-width ones too).
"""

import re
from functools import lru_cache

_CELL_STARTS = r"(?<![^;\t\r\n])"
_FORMULA = re.compile(_CELL_STARTS + r"'*[=+\-@＝＋－＠][^;\t\r\n]*")
_GUARDED = re.compile(_CELL_STARTS + r"'(?='*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@lru_cache(maxsize=4096)  # results say the same of which lists were searched, row after row
def guarded(words: str) -> str:
    """The words as a cell of a CSV file."""
    return _FORMULA.sub(lambda met: met[0] if _NUMBER.fullmatch(met[0]) else f"'{met[0]}", words)


def unguarded(cell: str) -> str:
    """The words of a cell that `guarded`, or another program that does the same, has written."""
    return _GUARDED.sub("", cell) if "'" in cell else cell
