"""Names of bodies that are translated, abbreviated or misspelt, and bodies that are others. All are invented."""

import pytest

from tizim.compare.names import prepare
from tizim.compare.parts import MOST_OF_A_KNOWN_WORD
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import Comparison, compare
from tizim.compare.tokens import MOST_OF_A_TRANSLATION
from tizim.model.subject import Subject

RULES = shipped()


def compared(one: str, other: str, kind: str = "Organization") -> Comparison:
    return compare(Subject(kind, [one]), Subject(kind, [other]), RULES)


def hows(made: Comparison) -> set[str]:
    return {reason.how for reason in made.reasons}


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Osgoodia Liberation Front", "Jabhat Tahrir Osgoodia"),
        ("Osgoodia Liberation Front", "جبهة تحرير Osgoodia"),
        ("Ministry of Defence of Osgoodia", "Министерство обороны Осгудии"),
        ("Ministère de la Défense d'Osgoodia", "Osgoodia Ministry of Defence"),
        ("People's Bank of Quillfeather", "Народный банк Квиллфезера"),
        ("Quillfeather Shipping", "Quillfeather Denizcilik"),
        ("Brandywine Bread Factory", "Брендивайнский хлебозавод Brandywine"),
        ("Bank of China", "中国银行"),
        ("Korea Trade Bank", "조선무역은행"),
        ("Bonyad Quillfeather Relief", "Quillfeather Relief Foundation"),
    ],
)
def test_a_translated_name_is_the_same_body(asked: str, known: str) -> None:
    assert compared(asked, known).score >= RULES.possible
    assert compared(known, asked).score >= RULES.possible


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Osgoodia Liberation Front", "Jabhat Tahrir Brandywine"),
        ("Ministry of Defence of Osgoodia", "Министерство обороны Брендивайна"),
        ("Ministry of Defence of Osgoodia", "Министерство финансов Осгудии"),
        ("Quillfeather Shipping", "Osgood Denizcilik"),
        ("Osgood Trading Bank", "Quillfeather Handelsbank"),
        ("North Osgoodia Party", "Южная партия Осгудии"),
    ],
)
def test_another_body_with_the_same_general_words_is_another(asked: str, known: str) -> None:
    assert compared(asked, known).score < RULES.possible


def test_a_translated_word_says_less_than_the_same_word() -> None:
    same, translated = compared("Osgood Front", "Osgood Front"), compared("Osgood Front", "Osgood Jabhat")
    assert "translated" in hows(translated)
    assert translated.log_odds < same.log_odds
    (weight,) = (one.weight for one in translated.reasons if one.how == "translated")
    assert 0 < weight <= RULES["translated"] * MOST_OF_A_TRANSLATION


def test_concepts_are_no_business_of_persons() -> None:
    for person in (True, False):
        links = [part.links for part in prepare("Temirlan Front", RULES, person=person).parts]
        assert links == [(), () if person else ("front",)]
    assert "translated" not in hows(compared("Temirlan Front", "Temirlan Jabhat", "Person"))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Osgood Aktiengeselschaft", "Osgood AG"),
        ("Osgood Limitied", "Osgood Ltd"),
        ("Osgood Incorperated", "Osgood Inc"),
    ],
)
def test_a_misspelt_form_of_law_is_that_form(asked: str, known: str) -> None:
    assert compared(asked, known).score > RULES.hit
    assert "legal form" in hows(compared(asked, known))


@pytest.mark.parametrize(
    "word", ["Кампания", "Campaigns", "Corporate", "Fundacja", "Cooperation", "Compassion", "Partners"]
)
def test_another_word_is_no_misspelt_form_of_law(word: str) -> None:
    parts = prepare(f"Osgood {word}", RULES, person=False).parts
    assert [part.role for part in parts][1:] == (["legal"] if word == "Fundacja" else ["word"])


@pytest.mark.parametrize("glued", ["JC Brandywine", "J.C. Brandywine", "J C Brandywine", "J. C. Brandywine"])
@pytest.mark.parametrize("kind", ["Person", "Organization"])
def test_initials_are_written_together_or_apart(glued: str, kind: str) -> None:
    assert compared(glued, "J.C. Brandywine", kind).score > RULES.hit
    assert compared("JC Brandywine", glued, kind).score > RULES.hit
    assert compared(glued, "JD Brandywine", kind).log_odds < compared(glued, "JC Brandywine", kind).log_odds


@pytest.mark.parametrize(
    ("apart", "whole"), [("Me ga line Osgood", "Megaline Osgood"), ("Quill fea ther Ltd", "Quillfeather Limited")]
)
def test_a_bodys_word_may_be_written_in_three(apart: str, whole: str) -> None:
    assert compared(apart, whole).score > RULES.hit
    assert "joined" in hows(compared(whole, apart))


def test_a_number_that_only_one_body_has_says_less_than_another_number() -> None:
    none, other = compared("Nowhere Fund", "Nowhere Fund II"), compared("Nowhere Fund I", "Nowhere Fund II")
    assert other.score < RULES.possible
    assert other.log_odds < none.log_odds < compared("Nowhere Fund II", "Nowhere Fund II").log_odds


@pytest.mark.parametrize(("roman", "digit"), [("I", "1"), ("V", "5"), ("X", "10"), ("VII", "7")])
def test_a_roman_number_is_the_number_written_in_digits(roman: str, digit: str) -> None:
    assert "number" in hows(compared(f"Nowhere Fund {roman}", f"Nowhere Fund {digit}"))


def test_a_russian_and_is_no_number() -> None:
    roles = [part.role for part in prepare("Квиллфезер и Осгуд", RULES, person=False).parts]
    assert roles == ["word", "particle", "word"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zhongguo Yinhang", "Zhong Guo Yin Hang"),
        ("Zhongguo Yinhang", "Chung-kuo Yin-hang"),
        ("中国银行", "Zhongguo Yinhang"),
        ("中国银行", "Zhong Guo Yin Hang"),
        ("中国银行", "Chung-kuo Yin-hang"),
    ],
)
def test_a_chinese_name_is_written_by_syllable_or_word_in_either_romanisation(one: str, other: str) -> None:
    assert compared(one, other).score > RULES.hit
    assert compared(other, one).score > RULES.hit


@pytest.mark.parametrize(
    ("wade_giles", "pinyin"),
    [("Wang Hsiao-ming", "Wang Xiaoming"), ("Ts'ai Ying", "Cai Ying"), ("Hsu Chih-mo", "Xu Zhimo"), ("Tseng Kuo-fan", "Zeng Guofan")],
)  # fmt: skip
def test_a_person_in_wade_giles_is_the_one_in_pinyin(wade_giles: str, pinyin: str) -> None:
    assert compared(wade_giles, pinyin, "Person").score >= RULES.hit


def test_another_syllable_is_another_person() -> None:
    assert compared("Wang Hsiao-ming", "Wang Xiaolong", "Person").score < RULES.possible
    assert compared("Hsu Chih-mo", "Xu Zhiping", "Person").score < RULES.possible


@pytest.mark.parametrize(
    ("one", "other"),
    [("Osgood Import", "Osgood Export"), ("Bank of Iran", "Bank of Iraq"), ("North Osgoodia", "South Osgoodia")],
)
def test_words_known_to_mean_different_things_are_not_alike_by_chance(one: str, other: str) -> None:
    assert "different" in hows(compared(one, other))
    assert hows(compared(one, other)).isdisjoint({"spelling", "sound"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osgood Revolution", "Osgood Revolutionary"),
        ("Osgood Export", "Osgood Exprot"),
        ("Osgood Enrgy", "Osgood Energy"),
    ],
)
def test_words_derived_from_one_and_misspelt_ones_are_alike(one: str, other: str) -> None:
    assert not hows(compared(one, other)).isdisjoint({"spelling", "sound"})


def test_a_word_that_dictionaries_know_is_never_as_rare_as_one_nobody_counted() -> None:
    known, unknown = prepare("Aerospace Quillfeather", RULES, person=False).parts
    assert known.rarity <= MOST_OF_A_KNOWN_WORD < unknown.rarity
