"""Any spelling of a country as FollowTheMoney's code."""

import csv
import io
import lzma
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import script
from tizim.text.countries import (
    countries_in,
    countries_today,
    country_code,
    country_codes,
    country_key,
    country_name,
    is_country_code,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("kz", "kz"),
        ("KAZ", "kz"),
        ("Kazakhstan", "kz"),
        ("Қазақстан Республикасы", "kz"),
        ("казахстанское", "kz"),
        ("қазақстандық", "kz"),
        ("Syrian", "sy"),
        ("сирийская", "sy"),
        ("Сириялық", "sy"),
        ("سوري", "sy"),
        ("Russian Federation", "ru"),
        ("Ресей Федерациясы", "ru"),
        ("俄罗斯", "ru"),
        ("Korea, North", "kp"),
        ("DPRK", "kp"),
        ("Korea (Democratic People's Republic of)", "kp"),
        ("Republic of Korea", "kr"),
        ("the former Yugoslav Republic of Macedonia", "mk"),
        ("Palestine", "ps"),
        ("Kosovo", "xk"),
        ("USSR", "suhh"),
        ("Yugoslavia", "yucs"),
        ("Serbia & Montenegro", "csxx"),
        ("Czechoslovakia", "cshh"),
        ("East Germany", "dd"),
        ("European Union", "eu"),
        ("Crimea", "ua-cri"),
        ("so-som", "so-som"),
        ("Democratic Republic of the Congo", "cd"),
        ("Congo, Republic of the", "cg"),
        ("Republic of China", "tw"),
        ("People’s Republic of China", "cn"),
        ("Islamic Republic of Pakistan", "pk"),
        ("Королевство Саудовская Аравия", "sa"),
        ("السعوديه", "sa"),
        ("جمهورية العراق", "iq"),
        ("République française", "fr"),
        ("Deutschland", "de"),
        ("Bundesrepublik Deutschland", "de"),
        ("Велика Британія", "gb"),
        ("Türkiye Cumhuriyeti", "tr"),
        ("TURKIYE", "tr"),
        ("Estados Unidos", "us"),
        ("U.S.A.", "us"),
        ("Kazakh SSR", "kz"),
        ("D", "de"),
        ("RKS", "xk"),
        ("Kuwaiti citizenship", "kw"),
        ("citizen of Uzbekistan", "uz"),
        ("гражданин Республики Казахстан", "kz"),
        ("гражданка Сирии", "sy"),
        ("громадянин України", "ua"),
        ("Қазақстанның азаматы", "kz"),
        ("Germany, Democratic Republic (GDR)", "dd"),
        ("Russia / Russie", "ru"),
        ("Latakia Province, Syria", "sy"),
        ("Samoa, American", "as"),
        ("Guinea-Bissau", "gw"),
        ("Equatorial Guinea", "gq"),
        ("Niger", "ne"),
        ("Dominica", "dm"),
        ("Dominican Republic", "do"),
    ],
)
def test_a_country_is_known_by_any_of_its_names(words: str, code: str) -> None:
    assert country_code(words) == code


@pytest.mark.parametrize(
    "words",
    [
        "",
        "-",
        "na",
        "NA",
        "n/a",
        "unknown",
        "stateless",
        "без гражданства",
        "азаматтығы жоқ",
        "xxa",
        "Mars",
        "Africa",
        "Milan",
        "Congo",
        "Korea",
        "Congolese",
        "Republic",
        "the",
        "In prison in Germany",
        "Jordanian of Palestinian origin",
    ],
)
def test_what_is_no_country_or_two_is_none(words: str) -> None:
    assert country_code(words) is None


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Iraq, Syria", ("iq", "sy")),
        ("Russia;Ukraine", ("ru", "ua")),
        ("(1) Somali (2) Swedish", ("so", "se")),
        ("(1)-(5) Tunisia (6)-(7) Algeria", ("tn", "dz")),
        ("a) French, b) Tunisian", ("fr", "tn")),
        ("DRC and Belgian nationalities", ("cd", "be")),
        ("Syria, Trinidad and Tobago, Turkey", ("sy", "tt", "tr")),
        ("Iran / unknown", ("ir",)),
        ("Georgia, USA", ("ge", "us")),
        ("Bosnia and Herzegovina", ("ba",)),
        ("stateless", ()),
        ("Iraq, Atlantis", ()),
    ],
)
def test_a_field_of_several_countries_gives_each_once(words: str, codes: tuple[str, ...]) -> None:
    assert countries_in(words) == codes
    if len(codes) > 1:
        assert country_code(words) is None


def test_codes_are_followthemoneys_and_namibias_is_told_apart_from_not_available() -> None:
    assert len(country_codes()) == 281
    assert is_country_code("na")
    assert not is_country_code("NA")
    assert not is_country_code("ddde")


def test_every_code_but_namibias_reads_as_itself_and_by_its_name() -> None:
    strangers = [code for code in country_codes() if country_code(code) != code]
    assert strangers == ["na"]
    assert [code for code in country_codes() if country_code(country_name(code)) != code] == []


def test_names_are_shown_in_the_language_asked_for() -> None:
    assert (country_name("kz"), country_name("kz", "ru"), country_name("kz", "kk")) == (
        "Kazakhstan",
        "Казахстан",
        "Қазақстан",
    )
    assert country_name("kz", "zh_Hant") == country_name("kz", "zh-Hant")
    assert country_name("suhh", "ru") == "Soviet Union"
    assert country_name("kz", "no such language") == "Kazakhstan"
    assert country_name("qq") == "qq"


def test_former_states_know_what_they_are_today() -> None:
    assert "kz" in countries_today("suhh")
    assert countries_today("kz") == ()
    assert all(is_country_code(later) for code in country_codes() for later in countries_today(code))


@given(st.sampled_from(country_codes()), st.booleans())
def test_case_accents_and_blanks_do_not_matter(code: str, upper: bool) -> None:
    name = country_name(code)
    assert country_code(f"  {name.upper() if upper else name.lower()} . ") == code
    assert country_code(country_key(name)) == code


@given(st.text(max_size=40))
def test_anything_gives_a_code_or_none(words: str) -> None:
    code = country_code(words)
    assert code is None or is_country_code(code)
    assert all(is_country_code(one) for one in countries_in(words))


def test_the_table_is_what_the_script_makes_of_the_hand_written_names() -> None:
    made = script("make_countries")
    aliases = made.tomllib.loads((made.TEXT / "country_aliases.toml").read_text(encoding="utf-8"))
    wrong = [
        (words, code) for words, code in made.by_hand(aliases) if country_code(words) != (None if code == "-" else code)
    ]
    assert wrong == []


@pytest.mark.shared
def test_every_country_of_the_un_list_is_read_but_those_that_name_none(shared: Path) -> None:
    root = ET.fromstring(lzma.decompress((shared / "lists/un/un_consolidated_2026-02-27.xml.xz").read_bytes()))  # noqa: S314
    words = [one.text for entry in root.iter("NATIONALITY") for one in entry.iter("VALUE")]
    words += [one.text for tag in ("COUNTRY", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE") for one in root.iter(tag)]
    filled = [one.strip() for one in words if one is not None and one.strip()]
    unread = [one for one in filled if not countries_in(one) and country_code(one) is None]
    assert len(filled) > 2300
    assert len(unread) <= 0.006 * len(filled), sorted(set(unread))


@pytest.mark.shared
def test_every_country_of_ofacs_addresses_and_remarks_is_read(shared: Path) -> None:
    text = (shared / "lists/ofac/sdn_2021-07/add.csv").read_text(encoding="latin-1")
    countries = [row[4].strip() for row in csv.reader(io.StringIO(text)) if len(row) > 4]
    remarks = lzma.decompress((shared / "lists/ofac/sdn_2021-07/sdn.csv.xz").read_bytes()).decode("latin-1")
    countries += [met.strip() for met in re.findall(r"(?:nationality|citizen) ([^;.\"]+)", remarks)]
    unread = {one for one in countries if one != "-0-" and one and country_code(one) is None}
    assert unread <= {"undetermined", "Region: Kafia Kingi", "Region: Northern Mali", "possibly Palestinian"}


@pytest.mark.parametrize("words", [",", " , ", ",,;", "(,)", "-,-"])
def test_signs_alone_are_no_country(words: str) -> None:
    assert country_code(words) is None
