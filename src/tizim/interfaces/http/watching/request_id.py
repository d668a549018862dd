"""The number of a request: the caller's own, if it is one, else made here. It stands in the log, on record and in the answer."""

import re
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Scope

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}")


def number(scope: Scope) -> str:
    """The number of a request, which its `X-Request-ID` holds from here on: whoever reads the header reads this one.

    What is not well formed (128 letters, digits and `._:/+=@-`; told once) could write lines of its own into a log: it is not taken.
    """
    told = Headers(scope=scope).getlist(HEADER)
    found = told[0] if len(told) == 1 and _WELL_FORMED.fullmatch(told[0]) else token_hex(16)
    name = HEADER.lower().encode()
    scope["headers"] = [*((key, value) for key, value in scope["headers"] if key != name), (name, found.encode())]
    return found


def tell(headers: MutableHeaders, found: str) -> None:
    """Puts it into an answer."""
    headers[HEADER] = found
