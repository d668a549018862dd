"""The three text forms of crypto addresses that carry a checksum: Base58Check, Bech32 (and Bech32m), Monero's Base58.

Sources: Bitcoin's Base58Check encoding; BIP-173 and BIP-350; the CryptoNote address format. Each function gives what was
encoded, or None where alphabet or checksum is wrong.
"""

from hashlib import sha256

from tizim.ids.keccak import keccak_256

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
"""The XRP Ledger's own order of the same letters."""

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_SUM = 1
_BECH32M_SUM = 0x2BC830A3
_CRYPTONOTE_BLOCK = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
"""Letters of a block -> the bytes they stand for."""


def base58(text: str, alphabet: str = BASE58) -> bytes | None:
    """Bytes of a Base58 text, leading zeros kept; None at a letter outside the alphabet."""
    number = 0
    for letter in text:
        place = alphabet.find(letter)
        if place < 0:
            return None
        number = number * 58 + place
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58check(text: str, alphabet: str = BASE58) -> bytes | None:
    """Version and payload; the last four bytes must be the start of the double SHA-256 of the rest."""
    raw = base58(text, alphabet)
    if raw is None or len(raw) < 5 or sha256(sha256(raw[:-4]).digest()).digest()[:4] != raw[-4:]:
        return None
    return raw[:-4]


def bech32(text: str) -> str | None:
    """The prefix ("bc", "ltc", …) of a Bech32 or Bech32m text whose checksum holds. Upper and lower case never mix."""
    if text not in (text.lower(), text.upper()):
        return None
    prefix, one, data = text.lower().rpartition("1")
    values = [_BECH32.find(letter) for letter in data]
    if not one or not prefix or len(data) < 6 or min(values) < 0:
        return None
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    return prefix if _bech32_sum(expanded + values) in (_BECH32_SUM, _BECH32M_SUM) else None


def cryptonote(text: str) -> bytes | None:
    """Network byte and keys of a Monero address; the last four bytes must be the start of the Keccak-256 of the rest."""
    raw = b""
    for start in range(0, len(text), 11):
        block = text[start : start + 11]
        number = base58(block.lstrip("1")) if block.strip("1") else b""
        size = _CRYPTONOTE_BLOCK.get(len(block))
        if number is None or size is None or len(number) > size:
            return None
        raw += number.rjust(size, b"\0")
    return raw[:-4] if len(raw) > 4 and keccak_256(raw[:-4])[:4] == raw[-4:] else None


def _bech32_sum(values: list[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                total ^= generator
    return total
