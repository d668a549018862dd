"""Bank accounts and banks: IBAN (ISO 13616) and BIC (ISO 9362). Checked by python-stdnum."""

import re

import stdnum.bic
import stdnum.iban
from stdnum.exceptions import ValidationError

_LABEL = re.compile(r"^\s*(?:iban|bic|swift(?:\s*/\s*bic)?(?:\s+code)?)\b[\s:.]*", re.IGNORECASE)


def iban(value: str) -> str | None:
    """Upper case without blanks; None where the country's length, the structure or the check digits (mod 97-10) are wrong."""
    try:
        return stdnum.iban.validate(_LABEL.sub("", value), check_country=False)
    except ValidationError:
        return None


def bic(value: str) -> str | None:
    """Eight characters, or eleven where a branch is named: the head office's "XXX" falls away (ISO 9362, 3.4). No check digit."""
    try:
        return stdnum.bic.validate(_LABEL.sub("", value)).removesuffix("XXX")
    except ValidationError:
        return None
