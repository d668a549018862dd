"""The keys of a home: what opens the sealed parts of its log, what makes its keyed hashes, what signs.

    home/keys/seal.key       32 bytes: seals the key of each line
    home/keys/mac.key        32 bytes: keyed hashes of questions and of the head of the log
    home/keys/signing.json   the public keys that ever signed, each but the first endorsed by the one before, and the private half of the last

All are readable by their owner only. Rotating replaces the private half, in one step: what signed before never signs again, and
its signatures stay verifiable. Start at `Keyring`.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tizim.audit.canonical import canonical
from tizim.audit.sealing import KEY_BYTES
from tizim.audit.signing import PublicKey, public_half, sign
from tizim.errors import AuditError, InvalidReceipt

SIGNING = "signing.json"
ENDORSED = b"tizim key succession 1\n"
"""begins what a key signs of the one that follows it; no other signature here begins so"""


@dataclass(frozen=True, slots=True)
class Succession:
    """Public keys in the order in which they signed. endorsements: of each but the first, by the one before it."""

    keys: tuple[PublicKey, ...]
    endorsements: tuple[bytes, ...]

    def named(self, fingerprint: str) -> PublicKey | None:
        """The key of this fingerprint."""
        return next((one for one in self.keys if one.id == fingerprint), None)

    def require_whole(self) -> None:
        """Raises InvalidReceipt where a key was not endorsed by the one before it."""
        if not self.keys or len(self.endorsements) != len(self.keys) - 1:
            raise InvalidReceipt("keys: expected at least one, each but the first endorsed by the one before")
        for before, key, endorsement in zip(self.keys, self.keys[1:], self.endorsements, strict=False):
            if not before.signed(_succession(key), endorsement):
                raise InvalidReceipt(f"keys: expected {key.id} to be endorsed by {before.id}, came another signature")

    def to_json(self) -> list[dict[str, object]]:
        """For others: they need no more to verify."""
        endorsements = (None, *(one.hex() for one in self.endorsements))
        return [
            {"id": key.id, "public": key.public.hex(), "created": key.created, "retired": key.retired, "endorsed": by}
            for key, by in zip(self.keys, endorsements, strict=True)
        ]

    @classmethod
    def of_json(cls, told: object) -> Self:
        """Keys as `to_json` gives them; raises InvalidReceipt where they are none, or one does not follow the other."""
        try:
            rows: list[Any] = told if isinstance(told, list) else []  # none is refused below
            made = cls(
                tuple(PublicKey(bytes.fromhex(one["public"]), one["created"], one["retired"]) for one in rows),
                tuple(bytes.fromhex(one["endorsed"]) for one in rows[1:]),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise InvalidReceipt(
                f"keys: expected a list as `tizim keys list --json` prints it, came {wrong!r}"
            ) from wrong
        made.require_whole()
        return made


@dataclass(frozen=True, slots=True)
class Signer:
    """The key that signs now."""

    key: PublicKey
    private: bytes

    def sign(self, message: bytes) -> bytes:
        """Its signature."""
        return sign(self.private, message)


class Keyring:
    """The keys in a folder. Every use reads the signing keys anew: another process may have rotated them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._small: dict[str, bytes] = {}

    @property
    def exists(self) -> bool:
        """Whether there are keys."""
        return (self._folder / SIGNING).is_file()

    def make(self, now: Callable[[], str], random: Callable[[int], bytes] = os.urandom) -> None:
        """Makes what is missing; what is there stays, even where another process makes it at the same time."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=stat.S_IRWXU)
        for name in ("seal.key", "mac.key"):
            _put_first(self._folder / name, random(KEY_BYTES))
        private = random(KEY_BYTES)
        first = Succession((PublicKey(public_half(private), now()),), ())
        _put_first(self._folder / SIGNING, _written(first, private))

    @property
    def sealing(self) -> AESGCM:
        """What opens the keys of the lines."""
        return AESGCM(self._key("seal.key"))

    @property
    def keyed(self) -> bytes:
        """The key of keyed hashes."""
        return self._key("mac.key")

    def succession(self) -> Succession:
        """The public keys."""
        return self._read()[0]

    def signer(self) -> Signer:
        """What signs now."""
        succession, private = self._read()
        return Signer(succession.keys[-1], private)

    def rotate(self, now: str, random: Callable[[int], bytes] = os.urandom) -> PublicKey:
        """Puts a new key in place of the one that signs, whose private half is gone when this returns.

        The caller sees that one process rotates at a time, and none signs meanwhile (`receipt_log`).
        """
        succession, private = self._read()
        fresh = random(KEY_BYTES)
        key = PublicKey(public_half(fresh), now)
        *earlier, last = succession.keys
        endorsement = sign(private, _succession(key))
        after = Succession((*earlier, replace(last, retired=now), key), (*succession.endorsements, endorsement))
        _put(self._folder / SIGNING, _written(after, fresh))
        return key

    def _read(self) -> tuple[Succession, bytes]:
        file = self._folder / SIGNING
        try:
            told: dict[str, Any] = json.loads(file.read_text(encoding="ascii"))
            succession, private = Succession.of_json(told["keys"]), bytes.fromhex(told["private"])
        except (OSError, ValueError, KeyError, InvalidReceipt) as wrong:
            raise AuditError(f"{file}: expected the signing keys of this home, came {wrong}") from wrong
        if public_half(private) != succession.keys[-1].public:
            raise AuditError(f"{file}: expected the private half of {succession.keys[-1].id}, came another")
        return succession, private

    def _key(self, name: str) -> bytes:
        if name not in self._small:
            try:
                key = (self._folder / name).read_bytes()
            except OSError as wrong:
                raise AuditError(
                    f"{self._folder / name}: expected a key of this home, came {wrong.strerror}"
                ) from wrong
            if len(key) != KEY_BYTES:
                raise AuditError(f"{self._folder / name}: expected {KEY_BYTES} bytes, came {len(key)}")
            self._small[name] = key
        return self._small[name]


def _succession(key: PublicKey) -> bytes:
    return ENDORSED + canonical({"created": key.created, "public": key.public.hex()})


def _written(succession: Succession, private: bytes) -> bytes:
    return json.dumps({"keys": succession.to_json(), "private": private.hex()}, indent=1).encode("ascii")


def _put_first(place: Path, content: bytes) -> None:
    """Writes a file where there is none; never over one."""
    if place.exists():
        return
    with _beside(place, content) as beside:
        try:
            os.link(beside, place)  # fails where another process was faster: theirs stays
        except FileExistsError:
            return


def _put(place: Path, content: bytes) -> None:
    with _beside(place, content) as beside:
        beside.replace(place)


@contextmanager
def _beside(place: Path, content: bytes) -> Iterator[Path]:
    """The content in a file beside its place, on the disk, readable by its owner only."""
    number, name = mkstemp(prefix=f".{place.name}-", dir=place.parent)  # mode 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
