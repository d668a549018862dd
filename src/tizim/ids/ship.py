"""Ships: IMO numbers (IMO resolution A.1117(30)) and MMSI (ITU-R M.585-9)."""

import re

import stdnum.imo
from stdnum.exceptions import ValidationError

_LABEL = re.compile(r"^\s*(?:imo|mmsi)\b(?:\s*(?:number|no\.?))?[\s:.#]*", re.IGNORECASE)
_GLUED = re.compile(r"^\s*(?:imo|mmsi)(?=[0-9])", re.IGNORECASE)
_SHIP_STATION = re.compile(r"[2-7][0-9]{8}")
_OTHER_STATION = re.compile(r"(?:00[2-7]|0[2-7]|111[2-7]|8[2-7]|97[0-9]|98[2-7]|99[2-7])[0-9]+")


def imo(value: str) -> str | None:
    """A ship's seven digits with their check digit. Companies' IMO numbers have another check digit and give None."""
    try:
        return stdnum.imo.validate(_number(value))
    except ValidationError:
        return None


def mmsi(value: str) -> str | None:
    """Nine digits whose place of the country code (2 to 7) is right. There is no check digit: this is the format only."""
    number = re.sub(r"\s", "", _number(value))
    if re.fullmatch(r"[0-9]{9}", number) is None:
        return None
    return number if _SHIP_STATION.fullmatch(number) or _OTHER_STATION.fullmatch(number) else None


def _number(value: str) -> str:
    return _GLUED.sub("", _LABEL.sub("", value)).strip()
