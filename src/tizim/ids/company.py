"""Companies and their papers: LEI (ISO 17442), ISIN (ISO 6166), tax and register numbers. Checked by python-stdnum."""

import re
from collections.abc import Callable

import stdnum.cn.uscc
import stdnum.isin
import stdnum.lei
import stdnum.ru.inn
import stdnum.ru.ogrn
import stdnum.ua.edrpou
import stdnum.ua.rntrc
from stdnum.exceptions import ValidationError

_LABEL = re.compile(
    r"^\s*(?:lei|isin|инн|огрн(?:ип)?|inn|ogrn|едрпоу|єдрпоу|рнокпп|ипн|іпн|uscc)\b[\s:.№]*", re.IGNORECASE
)


def lei(value: str) -> str | None:
    """Legal entity identifier: 20 characters, check digits mod 97-10."""
    return _valid(stdnum.lei.validate, value)


def isin(value: str) -> str | None:
    """Security: 12 characters, Luhn check digit."""
    return _valid(stdnum.isin.validate, value)


def inn(value: str) -> str | None:
    """Russian tax number: 10 digits (organisations) or 12 (people), with their check digits."""
    return _valid(stdnum.ru.inn.validate, value)


def ogrn(value: str) -> str | None:
    """Russian state register: 13 digits (organisations) or 15 (entrepreneurs), with their check digit."""
    return _valid(stdnum.ru.ogrn.validate, value)


def edrpou(value: str) -> str | None:
    """Ukrainian register of organisations: 8 digits, check digit."""
    return _valid(stdnum.ua.edrpou.validate, value)


def rntrc(value: str) -> str | None:
    """Ukrainian tax number of a person: 10 digits, check digit."""
    return _valid(stdnum.ua.rntrc.validate, value)


def uscc(value: str) -> str | None:
    """Chinese unified social credit code (GB 32100-2015): 18 characters, check character."""
    return _valid(stdnum.cn.uscc.validate, value)


def _valid(check: Callable[[str], str], value: str) -> str | None:
    try:
        return check(_LABEL.sub("", value).strip())
    except ValidationError:
        return None
