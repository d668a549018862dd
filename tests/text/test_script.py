import pytest

from tizim.text.script import script_of, script_of_letter


@pytest.mark.parametrize(
    ("token", "script"),
    [
        ("Abc", "Latn"), ("Łódź", "Latn"), ("Қасым", "Cyrl"), ("محمد", "Arab"), ("שלום", "Hebr"), ("Πλάτων", "Grek"),
        ("ქართული", "Geor"), ("ᲥᲐᲠᲗᲣᲚᲘ", "Geor"), ("Հայ", "Armn"), ("毛泽东", "Hans"), ("김", "Hang"), ("ひらがな", "Jpan"),
        ("カナ", "Jpan"), ("नमस्ते", "Deva"), ("বাংলা", "Beng"), ("ไทย", "Thai"), ("አማርኛ", "Ethi"), ("12", "Zyyy"), ("№5", "Zyyy"),
        ("", "Zyyy"), ("F7", "Latn"), ("×", "Zyyy"), ("ᎣᎾ", "Zzzz"), ("தமிழ்", "Taml"),
    ],
)  # fmt: skip
def test_a_token_has_the_script_of_its_letters(token: str, script: str) -> None:
    assert script_of(token) == script


def test_most_letters_decide_and_the_first_wins_a_tie() -> None:
    assert script_of("abcд") == "Latn"
    assert script_of("дa") == "Cyrl"


def test_signs_between_the_letters_of_a_block_are_no_letters() -> None:
    assert script_of_letter("\u00f7") == "Zyyy"
    assert script_of_letter("5") == "Zyyy"
