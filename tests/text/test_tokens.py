import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.text.tokens import Token, tokenise


def written(name: str) -> list[str]:
    return [token.written for token in tokenise(name)]


def first_forms(name: str) -> list[str]:
    return [token.forms[0] for token in tokenise(name)]


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("O'Neil Ma’mun Qurʼan", ["oneil", "mamun", "quran"]),
        ("Abu-Bakr  Smith,J.", ["abu", "bakr", "smith", "j"]),
        ("Alpha S.A.L. and A.B.C", ["alpha", "sal", "and", "abc"]),
        ("Beta A/S", ["beta", "a", "s"]),
        ("F7 Shop №5 2015", ["f7", "shop", "5", "2015"]),
        ("И.И. Иванов", ["и", "и", "иванов"]),
        ("И.И.Иванов", ["и", "и", "иванов"]),
        ("В'ячеслав", ["вячеслав"]),
        ("ג'ורג' בע\"מ", ["ג׳ורג׳", "בעמ"]),
        ("毛泽东", ["毛", "泽", "东"]),
        ("华为ABC公司", ["华", "为", "abc", "公", "司"]),
        ("ジョン・スミス", ["ジョン", "スミス"]),
        ("阿里·巴巴", ["阿", "里", "巴", "巴"]),
        ("김대중", ["김", "대중"]),
        ("남궁억", ["남궁", "억"]),
        ("김구", ["김", "구"]),
        ("조지 워싱턴", ["조지", "워싱턴"]),
        ("쀍뷁", ["쀍뷁"]),
        ("नरेन्द्र मोदी", ["नरेन्द्र", "मोदी"]),
        ("Lashkar-e-Alif Jaysh-i Nur", ["lashkar", "alif", "jaysh", "nur"]),
        ("J-E Smith_Jones", ["j", "e", "smith", "jones"]),
        ("STRAẞE Σοφός", ["strasse", "σοφόσ"]),
        ("--- … !", []),
    ],
)  # fmt: skip
def test_where_a_name_is_split(name: str, tokens: list[str]) -> None:
    assert written(name) == tokens


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        (["Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdel-Rahman", "Abdal Rahman", "Abd ar-Rahman", "Abdurrahman", "عبد الرحمن", "عبدالرحمن"],
         ["abdul", "rahman"]),
        (["Abdul Aziz", "Abdulaziz", "Abd el Aziz", "عبد العزيز"], ["abdul", "aziz"]),
        (["Abdullah", "Abd Allah", "Abdallah", "Abdul-Lah", "Abdulla", "Абдулла", "عبد الله", "عبدالله"], ["abdullah"]),
        (["Hizb Allah", "Hizbullah", "Hizb-ullah", "حزب الله"], ["hizbullah"]),
        (["Salah al-Din", "Salahuddin", "Salah ad-Din", "Salaheddine", "Salah Eddine", "Salahudin", "صلاح الدين"], ["salahuddin"]),
        (["Abul Qasim", "Abu al-Qasim", "Abu'l-Qasim", "Abulqasim", "أبو القاسم", "ابوالقاسم"], ["abu", "al", "qasim"]),
        (["al-Tikriti", "El Tikriti", "at-Tikriti", "التكريتي", "аль-Тикрити"], ["al", "tikriti"]),
        (["As-Salam", "al-Salam", "السلام", "ас-Салам"], ["al", "salam"]),
    ],
)  # fmt: skip
def test_what_arabic_writes_apart_meets_what_others_write_together(names: list[str], forms: list[str]) -> None:
    assert {name: first_forms(name) for name in names} == dict.fromkeys(names, forms)


def test_names_that_only_look_like_compounds_stay_whole() -> None:
    assert first_forms("Abdulov") == ["abdulov"]
    assert first_forms("Abdullin Abdullaev") == ["abdullin", "abdullaev"]
    assert first_forms("Абдулов Абдуллин") == ["abdulov", "abdullin"]
    assert first_forms("Rudin Claudine Geraldine") == ["rudin", "claudine", "geraldine"]
    assert first_forms("Delilah Jamilah Camilla Mulla") == ["delilah", "jamilah", "camilla", "mulla"]
    assert first_forms("Алла Стелла Камилла") == ["alla", "stella", "kamilla"]
    assert first_forms("Abulov") == ["abulov"]
    assert first_forms("Abu Allah") == ["abu", "allah"]
    assert first_forms("Anna Nasr") == ["anna", "nasr"]


def test_a_short_word_after_the_article_stays_with_it_unless_it_is_known() -> None:
    assert written("الند") == ["الند"]
    assert written("الحق") == ["ال", "حق"]


def test_cyrillic_compounds_are_brought_to_one_form_too() -> None:
    for name in ("Абдурахман", "Абдуррахман", "Абд ар-Рахман"):
        assert first_forms(name) == ["abdul", "rakhman"], name
    assert first_forms("Салахуддин") == first_forms("Салах ад-Дин") == ["salakhuddin"]
    assert first_forms("Абдулазиз") == ["abdul", "aziz"]


def test_kazakh_compounds_are_brought_to_one_form_in_every_alphabet() -> None:
    for name in ("Äbdirahmanov", "Äbdiraxmanov", "Abdirakhmanov", "Әбдірахманов", "Абдирахманов"):
        assert first_forms(name)[0] == "abdul", name
        assert len(first_forms(name)) == 2, name


def test_a_token_carries_its_script_readings_and_skeletons() -> None:
    assert tokenise("Тоқаев") == (Token("тоқаев", "Cyrl", ("tokaev", "tokayev", "toqaev", "toqayev"), "tkf", ("tkf",)),)


def test_latin_tokens_carry_the_skeletons_of_other_habits_and_other_scripts_do_not() -> None:
    (latin,), (cyrillic,) = tokenise("Bach"), tokenise("Бач")
    assert set(latin.skeletons) == {"pc", "ph", "pk"}
    assert cyrillic.skeletons == ("pc",)


@given(st.text(max_size=30))
def test_every_token_of_any_text_is_complete(name: str) -> None:
    for token in tokenise(name):
        assert token.written
        assert token.forms
        assert all(form.isascii() and form.isalnum() for form in token.forms)
        assert token.skeleton == token.skeletons[0] != ""
        assert len(set(token.skeletons)) == len(token.skeletons)
    assert tokenise(name) == tokenise(f" {name}\t")
