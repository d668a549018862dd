"""Keys: official vectors, who can sign when, and what a rotated key can still do."""

import json
import stat
from pathlib import Path

import pytest

from tizim.audit.keys import Keyring, Succession
from tizim.audit.sealing import Sealed, seal, unseal
from tizim.audit.signing import PublicKey, is_same, keyed_hash, public_half, sign
from tizim.errors import AuditError, InvalidReceipt

# RFC 8032, section 7.1, tests 1 to 3: secret key, public key, message, signature.
ED25519 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]

# RFC 4231, test cases 1, 2 and 6: key, data, HMAC-SHA-256.
HMAC = [
    (b"\x0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (
        b"Jefe",
        b"what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    (
        b"\xaa" * 131,
        b"Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ),
]


@pytest.mark.parametrize(("secret", "public", "message", "signature"), ED25519)
def test_signatures_are_those_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    assert public_half(bytes.fromhex(secret)).hex() == public
    assert sign(bytes.fromhex(secret), bytes.fromhex(message)).hex() == signature
    key = PublicKey(bytes.fromhex(public), "2026")
    assert key.signed(bytes.fromhex(message), bytes.fromhex(signature))
    assert not key.signed(b"another", bytes.fromhex(signature))
    assert not key.signed(bytes.fromhex(message), bytes(64))
    assert not key.signed(bytes.fromhex(message), b"short")
    assert not PublicKey(b"short", "2026").signed(b"", bytes(64))


@pytest.mark.parametrize(("key", "data", "expected"), HMAC)
def test_keyed_hashes_are_those_of_rfc_4231(key: bytes, data: bytes, expected: str) -> None:
    assert keyed_hash(key, data).hex() == expected
    assert is_same(keyed_hash(key, data), bytes.fromhex(expected))


def test_a_sealed_content_opens_for_its_own_line_and_with_its_own_key_only(keyring: Keyring) -> None:
    home = keyring.sealing
    one, other = seal(b"Zarina Testova", b"line-1", home), seal(b"Nurlan Invented", b"line-2", home)
    assert unseal(one, b"line-1", home) == b"Zarina Testova"
    for wrong, line in (
        (one, b"line-2"),
        (Sealed(one.content, other.wrapped), b"line-1"),
        (Sealed(other.content, one.wrapped), b"line-1"),
        (Sealed(one.content, bytes(60)), b"line-1"),
        (Sealed(one.content, b""), b"line-1"),
    ):
        with pytest.raises(AuditError, match="expected a content and a key that belong to it"):
            unseal(wrong, line, home)


def test_keys_are_made_once_and_are_their_owner_s_alone(keyring: Keyring, tmp_path: Path) -> None:
    files = {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()}
    assert set(files) == {"seal.key", "mac.key", "signing.json"}
    keyring.make(lambda: "later")
    assert {file.name: file.read_bytes() for file in (tmp_path / "keys").iterdir()} == files
    for file in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_rotated_key_cannot_sign_and_its_signatures_stay_verifiable(keyring: Keyring, tmp_path: Path) -> None:
    before = keyring.signer()
    signature = before.sign(b"said")
    keyring.rotate("2026-04-01T00:00:00.000Z")
    after = keyring.signer()
    assert after.key != before.key
    stored = (tmp_path / "keys" / "signing.json").read_text(encoding="ascii")
    assert before.private.hex() not in stored
    old, new = keyring.succession().keys
    assert (old.retired, new.retired) == ("2026-04-01T00:00:00.000Z", None)
    assert old.signed(b"said", signature)
    assert not new.signed(b"said", signature)


def test_each_key_is_endorsed_by_the_one_before_so_a_foreign_one_cannot_slip_in(
    keyring: Keyring, tmp_path: Path
) -> None:
    keyring.rotate("2026-04-01")
    keyring.rotate("2026-05-01")
    told = json.loads(json.dumps(keyring.succession().to_json()))
    assert Succession.of_json(told) == keyring.succession()
    other = Keyring(tmp_path / "other")
    other.make(lambda: "2026-03-01")
    slipped = [*told[:1], {**other.succession().to_json()[0], "endorsed": told[1]["endorsed"]}, *told[1:]]
    wrong: object
    for wrong in (slipped, told[1:][::-1], [], {}, "keys", [{"public": "zz"}]):
        with pytest.raises(InvalidReceipt, match="keys: expected"):
            Succession.of_json(wrong)


@pytest.mark.parametrize("damage", ["gone", "cut", "another's private half"])
def test_damaged_keys_are_told_and_never_made_anew(keyring: Keyring, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "keys" / "signing.json"
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_text(file.read_text(encoding="ascii")[:50], encoding="ascii")
    else:
        told = json.loads(file.read_text(encoding="ascii"))
        file.write_text(json.dumps({**told, "private": "11" * 32}), encoding="ascii")
    with pytest.raises(AuditError, match=r"signing\.json: expected"):
        keyring.signer()


@pytest.mark.parametrize("content", [None, b"short"])
def test_a_small_key_that_is_gone_or_cut_is_told(tmp_path: Path, keyring: Keyring, content: bytes | None) -> None:
    file = tmp_path / "keys" / "mac.key"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(AuditError, match=r"mac\.key: expected"):
        _ = Keyring(tmp_path / "keys").keyed
