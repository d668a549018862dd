"""Kazakhstan's 12-digit numbers: IIN of a person, BIN of an organisation.

Source: rules for forming identification numbers, Government of Kazakhstan, decree 406 of 22 May 2007, amended by 853 of
26 August 2013. A number given before the amendment holds its holder's birth date and sex; since then a number need not, and a
number is never changed when a date is corrected. So what is read out of it is evidence, not proof.
"""

import re
from dataclasses import dataclass
from datetime import date

_TWELVE = re.compile(r"[0-9]{12}")
_LABEL = re.compile(r"^\s*(?:иин|жсн|бин|бсн|iin|bin|jsn|bsn)\b[\s:.№]*", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-.]+")
_CENTURY = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


@dataclass(frozen=True, slots=True)
class Iin:
    """What a person's number says: birth date (ISO) and sex ("male", "female"); None where it says neither."""

    number: str
    birth_date: str | None
    sex: str | None


def iin(value: str) -> str | None:
    """Twelve digits, check digit; None where it is not so or where the number is an organisation's."""
    number = _checked(value)
    return number if number is not None and not _is_organisation(number) else None


def organisation_bin(value: str) -> str | None:
    """Twelve digits, check digit, registration month 01 to 12, fifth digit 4 (resident), 5 (non-resident) or 6 (partnership)."""
    number = _checked(value)
    return number if number is not None and _is_organisation(number) else None


def read_iin(value: str) -> Iin | None:
    """A person's number with what it encodes: digits 1 to 6 are YYMMDD, digit 7 century and sex (odd is male)."""
    number = iin(value)
    if number is None:
        return None
    century = _CENTURY.get(number[6])
    if century is None:
        return Iin(number, None, None)
    sex = "male" if int(number[6]) % 2 else "female"
    try:
        born = date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return Iin(number, None, sex)
    return Iin(number, born.isoformat(), sex)


def check_digit(eleven: str) -> int | None:
    """The twelfth digit: weighted sum mod 11, a second row of weights where that is 10; None where the second is 10 too."""
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(int(digit) * weight for digit, weight in zip(eleven, weights, strict=True)) % 11
        if rest != 10:
            return rest
    return None


def _checked(value: str) -> str | None:
    number = _BETWEEN.sub("", _LABEL.sub("", value))
    if _TWELVE.fullmatch(number) is None or check_digit(number[:11]) != int(number[11]):
        return None
    return number


def _is_organisation(number: str) -> bool:
    """An organisation's fifth digit is 4, 5 or 6, which no day of a month begins with."""
    return number[4] in "456" and "01" <= number[2:4] <= "12"
