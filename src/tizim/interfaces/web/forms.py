"""What comes back from a form: read under ceilings, and refused where it does not say the token of the page it was made on.

Every route that takes a form depends on `form_of` (`AForm`); `require_forms` stops the start where one that changes or asks something
does not. Start there.
"""

import hmac
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.datastructures import FormData, UploadFile

from tizim.access.sessions import form_token
from tizim.errors import NotAllowed, SubjectError
from tizim.interfaces.http.caller import cookie_name

TOKEN = "token"  # noqa: S105  (the name of a field)
_MOST_FIELDS = 1_000
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by their names."""

    data: FormData

    def text(self, name: str, otherwise: str = "") -> str:
        """A field, without blanks around it. Raises SubjectError where it is longer than any field may be."""
        value = self.data.get(name, otherwise)
        words = value.strip() if isinstance(value, str) else otherwise
        if len(words) > _LONGEST:
            raise SubjectError(f"{name}: expected at most {_LONGEST:,} letters, came {len(words):,}")
        return words

    def texts(self, name: str) -> list[str]:
        """All fields of a name that say something."""
        values = (one.strip() for one in self.data.getlist(name) if isinstance(one, str))
        return [one for one in values if one][:_MOST_FIELDS]

    def lines(self, name: str) -> list[str]:
        """What a field says line by line."""
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def number(self, name: str, otherwise: int = 0) -> int:
        """A whole number of at least 0. Raises SubjectError where it is none."""
        words = self.text(name) or str(otherwise)
        if not words.isascii() or not words.isdecimal() or len(words) > 9:
            raise SubjectError(f"{name}: expected a whole number, came {words[:40]!r}")
        return int(words)

    def file(self, name: str) -> UploadFile | None:
        """A file that was chosen; None where none was."""
        found = self.data.get(name)
        return found if isinstance(found, UploadFile) and found.filename else None


async def form_of(request: Request) -> AsyncIterator[Form]:
    """The form of a request. Raises NotAllowed where it does not say the token of a page of ours."""
    async with request.form(max_files=1, max_fields=_MOST_FIELDS) as data:
        said = data.get(TOKEN)
        secret = request.cookies.get(cookie_name(request.scope), "")
        # Whoever makes somebody's browser send a form cannot read their cookie, and so cannot say this.
        if (
            not secret
            or not isinstance(said, str)
            or not hmac.compare_digest(said.encode(), form_token(secret).encode())
        ):
            raise NotAllowed(
                "expected a form of a page that is open in this browser, came another: load the page again"
            )
        yield Form(data)


AForm = Annotated[Form, Depends(form_of)]


def require_forms(routes: Iterable[object]) -> None:
    """Raises TypeError where a route that is more than looking does not take its form by `form_of`: a mistake in tizim."""
    open_doors = [
        one.path
        for one in routes
        if isinstance(one, APIRoute)
        and (one.methods or set()) - {"GET", "HEAD"}
        and form_of not in set(_called(one.dependant))
    ]
    if open_doors:
        raise TypeError(
            f"expected form_of in the dependencies of each form's route, it is missing in {', '.join(open_doors)}"
        )


def _called(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _called(one)
