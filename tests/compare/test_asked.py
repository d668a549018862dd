"""A subject understood. Everyone here is invented."""

import pytest

from tizim.compare.asked import Asked, understand
from tizim.compare.rules_file import shipped
from tizim.model.subject import Document, Subject

RULES = shipped()


def asked(kind: str = "Person", *names: str, **facts: object) -> Asked:
    return understand(Subject(kind, names or ("Temirlan Osgood",), **facts), RULES)  # type: ignore[arg-type]  # facts of one test


@pytest.mark.parametrize(
    ("kind", "role"), [("Person", "word"), ("Company", "legal"), ("Thing", "legal"), ("LegalEntity", "legal")]
)
def test_a_form_of_law_is_one_only_where_no_person_is_asked_about(kind: str, role: str) -> None:
    assert asked(kind, "Nowhere Limited").names[0].parts[1].role == role


@pytest.mark.parametrize(
    ("kind", "role"), [("Person", "title"), ("Company", "word"), ("Thing", "title"), ("LegalEntity", "title")]
)
def test_a_title_is_one_wherever_a_person_may_be_asked_about(kind: str, role: str) -> None:
    assert asked(kind, "Doctor Nowhere").names[0].parts[0].role == role


@pytest.mark.parametrize(
    ("words", "gender"), [("M", "male"), (" Male ", "male"), ("мужской", "male"), ("Ж", "female"), ("Әйел", "female")]
)
def test_gender_is_understood_in_the_words_of_forms(words: str, gender: str) -> None:
    assert asked(gender=words).facts.genders == {gender}


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_fact_left_empty_is_neither_known_nor_a_warning(nothing: str) -> None:
    made = asked(gender=nothing, birth_date=nothing, countries=[nothing], documents=[nothing], wallets=[nothing])
    assert made.warnings == ()
    assert made.facts == asked().facts


def test_the_country_of_a_document_counts_like_a_country_told() -> None:
    made = asked(countries=["DE"], documents=[Document("N 0123-4567", "passport", "Kazakhstan"), "X-98765"])
    assert made.facts.countries == {"de", "kz"}
    assert made.facts.documents == {"N01234567", "X98765"}


def test_wallets_are_told_apart() -> None:
    made = asked(wallets=["bc1qinvented1", " bc1qinvented2 "])
    assert made.facts.wallets == {"bc1qinvented1", "bc1qinvented2"}


@pytest.mark.parametrize(
    ("facts", "warning"),
    [
        ({"gender": "perhaps"}, "gender not understood; screened without it"),
        ({"countries": ["Atlantis"]}, "a country was not understood; screened without it"),
        ({"birth_date": "a Tuesday"}, "birth date not understood; screened without it"),
        ({"documents": ["12"]}, "a document number is too short to tell anyone apart by; screened without it"),
    ],
)
def test_what_is_not_used_is_said_in_words(facts: dict[str, object], warning: str) -> None:
    assert asked(**facts).warnings == (warning,)  # type: ignore[arg-type]  # facts of one test each


def test_a_name_without_letters_is_said_and_the_others_are_asked() -> None:
    made = asked("Person", "Temirlan Osgood", "---")
    assert [name.words for name in made.names] == ["Temirlan Osgood"]
    assert made.warnings == ("a name holds no letters or digits and was not asked",)


def test_an_endless_name_is_cut_and_said() -> None:
    made = asked("Person", "Temirlan " * 1000)
    assert len(made.names[0].words) == 2000
    assert made.warnings == ("name of 9,000 characters: only the first 2,000 were asked",)


def test_the_same_spelling_twice_is_asked_once() -> None:
    assert len(asked("Person", "Temirlan Osgood", "Temirlan Osgood", "Temir Osgood").names) == 2
