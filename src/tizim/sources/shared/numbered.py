"""Several values numbered inside one cell, as British lists write them: "(1) Tripoli (2) Tunis", "a) … b) …", "(1)-(2) Algeria"."""

import re

_MARKER = re.compile(r"(?:\(|(?<![^\s,;:.)\]-]))(?P<mark>[1-9]\d?|[A-Oa-o])\)")
_FIRST = frozenset({"1", "a"})
_SECOND = frozenset({"2", "b"})
_JOINING = frozenset({"to", "and", "&"})


def pieces(words: str) -> list[str]:
    """The numbered values; words without numbering are one value; a number with no words is none.

    What stands before the first number belongs to each ("Passport no: (a) 472320665 (b) 563120356").
    """
    marks = list(_MARKER.finditer(words))
    if not marks or marks[0]["mark"].lower() not in _FIRST | _SECOND:
        return [words.strip()] if words.strip() else []
    lead = words[: marks[0].start()].strip()
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    found = [words[mark.end() : end].strip(" ,;") for mark, end in zip(marks, ends, strict=True)]
    found = [one for one in found if any(letter.isalnum() for letter in one) and one.lower() not in _JOINING]
    if marks[0]["mark"].lower() in _FIRST:
        return [f"{lead} {one}" if lead else one for one in found]
    return [lead, *found] if lead else found
