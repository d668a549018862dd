"""A name as somebody else writes it: one cause at a time, by its name. What a birth date or nationality becomes: `perturb_facts`.

Every cause is a function of the name and of a key (what the choice is made by); it gives None where it does not apply, and never
the name itself. Start at `CAUSES`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from fit.chance import chosen, few
from fit.perturb_tables import (
    AZERTY,
    DRAWN_ALIKE,
    INVISIBLE,
    JCUKEN,
    LEET,
    LEGAL_FORMS,
    LOOKS,
    PATRONYMIC,
    QWERTY,
    SPELLINGS,
    STANDARDS,
    TITLES,
    VOICES,
    VOWELS,
)
from tizim.text.script import script_of

Cause = Callable[[str, str], str | None]
_FIELDS = (20, 30, 35, 40)
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL_LETTERS = "aeiouyAEIOUYаеёиоуыэюяАЕЁИОУЫЭЮЯіїєІЇЄ"


def perturbed(name: str, cause: str, key: str) -> str | None:
    """The name after this cause; None where it does not apply to it."""
    made = CAUSES[cause](name, key)
    return made if made is not None and made.strip() and made != name else None


def _neighbour(rows: Sequence[str]) -> Cause:
    """One letter as the key beside it."""

    def cause(name: str, key: str) -> str | None:
        places = [at for at in _inner(name) if _beside(name[at], rows)]
        if not places:
            return None
        at = chosen(places, key, name, rows[0])
        letter = chosen(_beside(name[at], rows), key, name, at)
        return _spliced(name, at, at + 1, letter)

    return cause


def _beside(letter: str, rows: Sequence[str]) -> list[str]:
    """Keys left, right, above and below."""
    found = []
    for number, row in enumerate(rows):
        at = row.find(letter.lower())
        if at < 0:
            continue
        found += [row[near] for near in (at - 1, at + 1) if 0 <= near < len(row)]
        found += [
            rows[other][at] for other in (number - 1, number + 1) if 0 <= other < len(rows) and at < len(rows[other])
        ]
    return found


def _swap(table: Sequence[tuple[str, str]]) -> Cause:
    """One group of letters of the table as another."""

    def cause(name: str, key: str) -> str | None:
        low = name.lower()
        if len(low) != len(name):
            return None
        places = [(at, old, new) for old, new in table for at in _places(low, old)]
        if not places:
            return None
        at, old, new = chosen(places, key, name, table[0])
        return _spliced(name, at, at + len(old), new)

    return cause


def _places(low: str, group: str) -> list[int]:
    """Where a group stands in words of three letters or more."""
    within = [match.span() for match in _LETTERS.finditer(low) if match.end() - match.start() > 2]
    return [
        at
        for at in range(len(low) - len(group) + 1)
        if low.startswith(group, at) and any(start <= at and at + len(group) <= end for start, end in within)
    ]


def _standard(table: Mapping[str, str]) -> Cause:
    """A name in Cyrillic letters as a standard writes it in Latin ones."""

    def cause(name: str, key: str) -> str | None:  # noqa: ARG001  (a standard leaves no choice)
        if not any(letter.lower() in table for letter in name):
            return None
        made = "".join(
            letters.capitalize() if letter.isupper() else letters
            for letter in name
            for letters in [table.get(letter.lower(), letter).replace("-", "")]
        )
        made = made.upper() if name.isupper() else made
        return None if re.search("[\u0400-\u04ff]", made) else made

    return cause


def _dropped(name: str, key: str) -> str | None:
    """One letter left out."""
    at = chosen(_inner(name), key, name) if _inner(name) else None
    return name[:at] + name[at + 1 :] if at is not None else None


def _doubled(name: str, key: str) -> str | None:
    """One letter typed twice."""
    at = chosen(_inner(name), key, name) if _inner(name) else None
    return _spliced(name, at, at + 1, name[at] * 2) if at is not None else None


def _undoubled(name: str, key: str) -> str | None:
    """A double letter typed once."""
    places = [at for at in range(1, len(name)) if name[at].isalpha() and name[at].lower() == name[at - 1].lower()]
    at = chosen(places, key, name) if places else None
    return name[:at] + name[at + 1 :] if at is not None else None


def _transposed(name: str, key: str) -> str | None:
    """Two letters in the other order."""
    places = [
        at for at in _inner(name) if at + 1 < len(name) and name[at + 1].isalpha() and name[at].lower() != name[at + 1]
    ]
    at = chosen(places, key, name) if places else None
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :] if at is not None else None


def _family_first(name: str, key: str) -> str | None:  # noqa: ARG001
    """The last word first."""
    words = _words(name)
    return " ".join([words[-1], *words[:-1]]) if len(words) > 1 else None


def _family_comma(name: str, key: str) -> str | None:  # noqa: ARG001
    """The last word first, with a comma, as in registers."""
    words = _words(name)
    return f"{words[-1].upper()}, {' '.join(words[:-1])}" if len(words) > 1 else None


def _patronymic_dropped(name: str, key: str) -> str | None:  # noqa: ARG001
    """The father's name left out, where it has a form of its own."""
    words = _words(name)
    kept = [word for word in words if not re.search(PATRONYMIC, word.lower())]
    return " ".join(kept) if 2 <= len(kept) < len(words) else None


def _middle_dropped(name: str, key: str) -> str | None:
    """One word between the first and the last left out."""
    words = _words(name)
    if len(words) < 3:
        return None
    out = chosen(range(1, len(words) - 1), key, name)
    return " ".join(word for at, word in enumerate(words) if at != out)


def _initials(name: str, key: str) -> str | None:  # noqa: ARG001
    """All but the last word as initials."""
    words = _words(name)
    return " ".join([*(f"{word[0].upper()}." for word in words[:-1]), words[-1]]) if len(words) > 1 else None


def _middle_initials(name: str, key: str) -> str | None:  # noqa: ARG001
    """Words between the first and the last as initials."""
    words = _words(name)
    if len(words) < 3:
        return None
    return " ".join([words[0], *(f"{word[0].upper()}." for word in words[1:-1]), words[-1]])


def _joined(name: str, key: str) -> str | None:
    """Two words written as one."""
    gaps = [match.span() for match in re.finditer(r"(?<=\w)[ \-](?=\w)", name)]
    if not gaps:
        return None
    start, end = chosen(gaps, key, name)
    letter = name[end] if _word_at(name, end).isupper() else name[end].lower()
    return f"{name[:start]}{letter}{name[end + 1 :]}"


def _split(name: str, key: str) -> str | None:
    """A long word written as two."""
    long = [match for match in _LETTERS.finditer(name) if match.end() - match.start() > 6]
    if not long:
        return None
    word = chosen(long, key, name)
    at = chosen(range(word.start() + 3, word.end() - 2), key, name, "at")
    return f"{name[:at]}{chosen((' ', '-'), key, name, 'by')}{name[at:]}"


def _hyphen(name: str, key: str) -> str | None:
    """A hyphen for a blank, or a blank for a hyphen."""
    gaps = [match.start() for match in re.finditer(r"(?<=\w)[ \-](?=\w)", name)]
    at = chosen(gaps, key, name) if gaps else None
    return f"{name[:at]}{' ' if name[at] == '-' else '-'}{name[at + 1 :]}" if at is not None else None


def _truncated(name: str, key: str) -> str | None:
    """Cut off where a field ends; cut within the last word, it has at least two letters of it."""
    widths = [width for width in _FIELDS if width < len(name) - 1]
    if not widths:
        return None
    made = name[: chosen(widths, key, name)].rstrip()
    return made if len(_words(made)) > 1 else None


def _title(name: str, key: str) -> str | None:
    """A title before it, in its own script."""
    titles = TITLES.get(script_of(name))
    return f"{chosen(titles, key, name)} {name}" if titles else None


def _vowels_out(name: str, key: str) -> str | None:
    """One word without its vowels but the first letter, as in abbreviated names."""
    words = name.split()
    able = [at for at, word in enumerate(words) if len(word) > 4 and len(_bones(word)) > 2 and _bones(word) != word]
    if not able:
        return None
    at = chosen(able, key, name)
    return " ".join([*words[:at], _bones(words[at]), *words[at + 1 :]])


def _bones(word: str) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWEL_LETTERS)


def _replaced(table: Mapping[str, str], count: int) -> Cause:
    """Some letters as other characters."""

    def cause(name: str, key: str) -> str | None:
        places = [at for at, letter in enumerate(name) if letter in table or letter.lower() in table]
        if not places or not name.isascii():
            return None
        drawn = set(few(places, count, key, name))
        return "".join(
            table.get(letter, table.get(letter.lower(), letter)) if at in drawn else letter
            for at, letter in enumerate(name)
        )

    return cause


def _invisible(name: str, key: str) -> str | None:
    """A character nobody sees within a word."""
    at = chosen(_inner(name), key, name) if _inner(name) else None
    return name[:at] + chosen(INVISIBLE, key, name) + name[at:] if at is not None else None


def _wide(name: str, key: str) -> str | None:  # noqa: ARG001
    """Latin letters of East Asian width."""
    made = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)
    return made if made != name else None


def _unaccented(name: str, key: str) -> str | None:  # noqa: ARG001
    """Latin letters without their marks."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", name) if not "\u0300" <= letter <= "\u036f"
    )  # й and ё lose theirs too, as on forms
    made = unicodedata.normalize("NFC", bare)
    return made if made != unicodedata.normalize("NFC", name) else None


def _shouted(name: str, key: str) -> str | None:  # noqa: ARG001
    """All in capitals."""
    return name.upper() if name.upper() != name else None


def _legal_form(name: str, key: str) -> str | None:
    """The form of law in its other form."""
    low = name.lower()
    there = [(old, new) for old, new in LEGAL_FORMS if re.search(rf"(?<!\w){re.escape(old)}(?!\w)\.?", low)]
    if not there or len(low) != len(name):
        return None
    old, new = chosen(there, key, name)
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)\.?", new, name, count=1, flags=re.IGNORECASE)


def _legal_form_dropped(name: str, key: str) -> str | None:  # noqa: ARG001
    """The form of law left out."""
    made = name
    for old, _new in LEGAL_FORMS:
        if old not in ("company", "co", "establishment"):
            made = re.sub(rf"[,\s]*(?<!\w){re.escape(old)}(?!\w)\.?", "", made, flags=re.IGNORECASE)
    made = made.strip(" ,«»\"'")
    return made if made != name and len(made) > 4 else None


def _and_sign(name: str, key: str) -> str | None:  # noqa: ARG001
    """The word and as a sign, or the sign as a word."""
    made = name.replace(" & ", " and ") if " & " in name else re.sub(r" and ", " & ", name, flags=re.IGNORECASE)
    return made if made != name else None


def _words(name: str) -> list[str]:
    """Words with the comma of a register taken as what it means: the family name goes last."""
    family, comma, given = name.partition(",")
    return f"{given} {family}".split() if comma and "," not in given else name.replace(",", " ").split()


def _inner(name: str) -> list[int]:
    """Places of letters in words of four and more, the first letter of a word left alone."""
    return [
        at
        for match in _LETTERS.finditer(name)
        if match.end() - match.start() > 3
        for at in range(match.start() + 1, match.end())
    ]


def _spliced(name: str, start: int, end: int, letters: str) -> str:
    """The name with other letters in this place, in the case of the word they stand in."""
    word = _word_at(name, start)
    if len(word) > 1 and word.isupper():
        letters = letters.upper()
    elif name[start].isupper():
        letters = letters.capitalize()
    else:
        letters = letters.lower()
    return name[:start] + letters + name[end:]


def _word_at(name: str, at: int) -> str:
    return next((match[0] for match in _LETTERS.finditer(name) if match.start() <= at < match.end()), "")


CAUSES: Mapping[str, Cause] = MappingProxyType(
    {
        "keyboard-qwerty": _neighbour(QWERTY),
        "keyboard-azerty": _neighbour(AZERTY),
        "keyboard-jcuken": _neighbour(JCUKEN),
        "print-looks-alike": _swap(LOOKS),
        "heard-consonant": _swap(VOICES),
        "heard-vowel": _swap(VOWELS),
        "spelling-of-a-sound": _swap(SPELLINGS),
        **{f"standard-{name}": _standard(table) for name, table in STANDARDS.items()},
        "letter-dropped": _dropped,
        "letter-doubled": _doubled,
        "letter-undoubled": _undoubled,
        "letters-transposed": _transposed,
        "family-first": _family_first,
        "family-first-comma": _family_comma,
        "patronymic-dropped": _patronymic_dropped,
        "middle-dropped": _middle_dropped,
        "initials": _initials,
        "middle-initials": _middle_initials,
        "words-joined": _joined,
        "word-split": _split,
        "hyphen": _hyphen,
        "cut-at-field": _truncated,
        "title-added": _title,
        "vowels-left-out": _vowels_out,
        "drawn-alike": _replaced(DRAWN_ALIKE, 2),
        "digits-for-letters": _replaced(LEET, 2),
        "invisible-character": _invisible,
        "wide-letters": _wide,
        "marks-left-out": _unaccented,
        "capitals": _shouted,
        "legal-form": _legal_form,
        "legal-form-dropped": _legal_form_dropped,
        "and-sign": _and_sign,
    }
)
"""Every cause by name."""

OF_PERSONS = frozenset(
    {"family-first", "family-first-comma", "patronymic-dropped", "middle-dropped", "initials", "middle-initials", "title-added"}
)  # fmt: skip
"""Causes that are about people's names only."""

OF_OTHERS = frozenset({"legal-form", "legal-form-dropped", "and-sign"})
"""Causes that are about names of organisations only."""
