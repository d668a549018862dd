"""Who asks, in which role, why, and as which request: what a line of the log says of the asker."""

from dataclasses import dataclass, fields

from tizim.errors import SubjectError

LONGEST = 500
"""characters of each"""


@dataclass(frozen=True, slots=True)
class Caller:
    """user: the account that asks. role: what it acts as. purpose: why it asks. request: the caller's own number of the request.

    They are kept as they come, in the clear, and are not erased with the question: name cases by their number, never by a person.
    Raises SubjectError where there is no user, or one is longer than 500 characters.
    """

    user: str
    role: str = ""
    purpose: str = ""
    request: str = ""

    def __post_init__(self) -> None:
        for one in fields(self):
            words = getattr(self, one.name)
            if not isinstance(words, str) or len(words) > LONGEST:
                raise SubjectError(f"{one.name}: expected a text of at most {LONGEST} characters, came {_told(words)}")
        if not self.user.strip():
            raise SubjectError("user: expected who asks, came nothing")


def _told(words: object) -> str:
    return f"{len(words):,}" if isinstance(words, str) else type(words).__name__
