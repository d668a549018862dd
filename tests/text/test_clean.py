from hypothesis import given
from hypothesis import strategies as st

from tizim.text.clean import MARKS_PER_LETTER, clean, is_mojibake, oddities

words = st.text(st.characters(codec="utf-8"), max_size=40)


def test_invisible_characters_do_not_split_or_change_a_name() -> None:
    assert clean("Iva\u200bnov\u00ad  \u202eAli\u2066\n\tB") == "Ivanov Ali B"
    assert clean("a\x00b\x07c") == "abc"


def test_compatibility_forms_become_the_usual_letters() -> None:
    assert clean("ﬁnance ＡＢＣ ﷲ") == "finance ABC الله"


def test_a_numero_or_trade_mark_sign_is_not_glued_to_the_word_as_letters() -> None:
    assert clean("Школа №5 Acme™") == "Школа №5 Acme™"


def test_look_alikes_are_rewritten_in_the_alphabet_of_the_sure_letters() -> None:
    assert clean("Iv\u0430nov") == "Ivanov"
    assert clean("П\u0065тров") == "Петров"
    assert clean("Πλάτ\u03c9\u006f") == "Πλάτωο"
    assert clean("Қ\u0061сым") == "Қасым"


def test_letters_that_are_no_look_alikes_stay_as_written() -> None:
    assert clean("Раssия") == "Раssия"
    assert clean("Kia Қазақстан") == "Kia Қазақстан"


def test_piled_up_marks_are_bounded() -> None:
    assert clean("x" + "\u0336" * 50) == "x" + "\u0336" * MARKS_PER_LETTER


def test_spelling_marks_of_a_language_stay() -> None:
    assert clean("Nguyễn Müller Čapek") == "Nguyễn Müller Čapek"


def test_what_looked_wrong_is_named_in_a_fixed_order() -> None:
    assert oddities("Iv\u0430n\u200bov\u202e\x07") == (
        "zero-width",
        "bidi-control",
        "control-character",
        "mixed-script",
    )
    assert oddities("tab\x01") == ("control-character",)


def test_sound_words_have_no_oddities() -> None:
    for name in ("Müller São Ñandú", "Петров", "محمد", "Kazakhstan Қазақстан", "plain", "می\u200cخواهم"):
        assert oddities(name) == ()


def test_utf8_read_in_a_code_page_is_noticed() -> None:
    for name, page in (("Müller", "cp1252"), ("Łódź", "latin-1"), ("Петров", "cp1251"), ("محمد", "latin-1")):
        assert oddities(name.encode().decode(page))[-1:] == ("mojibake",), name
    assert not is_mojibake("Ã")
    assert not is_mojibake("ÃO PAULO")


@given(words)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(words)
def test_no_control_character_survives_and_blanks_are_single(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert not any(letter < " " or letter in "\u200b\u200e\u202e\ufeff" for letter in cleaned)


def test_a_small_l_among_capitals_is_a_scanned_i_but_two_letters_are_left_alone() -> None:
    assert clean("ALlMOV") == "ALIMOV"
    assert clean("lVANOV Pl Al") == "IVANOV Pl Al"
