"""A subject understood. Everyone here is invented."""

import pytest

from tizim.compare.asked import Asked, understand
from tizim.compare.rules_file import shipped
from tizim.model.subject import Document, Subject

RULES = shipped()


def asked(kind: str = "Person", *names: str, **facts: object) -> Asked:
    return understand(Subject(kind, names or ("Temirlan Osgood",), **facts), RULES)  # type: ignore[arg-type]  # facts of one test


@pytest.mark.parametrize("kind", ["Thing", "LegalEntity"])
def test_where_no_kind_is_told_a_name_is_read_both_ways(kind: str) -> None:
    made = asked(kind, "Doctor Limited")
    assert [part.role for part in made.names(person=True)[0].parts] == ["title", "word"]
    assert [part.role for part in made.names(person=False)[0].parts] == ["word", "legal"]


@pytest.mark.parametrize(("kind", "roles"), [("Person", ["title", "word"]), ("Company", ["word", "legal"])])
def test_where_the_kind_is_told_a_name_is_read_as_that_kinds(kind: str, roles: list[str]) -> None:
    made = asked(kind, "Doctor Limited")
    for person in (True, False):
        assert [part.role for part in made.names(person=person)[0].parts] == roles


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
        ({"documents": [Document("N01234", None, "Atlantis")]}, "a country was not understood; screened without it"),
        ({"documents": ["12"]}, "a document number is too short to tell anyone apart by; screened without it"),
    ],
)
def test_what_is_not_used_is_said_in_words(facts: dict[str, object], warning: str) -> None:
    assert asked(**facts).warnings == (warning,)  # type: ignore[arg-type]  # facts of one test each


def test_a_name_without_letters_is_said_and_the_others_are_asked() -> None:
    made = asked("Person", "Temirlan Osgood", "---")
    assert [name.words for name in made.as_person] == ["Temirlan Osgood"]
    assert made.warnings == ("a name holds no letters or digits and was not asked",)


def test_an_endless_name_is_cut_and_said() -> None:
    made = asked("Person", "Temirlan " * 1000)
    assert len(made.as_person[0].words) == 2000
    assert made.unasked == "a name of 9,000 characters: only the first 2,000 were asked"


def test_the_same_spelling_twice_is_asked_once() -> None:
    assert len(asked("Person", "Temirlan Osgood", "Temirlan Osgood", "Temir Osgood").as_person) == 2


def test_names_at_the_ceilings_are_asked_whole() -> None:
    assert asked("Person", "t" * 2000).unasked == ""
    assert asked("Person", *(f"Temirlan {number}" for number in range(1000))).unasked == ""
    assert asked("Person", *(f"Temirlan {number}" for number in range(1001))).unasked.startswith("1,001 names")
