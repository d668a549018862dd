"""Choices that are the same on every machine and in every run: made by digest of what is chosen for, never by a clock or a state."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

SEED = "tizim-fit-1"

T = TypeVar("T")


def number(*key: object) -> int:
    """64 bits that depend on the key alone."""
    text = "\x1f".join((SEED, *map(str, key)))
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def share(*key: object) -> float:
    """A number from 0 up to 1 that depends on the key alone."""
    return number(*key) / 2**64


def chosen(options: Sequence[T], *key: object) -> T:
    """One of the options (there must be one)."""
    return options[number(*key) % len(options)]


def few(options: Sequence[T], count: int, *key: object) -> list[T]:
    """At most `count` of the options, in the order given."""
    ranked = sorted(range(len(options)), key=lambda place: number(*key, place))
    return [options[place] for place in sorted(ranked[:count])]
