"""Publishers' words by publishers' formats."""

from datetime import datetime

import pytest

from tizim.model.dates import read_date, utc_time


@pytest.mark.parametrize(
    ("words", "formats", "expected"),
    [
        ("03 May 1971", ("%d %b %Y",), "1971-05-03"),
        ("3 september 1971", ("%d %B %Y",), "1971-09-03"),
        ("03 Sept. 1971", ("%d %b %Y",), "1971-09-03"),
        ("03MAY1971", ("%d%b%Y",), "1971-05-03"),
        ("May 1971", ("%d %b %Y", "%b %Y"), "1971-05"),
        ("1971", ("%Y-%m-%d", "%Y"), "1971"),
        ("05/1971", ("%m/%Y",), "1971-05"),
        (" 13/04/2018 ", ("%d/%m/%Y",), "2018-04-13"),
        ("04/13/2018", ("%d/%m/%Y", "%m/%d/%Y"), "2018-04-13"),
        ("2026-02-27T00:00:09.554Z", ("%Y-%m-%dT%H:%M:%S.%fZ",), "2026-02-27"),
        ("2014-123", ("%Y-%j",), "2014-05-03"),
    ],
)
def test_the_first_format_that_reads_the_words_gives_its_precision(
    words: str, formats: tuple[str, ...], expected: str
) -> None:
    assert read_date(words, formats=formats) == expected


@pytest.mark.parametrize(
    "words", ["", "1971-02-30", "1971-13-01", "0000-01-01", "1350-01-01", "9999-12-31", "unknown", "1971-05-03 or so"]
)
def test_what_is_no_day_is_not_read(words: str) -> None:
    assert read_date(words, formats=("%Y-%m-%d",)) is None


def test_no_formats_read_nothing() -> None:
    assert read_date("1971", formats=()) is None


def test_month_names_do_not_depend_on_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    formats_met: list[str] = []

    class Watched(datetime):
        @classmethod
        def strptime(cls, words: str, form: str, /) -> "Watched":
            formats_met.append(form)
            return cls.fromisoformat(datetime.strptime(words, form).isoformat())  # noqa: DTZ007

    monkeypatch.setattr("tizim.model.dates.datetime", Watched)
    assert read_date("03 May 1971", formats=("%d %B %Y",)) == "1971-05-03"
    assert formats_met == ["%d %m %Y"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00+00:00"),
        ("2026-03-01", "2026-03-01T00:00:00+00:00"),
        ("01/03/2026", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
    ],
)
def test_the_time_a_file_gives_itself_is_utc_or_nothing(words: str, read: str | None) -> None:
    assert utc_time(words) == read
