"""A letter as a PDF: shaped and in both directions, in Latin, Cyrillic with the Kazakh letters, Greek and Arabic script.

Drawn with fpdf2, shaped with HarfBuzz (uharfbuzz), in Noto Sans and Noto Sans Arabic (Open Font License 1.1, packages of fontpkg), embedded
as the parts that are used. A word in a script that neither font has is romanised: the plain text has it as it is. Start at `pdf_of`.
"""

import logging
from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tizim.errors import SettingError
from tizim.text.romanise import readings

if TYPE_CHECKING:
    from fpdf import FPDF

    from tizim.jobs.letters import Letter

_FAMILIES = (("sans", "Noto Sans"), ("arabic", "Noto Sans Arabic"))
_MARGIN, _LINE, _SIZE, _TITLE = 22.0, 5.6, 10.5, 13.0
"""millimetres, millimetres, points, points"""
_POINT = "•"


def pdf_of(letter: "Letter") -> bytes:
    """The letter, on pages of A4. Raises SettingError where what draws it is not installed."""
    page, known = _page(letter)
    for line in letter.head:
        _say(page, known, line)
    page.ln(_LINE)
    _say(page, known, letter.title, size=_TITLE)
    for part in letter.parts:
        page.ln(_LINE / 2)
        if part.heading:
            _say(page, known, part.heading, size=_SIZE + 1)
        for line in part.lines:
            _say(page, known, f"{_POINT} {line}" if part.points else line)
    if letter.sender:
        page.ln(_LINE)
        _say(page, known, letter.sender)
    return bytes(page.output())


def _page(letter: "Letter") -> tuple["FPDF", Collection[int]]:
    """An empty page with its fonts, and the code points that they have."""
    try:
        import fontpkg
        import uharfbuzz  # noqa: F401  (fpdf2 shapes with it)
        from fpdf import FPDF
    except ImportError as wrong:
        raise SettingError(
            f"a letter as a PDF: expected {wrong.name} to be installed, it is not; type: pip install 'tizim[letter]'"
        ) from wrong
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table that it leaves out
    page = FPDF(format="A4")
    page.set_creation_date(datetime.fromisoformat(letter.day).replace(tzinfo=UTC))
    page.set_title(letter.title)
    page.set_lang(letter.language)
    page.set_margin(_MARGIN)
    known: set[int] = set()
    for name, family in _FAMILIES:
        page.add_font(name, fname=str(fontpkg.path(family)))
        known |= set(getattr(page.fonts[name], "cmap", ()))
    page.set_font("sans", size=_SIZE)
    page.set_fallback_fonts(["arabic"], exact_match=False)
    page.set_text_shaping(use_shaping_engine=True)
    page.add_page()
    return page, known


def _say(page: "FPDF", known: Collection[int], line: str, *, size: float = _SIZE) -> None:
    """One paragraph, folded; it is read from left to right, whatever its first word is."""
    page.set_font("sans", size=size)
    page.multi_cell(0, _LINE, _drawable(line, known), new_x="LMARGIN", new_y="NEXT", align="L")


def _drawable(line: str, known: Collection[int]) -> str:
    """Words that the fonts have; others romanised, and what is left of those is shown as missing."""
    words = [word if _has(word, known) else _romanised(word) for word in line.split(" ")]
    return "".join(one if ord(one) in known else "?" for one in " ".join(words))


def _romanised(word: str) -> str:
    """The likeliest reading; the word where there is none (signs)."""
    found = readings(word, limit=1)
    return found[0].capitalize() if found else word


def _has(word: str, known: Collection[int]) -> bool:
    return all(ord(one) in known for one in word)
