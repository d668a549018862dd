import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit.perturb import CAUSES, OF_OTHERS, OF_PERSONS, perturbed
from fit.perturb_facts import DATES, date_perturbed, stated_country
from tizim.text.clean import clean

INVENTED = ("Aleksandr Sergeyevich Mysalov", "Ғали Сергеевич Мысалов", "José Mislany & Hijos, S.A.", "ABD-AL-RAHMAN AL-MITHAL", "محمد المثال")  # fmt: skip

CHANGED = {
    "standard-german": ("Сергей Щукин", "Sergej Schtschukin"),
    "standard-french": ("Сергей Щукин", "Sergeï Chtchoukin"),
    "standard-passport": ("Юлия Мысалова", "Iuliia Mysalova"),
    "standard-english": ("Юлия Мысалова", "Yuliya Mysalova"),
    "standard-scholarly": ("Юлия Мысалова", "Julija Mysalova"),
    "standard-ukrainian": ("Григорій Мисалів", "Hryhorii Mysaliv"),
    "family-first": ("Ivan Mysalov", "Mysalov Ivan"),
    "family-first-comma": ("Ivan Ivanovich Mysalov", "MYSALOV, Ivan Ivanovich"),
    "patronymic-dropped": ("Ivan Ivanovich Mysalov", "Ivan Mysalov"),
    "middle-dropped": ("Anna Maria Mislany", "Anna Mislany"),
    "initials": ("Ivan Ivanovich Mysalov", "I. I. Mysalov"),
    "middle-initials": ("Ivan Ivanovich Mysalov", "Ivan I. Mysalov"),
    "words-joined": ("Abu Mithal", "Abumithal"),
    "hyphen": ("Anna-Mislany", "Anna Mislany"),
    "letter-undoubled": ("Anna", "Ana"),
    "vowels-left-out": ("Muhammad", "Mhmmd"),
    "wide-letters": ("Abu", "Ａｂｕ"),
    "marks-left-out": ("Jiří Příklad", "Jiri Priklad"),
    "capitals": ("Ivan", "IVAN"),
    "legal-form": ("Example Limited", "Example Ltd"),
    "legal-form-dropped": ("Example, LLC", "Example"),
    "and-sign": ("Example and Sons", "Example & Sons"),
}


@pytest.mark.parametrize("cause", sorted(CHANGED))
def test_a_cause_does_what_its_name_says(cause: str) -> None:
    name, expected = CHANGED[cause]
    assert perturbed(name, cause, "any key") == expected


@pytest.mark.parametrize("cause", sorted(CAUSES))
def test_every_cause_applies_to_some_invented_name_and_always_in_the_same_way(cause: str) -> None:
    names = [*INVENTED, *(name for name, _expected in CHANGED.values())]
    first = [perturbed(name, cause, "key") for name in names]
    assert first == [perturbed(name, cause, "key") for name in names]
    assert any(first)


@given(st.text(max_size=60), st.sampled_from(sorted(CAUSES)), st.integers(0, 9))
def test_a_changed_name_is_never_the_name_and_never_empty(name: str, cause: str, key: int) -> None:
    made = perturbed(name, cause, str(key))
    assert made is None or (made != name and made.strip())


def test_another_key_makes_another_choice() -> None:
    made = {perturbed("Aleksandr Sergeyevich Mysalov", "keyboard-qwerty", str(key)) for key in range(20)}
    assert len(made) > 10


def test_a_neighbouring_key_is_one_letter_of_the_same_length() -> None:
    name = "Aleksandr Mysalov"
    made = perturbed(name, "keyboard-qwerty", "key")
    assert made is not None
    assert len(made) == len(name)
    assert sum(one != other for one, other in zip(made, name, strict=True)) == 1


@pytest.mark.parametrize("cause", ["keyboard-qwerty", "letter-doubled", "heard-vowel", "words-joined"])
def test_a_name_in_capitals_stays_in_capitals(cause: str) -> None:
    made = perturbed("EXAMPLE ORCHARD", cause, "key")
    assert made is not None
    assert made.isupper()


def test_a_cut_name_ends_at_the_width_of_a_field() -> None:
    made = perturbed("Abdulrahman Muhammad Abdulkarim al-Mithalani", "cut-at-field", "key")
    assert made is not None
    assert len(made) in {20, 30, 35, 40}


@pytest.mark.parametrize("cause", ["invisible-character", "wide-letters", "drawn-alike"])
def test_what_nobody_sees_is_mended_by_cleaning(cause: str) -> None:
    made = perturbed("Anna Mislany", cause, "key")
    assert made is not None
    assert clean(made) == "Anna Mislany"


def test_causes_of_people_and_of_organisations_are_causes() -> None:
    assert set(CAUSES) > OF_PERSONS | OF_OTHERS
    assert not OF_PERSONS & OF_OTHERS


DATED = {
    "day-month-swapped": ("1971-05-03", "1971-03-05"),
    "year-only": ("1971-05-03", "1971"),
    "first-of-january": ("1971-05-03", "1971-01-01"),
    "hijri-year": ("1971-05-03", "1391"),
}


@pytest.mark.parametrize("cause", sorted(DATED))
def test_a_date_is_changed_as_the_cause_says(cause: str) -> None:
    date, expected = DATED[cause]
    assert date_perturbed(date, cause, "key") == expected


@given(st.dates(), st.sampled_from(sorted(DATES)))
def test_a_changed_date_is_never_the_date(day: object, cause: str) -> None:
    made = date_perturbed(str(day), cause, "key")
    assert made != str(day)
    assert made == date_perturbed(str(day), cause, "key")


@pytest.mark.parametrize("cause", sorted(DATES))
def test_words_that_are_no_date_are_left_alone(cause: str) -> None:
    assert date_perturbed("circa", cause, "key") is None


def test_a_stated_country_is_one_of_those_known() -> None:
    stated = {stated_country(("kz",), ("kz", "ru"), str(key)) for key in range(60)}
    assert stated == {("kz",), ("ru",)}
    assert stated_country((), (), "key") == ()
