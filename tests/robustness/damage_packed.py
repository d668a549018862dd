"""Classes of damage to packed lists: cut off, corrupted, bombs, archives that lead elsewhere or are locked."""

import gzip
import io
import lzma
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.robustness.damage import Damage, Make
from tests.robustness.specimens import NEWER, Specimen

PACKED = ("un-xml", "table-csv", "ftm-jsonl")
_BOMB = 200_000_000
"""bytes of a bomb, unpacked"""


def _zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _as(suffix: str, change: Make | None = None) -> Callable[[Specimen, random.Random], Mapping[str, bytes]]:
    """The list packed, then damaged."""

    def files(specimen: Specimen, rng: random.Random) -> Mapping[str, bytes]:
        raw = specimen.files(NEWER)[specimen.main]
        packed = {
            "xz": lambda: lzma.compress(raw),
            "gz": lambda: gzip.compress(raw, mtime=0),
            "zip": lambda: _zip({specimen.main: raw}),
        }[suffix]()
        return {f"{specimen.main}.{suffix}": change(packed, rng) if change is not None else packed}

    return files


def _bytes(suffix: str, make: Callable[[Specimen], bytes]) -> Callable[[Specimen, random.Random], Mapping[str, bytes]]:
    """A packed file of any bytes."""
    return lambda specimen, _rng: {f"{specimen.main}.{suffix}": make(specimen)}


def _raw(specimen: Specimen) -> bytes:
    return specimen.files(NEWER)[specimen.main]


def _cut(raw: bytes, rng: random.Random) -> bytes:
    return raw[: rng.randrange(1, len(raw) - 1)]


def _scratched(raw: bytes, rng: random.Random) -> bytes:
    made = bytearray(raw)
    made[rng.randrange(20, len(made) - 20)] ^= 0x55
    return bytes(made)


def _locked(raw: bytes, _rng: random.Random) -> bytes:
    """The flag of a locked member, in both of a zip's tables (APPNOTE 4.4.4)."""
    made = bytearray(raw)
    for head, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.index(head) + flag
        made[at : at + 2] = struct.pack("<H", 1)
    return bytes(made)


def _unusual(raw: bytes, _rng: random.Random) -> bytes:
    """A method of packing that nobody has."""
    made = bytearray(raw)
    for head, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = made.index(head) + method
        made[at : at + 2] = struct.pack("<H", 77)
    return bytes(made)


def _bomb_of(specimen: Specimen) -> bytes:
    return _raw(specimen)[:2_000] + b" " * _BOMB


def _gz_bomb(specimen: Specimen) -> bytes:
    return gzip.compress(_bomb_of(specimen), 1, mtime=0)


def _within(specimen: Specimen) -> bytes:
    return _zip({f"{specimen.main}.zip": _zip({specimen.main: _raw(specimen)})})


PACKS = (
    Damage("xz, sound", "loaded", files=_as("xz"), layouts=PACKED),
    Damage("gz, sound", "loaded", files=_as("gz"), layouts=PACKED),
    Damage("zip, sound", "loaded", files=_as("zip"), layouts=PACKED),
    Damage("xz cut off", "refused", files=_as("xz", _cut), layouts=PACKED, seeds=3),
    Damage("gz cut off", "refused", files=_as("gz", _cut), layouts=PACKED, seeds=3),
    Damage("zip cut off", "refused", files=_as("zip", _cut), layouts=PACKED, seeds=3),
    Damage("xz with a scratch", "refused", files=_as("xz", _scratched), layouts=PACKED, seeds=2),
    Damage("gz with a scratch", "refused", files=_as("gz", _scratched), layouts=PACKED, seeds=2),
    Damage("zip with a scratch", "either", files=_as("zip", _scratched), layouts=PACKED, seeds=3),
    Damage("called xz and is none", "refused", files=_bytes("xz", _raw), layouts=PACKED),
    Damage("called gz and is none", "refused", files=_bytes("gz", _raw), layouts=PACKED),
    Damage("called zip and is none", "refused", files=_bytes("zip", _raw), layouts=PACKED),
    Damage("zip that is locked", "refused", files=_as("zip", _locked), layouts=PACKED),
    Damage("zip packed in no known way", "refused", files=_as("zip", _unusual), layouts=PACKED),
    Damage("gz bomb", "refused", files=_bytes("gz", _gz_bomb), layouts=("un-xml", "ftm-jsonl")),
    Damage(
        "zip bomb", "refused", files=_bytes("zip", lambda one: _zip({one.main: _bomb_of(one)})), layouts=("un-xml",)
    ),
    Damage("zip inside a zip", "refused", files=_bytes("zip", _within), layouts=PACKED),
    Damage("zip without files", "refused", files=_bytes("zip", lambda _one: _zip({})), layouts=PACKED),
    Damage(
        "zip of a thousand files",
        "refused",
        files=_bytes("zip", lambda _one: _zip({f"{n}.xml": b"x" for n in range(1_000)})),
        layouts=PACKED,
    ),
    Damage(
        "zip that leads out of its folder",
        "loaded",
        files=_bytes("zip", lambda one: _zip({f"../../../{one.main}": _raw(one)})),
        layouts=PACKED,
    ),
    Damage(
        "zip that leads to the root",
        "loaded",
        files=_bytes("zip", lambda one: _zip({f"/etc/{one.main}": _raw(one)})),
        layouts=PACKED,
    ),
)
