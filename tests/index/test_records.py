"""What a snapshot keeps of an entry. Everyone here is invented."""

import pytest

from tests.listed import TODAY, entity
from tizim.index.records import ListedName, Record, is_screened, record_of
from tizim.model.statement import Entity


def part(schema: str, **properties: tuple[str, ...]) -> Entity:
    return Entity(f"made_up-p-{schema.lower()}", schema, "made_up", "p", properties)


@pytest.mark.parametrize(
    "prop", ["nationality", "citizenship", "flag", "jurisdiction", "country", "birthCountry", "mainCountry"]
)
def test_every_country_of_an_entry_counts(prop: str) -> None:
    made = Entity("made_up-p", "Person", "made_up", "p", {"name": ("Temirlan Osgood",), prop: ("kz",)})
    assert record_of(made, TODAY).facts.countries == {"kz"}


@pytest.mark.parametrize("schema", ["Address", "Passport", "Identification"])
def test_the_country_of_an_address_or_document_counts(schema: str) -> None:
    record = record_of(entity("p", "Temirlan Osgood", parts=[part(schema, country=("uz",))]), TODAY)
    assert record.facts.countries == {"uz"}
    assert record.entity.countries == ("uz",)


def test_nationalities_are_shown_before_wherever_else_it_was() -> None:
    made = entity(
        "p", "Temirlan Osgood", nationality=["kz"], birthCountry=["de"], parts=[part("Address", country=("uz",))]
    )
    record = record_of(made, TODAY)
    assert record.entity.countries == ("kz",)
    assert record.facts.countries == {"kz", "de", "uz"}


def test_birth_dates_are_kept_once_and_in_order() -> None:
    record = record_of(entity("p", "Temirlan Osgood", birthDate=["1972", "1971-05-03", "1972"]), TODAY)
    assert record.facts.birth_dates == record.entity.birth_dates == ("1971-05-03", "1972")


def test_the_programmes_of_its_listings_are_shown() -> None:
    listing = part("Sanction", program=("B-2", "A-1"))
    record = record_of(entity("p", "Temirlan Osgood", parts=[listing, part("Address", program=("C-3",))]), TODAY)
    assert record.entity.programs == ("A-1", "B-2")


def test_a_name_stands_once_under_the_strongest_word_for_it() -> None:
    made = entity("p", "Temirlan Osgood", "Temir", weakAlias=["Temir", "The Owl"], previousName=["Temirlan Brandywine"])
    assert record_of(made, TODAY).names == (
        ListedName("Temirlan Osgood", "name"),
        ListedName("Temir", "alias"),
        ListedName("Temirlan Brandywine", "previousName"),
        ListedName("The Owl", "weakAlias"),
    )


def test_an_entry_without_a_whole_name_goes_by_its_parts() -> None:
    only = entity("p", firstName=["Temirlan"], lastName=["Osgood"])
    assert record_of(only, TODAY).names == (ListedName("Temirlan Osgood", "name"),)
    both = entity("p", "Temir Osgood", firstName=["Temirlan"], lastName=["Osgood"])
    assert record_of(both, TODAY).names == (ListedName("Temir Osgood", "name"),)
    assert record_of(entity("p"), TODAY).names == ()


def test_numbers_of_the_entry_and_of_its_documents_are_kept() -> None:
    passport = part("Passport", number=("N 0123-4567", "12"))
    card = part("Identification", number=("X-98765",))
    made = entity(
        "p",
        "Temirlan Osgood",
        passportNumber=["C01X00T47"],
        parts=[passport, card, part("Sanction", number=("Z-55555",))],
    )
    assert record_of(made, TODAY).facts.documents == {"C01X00T47", "N01234567", "X98765"}


def test_wallets_are_the_entrys_own_and_those_of_its_parts() -> None:
    held = entity("p", "Temirlan Osgood", parts=[part("CryptoWallet", publicKey=("bc1qinvented",))])
    alone = entity("w", "Invented Wallet", schema="CryptoWallet", publicKey=["bc1qother"])
    assert record_of(held, TODAY).facts.wallets == {"bc1qinvented"}
    assert record_of(alone, TODAY).facts.wallets == {"bc1qother"}
    assert record_of(entity("p", "Temirlan Osgood", publicKey=["bc1qinvented"]), TODAY).facts.wallets == frozenset()


def test_a_gender_that_is_no_gender_is_no_fact() -> None:
    assert record_of(entity("p", "Temirlan Osgood", gender=["other", "male"]), TODAY).facts.genders == {"male"}


@pytest.mark.parametrize(
    ("schema", "screened"),
    [
        ("Person", True),
        ("Company", True),
        ("Vessel", True),
        ("CryptoWallet", True),
        ("Address", False),
        ("Sanction", False),
    ],
)
def test_what_can_be_asked_about_is_kept(schema: str, screened: bool) -> None:
    assert is_screened(entity("x", "Invented", schema=schema)) is screened


def test_letters_that_no_text_may_hold_come_back_as_they_went_in() -> None:
    record = record_of(entity("p", "Temirlan \ud800 Osgood", "Темирлан"), TODAY)
    assert Record.from_json(record.to_json()) == record
    assert "Темирлан".encode() in record.to_json()
