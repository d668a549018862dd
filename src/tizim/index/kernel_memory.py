"""Memory of the compiled loops: what they write for a while, and what they found, which stays. Start at `Room`.

kernel.c allocates nothing: it works in what it is given, and says how much it needs where that is too little.
"""

import ctypes
from ctypes import Structure, c_int64, c_void_p
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class _Looking(Structure):
    _fields_ = (
        ("token", c_void_p),
        ("kinds", c_void_p),
        ("cap", c_void_p),
        ("found", c_void_p),
        ("evidence", c_void_p),
        ("quality", c_void_p),
        ("room", c_int64),
        ("sought", c_void_p),
        ("keys", c_int64),
    )


_SOUGHT_BYTES: Final = 24
"""of what kernel.c notes of one key that was found"""


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


class Found(NamedTuple):
    """Tokens of the index that share a key, with their evidence (log-odds) and quality at most: see `arrays`.

    tokens: how many. volume: how many entities hold them, counted for each. memory: where they stand, from the byte `start` on.
    """

    tokens: int
    volume: int
    address: int
    start: int
    memory: Array

    def arrays(self) -> tuple[Array, Array, Array]:
        """Numbers (int32), evidence and quality (float32) of the tokens."""
        kinds = (np.int32, np.float32, np.float32)
        size = 4 * self.tokens
        starts = (self.start, self.start + size, self.start + 2 * size)
        token, evidence, quality = (
            self.memory[start : start + size].view(kind) for start, kind in zip(starts, kinds, strict=True)
        )
        return token, evidence, quality


NOTHING: Final = Found(0, 0, 0, 0, np.empty(0, np.uint8))


class Room:
    """Scratch memory of one thread. It grows to what the largest question needed."""

    def __init__(self, entities: int) -> None:
        self.size = self.keys = 0
        self.place = np.full(max(entities, 1), -1, np.int32)
        self.touched = np.empty(max(entities, 1), np.int32)
        self.of_parts = self.of_units = 0
        self.scratch, self.looking = _Scratch(), _Looking()
        self.looking_at, self.scratch_at = ctypes.addressof(self.looking), ctypes.addressof(self.scratch)
        self.told = (c_int64 * 2)()
        self.told_at = ctypes.addressof(self.told)
        self.grow(1 << 12)
        self.grow_keys(256)
        self.grow_parts(16, 16)
        self.grow_names(256)
        self.memory, self.memory_at, self.used = np.empty(0, np.uint8), 0, 0

    def grow(self, size: int) -> None:
        """Slots for what share keys, and links of chains."""
        if size <= self.size:
            return
        self.size = size
        self.slots = [np.full(size, -1, np.int32) for _ in range(2)]
        self.of_slots = [np.empty(size, kind) for kind in (np.int32, np.uint32, np.float32)]
        self.out = [np.empty(size, kind) for kind in (np.int32, np.float32, np.float32)]
        self.chains = [np.empty(size, kind) for kind in (np.int32, np.int32, np.float32, np.float32)]
        made, looking = self.scratch, self.looking
        made.slot, looking.token = map(address_of, self.slots)
        made.slot_token, looking.kinds, looking.cap = map(address_of, self.of_slots)
        looking.found, looking.evidence, looking.quality = map(address_of, self.out)
        made.chain, made.chain_unit, made.chain_evidence, made.chain_quality = map(address_of, self.chains)
        made.room = made.chains = looking.room = size
        made.place, made.touched = address_of(self.place), address_of(self.touched)

    def grow_keys(self, keys: int) -> None:
        """Notes of keys that were found."""
        self.sought = np.empty(keys * _SOUGHT_BYTES, np.uint8)
        self.looking.sought, self.looking.keys = address_of(self.sought), keys

    def left(self) -> int:
        """How many tokens the memory has room for yet."""
        return (len(self.memory) - self.used) // _TOKEN_BYTES

    def renew(self, tokens: int) -> None:
        """Memory for more. What was found in the old one keeps it."""
        self.memory = np.empty(max(_MEMORY, tokens * _TOKEN_BYTES), np.uint8)
        self.memory_at, self.used = address_of(self.memory), 0

    def taken(self, count: int, volume: int) -> Found:
        """What was written to the memory last."""
        if not count:
            return NOTHING
        found = Found(count, volume, self.memory_at + self.used, self.used, self.memory)
        self.used += count * _TOKEN_BYTES
        return found

    def grow_parts(self, parts: int, units: int) -> None:
        """What is kept of each part and each unit of a question."""
        made = self.scratch
        if parts > self.of_parts:
            self.of_parts = parts
            self.parts = [np.empty(parts + 1, np.float32) for _ in range(2)]
            made.held, made.best = map(address_of, self.parts)
        if units > self.of_units:
            self.of_units = units
            self.units = [np.empty(units, np.float32) for _ in range(3)]
            made.evidence, made.quality, made.known = map(address_of, self.units)
            self.at_most = np.empty(units, np.float64)
            made.at_most = address_of(self.at_most)
            # Most of it is never written, and takes no memory.
            self.cells = np.empty(len(self.touched) * units, np.float64)
            made.cells = address_of(self.cells)

    def grow_names(self, names: int) -> None:
        """Names that are found."""
        self.names = [np.empty(names, kind) for kind in (np.int32, np.float32, np.uint8)]
        self.names_at = [address_of(one) for one in self.names]
        self.names_room = names


_MEMORY: Final = 1 << 18
_TOKEN_BYTES: Final = 12
"""of a token, its evidence and its quality"""


def address_of(one: Array) -> int:
    """Where an array stands, as long as it lives."""
    address: int = one.ctypes.data
    return address
