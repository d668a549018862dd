"""Which column holds what."""

import pytest

from tizim.errors import UnreadableTable
from tizim.subjects.columns import FIELDS, recognised


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("name", "name"), ("Full Name", "name"), ("FULL_NAME", "name"), ("fullName", "name"), ("ФИО", "name"),
        ("Наименование организации", "name"), ("Аты-жөні", "name"), ("customer-name", "name"), ("  Name  ", "name"),
        ("Surname", "last_name"), ("Фамилия", "last_name"), ("Тегі", "last_name"), ("wallet address", "wallet"),
        ("Passport No.", "document"), ("ИИН", "document"), ("ЖСН", "document"), ("Номер паспорта", "document"),
    ],
)  # fmt: skip
def test_a_heading_is_known_in_any_case_with_any_separator_in_three_languages(heading: str, field: str) -> None:
    assert recognised([heading]) == {heading: field}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Date of Birth", "birth_date"), ("DOB", "birth_date"), ("Дата рождения", "birth_date"), ("Туған күні", "birth_date"),
        ("Nationality", "country"), ("Гражданство", "country"), ("Азаматтығы", "country"), ("Sex", "gender"), ("Пол", "gender"),
        ("Customer ID", "id"), ("Type", "kind"), ("Тип клиента", "kind"), ("Aliases", "alias"), ("Address", "address"),
        ("Document type", "document_kind"), ("Issuing country", "document_country"), ("Patronymic", "middle_name"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_is_known_too(heading: str, field: str) -> None:
    assert recognised(["name", heading]) == {"name": "name", heading: field}


def test_a_column_that_nobody_knows_is_left_alone() -> None:
    assert recognised(["id", "name", "favourite colour"]) == {"id": "id", "name": "name"}


def test_a_file_without_anything_to_screen_by_says_what_it_found_and_what_it_needs() -> None:
    with pytest.raises(UnreadableTable, match=r"name, last_name, document, wallet.*came 'id', 'balance'"):
        recognised(["id", "balance"])


def test_two_columns_with_the_name_are_a_question_to_a_person() -> None:
    with pytest.raises(UnreadableTable, match=r"expected one column for name, came 2 \('Name', 'Full name'\)"):
        recognised(["Name", "Full name"])
    assert recognised(["Name", "Full name"], {"Full name": "name"}) == {"Full name": "name"}


def test_two_columns_with_the_birth_date_are_a_question_to_a_person() -> None:
    with pytest.raises(UnreadableTable, match="birth_date"):
        recognised(["name", "DOB", "Date of birth"])


def test_several_columns_may_hold_documents_and_countries() -> None:
    held = recognised(["name", "passport", "INN", "nationality", "country"])
    assert list(held.values()) == ["name", "document", "document", "country", "country"]


def test_a_person_may_say_which_column_is_which() -> None:
    assert recognised(["X1", "X2", "id"], {"X1": "name", "X2": "birth_date"}) == {
        "X1": "name",
        "X2": "birth_date",
        "id": "id",
    }


@pytest.mark.parametrize(("given", "told"), [({"X9": "name"}, "came 'X9'"), ({"X1": "shoe_size"}, "came 'shoe_size'")])
def test_what_a_person_says_must_be_there(given: dict[str, str], told: str) -> None:
    with pytest.raises(UnreadableTable, match=told):
        recognised(["X1"], given)


def test_every_field_has_a_heading_of_its_own_name() -> None:
    for field in FIELDS:
        assert recognised(["name", field])[field] == field
