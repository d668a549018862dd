"""Numbers written as words: "Forty 4", "Third", "1st", "вторая" are numbers of a body's or a ship's name like any other.

Cardinals and ordinals of English and Russian, and the ordinals that several languages write with a digit. Roman numerals are the
business of whoever knows what kind of name it is. Start at `fold_numbers` (a name's tokens) or `number_of` (one token).
"""

import re
from collections.abc import Sequence
from typing import Final

from tizim.text.tokens import Token

_UNITS: Final = {
    word: number
    for number, words in enumerate(
        """
zero|one first|two second|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth
eleven eleventh|twelve twelfth|thirteen thirteenth|fourteen fourteenth|fifteen fifteenth|sixteen sixteenth|seventeen seventeenth
eighteen eighteenth|nineteen nineteenth
""".strip()
        .replace("\n", "|")
        .split("|")
    )
    for word in words.split()
}
_TENS: Final = {
    word: 10 * number
    for number, words in enumerate(
        "twenty twentieth|thirty thirtieth|forty fortieth|fifty fiftieth|sixty sixtieth|seventy seventieth|eighty eightieth|ninety ninetieth".split("|"),
        start=2,
    )
    for word in words.split()
}  # fmt: skip
_RUSSIAN: Final = {
    stem: number
    for number, stems in enumerate(
        "perv odin|vtor dva|tret tri|chetvert chetyre|pyat|shest|sedm sem|vosm vosem|devyat|desyat".split("|"), start=1
    )
    for stem in stems.split()
}
_RUSSIAN_ENDING: Final = re.compile("(?:yi|yy|ii|iy|oi|oy|aya|oe|ya|e|ogo|ego|omu|y|i)?")
_WITH_DIGIT: Final = re.compile("(\\d{1,4})(?:st|nd|rd|th|er|re|e|o|a|i|ya|oi|oy|yi|aya|oe)")


def number_of(form: str, script: str = "Latn") -> int | None:
    """The number a romanised token says, in words or with an ordinal's ending; None for any other token, plain digits too."""
    if (match := _WITH_DIGIT.fullmatch(form)) is not None:
        return int(match[1])
    if script == "Cyrl":
        for stem, number in _RUSSIAN.items():
            if form.startswith(stem) and _RUSSIAN_ENDING.fullmatch(form[len(stem) :]):
                return number
        return None
    return _UNITS.get(form, _TENS.get(form))


def fold_numbers(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with numbers in words as one token of digits: "forty four" and "forty 4" are 44, "first" is 1.

    A lone number word that stands as the last word of a name of several stays a number too; digits stay as they are.
    """
    folded: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        form = token.forms[0] if token.forms else ""
        taken, number = 1, number_of(form, token.script)
        if number is not None and form in _TENS and place + 1 < len(tokens):
            after = tokens[place + 1].forms[0] if tokens[place + 1].forms else ""
            unit = int(after) if after.isdigit() and len(after) == 1 else _UNITS.get(after, 0)
            if 0 < unit < 10:
                taken, number = 2, number + unit
        if number is None:
            folded.append(token)
        else:
            digits = str(number)
            written = " ".join(one.written for one in tokens[place : place + taken])
            folded.append(Token(written, "Zyyy", (digits,), digits, (digits,)))
        place += taken
    return tuple(folded)
