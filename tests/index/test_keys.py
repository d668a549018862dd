"""By what a part is found: two that are one edit apart share a key. All words are invented."""

from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.names import prepare
from tizim.compare.rules_file import shipped
from tizim.index import kernel
from tizim.index.keys import (
    BARE,
    FORM,
    INITIAL,
    MADE_SOUND,
    NEAR_FORM,
    VOWELLESS,
    WHOLE,
    Key,
    asked_keys,
    joined_keys,
    keys_of,
)

RULES = shipped()


def keys(word: str, *, person: bool = True) -> set[Key]:
    return {key for part in prepare(word, RULES, person=person).parts for key in keys_of(part)}


def looked_up(word: str) -> set[tuple[int, int]]:
    """Hashes and the places where a letter was left out."""
    made = sorted(keys(word))
    hashed, places, _ = kernel.keys([key.hashed for key in made], bytes(key.kind for key in made))
    return set(zip(hashed.tolist(), places.tolist(), strict=True))


def share_one(one: str, other: str) -> bool:
    """Whether a lookup of one finds the other: the same hash, a letter left out at most next to the place of the other's."""
    ours = looked_up(one)
    return any(
        known == hashed and (abs(place - at) <= 1 or WHOLE in (place, at))
        for hashed, at in looked_up(other)
        for known, place in ours
    )


LETTERS = "bdfghklmnprstvz"


@given(st.text(LETTERS, min_size=4, max_size=10), st.integers(0, 9), st.sampled_from(LETTERS), st.integers(0, 3))
def test_one_edit_never_hides_a_word_of_four_letters_and_more(word: str, at: int, letter: str, edit: int) -> None:
    at %= len(word)
    edited = [
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word[:at] + word[at + 1 :] if len(word) > 4 else word,
    ][edit]
    assert share_one(word, edited)
    assert share_one(edited, word)


def test_two_letters_must_be_the_same() -> None:
    assert not any(key.kind == NEAR_FORM for key in keys("zv"))
    assert not share_one("zv", "zn")
    assert share_one("zvk", "zvn")


def test_numbers_and_forms_of_law_are_found_as_they_are() -> None:
    assert {key.kind for key in keys("12345", person=False)} == {FORM}
    assert {key.kind for key in keys("GmbH", person=False)} == {FORM}


def test_a_patronymic_is_found_by_the_fathers_name() -> None:
    assert Key(FORM, "osgood").hashed in {key.hashed for key in keys("Osgoodovich")}


def test_a_family_name_is_found_by_the_sound_of_the_name_it_is_made_of() -> None:
    assert Key(MADE_SOUND, "ansr") in keys("Anzarov")
    assert Key(MADE_SOUND, "ansr") in keys("Anzarzoda")
    assert Key(MADE_SOUND, "ansr").hashed in {key.hashed for key in keys("Anzar")}


def test_an_initial_is_found_by_its_letter() -> None:
    assert keys("T.") == {Key(INITIAL, "t")}
    (part,) = prepare("Temirlan", RULES, person=True).parts
    assert Key(INITIAL, "t") in asked_keys(part)
    (name,) = prepare("Temirlan", RULES, person=True).parts
    assert Key(INITIAL, "t") in asked_keys(name)


def test_two_words_are_found_as_one() -> None:
    one, other = prepare("Quill Feather", RULES, person=True).parts
    assert {key.hashed for key in joined_keys(one, other)} <= {key.hashed for key in keys("Quillfeather")}


def test_a_word_without_its_vowels_is_found_by_what_is_left() -> None:
    assert Key(BARE, "tmrln") in keys("Temirlan")
    assert Key(VOWELLESS, "tmrln") in keys("Tmrln")


def test_a_word_of_a_bad_scan_is_found_by_what_was_meant() -> None:
    assert Key(FORM, "osgood") in keys("0sg00d")
    assert share_one("Ternirlan", "Temirlan")
