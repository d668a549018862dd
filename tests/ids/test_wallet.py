"""Crypto addresses, by the vectors of their own specifications and by addresses built here."""

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.ids import normal_form, wallet_key
from tizim.ids.encodings import BASE58, RIPPLE, base58, base58check, bech32, cryptonote
from tizim.ids.keccak import keccak_256
from tizim.ids.wallet import chains_of

EIP_55 = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
)


def encoded(version: bytes, payload: bytes, alphabet: str = BASE58) -> str:
    """Base58Check, the other way round."""
    raw = version + payload
    raw += sha256(sha256(raw).digest()).digest()[:4]
    number, letters = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        letters = alphabet[rest] + letters
    return alphabet[0] * (len(raw) - len(raw.lstrip(b"\0"))) + letters


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        (b"a" * 136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e"),
    ],
)
def test_keccak_is_the_one_before_the_standard(data: bytes, digest: str) -> None:
    assert keccak_256(data).hex() == digest


@pytest.mark.parametrize("address", EIP_55)
def test_ethereums_mixed_case_is_a_checksum(address: str) -> None:
    assert chains_of(address) == ("eth",)
    assert normal_form("wallet", address) == address.lower()
    assert chains_of(address.lower()) == ("eth",)
    first_letter = next(place for place in range(2, 42) if address[place].isalpha())
    swapped = address[:first_letter] + address[first_letter].swapcase() + address[first_letter + 1 :]
    assert chains_of(swapped) == ()


@pytest.mark.parametrize(
    "address",
    [
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ],
)
def test_bitcoins_segwit_addresses_are_read_in_either_case(address: str) -> None:
    assert chains_of(address) == ("btc",)
    assert normal_form("wallet", address) == address.lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "bc1",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "bc1qW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "bc1b",
        "1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqjer2yz",
        "é1qqqqqq",
    ],
)
def test_damaged_bech32_is_refused(text: str) -> None:
    assert bech32(text) is None


@pytest.mark.parametrize(
    ("version", "chains"),
    [
        (b"\x00", ("btc", "bch")),
        (b"\x05", ("btc", "bch", "ltc")),
        (b"\x30", ("ltc",)),
        (b"\x41", ("trx",)),
        (b"\x4c", ("dash",)),
        (b"\x1c\xb8", ("zec",)),
        (b"\x7f", ()),
    ],
)
@given(payload=st.binary(min_size=20, max_size=20))
def test_the_version_says_the_chain(version: bytes, chains: tuple[str, ...], payload: bytes) -> None:
    address = encoded(version, payload)
    assert chains_of(f" {address[:9]} {address[9:]}\n") == chains
    assert wallet_key(address) == address


@given(payload=st.binary(min_size=20, max_size=20))
def test_xrp_has_its_own_order_of_letters(payload: bytes) -> None:
    address = encoded(b"\x00", payload, RIPPLE)
    assert address.startswith("r")
    assert chains_of(address) == ("xrp",)


@given(st.binary(min_size=21, max_size=21), st.data())
def test_one_wrong_letter_breaks_the_checksum(payload: bytes, data: st.DataObject) -> None:
    address = encoded(b"", payload)
    place = data.draw(st.integers(0, len(address) - 1))
    letter = data.draw(st.sampled_from([one for one in BASE58 if one != address[place]]))
    assert base58check(address) == payload
    assert base58check(address[:place] + letter + address[place + 1 :]) is None


@given(st.binary(max_size=40))
def test_base58_keeps_leading_zeros(data: bytes) -> None:
    assert base58check(encoded(b"", data)) == (data or None)
    assert base58("0OIl") is None


def monero(raw: bytes) -> str:
    """CryptoNote's Base58, the other way round: blocks of eight bytes in eleven letters."""
    whole, sizes = raw + keccak_256(raw)[:4], {1: 2, 2: 3, 3: 5, 4: 6, 5: 7, 6: 9, 7: 10, 8: 11}
    text = ""
    for start in range(0, len(whole), 8):
        block = whole[start : start + 8]
        number, letters = int.from_bytes(block, "big"), ""
        while number:
            number, rest = divmod(number, 58)
            letters = BASE58[rest] + letters
        text += letters.rjust(sizes[len(block)], "1")
    return text


@pytest.mark.parametrize(("size", "network"), [(65, b"\x12"), (65, b"\x2a"), (73, b"\x13")])
def test_monero_addresses_are_checked_by_their_own_sum(size: int, network: bytes) -> None:
    raw = network + bytes(range(size - 1))
    address = monero(raw)
    assert cryptonote(address) == raw
    assert chains_of(address) == ("xmr",)
    assert chains_of(address[:-1] + ("1" if address[-1] != "1" else "2")) == ()
    assert cryptonote(address[:-10]) is None


def test_what_cannot_be_checked_goes_by_its_shape() -> None:
    cash = "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"
    assert chains_of(cash) == ("bch",)
    assert normal_form("wallet", cash.upper()) == cash.removeprefix("bitcoincash:")
    assert chains_of("11111111111111111111111111111111") == ("sol",)


def test_an_address_of_no_known_form_is_still_compared() -> None:
    assert normal_form("wallet", "pay to: bob") is None
    assert wallet_key(" pay to:  bob") == wallet_key("pay to: bob")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "chain", "others"),
    [
        ("ETH_2024-09-27.txt", "eth", 0),
        ("XBT_2024-09-27.txt", "btc", 1),
        ("TRX_2024-09-27.txt", "trx", 0),
        ("XMR_2024-09-27.txt", "xmr", 1),
    ],
)
def test_the_published_wallets_are_well_formed(shared: Path, file: str, chain: str, others: int) -> None:
    addresses = (shared / "lists/ofac/crypto" / file).read_text(encoding="utf-8").split()
    assert len([one for one in addresses if chain not in chains_of(one)]) == others
