"""Identifiers: is this passport, IBAN, IMO, LEI or wallet well formed, and what is its one normal form?

`normal_form` knows the kinds of `KINDS`; `document_key` is what two document numbers are compared by, whatever their kind.
What a number says of its holder (a Kazakh IIN's birth date) is in the file of its family. Nothing here asks a register
whether the number was ever given out.
"""

from tizim.ids.document import document_key
from tizim.ids.kinds import KINDS, normal_form
from tizim.ids.wallet import wallet_key

__all__ = ["KINDS", "document_key", "normal_form", "wallet_key"]
