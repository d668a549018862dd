"""Documents in the notes on a person: "Passport no.: a) Example passport number X1, issued on 1 Jan. 2001 b) …".

The notes follow the UN's narrative: a label, then one document or several with letters, up to the next sentence or label.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tizim.sources.shared.document_words import DocumentWords, document_of
from tizim.sources.shared.numbered import pieces

_LABEL = re.compile(
    r"(?P<of>\b(?:[A-Z][a-z’'-]+\s+){0,3}?)(?:(?:diplomatic|service|official)\s+)?"
    r"(?P<kind>[Pp]assport|(?:[Nn]ational\s+)?[Ii]dentification(?:\s+card)?|(?:[Nn]ational\s+)?(?:[Ii]dentity\s+card|ID\s+[Cc]ard))"
    r"(?:\s+[Ii]nformation)?\s*(?:\([^()]*\))?\s*(?:(?:[Nn]os?\b\.?|[Nn]umbers?\b)\s*[.:]*|[:–-]|(?=[A-Z]{0,3}\d))\s*"
)
_END = re.compile(
    r"\.\s+(?=[A-Z][a-z’']+(?:\s+[a-z(]|[ :,]))|\b(?:Other information|Address|Nationality|Citizenship|Designation|Title|Gender|DOB|POB|Listed|Review pursuant|INTERPOL|"
    r"Physical description)\b",
)
_LEAST_DIGITS = 3
_NAMED = re.compile(r"\((?:[Nn]ame in|[Nn]ames? of)[^()]*\)|\bunder (?:the )?name\b[^)]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NotedDocument:
    """A document in the notes: whether it is a passport, and what its words say."""

    is_passport: bool
    words: str
    said: DocumentWords


def documents_in(notes: str) -> Iterator[NotedDocument]:
    """Every document with a number, in the order of the notes."""
    text = " ".join(notes.split())
    labels = list(_LABEL.finditer(text))
    for place, label in enumerate(labels):
        stop = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        rest = text[label.end() : stop]
        end = _END.search(rest)
        for number, piece in enumerate(pieces(rest[: end.start()] if end else rest)):
            # What stands before the label ("Tunisian passport number X1 b) X2") is said of the first document only.
            whole = f"{label['of']}{label['kind']} number {piece}" if label["of"] and number == 0 else piece
            words = _NAMED.sub(" ", whole)
            said = document_of(words)
            if sum(map(str.isdigit, "".join(said.numbers))) >= _LEAST_DIGITS:
                yield NotedDocument(label["kind"].casefold() == "passport", piece, said)
