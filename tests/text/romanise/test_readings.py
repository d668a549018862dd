import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.text.romanise import readings
from tizim.text.romanise.han import wade_giles
from tizim.text.romanise.hangul import family_name_of


@pytest.mark.parametrize(
    ("token", "first"),
    [
        ("O'NEIL", "oneil"), ("Müller", "muller"), ("Łukasz", "lukasz"), ("İlham", "ilham"), ("Strauß", "strauss"), ("Nguyễn", "nguyen"),
        ("Сергей", "sergey"), ("Щукин", "shchukin"), ("Юлия", "yuliya"), ("Ольга", "olga"), ("Ёлкин", "yolkin"), ("Елена", "elena"),
        ("Гоголь", "gogol"), ("Ґалаґан", "galagan"), ("Київ", "kyiv"), ("Қасым", "kasym"), ("Ғабит", "gabit"), ("Ңурлан", "nurlan"),
        ("Ўткир", "otkir"), ("Ковалёў", "kovaleu"), ("Ҷамшед", "jamshed"), ("Ђорђе", "djordje"), ("Љубљана", "ljubljana"),
        ("محمد", "muhammad"), ("موغيريني", "mughirini"), ("شهناز", "shahnaz"), ("الله", "allah"), ("پاکستان", "pakstan"), ("لون", "lun"),
        ("שלום", "shlom"), ("בנימין", "bnimin"), ("ג׳ון", "jon"), ("שָׁלוֹם", "shlom"),
        ("Παπανδρέου", "papandreou"), ("Ευάγγελος", "evangelos"), ("Ευτυχία", "eftychia"), ("Μπάμπης", "bampis"), ("Γκίκας", "gikas"),
        ("Αϋφαντής", "ayfantis"), ("ქეთევან", "ketevan"), ("Հովհաննես", "hovhannes"), ("Երևան", "yerevan"), ("Ուլուբաբյան", "ulubabyan"),
        ("Ոսկան", "voskan"), ("김", "kim"), ("이", "lee"), ("대중", "daejung"), ("毛", "mao"), ("曾", "zeng"), ("泽东", "zedong"), ("しょうた", "shouta"),
        ("トーキョー", "tokyo"), ("きっと", "kitto"), ("ファン", "fan"), ("田なか", "tiannaka"), ("ไทย", "aithy"), ("F7", "f7"), ("5", "5"),
    ],
)  # fmt: skip
def test_the_first_reading_is_the_usual_one(token: str, first: str) -> None:
    assert readings(token)[0] == first


@pytest.mark.parametrize(
    ("token", "other"),
    [
        ("Müller", "mueller"), ("Søren", "soeren"), ("Şahin", "shahin"), ("Dağlı", "dagli"), ("Ңурлан", "ngurlan"), ("Жомарт", "jomart"),
        ("Александр", "alexandr"), ("Джамал", "jamal"), ("Хасан", "hasan"), ("Гитлин", "hitlin"), ("Штерн", "stern"), ("Тосинао", "toshinao"),
        ("Қодир", "qodir"), ("أنور", "anvar"), ("ضرار", "zrar"), ("رحمة", "rhmat"), ("שרה", "sra"), ("Χρήστος", "hristos"), ("Գրիգոր", "krikor"),
        ("Teňizçi", "tengizchi"), ("Eñlık", "englik"), ("Wälïev", "ualiev"), ("이", "rhee"), ("박", "park"), ("정", "chung"), ("毛泽东", "maotsetung"), ("泽东", "tsetung"), ("陈", "chan"), ("黄", "wong"),
    ],
)  # fmt: skip
def test_another_usual_spelling_is_among_the_readings(token: str, other: str) -> None:
    assert other in readings(token, limit=8)


def test_readings_are_distinct_and_no_more_than_the_limit() -> None:
    for limit in (1, 2, 4):
        found = readings("Жұмағұлов", limit=limit)
        assert len(found) == len(set(found)) <= limit


def test_only_beside_turkic_letters_is_n_with_a_sign_ng() -> None:
    assert "tengizci" in readings("Teňizçi")
    assert "nunges" not in readings("Nuñes", limit=8)
    assert "uaber" not in readings("Wäber", limit=8)


def test_one_word_spells_one_letter_one_way() -> None:
    assert set(readings("Şaşa")) == {"sasa", "shasha"}


def test_a_token_of_signs_alone_has_no_reading() -> None:
    assert readings("---") == ()
    assert readings("…") == ()


def test_a_letter_no_table_knows_still_gives_a_reading_of_its_own() -> None:
    assert readings("\U00010d00") == ("u10d00",)


def test_vowel_marks_are_read_where_a_writer_set_them() -> None:
    assert readings("جُحَيْفَة")[0].startswith("juhayfa")


def test_doubled_letters_of_arabic_are_two_letters() -> None:
    assert readings("ممدوح")[0] == "mamduh"


def test_wade_giles_follows_from_pinyin() -> None:
    pairs = {
        "ze": "tse",
        "qing": "ching",
        "xiao": "hsiao",
        "zhou": "chou",
        "guo": "kuo",
        "shuo": "shuo",
        "jian": "chien",
    }
    assert {pinyin: wade_giles(pinyin) for pinyin in pairs} == pairs


def test_a_korean_family_name_of_two_syllables_is_tried_first() -> None:
    assert family_name_of("남궁억") == "남궁"
    assert family_name_of("김대중") == "김"
    assert family_name_of("쀍뷁") == ""


scripts = st.sampled_from(
    ["abcxyzäöşžı", "абвгдеёжзийклмнўғқңҳҷіїє", "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگکی", "אבגדהוזחטיכלמנסעפצקרשת", "αβγδεζηθικλμνξοπρστυφχψω",
     "აბგდევზთიკლმნოპ", "աբգդեզէըթժիլխծկհ", "김이박최정강", "毛泽东周恩来", "ひらがなカタカナッャ"]
)  # fmt: skip


@given(scripts.flatmap(lambda letters: st.text(letters, min_size=1, max_size=8)), st.integers(1, 6))
def test_every_token_with_letters_has_ascii_readings(token: str, limit: int) -> None:
    found = readings(token, limit=limit)
    assert 1 <= len(found) <= limit
    assert all(reading.isascii() and reading.isalnum() and reading == reading.lower() for reading in found)


@pytest.mark.parametrize(
    ("token", "first"),
    [
        ("Петро\u0301в", "petrov"),
        ("Мосkва", "moskva"),
        ("Ӓнись", "anis"),
        ("김ㅋa", "kimka"),
        ("محمد7", "mhmd7"),
        ("Πx5", "px5"),
        ("ავa", "ava"),
    ],
)
def test_letters_and_marks_that_do_not_belong_are_read_too(token: str, first: str) -> None:
    assert first in readings(token, limit=8)
