"""The kinds of identifier tizim knows, and the function that gives each its normal form.

Kinds carry FollowTheMoney's names where it has one (its formats "lei", "inn", "uscc", …). A family's library is imported when
the first number of the family is met.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "passport": "document:document_form",
        "national-id": "document:document_form",
        "registration": "document:document_form",
        "tax-number": "document:document_form",
        "iban": "bank:iban",
        "bic": "bank:bic",
        "swift": "bank:bic",
        "lei": "company:lei",
        "isin": "company:isin",
        "inn": "company:inn",
        "ogrn": "company:ogrn",
        "edrpou": "company:edrpou",
        "uscc": "company:uscc",
        "rntrc": "company:rntrc",
        "iin": "kazakh:iin",
        "bin": "kazakh:organisation_bin",
        "imo": "ship:imo",
        "mmsi": "ship:mmsi",
        "wallet": "wallet:wallet_form",
    }
)
"""Kind -> the file of this folder and the function in it."""


def normal_form(kind: str, value: str) -> str | None:
    """The one form of an identifier, or None where it is not well formed (length, alphabet, check digits).

    Raises KeyError where `kind` is none of `KINDS`: a caller's mistake, never the data's.
    """
    return _reader(kind)(value)


@cache
def _reader(kind: str) -> Callable[[str], str | None]:
    module, function = KINDS[kind].split(":")
    reader: Callable[[str], str | None] = getattr(import_module(f"tizim.ids.{module}"), function)
    return reader
