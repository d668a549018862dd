"""API keys: made at random, shown once, kept as a digest.

    tizim_k7q2m4xa_<52 letters: 256 random bits><7 letters: CRC-32 of all before>

The beginning tells programs that look for lost secrets what it is, and the end tells a mistyped key from another one without asking
anybody. The digest is a fast one on purpose: a slow one makes guessing a word people chose dear, and nobody guesses 256 random bits; it
would only make every request dear. Start at `made`, `split` and `is_of`.
"""

import base64
import hmac
import re
import zlib
from collections.abc import Callable
from hashlib import blake2b

PREFIX = "tizim_"
_KEY = re.compile(r"tizim_([a-z2-7]{8})_[a-z2-7]{59}")
_ID_BYTES, _SECRET_BYTES = 5, 32
_SUM_LETTERS = 7
_NOBODY_S = bytes(32)


def made(random: Callable[[int], bytes]) -> tuple[str, str, bytes]:
    """A new key: its id, the key itself, its digest. random: gives so many random bytes."""
    id_ = _letters(random(_ID_BYTES))
    words = f"{PREFIX}{id_}_{_letters(random(_SECRET_BYTES))}"
    key = f"{words}{_sum(words)}"
    return id_, key, digest_of(key)


def split(key: str) -> str | None:
    """The id of a key; None where this is no key, or one that was mistyped or cut off."""
    met = _KEY.fullmatch(key)
    if met is None or not hmac.compare_digest(_sum(key[:-_SUM_LETTERS]), key[-_SUM_LETTERS:]):
        return None
    return met[1]


def digest_of(key: str) -> bytes:
    """What is kept of a key."""
    return blake2b(key.encode(), digest_size=32, person=b"tizim key 1").digest()


def is_of(key: str, digest: bytes | None) -> bool:
    """Whether a key has this digest, in the same time whether there is one or not. None: there is none, so it has not."""
    return hmac.compare_digest(digest_of(key), digest if digest is not None else _NOBODY_S) and digest is not None


def _letters(some: bytes) -> str:
    return base64.b32encode(some).decode("ascii").lower().rstrip("=")


def _sum(words: str) -> str:
    return _letters(zlib.crc32(words.encode()).to_bytes(4, "big"))
