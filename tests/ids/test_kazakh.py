"""IIN and BIN. All numbers are made up: the check digit is computed, nobody holds them."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tizim.ids import normal_form
from tizim.ids.kazakh import check_digit, read_iin


def numbered(eleven: str) -> str:
    return f"{eleven}{check_digit(eleven)}"


def by_first_row(eleven: str) -> bool:
    """Whether the first row of weights decides the check digit."""
    return sum(int(digit) * weight for digit, weight in zip(eleven, range(1, 12), strict=True)) % 11 != 10


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.booleans(), st.integers(0, 9999))
def test_a_person_s_number_says_birth_date_and_sex(born: date, male: bool, serial: int) -> None:
    seventh = (born.year // 100 - 18) * 2 + (1 if male else 2)
    eleven = f"{born:%y%m%d}{seventh}{serial:04}"
    assume(check_digit(eleven) is not None)
    number = numbered(eleven)
    read = read_iin(f"{number[:6]} {number[6:]}")
    assert read is not None
    assert (read.number, read.birth_date, read.sex) == (number, born.isoformat(), "male" if male else "female")


@given(
    st.from_regex(r"[0-9]{11}", fullmatch=True).filter(by_first_row),
    st.sampled_from([*range(10), 11]),
    st.integers(1, 9),
)
def test_a_wrong_digit_is_noticed(eleven: str, place: int, shift: int) -> None:
    # The eleventh digit weighs 11, which is nothing mod 11: a slip there is the one the rules cannot notice.
    number = numbered(eleven)
    wrong = f"{number[:place]}{(int(number[place]) + shift) % 10}{number[place + 1 :]}"
    assume(by_first_row(wrong[:11]))
    assert normal_form("iin", wrong) is None
    assert normal_form("bin", wrong) is None


@given(st.integers(0, 99), st.integers(1, 12), st.sampled_from("456"), st.integers(0, 3), st.integers(0, 99999))
def test_an_organisation_s_number_is_no_person_s(year: int, month: int, kind: str, division: int, serial: int) -> None:
    eleven = f"{year:02}{month:02}{kind}{division}{serial:05}"
    assume(check_digit(eleven) is not None)
    number = numbered(eleven)
    assert normal_form("bin", f"БИН {number}") == number
    assert normal_form("iin", number) is None
    assert read_iin(number) is None


def test_a_number_need_not_hold_a_date() -> None:
    number = numbered("99133230000")
    read = read_iin(number)
    assert read is not None
    assert (read.birth_date, read.sex) == (None, "male")


def test_a_number_of_no_century_says_nothing() -> None:
    read = read_iin(numbered("99010100000"))
    assert read is not None
    assert (read.birth_date, read.sex) == (None, None)


def test_eleven_digits_without_a_check_digit_make_no_number() -> None:
    eleven = next(f"{number:011}" for number in range(10**6) if check_digit(f"{number:011}") is None)
    assert all(normal_form("iin", f"{eleven}{digit}") is None for digit in range(10))


@pytest.mark.parametrize("value", ["", "12345678901", "1234567890123", "99O101300001"])
def test_other_lengths_and_letters_are_refused(value: str) -> None:
    assert normal_form("iin", value) is None
