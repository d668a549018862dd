"""The compiled inner loops of the index (kernel.c), as Python sees them: arrays in, arrays out.

The library is built when tizim is installed (`hatch_build.py`) and opened on first use, in well under a millisecond. Its
calls let go of the interpreter's lock, and work in memory that is given to them (`kernel_memory`). Nothing here knows names:
`candidates` says what is looked up.
"""

import ctypes
import sys
import threading
from array import array
from collections.abc import Mapping, Sequence
from ctypes import Structure, byref, c_double, c_int32, c_int64, c_uint8, c_void_p
from functools import cache, cached_property
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

import numpy as np

from tizim.errors import SnapshotError
from tizim.index.kernel_memory import NOTHING, Array, Found, Room, address_of
from tizim.text import sound, sound_costs

_SUFFIX: Final = {"win32": ".dll", "darwin": ".dylib"}
VERSION: Final = 5
"""of what kernel.c and this module say to each other"""
LIBRARY: Final = f"_kernel{_SUFFIX.get(sys.platform, '.so')}"
END: Final = 255
"""what ends a string of sounds, and a form"""
_ENDED: Final = bytes([END])
READINGS: Final = 3
"""readings of a part that are listened to, as `compare.tokens` does"""
_SOUNDS: Final = 48
_CODES: Final = {letter: code for code, letter in enumerate(sound_costs.SOUNDS)}
_THOUSAND: Final = 1000


class _Sounds(Structure):
    _fields_ = (
        ("substitute", c_int32 * (2 * _SOUNDS * _SOUNDS)),
        ("insert", c_int32 * (2 * _SOUNDS)),
        ("weight", c_int32 * (2 * _SOUNDS)),
        ("soft", c_uint8 * _SOUNDS),
        ("longer", c_uint8 * _SOUNDS),
        ("short_at_end", c_uint8 * _SOUNDS),
        ("spelling", c_int32),
        ("initial_vowel", c_int32),
        ("final_vowel", c_int32),
    )


class Weights(Structure):
    """What of the rules the bounds are made of (see `Rules` in kernel.c)."""

    DOUBLES: Final = (
        "prior same transliterated patronymic joined variant translated acronym sound spelling vowelless heard initial sound_slip slip "
        "legal_form_same number_same asked_alone known_alone both_alone asked_elsewhere known_elsewhere elsewhere_in_place cut_off weak_alias whole_name "
        "whole_single whole_but_generic contained known_contained contained_in_all single_part single_asked most_of_whole most_of_word most_of_translation "
        "most_of_initial nats_per_consonant number_alone initial_conflict number_conflict legal_form_conflict other_in_place shared_beside_other own_name_other "
        "out_of_order most_per_nat sound_bar short_sound_bar spelling_bar joined_bar father_bar same_elsewhere same_in_others generic_left_over"
    ).split()
    WHOLE: Final = ("longest_short", "shortest_near", "second_look")
    _fields_ = (*((name, c_double) for name in DOUBLES), *((name, c_int32) for name in WHOLE))

    @cached_property
    def address(self) -> int:
        """Where it stands, as long as it lives."""
        return ctypes.addressof(self)

    @classmethod
    def of(cls, values: Mapping[str, float]) -> "Weights":
        """Raises KeyError if one is missing."""
        return cls(
            **{name: float(values[name]) for name in cls.DOUBLES}, **{name: int(values[name]) for name in cls.WHOLE}
        )


_INDEX: Final = (
    "key_rest", "key_token", "key_what", "key_bucket", "#keys", "#bucket_bits", "token_rarity", "token_own",
    "token_weight", "token_role", "token_script", "token_sound_start", "token_form_start", "token_sound", "token_form",
    "token_made_start", "token_made", "token_flags", "form_start",
    "form_token", "#forms", "token_start", "token_entity", "#tokens", "name_token_start", "name_token", "name_parts", "name_span", "name_weight", "name_flags", "entity_name",
    "entity_dataset", "entity_schema", "entity_born_from", "entity_born_to", "entity_countries", "#entities", "unvowelled",
)  # fmt: skip


class _Index(Structure):
    _fields_ = tuple((one.lstrip("#"), c_int64 if one.startswith("#") else c_void_p) for one in _INDEX)


_LOOK: Final = Struct("2d9i4x")
_ASKED: Final = Struct("8i6dQ")
_UNIT: Final = Struct("4i2qP")
"""structs of kernel.c that are written anew for each call; what varies in length stands behind them"""
_MORE_KEYS, _MORE_ROOM, _MORE_OUT = -1, -2, -3
"""what was too small, as kernel.c says it"""


@cache
def _library() -> ctypes.CDLL:
    file = Path(__file__).with_name(LIBRARY)
    try:
        opened = ctypes.CDLL(str(file))
    except OSError as wrong:
        raise SnapshotError(f"{file}: expected the library that installing tizim builds, came {wrong}") from wrong
    if not hasattr(opened, "tz_version") or opened.tz_version() != VERSION:
        raise SnapshotError(f"{file}: expected the library of this version of tizim, came another: install tizim again")
    opened.tz_hashes.argtypes = (ctypes.c_char_p, c_int64, c_void_p)
    opened.tz_hashes.restype = None
    opened.tz_keys.argtypes = (ctypes.c_char_p, ctypes.c_char_p, c_int64, c_void_p, c_void_p, c_void_p, c_int64)
    opened.tz_keys.restype = c_int64
    packed = (ctypes.c_char_p,) * 3
    opened.tz_expand.argtypes = (
        *(c_void_p,) * 3,
        *packed,
        ctypes.c_char_p,
        c_int64,
        c_void_p,
        c_void_p,
        c_int64,
        c_void_p,
    )
    opened.tz_expand.restype = c_int64
    opened.tz_search.argtypes = (*(c_void_p,) * 2, *packed, *(c_void_p,) * 4, c_int64, c_void_p)
    opened.tz_search.restype = c_int64
    opened.tz_most_alike.argtypes = (c_void_p, ctypes.c_char_p, c_int32, ctypes.c_char_p, c_void_p, c_int64, c_void_p)
    opened.tz_most_alike.restype = None
    opened.tz_longer.argtypes = (c_void_p, ctypes.c_char_p, c_int64, c_void_p, c_int64)
    opened.tz_longer.restype = c_int64
    opened.tz_facts.argtypes = (c_void_p, ctypes.c_char_p, ctypes.c_char_p, c_void_p)
    opened.tz_facts.restype = None
    opened.tz_sounds_like.argtypes = (c_void_p, ctypes.c_int, ctypes.c_char_p, c_int32, ctypes.c_char_p, c_int32)
    opened.tz_sounds_like.restype = c_double
    opened.tz_spelled_alike.argtypes = (ctypes.c_char_p, c_int32, ctypes.c_char_p, c_int32)
    opened.tz_spelled_alike.restype = c_double
    return opened


def hashes(texts: Sequence[str]) -> Array:
    """64 bits of each text, the same on every machine. No text holds a NUL."""
    out = np.empty(len(texts), np.uint64)
    _library().tz_hashes(_ended(texts), len(texts), out.ctypes.data)
    return out


def keys(texts: Sequence[str], kinds: bytes) -> tuple[Array, Array, Array]:
    """Texts, two letters of each saying its kind, as keys: hashes, places, and the number of the text that each is of.

    Those of a near kind are keys with each of their letters left out too, at that place; `keys.WHOLE` where none is.
    """
    texts_ended, room = _ended(texts), sum(map(len, texts)) + len(texts)
    hashed, places, which = np.empty(room, np.uint64), np.empty(room, np.uint8), np.empty(room, np.int32)
    addresses = (hashed.ctypes.data, places.ctypes.data, which.ctypes.data)
    count: int = _library().tz_keys(texts_ended, kinds, len(texts), *addresses, room)
    return hashed[:count], places[:count], which[:count]


def _ended(texts: Sequence[str]) -> bytes:
    return "\0".join(texts).encode("utf-8", "surrogatepass") + b"\0"


def sounds_of(form: str) -> bytes:
    """A form as the codes of its sounds, at most `sound.LONGEST`."""
    return bytes([_CODES[one] for one in sound.sounds(form)[: sound.LONGEST]])


def ended_sounds(form: str) -> bytes:
    """The same, with what ends a string of sounds."""
    return sounds_of(form) + _ENDED


def ended_form(form: str) -> bytes:
    """A form with what ends one; forms are ASCII, and what is not counts as one letter."""
    return form.encode("ascii", "replace") + _ENDED


def sounds_like(one: str, other: str, *, vowelless: bool = False) -> float:
    """`text.sound.sounds_like` of two forms that are not the same."""
    left, right = sounds_of(one), sounds_of(other)
    found: float = _library().tz_sounds_like(byref(_sounds()), int(vowelless), left, len(left), right, len(right))
    return found


def spelled_alike(one: str, other: str) -> float:
    """`compare.tokens.spelled_alike` of two ASCII forms."""
    left, right = one.encode("ascii"), other.encode("ascii")
    found: float = _library().tz_spelled_alike(left, len(left), right, len(right))
    return found


def most_alike(one: Sequence[str], others: Sequence[Sequence[str]]) -> Array:
    """How alike one word and each of some others sound at most; each word is its ways to sound, as `text.sound.sounds`."""
    ours = b"".join(bytes(map(_CODES.__getitem__, way)) + _ENDED for way in one)
    known = [b"".join(bytes(map(_CODES.__getitem__, way)) + _ENDED for way in word) for word in others]
    ends = np.cumsum([len(word) for word in known], dtype=np.int64)
    out = np.empty(len(known))
    _library().tz_most_alike(
        byref(_sounds()), ours, len(one), b"".join(known), ends.ctypes.data, len(known), out.ctypes.data
    )
    return out


@cache
def _sounds_at() -> int:
    return ctypes.addressof(_sounds())


@cache
def _sounds() -> _Sounds:
    made = _Sounds()
    tables = ((sound_costs.SUBSTITUTE, sound_costs.INSERT, sound_costs.WEIGHT),
              (sound_costs.SUBSTITUTE_UNVOWELLED, sound_costs.INSERT_UNVOWELLED, sound_costs.WEIGHT_UNVOWELLED))  # fmt: skip
    for which, (substitute, insert, weight) in enumerate(tables):
        for one, code in _CODES.items():
            made.insert[which * _SOUNDS + code] = round(insert[one] * _THOUSAND)
            made.weight[which * _SOUNDS + code] = round(weight[one] * _THOUSAND)
            for other, place in _CODES.items():
                made.substitute[(which * _SOUNDS + code) * _SOUNDS + place] = round(substitute[one][other] * _THOUSAND)
    for letters, table in ((sound.SOFT, made.soft), (sound.LONG, made.longer), (sound.SHORT_AT_END, made.short_at_end)):
        for letter in letters:
            table[_CODES[letter]] = 1
    made.spelling = round(sound.SPELLING * _THOUSAND)
    made.initial_vowel = round(sound.INITIAL_VOWEL * _THOUSAND)
    made.final_vowel = round(sound.FINAL_VOWEL * _THOUSAND)
    return made


class Look(NamedTuple):
    """What is looked up: a part, neighbours as one, or an acronym. sounds: readings, each ended by `END`.

    made_of: so many names that it was made of, as sounds too. known_name: tables know which given name it is.
    """

    rarity: float
    own: float
    role: int
    script: int
    person: bool
    readings: int
    sounds: bytes
    form: bytes
    bare_length: int
    made: int = 0
    made_of: bytes = b""
    known_name: bool = False


class Keys(NamedTuple):
    """By what it is looked up: texts with the prefix of their kind, and what sharing one can tell at most (nats)."""

    texts: Sequence[str]
    kinds: bytes
    caps: Sequence[float]


class Sought(NamedTuple):
    """What is looked up and by what, as kernel.c reads them; the same in every index. keys: how many."""

    look: bytes
    texts: bytes
    kinds: bytes
    caps: bytes
    keys: int


def sought(look: Look, by: Keys) -> Sought:
    """Both, packed."""
    numbers = (
        look.rarity, look.own, look.role, look.script, look.person, look.readings, len(look.sounds), len(look.form),
        look.bare_length, look.made, look.known_name,
    )  # fmt: skip
    packed = _LOOK.pack(*numbers) + look.sounds + look.form + look.made_of
    return Sought(packed, _ended(by.texts), by.kinds, array("f", by.caps).tobytes(), len(by.texts))


class Unit(NamedTuple):
    """What was looked up and which parts asked it is (`length` of them from `first`).

    acronym: it is all of them. in_others: it is none, and stands in another name of who is asked about.
    """

    first: int
    length: int
    found: Found
    acronym: bool = False
    in_others: bool = False


class Facts(NamedTuple):
    """What the facts asked can add (see `bounds`). of_schema: 256 values (float32), by the schema's number."""

    of_schema: bytes
    gender: float = 0.0
    born: tuple[int, int] | None = None
    birth_best: float = 0.0
    birth_off: float = 0.0
    countries: int = 0
    country_same: float = 0.0
    country_conflict: float = 0.0


class Question(NamedTuple):
    """A name that is asked for. weights, rarities, kinds (see `candidates.kind_of`): of its parts. letters: of those
    that are initials, 0 of others. cut: the unit that is a word cut off (-1: none).

    datasets: a byte for each list, 1 where it is asked.
    """

    weights: Sequence[float]
    rarities: Sequence[float]
    kinds: bytes
    letters: bytes
    units: Sequence[Unit]
    initials: int
    titles: int
    cut: int
    floor: float
    facts: Facts
    datasets: bytes


def _packed(question: Question) -> bytes:
    """A question as kernel.c reads it."""
    facts, parts = question.facts, len(question.weights)
    first, last = facts.born or (0, 0)
    head = _ASKED.pack(
        parts, len(question.units), question.initials, question.titles, question.cut, facts.born is not None, first, last,
        question.floor, facts.gender, facts.birth_best, facts.birth_off, facts.country_same, facts.country_conflict, facts.countries,
    )  # fmt: skip
    units = [
        _UNIT.pack(first, length, acronym, in_others, found.tokens, found.volume, found.address)
        for first, length, found, acronym, in_others in question.units
    ]
    of_parts = array("f", (*question.weights, *question.rarities)).tobytes()
    return b"".join((head, *units, of_parts, question.kinds, question.letters))


class Kernel:
    """The loops over one snapshot's arrays, which must stay open as long as it. unvowelled: by script number."""

    def __init__(self, arrays: Mapping[str, Array], unvowelled: Sequence[bool]) -> None:
        self._arrays = dict(arrays)
        self._arrays["unvowelled"] = np.array([*unvowelled, *([False] * (256 - len(unvowelled)))], np.uint8)
        numbers = {
            "keys": len(arrays["key_rest"]),
            "bucket_bits": (len(arrays["key_bucket"]) - 1).bit_length() - 1,
            "tokens": len(arrays["token_rarity"]),
            "forms": len(arrays["form_token"]),
            "entities": len(arrays["entity_dataset"]),
        }
        self._entities = numbers["entities"]
        self._token_start = arrays["token_start"]
        fields = [one.lstrip("#") for one in _INDEX]
        self._index = _Index(
            **{name: numbers[name] if name in numbers else address_of(self._arrays[name]) for name in fields}
        )
        self._index_at = ctypes.addressof(self._index)
        self._threads = threading.local()

    def _room(self) -> Room:
        room: Room | None = getattr(self._threads, "room", None)
        if room is None:
            room = self._threads.room = Room(self._entities)
        return room

    def expand(self, wanted: Sought, weights: Weights) -> Found:
        """Tokens that share a key with what is looked up, each once."""
        if not wanted.keys:
            return NOTHING
        room, expand = self._room(), _library().tz_expand
        while True:
            count: int = expand(
                self._index_at, _sounds_at(), weights.address, *wanted, room.looking_at, room.memory_at + room.used, room.left(),
                room.told_at,
            )  # fmt: skip
            if count >= 0:
                return room.taken(count, room.told[0])
            grow = {_MORE_KEYS: room.grow_keys, _MORE_ROOM: room.grow, _MORE_OUT: room.renew}[count]
            grow(room.told[0])

    def found(self, token: Array, evidence: Array, quality: Array) -> Found:
        """Tokens with what they say, ready to be a unit."""
        room, kinds = self._room(), (np.int32, np.float32, np.float32)
        if room.left() < len(token):
            room.renew(len(token))
        written = b"".join(
            one.astype(kind).tobytes() for one, kind in zip((token, evidence, quality), kinds, strict=True)
        )
        room.memory[room.used : room.used + len(written)] = np.frombuffer(written, np.uint8)
        return room.taken(len(token), int((self._token_start[token + 1] - self._token_start[token]).sum()))

    def longer(self, form: bytes) -> Array:
        """Numbers of the words that go on where a form ends, each once."""
        library, room = _library(), 256
        while True:
            out = np.empty(room, np.int32)
            count: int = library.tz_longer(self._index_at, form, len(form), address_of(out), room)
            if count <= room:
                return np.unique(out[:count])
            room = count

    def facts(self, facts: Facts) -> Array:
        """What the facts of every entity add at most (log-odds), by its number."""
        out = np.empty(self._entities)
        asked = _packed(Question((), (), b"", b"", (), 0, 0, -1, 0.0, facts, b""))
        _library().tz_facts(self._index_at, asked, facts.of_schema, address_of(out))
        return out

    def search(self, question: Question, weights: Weights) -> list[tuple[float, int, bool]]:
        """Names that could reach the floor: their bounds, numbers, and whether other names of their entity matter too (a part
        asked for may stand in one); in no order.
        """
        room, search = self._room(), _library().tz_search
        room.grow_parts(len(question.weights), len(question.units))
        asked, facts = _packed(question), question.facts.of_schema
        while True:
            count: int = search(
                self._index_at, weights.address, asked, facts, question.datasets, room.scratch_at, *room.names_at,
                room.names_room, room.told_at,
            )  # fmt: skip
            if count < 0:
                room.grow(room.told[0])
            elif count > room.names_room:
                room.grow_names(count)
            else:
                names, bounds, elsewhere = (one[:count].tolist() for one in room.names)
                return list(zip(bounds, names, map(bool, elsewhere), strict=True))
