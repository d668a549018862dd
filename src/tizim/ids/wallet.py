"""Crypto addresses: which chains one may belong to, its one form, and the key two are compared by.

Checksums are verified where the address has one (Bitcoin and its relatives, Tron, XRP, Monero, Ethereum's mixed case). Bitcoin
Cash's own form and Solana's are checked by alphabet and length only. Whether an address was ever used is not known here.
"""

import re

from tizim.ids.encodings import RIPPLE, base58, base58check, bech32, cryptonote
from tizim.ids.keccak import keccak_256

_VERSIONS: dict[bytes, tuple[str, ...]] = {
    b"\x00": ("btc", "bch"),
    b"\x05": ("btc", "bch", "ltc"),
    b"\x30": ("ltc",),
    b"\x32": ("ltc",),
    b"\x1e": ("doge", "xvg"),
    b"\x16": ("doge",),
    b"\x21": ("xvg",),
    b"\x4c": ("dash",),
    b"\x10": ("dash",),
    b"\x26": ("btg",),
    b"\x17": ("btg",),
    b"\x41": ("trx",),
    b"\x1c\xb8": ("zec",),
    b"\x1c\xbd": ("zec",),
}
_PREFIXES = {"bc": "btc", "ltc": "ltc", "zs": "zec", "addr": "ada", "cosmos": "atom", "bnb": "bnb"}
_HASH_BYTES = 20
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}")
_CASH = re.compile(r"(?:bitcoincash:)?([qp][qpzry9x8gf2tvdw0s3jn54khce6mua7l]{41})")
_MONERO_LENGTHS = (95, 106)
_SOLANA_BYTES = 32


def wallet_form(value: str) -> str | None:
    """The one form of an address: lower case where case carries nothing but a checksum, else as it is; None if malformed."""
    text = _bare(value)
    if not chains_of(text):
        return None
    if (cash := _CASH.fullmatch(text.lower())) is not None:
        return cash[1]
    return text.lower() if _ETHEREUM.fullmatch(text) or bech32(text) is not None else text


def wallet_key(value: str) -> str:
    """What two addresses are compared by: the normal form, or the text without blanks where it has none."""
    return wallet_form(value) or _bare(value)


def chains_of(value: str) -> tuple[str, ...]:
    """Chains the address may belong to ("btc", "eth", "trx", …); "eth" stands for every chain with Ethereum's addresses."""
    text = _bare(value)
    if _ETHEREUM.fullmatch(text):
        return ("eth",) if _mixed_case_agrees(text) else ()
    if (prefix := bech32(text)) is not None:
        return (_PREFIXES[prefix],) if prefix in _PREFIXES else ()
    if _CASH.fullmatch(text.lower()):
        return ("bch",)
    if len(text) in _MONERO_LENGTHS:
        return ("xmr",) if cryptonote(text) is not None else ()
    return _base58_chains(text)


def _base58_chains(text: str) -> tuple[str, ...]:
    payload = base58check(text)
    if payload is not None and len(payload) > _HASH_BYTES:
        return _VERSIONS.get(payload[:-_HASH_BYTES], ())
    if text.startswith("r") and (ripple := base58check(text, RIPPLE)) is not None:
        return ("xrp",) if len(ripple) == _HASH_BYTES + 1 and ripple[0] == 0 else ()
    raw = base58(text)
    return ("sol",) if raw is not None and len(raw) == _SOLANA_BYTES else ()


def _mixed_case_agrees(text: str) -> bool:
    """EIP-55: a letter is upper case where the hash of the lower-case address has a digit of 8 or more at its place."""
    digits = text[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    marks = keccak_256(digits.lower().encode()).hex()
    return all(
        letter.isdigit() or letter.isupper() == (int(mark, 16) >= 8)
        for letter, mark in zip(digits, marks, strict=False)
    )


def _bare(value: str) -> str:
    return re.sub(r"\s+", "", value)
