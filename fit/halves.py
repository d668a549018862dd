"""Which half of the public tables of names in two scripts is learned from; the other half is for examinations."""

from hashlib import blake2b


def is_for_training(latin: str) -> bool:
    """Whether blake2b (8 bytes, read as a big-endian number) of the Latin side, UTF-8 as in the file, is even."""
    return blake2b(latin.encode(), digest_size=8).digest()[-1] % 2 == 0
