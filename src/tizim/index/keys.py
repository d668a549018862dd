"""By what a part of a name is found in the dictionary: its readings, its sound, and both with a letter left out.

Two parts one edit apart share a form with one letter deleted (the symmetric-delete scheme), so a lookup is a handful of
hashes however many names there are. What shares a key is only a candidate: `compare` decides.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tizim.compare.alignment import ACRONYMS, heard_together, together
from tizim.compare.names import link_of_syllables
from tizim.compare.parts import Part
from tizim.compare.tokens import SHORTEST_BARE, SHORTEST_NEAR_FORM, SHORTEST_NEAR_SOUND, root_skeletons
from tizim.text import korean
from tizim.text.disguised import bare
from tizim.text.korean_ear import bones
from tizim.text.sound import skeleton

FORM: Final = 0
SOUND: Final = 1
NEAR_FORM: Final = 2
NEAR_SOUND: Final = 3
INITIAL: Final = 4
BARE: Final = 5
LINK: Final = 6
ACRONYM: Final = 7
HEARD: Final = 8

MADE_FORM: Final = 9
MADE_SOUND: Final = 10
SYLLABLE: Final = 11
VOWELLESS: Final = 12
HEARD_IN_HANGUL: Final = 13
CUT: Final = 14
"""kinds of key, as kernel.c counts them. Those of what a name is made of (a patronymic's father, a family name's stem) have the
hashes of forms and sounds: Asan finds Asanov; that of a word without vowels has that of one with them (BARE)."""

_PREFIX: Final = ("f:", "s:", "f-", "s-", "i:", "b:", "l:", "a:", "h:", "f:", "s:", "k:", "b:", "g:", "c:")
WHOLE: Final = 15
"""place of a key from which no letter was left out"""


class Key(NamedTuple):
    """One way to be found. Those of a near kind are looked up with each letter left out too (see `kernel.keys`)."""

    kind: int
    text: str

    @property
    def hashed(self) -> str:
        """What its hash is of."""
        return _PREFIX[self.kind] + self.text


def keys_of(part: Part) -> list[Key]:
    """Every key by which a listed part is kept, each once."""
    return list(dict.fromkeys(_keys(part)))


def asked_keys(part: Part) -> list[Key]:
    """Every key by which a part asked for is looked up: its own, and the initials that may stand for it."""
    letters = [Key(INITIAL, form[0]) for form in part.forms] if part.role == "word" else []
    short = [Key(ACRONYM, part.form)] if part.role == "word" and len(part.form) in ACRONYMS else []
    return [_as_asked(key) for key in dict.fromkeys([*_keys(part), *letters, *short])]


def small_keys(part: Part) -> list[Key]:
    """Keys of a title or a particle, by which a word finds it that may be it misspelled, and it such a word."""
    forms = [Key(FORM, form) for form in part.forms]
    if part.role != "title":
        return forms
    bones = [Key(VOWELLESS if part.no_vowels else BARE, part.bare)] if len(part.bare) >= SHORTEST_BARE else []
    return list(dict.fromkeys([*forms, Key(SOUND, part.skeletons[0]), *bones]))


def asked_joined_keys(*run: Part) -> list[Key]:
    """Every key by which neighbours asked for are looked up as one word."""
    return [_as_asked(key) for key in joined_keys(*run)]


def _as_asked(key: Key) -> Key:
    """What is heard alike is told between Hangul and Latin letters: either is looked up among the other."""
    others = {HEARD: HEARD_IN_HANGUL, HEARD_IN_HANGUL: HEARD}
    return Key(others[key.kind], key.text) if key.kind in others else key


def joined_keys(*run: Part) -> list[Key]:
    """Keys of neighbours as one word: in every way they may be written together, as it sounds, and without vowels."""
    ways = together(run)
    syllables = sorted(korean.joined(*(part.syllables for part in run)))
    return [
        *(Key(FORM, form) for form in ways),
        Key(SOUND, skeleton(ways[0])),
        Key(BARE, bare(ways[0])),
        *(heard_key(heard, run[0].script) for heard in heard_together(run)),
        *(Key(SYLLABLE, link_of_syllables(both)) for both in syllables),
    ]


def acronym_keys(acronym: str) -> list[Key]:
    """Keys of a name's initials: by them a listed name is found by its acronym."""
    return [Key(ACRONYM, acronym)]


def _keys(part: Part) -> Iterator[Key]:
    if part.role == "initial":
        yield Key(INITIAL, part.form)
        return
    if part.legal_class is not None:
        # Forms of one class meet, however they are written; a class is no word.
        yield Key(FORM, f"= {part.legal_class}")
        return
    for form in (*part.forms, *part.drawn):
        yield Key(FORM, form)
    if part.role == "number":
        return
    links = {link_of_syllables(key) for key in part.syllables}
    yield from (Key(SYLLABLE if link in links else LINK, link) for link in part.links)
    yield from _of_what_it_is_made_of(part)
    for sound in part.skeletons:
        yield Key(SOUND, sound)
        if len(sound) >= SHORTEST_NEAR_SOUND:
            yield Key(NEAR_SOUND, sound)
    yield from (heard_key(heard, part.script) for heard in part.heard)
    for form in part.forms[:2]:
        if len(form) >= SHORTEST_NEAR_FORM:
            yield Key(NEAR_FORM, form)


def made_of(part: Part) -> tuple[str, ...]:
    """The names that a patronymic or a family name was made of."""
    return tuple(name for name in (part.root, part.within) if name)


def _of_what_it_is_made_of(part: Part) -> Iterator[Key]:
    """Its stem, its consonants, and the name that a family name or a patronymic was made of."""
    if part.stem is not None:
        yield Key(MADE_FORM, part.stem)
    if len(part.bare) >= SHORTEST_BARE:
        yield Key(VOWELLESS if part.no_vowels else BARE, part.bare)
    if part.within is not None:
        yield Key(MADE_SOUND, skeleton(part.within))
    if part.root is not None:
        yield Key(MADE_FORM, part.root)
        for sound in root_skeletons(part):
            yield Key(MADE_SOUND, sound)


def heard_key(heard: str, script: str) -> Key:
    """By what foreign names in Hangul have in common with their spelling."""
    return Key(HEARD_IN_HANGUL if script == "Hang" else HEARD, bones(heard))


def beginnings(part: Part) -> list[Key]:
    """What a field may have left of a word."""
    if part.role != "word":
        return []
    return list(dict.fromkeys(Key(CUT, form[:end]) for form in part.forms for end in range(1, len(form))))


def number_keys(documents: Sequence[str], wallets: Sequence[str]) -> list[str]:
    """What the hashes of document keys and wallets are of."""
    return [*(f"d:{one}" for one in documents), *(f"w:{one}" for one in wallets)]
