"""Names with damaged or tampered letters are noticed, and no letter reaches the bank that it cannot hold. All made up."""

import pytest

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading


def draft(reading: Reading) -> Draft:
    return Draft(reading, "Organization", "7")


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("GREY\u200b HERON", "zero-width"),
        ("GREY \u202eHERON", "bidi-control"),
        ("GR\u0415Y HERON", "mixed-script"),
        ("Soci\u00c3\u00a9t\u00c3\u00a9 Cendr\u00c3\u00a9e", "mojibake"),
        ("GREY\x01 HERON", "control-character"),
    ],
)
def test_an_odd_name_is_noticed_with_its_place_and_kept_as_it_came(name: str, odd: str) -> None:
    reading = Reading("herons")
    made = draft(reading)
    made.add("name", name, at="NAME")
    made.add("alias", name, at="ALIAS[2]")
    made.add("name", name, at="NAME again")
    assert reading.odd == {odd: (2, "7: NAME")}
    assert made.values("name") == [name]


def test_sound_names_and_odd_notes_are_no_matter() -> None:
    reading = Reading("herons")
    made = draft(reading)
    for name in ("GREY HERON", "Société Cendrée", "Серая цапля", "مالك الحزين", "می\u200cخواهم"):
        made.add("name", name, at="NAME")
    made.add("notes", "half\u200b odd", at="NOTE")
    assert reading.odd == {}


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    record = Fields.row([("na\ud800me", "half \ud800 a heron")])
    assert list(record.leaves()) == [("na\ufffdme", "half \ufffd a heron")]
