"""Rows to subjects. The people and companies are invented."""

from datetime import date, datetime

import pytest

from tizim.model.subject import Document, Subject
from tizim.subjects.columns import recognised
from tizim.subjects.table import Asked, asked


def one(cells: dict[str, object], *, kind: str = "Thing") -> Asked:
    (found,) = asked([(2, cells)], recognised(tuple(cells)), kind=kind)
    return found


def test_a_row_becomes_a_subject_with_all_it_says() -> None:
    found = one(
        {
            "ID": 17,
            "Type": "individual",
            "Name": "Aruzhan Testova; Аружан Тестова",
            "Alias": "A. Testova",
            "DOB": date(1971, 5, 3),
            "Nationality": "KZ; kg",
            "Sex": "F",
            "Passport": "N 1234567",
            "Document type": "passport",
            "Issuing country": "kz",
            "Wallet": "bc1qinvented",
            "Address": "1 Invented Street; Almaty",
        }
    )
    assert found == Asked(
        2,
        "17",
        Subject(
            kind="Person",
            names=("Aruzhan Testova", "Аружан Тестова", "A. Testova"),
            birth_date="1971-05-03",
            countries=("KZ", "kg"),
            gender="F",
            documents=(Document("N 1234567", "passport", "kz"),),
            addresses=("1 Invented Street; Almaty",),
            wallets=("bc1qinvented",),
            id="17",
        ),
    )


def test_a_name_in_parts_is_one_name() -> None:
    found = one({"First name": "Aruzhan", "Patronymic": "Testqyzy", "Surname": "Testova"})
    assert found.subject is not None
    assert found.subject.names == ("Aruzhan Testqyzy Testova",)


def test_a_whole_name_goes_before_its_parts_and_counts_once() -> None:
    found = one({"name": "Aruzhan Testova", "first name": "Aruzhan", "last name": "Testova"})
    assert found.subject is not None
    assert found.subject.names == ("Aruzhan Testova",)


@pytest.mark.parametrize(
    ("cell", "words"),
    [(datetime(1971, 5, 3), "1971-05-03"), (1971, "1971"), (1971.0, "1971"), ("3 May 1971", "3 May 1971")],  # noqa: DTZ001  (cells have no zone)
)
def test_a_birth_date_may_be_a_date_a_number_or_words(cell: object, words: str) -> None:
    found = one({"name": "Invented Person", "dob": cell})
    assert found.subject is not None
    assert found.subject.birth_date == words


def test_a_document_alone_is_enough_and_keeps_its_digits() -> None:
    found = one({"id": 1, "document": 7_001_234.0})
    assert found.subject is not None
    assert found.subject.documents == (Document("7001234"),)


def test_a_list_in_a_cell_is_several_values() -> None:
    found = one({"name": ["Invented Person", "Выдуманный Человек"]})
    assert found.subject is not None
    assert found.subject.names == ("Invented Person", "Выдуманный Человек")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("person", "Person"),
        ("Юридическое лицо", "LegalEntity"),
        ("жеке тұлға", "Person"),
        ("SHIP", "Vessel"),
        ("Organisation", "Organization"),
    ],
)
def test_a_kind_may_be_said_in_words(word: str, kind: str) -> None:
    found = one({"name": "Invented", "kind": word})
    assert found.subject is not None
    assert found.subject.kind == kind


def test_a_row_that_does_not_say_its_kind_is_of_the_usual_one() -> None:
    found = one({"name": "Invented"}, kind="Person")
    assert found.subject is not None
    assert found.subject.kind == "Person"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"id": "9", "name": " ; "}, "row 2: expected a name, a document number or a wallet"),
        ({"id": "9", "name": "Invented", "kind": "teapot"}, "row 2: kind: expected one of Person"),
    ],
)
def test_a_row_that_makes_no_subject_keeps_its_place_and_says_why(cells: dict[str, object], why: str) -> None:
    found = one(cells)
    assert (found.row, found.id, found.subject) == (2, "9", None)
    assert found.why.startswith(why)


def test_rows_keep_their_order_and_their_blanks() -> None:
    rows: list[tuple[int, dict[str, object]]] = [
        (2, {"name": "One"}),
        (3, {"id": "b"}),
        (5, {"name": "Three", "id": "c"}),
    ]
    found = list(asked(rows, {"name": "name", "id": "id"}))
    assert [(row.row, row.id, row.subject is None) for row in found] == [
        (2, None, False),
        (3, "b", True),
        (5, "c", False),
    ]
