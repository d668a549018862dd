"""Words about documents, as British lists write them, with invented numbers."""

import pytest

from tizim.sources.shared.document_words import country_in, document_of, is_broken_number, numbers_in


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Z741097 (Saudi Arabian). Issued 14 Nov 1995. Expired 19 Sept 2000.", ("Z741097",)),
        (
            "Yemeni passport number 17979 issued under name A. Yemeni passport number 02117777 issued on 8.11.2005",
            ("17979", "02117777"),
        ),
        ("Passport No: 563120630 (Date of Expiration: 20.3.2018).", ("563120630",)),
        ("D 000974 (Afghan)", ("D 000974",)),
        ("Provisional 28642163 (German) issued by the city of Hamburg", ("28642163",)),
        ("German Federal ID Card 7020783883. Issued in Ulm", ("7020783883",)),
        ("W374031, Tunisian national identity number issued on 11 April 2011.", ("W374031",)),
        ("Passport Number 010312413, issue number 002-15-L093534", ("010312413",)),
        ("Z0637580 (valid from 20.5.2014) Was granted Schengen visa No 011518403", ("Z0637580",)),
        ("381420565 and 654120219", ("381420565", "654120219")),
        ("96 03 464086, Russian passport", ("96 03 464086",)),
        ("Italian Fiscal Code ABC DEF 68A25 Z352D", ("ABC DEF 68A25 Z352D",)),
        ("Uganda Passport.", ()),
        ("Issued on 12 Sept 1993", ()),
    ],
)
def test_numbers_are_found_and_dates_are_not_taken_for_them(words: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(words) == numbers


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Z788331 (Tunisian). Issued on 28 Sept 2001", "tn"),
        ("Qatari passport no.00868774", "qa"),
        ("S335026 (False Indonesian)", "id"),
        ("0002250 (Diplomatic)", None),
        ("AE/46CR05 (Old passport)", None),
        ("Z342058 (Tunisian passport, issued on 14.3.2011)", "tn"),
        ("Holder of NIC No 04766495", None),
        ("", None),
    ],
)
def test_the_country_is_said_in_brackets_or_at_the_beginning(words: str, country: str | None) -> None:
    assert country_in(words) == country


@pytest.mark.parametrize(
    ("words", "issued", "expires"),
    [
        ("Z1 (Tunisian). Issued in Milan Italy on 8 Nov 1996. Expired on 7 Nov 2001", "8 Nov 1996", "7 Nov 2001"),
        ("Z1. issued: 27.5.2002. expired: 3.4.2007", "27.5.2002", "3.4.2007"),
        ("Z1 (valid 21/12/2015 - expiry 20/12/2020)", "21/12/2015", "20/12/2020"),
        ("Z1 (valid from 15.4.2011 until 14.4.2016)", "15.4.2011", "14.4.2016"),
        ("Z1. Issued in July 1996 in Karachi", "July 1996", None),
        ("Z1. Expires end 2013", None, None),
        ("Z1. Issued 6 Sept 1990", "6 Sep 1990", None),
    ],
)
def test_days_of_issue_and_expiry_are_found(words: str, issued: str | None, expires: str | None) -> None:
    said = document_of(words)
    assert (said.issued, said.expires) == (issued, expires)


def test_an_identity_card_among_passports_is_told_from_them() -> None:
    assert document_of("No: 101127 (French national identity card)").is_identity_card
    assert not document_of("No: 101127 (French passport)").is_identity_card


def test_a_number_a_spreadsheet_rounded_is_recognised() -> None:
    assert is_broken_number("2.81083E+11")
    assert not is_broken_number("281083")
