"""What the old layouts of the EU list write as words in one field, taken apart: documents, remarks, contacts, birth dates.

XML 1.0 and CSV 1.0 print a document as "OR 1961825 (passport-National passport) [known to be expired](issued …)"; CSV writes
a line break as a backslash and an n. `read` of the new layout needs none of this. Nothing here knows of files.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.reading import Fields

FLAGS = MappingProxyType(
    {
        "known to be expired": "@knownExpired",
        "known to be false": "@knownFalse",
        "reported lost": "@reportedLost",
        "revoked by issuer": "@revokedByIssuer",
        "diplomatic": "@diplomatic",
    }
)
_DOCUMENT = re.compile(r"(?P<number>.*?)\s*\((?P<code>[A-Za-z]+)-(?P<words>[^()]*)\)\s*(?P<rest>.*)", re.DOTALL)
_VALID_TO = re.compile(r"\(valid to (\d{4}-\d{2}-\d{2})\)")
_FLAG = re.compile(r"\[([^\[\]]+)\]")
_CONTACT = re.compile(r"([A-Z]{2,10})\[([^\[\]]*)\]")
_BIRTH = re.compile(r"(?P<first>\d{4})(?:\s*-\s*(?P<last>\d{4}))?(?P<circa>\s*\(approximative\))?")


def lines(words: str) -> str:
    """Words with real line breaks."""
    return words.replace("\\n", "\n")


def remarks(words: str) -> list[str]:
    """Remarks of one field: each bracketed one ("(first) (second)") by itself; words that are not all in brackets as one."""
    text = lines(words).strip()
    found: list[str] = []
    depth = start = 0
    for position, letter in enumerate(text):
        if letter == "(":
            if depth == 0:
                if text[start:position].strip():
                    return [text]
                start = position + 1
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append(text[start:position].strip())
                start = position + 1
    if depth or text[start:].strip():
        return [text]
    return list(dict.fromkeys(inner for one in found if one for inner in remarks(one)))


def put_document(part: Fields, words: str) -> None:
    """A printed document into the fields of an `identification`."""
    met = _DOCUMENT.fullmatch(words)
    if met is None:
        part.put("@number", words)
        return
    part.put("@number", met["number"])
    part.put("@identificationTypeCode", met["code"])
    part.put("@identificationTypeDescription", met["words"])
    rest = lines(met["rest"])
    for flag in _FLAG.findall(rest):
        if (field := FLAGS.get(flag.strip().lower())) is not None:
            part.put(field, "true")
            rest = rest.replace(f"[{flag}]", " ")
    for day in _VALID_TO.findall(rest):
        part.put("@validTo", day)
        rest = rest.replace(f"(valid to {day})", " ")
    for remark in remarks(rest):
        part.put("remark", remark)


def put_contacts(part: Fields, words: str) -> None:
    """Words such as "PHONE[497 92 63]" and remarks into the `contactInfo` and `remark` of an address."""
    text = lines(words)
    for key, value in contacts(text):
        made = Fields("contactInfo", f"{part.path}/contactInfo")
        made.put("@key", key)
        made.put("@value", value)
        part.put_part(made)
        text = text.replace(f"{key}[{value}]", " ")
    for remark in remarks(text) if text.strip() else []:
        part.put("remark", remark)


def contacts(words: str) -> Iterator[tuple[str, str]]:
    """(kind, value) of every "KIND[value]"."""
    for met in _CONTACT.finditer(words):
        yield met[1], met[2]


def put_birth(part: Fields, words: str) -> None:
    """Words such as "1963-05-01", "1963 (approximative)", "1958 - 1963 (approximative)", "N/A" into the fields of a `birthdate`."""
    if words.strip() in ("", "N/A"):
        return
    met = _BIRTH.fullmatch(words.strip())
    if met is None:
        part.put("@birthdate", words)
        return
    if met["last"]:
        part.put("@yearRangeFrom", met["first"])
        part.put("@yearRangeTo", met["last"])
    else:
        part.put("@year", met["first"])
    part.put("@circa", "true" if met["circa"] else "false")
