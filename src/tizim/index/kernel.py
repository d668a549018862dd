"""The compiled inner loops of the index (kernel.c), as Python sees them: arrays in, arrays out.

The library is built when tizim is installed (`hatch_build.py`) and opened on first use, in well under a millisecond. Its
calls let go of the interpreter's lock. Nothing here knows names: `candidates` says what is looked up.
"""

import ctypes
import sys
import threading
from collections.abc import Mapping, Sequence
from ctypes import POINTER, Structure, byref, c_double, c_float, c_int32, c_int64, c_uint8, c_uint64, c_void_p
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tizim.errors import SnapshotError
from tizim.text import sound, sound_costs

Array = npt.NDArray[Any]

_SUFFIX: Final = {"win32": ".dll", "darwin": ".dylib"}
VERSION: Final = 1
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
        "most_of_initial nats_per_consonant sound_bar short_sound_bar spelling_bar joined_bar father_bar same_elsewhere same_in_others generic_left_over"
    ).split()
    WHOLE: Final = ("longest_short", "shortest_near")
    _fields_ = (*((name, c_double) for name in DOUBLES), *((name, c_int32) for name in WHOLE))

    @classmethod
    def of(cls, values: Mapping[str, float]) -> "Weights":
        """Raises KeyError if one is missing."""
        return cls(
            **{name: float(values[name]) for name in cls.DOUBLES}, **{name: int(values[name]) for name in cls.WHOLE}
        )


_INDEX: Final = (
    "key_hash", "key_token", "key_kind", "key_place", "key_bucket", "#keys", "#bucket_bits", "token_rarity", "token_own",
    "token_weight", "token_role", "token_script", "token_sound_start", "token_form_start", "token_sound", "token_form",
    "token_made_start", "token_made", "token_flags", "form_start",
    "form_token", "#forms", "token_start", "token_entity", "#tokens", "name_token_start", "name_token", "name_weight", "name_flags", "entity_name",
    "entity_dataset", "entity_schema", "entity_born_from", "entity_born_to", "entity_countries", "#entities", "unvowelled",
)  # fmt: skip


class _Index(Structure):
    _fields_ = tuple((one.lstrip("#"), c_int64 if one.startswith("#") else c_void_p) for one in _INDEX)


class _Part(Structure):
    _fields_ = (
        ("rarity", c_double),
        ("own", c_double),
        ("role", c_int32),
        ("script", c_int32),
        ("person", c_int32),
        ("readings", c_int32),
        ("sounds", ctypes.c_char_p),
        ("form", ctypes.c_char_p),
        ("form_length", c_int32),
        ("bare_length", c_int32),
        ("made", c_int32),
        ("known_name", c_int32),
        ("made_of", ctypes.c_char_p),
    )


class _Unit(Structure):
    _fields_ = (
        ("first", c_int32),
        ("length", c_int32),
        ("acronym", c_int32),
        ("in_others", c_int32),
        ("tokens", c_int32),
        ("volume", c_int64),
        ("token", c_void_p),
        ("evidence", c_void_p),
        ("quality", c_void_p),
    )


class _Query(Structure):
    _fields_ = (
        ("parts", c_int32),
        ("units", c_int32),
        ("initials", c_int32),
        ("titles", c_int32),
        ("cut", c_int32),
        ("weight", c_void_p),
        ("rarity", c_void_p),
        ("tells", c_void_p),
        ("unit", c_void_p),
        ("floor", c_double),
        ("datasets", c_void_p),
        ("of_schema", c_void_p),
        ("gender", c_double),
        ("birth_best", c_double),
        ("birth_off", c_double),
        ("country_same", c_double),
        ("country_conflict", c_double),
        ("born", c_int32),
        ("born_from", c_int32),
        ("born_to", c_int32),
        ("countries", c_uint64),
    )


def _of_facts(facts: "Facts") -> dict[str, float]:
    first, last = facts.born or (0, 0)
    return {
        "gender": facts.gender,
        "birth_best": facts.birth_best,
        "birth_off": facts.birth_off,
        "country_same": facts.country_same,
        "country_conflict": facts.country_conflict,
        "born": facts.born is not None,
        "born_from": first,
        "born_to": last,
        "countries": facts.countries,
    }


class _Scratch(Structure):
    _fields_ = (
        ("slot", c_void_p),
        ("slot_token", c_void_p),
        ("chain", c_void_p),
        ("chain_unit", c_void_p),
        ("chain_evidence", c_void_p),
        ("chain_quality", c_void_p),
        ("room", c_int64),
        ("chains", c_int64),
        ("place", c_void_p),
        ("touched", c_void_p),
        ("cells", c_void_p),
        ("at_most", c_void_p),
        ("evidence", c_void_p),
        ("quality", c_void_p),
        ("known", c_void_p),
        ("held", c_void_p),
        ("best", c_void_p),
    )


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
    opened.tz_expand.argtypes = (c_void_p,) * 4 + (c_int64,) + (c_void_p,) * 8 + (c_int64,) + (c_void_p,) * 3
    opened.tz_expand.restype = c_int64
    opened.tz_search.argtypes = (c_void_p,) * 7 + (c_int64, POINTER(c_int64))
    opened.tz_search.restype = c_int64
    opened.tz_most_alike.argtypes = (c_void_p, ctypes.c_char_p, c_int32, ctypes.c_char_p, c_void_p, c_int64, c_void_p)
    opened.tz_most_alike.restype = None
    opened.tz_longer.argtypes = (c_void_p, ctypes.c_char_p, c_int64, c_void_p, c_int64)
    opened.tz_longer.restype = c_int64
    opened.tz_facts.argtypes = (c_void_p,) * 3
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


class Found(NamedTuple):
    """Tokens of the index that share a key: number (int32), evidence (log-odds) and quality at most (float32).

    fields: the last ones of a unit, which cost more to ask for than to keep.
    """

    token: Array
    evidence: Array
    quality: Array
    fields: tuple[int, int, int, int, int]


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
    """What the facts asked can add (see `bounds`). of_schema: 256 values, by the schema's number."""

    of_schema: Array
    gender: float = 0.0
    born: tuple[int, int] | None = None
    birth_best: float = 0.0
    birth_off: float = 0.0
    countries: int = 0
    country_same: float = 0.0
    country_conflict: float = 0.0


class Question(NamedTuple):
    """A name that is asked for. weights, rarities, tells: of its parts. cut: the unit that is a word cut off (-1: none)."""

    weights: Sequence[float]
    rarities: Sequence[float]
    tells: Sequence[bool]
    units: Sequence[Unit]
    initials: int
    titles: int
    cut: int
    floor: float
    facts: Facts
    datasets: Array


class _Room:
    """Scratch memory of one thread. It grows to what the largest question needed."""

    def __init__(self, entities: int) -> None:
        self.size = 0
        self.place = np.full(max(entities, 1), -1, np.int32)
        self.touched = np.empty(max(entities, 1), np.int32)
        self.names = np.empty(256, np.int32)
        self.bounds = np.empty(256, np.float32)
        self.elsewhere = np.empty(256, np.uint8)
        self.of_parts = self.of_units = 0
        self.scratch = _Scratch()
        self.grow(1 << 12)
        self.grow_parts(16, 16)

    def grow(self, size: int) -> None:
        if size <= self.size:
            return
        self.size = size
        self.slot = np.full(size, -1, np.int32)
        self.slot_token = np.empty(size, np.int32)
        self.sought = np.full(size, -1, np.int32)
        self.slot_kinds = np.zeros(size, np.uint32)
        self.slot_cap = np.zeros(size, np.float32)
        self.out = (np.empty(size, np.int32), np.empty(size, np.float32), np.empty(size, np.float32))
        self.chains = [np.empty(size, kind) for kind in (np.int32, np.int32, np.float32, np.float32)]
        made = self.scratch
        made.slot, made.slot_token = self.slot.ctypes.data, self.slot_token.ctypes.data
        made.chain, made.chain_unit, made.chain_evidence, made.chain_quality = (one.ctypes.data for one in self.chains)
        made.room = made.chains = size
        made.place, made.touched = self.place.ctypes.data, self.touched.ctypes.data

    def grow_parts(self, parts: int, units: int) -> None:
        made = self.scratch
        if parts > self.of_parts:
            self.of_parts = parts
            self.parts = [np.empty(parts + 1, np.float32) for _ in range(2)]
            made.held, made.best = (one.ctypes.data for one in self.parts)
        if units > self.of_units:
            self.of_units = units
            self.units = [np.empty(units, np.float32) for _ in range(3)]
            made.evidence, made.quality, made.known = (one.ctypes.data for one in self.units)
            self.at_most = np.empty(units, np.float64)
            made.at_most = self.at_most.ctypes.data
            # Most of it is never written, and takes no memory.
            self.cells = np.empty(len(self.touched) * units, np.float64)
            made.cells = self.cells.ctypes.data

    def grow_names(self, names: int) -> None:
        self.names, self.bounds = np.empty(names, np.int32), np.empty(names, np.float32)
        self.elsewhere = np.empty(names, np.uint8)


class Kernel:
    """The loops over one snapshot's arrays, which must stay open as long as it. unvowelled: by script number."""

    def __init__(self, arrays: Mapping[str, Array], unvowelled: Sequence[bool]) -> None:
        self._arrays = dict(arrays)
        self._arrays["unvowelled"] = np.array([*unvowelled, *([False] * (256 - len(unvowelled)))], np.uint8)
        numbers = {
            "keys": len(arrays["key_hash"]),
            "bucket_bits": (len(arrays["key_bucket"]) - 1).bit_length() - 1,
            "tokens": len(arrays["token_rarity"]),
            "forms": len(arrays["form_token"]),
            "entities": len(arrays["entity_dataset"]),
        }
        self._entities = numbers["entities"]
        self._token_start = arrays["token_start"]
        fields = [one.lstrip("#") for one in _INDEX]
        self._index = _Index(
            **{name: numbers[name] if name in numbers else self._arrays[name].ctypes.data for name in fields}
        )
        self._threads = threading.local()

    def _room(self) -> _Room:
        room: _Room | None = getattr(self._threads, "room", None)
        if room is None:
            room = self._threads.room = _Room(self._entities)
        return room

    def expand(self, look: Look, sought: Keys, weights: Weights) -> Found:
        """Tokens that share a key with what is looked up, each once."""
        room, library = self._room(), _library()
        part = _Part(
            look.rarity, look.own, look.role, look.script, look.person, look.readings, look.sounds, look.form,
            len(look.form), look.bare_length, look.made, look.known_name, look.made_of,
        )  # fmt: skip
        hashed, places, which = keys(sought.texts, sought.kinds)
        caps = (c_float * len(sought.caps))(*sought.caps)
        while True:
            count: int = library.tz_expand(
                byref(self._index), byref(_sounds()), byref(weights), byref(part), len(hashed), hashed.ctypes.data,
                places.ctypes.data, which.ctypes.data, sought.kinds, caps, room.sought.ctypes.data,
                room.slot_kinds.ctypes.data, room.slot_cap.ctypes.data, room.size, *(one.ctypes.data for one in room.out),
            )  # fmt: skip
            if count >= 0:
                return self.found(*(one[:count].copy() for one in room.out))
            room.grow(-count)

    def found(self, token: Array, evidence: Array, quality: Array) -> Found:
        """Tokens with what they say, ready to be a unit."""
        volume = int((self._token_start[token + 1] - self._token_start[token]).sum())
        fields = (len(token), volume, token.ctypes.data, evidence.ctypes.data, quality.ctypes.data)
        return Found(token, evidence, quality, fields)

    def longer(self, form: bytes) -> Array:
        """Numbers of the words that go on where a form ends, each once."""
        library, room = _library(), 256
        while True:
            out = np.empty(room, np.int32)
            count: int = library.tz_longer(byref(self._index), form, len(form), out.ctypes.data, room)
            if count <= room:
                return np.unique(out[:count])
            room = count

    def facts(self, facts: Facts) -> Array:
        """What the facts of every entity add at most (log-odds), by its number."""
        out = np.empty(self._entities)
        query = _Query(of_schema=facts.of_schema.ctypes.data, **_of_facts(facts))
        _library().tz_facts(byref(self._index), byref(query), out.ctypes.data)
        return out

    def search(self, question: Question, weights: Weights) -> tuple[Array, Array, Array]:
        """Numbers of the names that could reach the floor, their bounds, and whether other names of their entity matter too
        (a part asked for may stand in one); in no order.
        """
        room, library = self._room(), _library()
        parts = len(question.weights)
        room.grow_parts(parts, len(question.units))
        units = (_Unit * len(question.units))()
        for place, (first, length, found, acronym, in_others) in enumerate(question.units):
            units[place] = _Unit(first, length, acronym, in_others, *found.fields)
        weight, rarity = (c_float * parts)(*question.weights), (c_float * parts)(*question.rarities)
        tells = (c_uint8 * parts)(*question.tells)
        query = _Query(
            parts, len(units), question.initials, question.titles, question.cut, ctypes.addressof(weight),
            ctypes.addressof(rarity), ctypes.addressof(tells), ctypes.addressof(units), question.floor,
            question.datasets.ctypes.data, question.facts.of_schema.ctypes.data, **_of_facts(question.facts),
        )  # fmt: skip
        looked_at = c_int64()
        while True:
            count: int = library.tz_search(
                byref(self._index), byref(weights), byref(query), byref(room.scratch), room.names.ctypes.data,
                room.bounds.ctypes.data, room.elsewhere.ctypes.data, len(room.names), byref(looked_at),
            )  # fmt: skip
            if count < 0:
                room.grow(-count)
            elif count > len(room.names):
                room.grow_names(count)
            else:
                return room.names[:count].copy(), room.bounds[:count].copy(), room.elsewhere[:count].copy()
