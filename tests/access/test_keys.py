"""API keys: how they look, what is kept of them, and what mistyping one comes to."""

import os
import re
import string

import pytest

from tizim.access import keys

ID, KEY, DIGEST = keys.made(os.urandom)


def test_a_key_is_known_by_its_beginning_and_holds_256_random_bits() -> None:
    assert re.fullmatch(r"tizim_[a-z2-7]{8}_[a-z2-7]{59}", KEY)
    assert keys.split(KEY) == ID
    asked: list[int] = []

    def random(size: int) -> bytes:
        asked.append(size)
        return os.urandom(size)

    keys.made(random)
    assert max(asked) * 8 >= 256


def test_no_two_keys_are_alike() -> None:
    assert len({keys.made(os.urandom)[1] for _ in range(100)}) == 100


@pytest.mark.parametrize("place", range(len(KEY)))
def test_one_letter_mistyped_is_noticed_without_asking_anybody(place: int) -> None:
    for letter in ("a", "7"):
        wrong = KEY[:place] + letter + KEY[place + 1 :]
        assert wrong == KEY or keys.split(wrong) is None


@pytest.mark.parametrize(
    "words", ["", KEY[:-1], f"{KEY} ", f"{KEY}\n", KEY.upper(), f"x{KEY}", "tizim__", KEY.replace("_", "-")]
)
def test_what_is_no_key_is_told_apart(words: str) -> None:
    assert keys.split(words) is None


def test_a_key_is_of_its_own_digest_and_of_no_other() -> None:
    other = keys.made(os.urandom)
    assert keys.is_of(KEY, DIGEST)
    assert not keys.is_of(KEY, other[2])
    assert not keys.is_of(KEY, None)
    assert KEY.encode() not in DIGEST
    assert len(DIGEST) == 32


def test_keys_are_compared_in_constant_time_and_one_that_nobody_has_like_any_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []

    def counting(one: bytes, other: bytes) -> bool:
        compared.extend([len(one), len(other)])
        return one == other

    monkeypatch.setattr("hmac.compare_digest", counting)
    keys.is_of(KEY, DIGEST)
    keys.is_of(KEY, None)
    assert compared == [32] * 4


def test_the_letters_of_a_key_go_through_every_header_and_shell() -> None:
    assert set(KEY) <= set(string.ascii_lowercase + string.digits + "_")
