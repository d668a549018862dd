"""Dates as anybody types them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.model.dates import PartialDate, read_any_date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1971-05-03", "1971-05-03"),
        ("1971-5-3", "1971-05-03"),
        ("1971/05/03", "1971-05-03"),
        ("19710503", "1971-05-03"),
        ("1971-05-03T10:20:30Z", "1971-05-03"),
        ("03.05.1971 00:00:00", "1971-05-03"),
        ("5/13/1971 12:00:00 AM", "1971-05-13"),
        ("03.05.1971", "1971-05-03"),
        ("3.5.1971 ", "1971-05-03"),
        ("05.1971", "1971-05"),
        ("1971/05", "1971-05"),
        ("1971", "1971"),
        ("3 May 1971", "1971-05-03"),
        ("May 3, 1971", "1971-05-03"),
        ("3rd of May 1971", "1971-05-03"),
        ("15-MAY-1971", "1971-05-15"),
        ("May 1971", "1971-05"),
        ("3 мая 1971 г.", "1971-05-03"),
        ("май 1971", "1971-05"),
        ("1971 год", "1971"),
        ("3 мамыр 1971", "1971-05-03"),
        ("1971 жылғы 3 мамыр", "1971-05-03"),
        ("15 серпня 1971", "1971-08-15"),
        ("15 Ağustos 1971", "1971-08-15"),
        ("15 مايو 1971", "1971-05-15"),
        ("١٣/٠٥/١٩٧١", "1971-05-13"),
        ("1958-1963", "1958/1963"),
        ("between 1958 and 1963", "1958/1963"),
        ("circa 1971", "1971~"),
        ("около 1971 года", "1971~"),
        ("1958~", "1958~"),
    ],
)
def test_common_forms_are_read(words: str, expected: str) -> None:
    assert read_any_date(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("13/05/1971", "1971-05-13"), ("05/13/1971", "1971-05-13"), ("03/03/1971", "1971-03-03")]
)
def test_slashes_are_read_where_only_one_order_is_possible(words: str, expected: str) -> None:
    assert read_any_date(words) == expected


@pytest.mark.parametrize("words", ["03/05/1971", "03-05-1971", "3/5/1971"])
def test_of_two_possible_orders_only_the_year_is_kept(words: str) -> None:
    assert read_any_date(words) == "1971"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1971-00-00", "1971"), ("00.05.1971", "1971-05"), ("00/00/1971", "1971"), ("1971-05-00", "1971-05")],
)
def test_a_part_of_zeros_is_one_not_known(words: str, expected: str) -> None:
    assert read_any_date(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "n/a",
        "unknown",
        "12",
        "71",
        "03.05.71",
        "31.02.1971",
        "1971-02-30",
        "13/13/1971",
        "1350/01/01",
        "9999-12-31",
        "1970s",
        "3 May",
        "May May 1971",
        "3 4 May 1971",
        "1971-05-03 or 1972",
    ],
)
def test_what_cannot_be_told_is_not_read(words: str) -> None:
    assert read_any_date(words) is None


def test_a_spreadsheets_dates_are_days() -> None:
    assert read_any_date(date(1971, 5, 3)) == "1971-05-03"
    assert read_any_date(datetime(1971, 5, 3, 23, 59, tzinfo=UTC)) == "1971-05-03"
    assert read_any_date(date(1, 1, 1)) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_normal_form_or_nothing(words: str) -> None:
    read = read_any_date(words)
    assert read is None or str(PartialDate.parse(read)) == read


@given(
    st.dates(date(1700, 1, 1), date(2200, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d %B %Y", "%B %d, %Y"]),
)
def test_a_day_survives_every_unambiguous_form(day: date, form: str) -> None:
    assert read_any_date(day.strftime(form)) == day.isoformat()
