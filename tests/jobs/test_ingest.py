"""A release into the bank, or not at all. All lists are made up."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.errors import (
    LimitExceeded,
    OlderVersion,
    SubjectError,
    SuspiciousVersion,
    UnknownFields,
    UnknownSource,
    UnreadableSource,
)
from tizim.jobs.ingest import Order, ingest, require_known
from tizim.model.version import Load, Rejected
from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.registry import source
from tizim.sources.release import Release

ORDER = Order(origin="a test", loaded="2026-10-01T12:00:00Z", by="Ann (ops)", accept=("fewer-records",))


def _read_lines(release: Release, reading: Reading) -> Iterator[Fields]:
    """ "7 GREY HERON" on each line; a line "published DATE" dates the file."""
    with release.parts[0].open() as stream:
        for line in stream.read().decode().splitlines():
            first, _, rest = line.partition(" ")
            if first == "published":
                reading.published = rest
                continue
            reading.records += 1
            yield Fields.row([("number", first), ("name", rest)])


def _map_line(record: Fields, reading: Reading) -> Iterator[Draft]:
    made = Draft(reading, "Organization", record.take("number") or "")
    made.add("name", record.take("name"), at="name")
    yield made


HERONS = SourceSpec("herons", "Herons", "nobody", "xx", "nobody", "none", "https://herons.example")
LINES = Source(
    HERONS, (Format("lines", lambda release: release.part("lines.txt") is not None, _read_lines, _map_line),)
)


@pytest.fixture
def bank(place: Place) -> Iterator[Bank]:
    with place.open() as opened:
        yield opened


def load(bank: Bank, path: Path, order: Order = ORDER) -> Load:
    return ingest(bank, source(UN), path, order)


def entries(bank: Bank) -> list[str]:
    return [entity.caption for entity, _ in bank.entries()]


def test_a_first_load_makes_one_version_dated_by_the_file(bank: Bank, tmp_path: Path) -> None:
    done = load(bank, un_list(tmp_path, "2026-02-27"))
    assert (done.records, done.entities, done.rejected) == (10, 10, 0)
    assert (done.version.published, done.version.dated_by) == ("2026-02-27T00:00:00Z", "file")
    assert done.difference is None
    assert bank.versions() == (done.version,)
    assert sorted(entries(bank)) == sorted(NAMES)


def test_the_next_version_tells_what_changed(bank: Bank, tmp_path: Path) -> None:
    load(bank, un_list(tmp_path, "2026-02-27"))
    newer = [organisation(number, name) for number, name in enumerate((*NAMES[:9], "ELEVENTH HOUR GUILD"), 1)]
    done = load(bank, un_list(tmp_path, "2026-03-01", [*newer, organisation(12, "TWELFTH NIGHT GUILD")]))
    assert done.difference is not None
    assert [caption for _, _, caption in done.difference.added] == ["TWELFTH NIGHT GUILD"]
    assert len(done.difference.changed) == 1


def test_the_same_file_again_changes_nothing(bank: Bank, tmp_path: Path) -> None:
    path = un_list(tmp_path, "2026-02-27")
    first = load(bank, path)
    again = load(bank, path, replace(ORDER, loaded="2026-11-01T00:00:00Z"))
    assert again.unchanged
    assert again.version == first.version
    assert bank.versions() == (first.version,)


def test_an_older_file_is_refused_until_it_is_called_history(bank: Bank, tmp_path: Path) -> None:
    newest = load(bank, un_list(tmp_path, "2026-02-27"))
    older = un_list(tmp_path, "2025-02-27", [organisation(1, NAMES[0])])
    with pytest.raises(OlderVersion, match="--history"):
        load(bank, older)
    assert bank.versions() == (newest.version,)
    filled = load(bank, older, replace(ORDER, history=True))
    assert [one.published[:4] for one in bank.versions()] == ["2025", "2026"]
    assert load(bank, older, replace(ORDER, history=True, published="2025-02-27")).version == filled.version


def test_history_compares_with_the_version_before_it_and_not_with_the_newest(bank: Bank, tmp_path: Path) -> None:
    one = [organisation(1, NAMES[0])]
    load(bank, un_list(tmp_path, "2024-01-01", one))
    load(bank, un_list(tmp_path, "2026-01-01"))
    between = load(
        bank,
        un_list(tmp_path, "2025-01-01", [*one, organisation(2, NAMES[1])]),
        replace(ORDER, history=True, accept=()),
    )
    assert between.difference is not None
    assert len(between.difference.added) == 1


def test_a_field_never_met_before_stops_the_load_until_a_person_accepts_it(bank: Bank, tmp_path: Path) -> None:
    load(bank, un_list(tmp_path, "2026-02-27"))
    strange = un_list(
        tmp_path, "2026-03-01", [organisation(n, name, SHOE_SIZE="44") for n, name in enumerate(NAMES, 1)]
    )
    with pytest.raises(UnknownFields, match=r"SHOE_SIZE \(10 times, first in ENTITY 1"):
        load(bank, strange)
    assert len(bank.versions()) == 1
    done = load(bank, strange, replace(ORDER, accept=("field:SHOE_SIZE",)))
    assert done.version.accepted == ("field:SHOE_SIZE (Ann [ops], 2026-10-01T12:00:00Z)",)
    assert bank.entity("un_sc_sanctions-xxe.001").get("source:SHOE_SIZE") == ("44",)


def test_an_accepted_field_is_remembered_and_not_accepted_anew(bank: Bank, tmp_path: Path) -> None:
    def next_version(day: str, *accept: str) -> Load:
        records = [organisation(number, name, SHOE_SIZE=day[5:7]) for number, name in enumerate(NAMES, 1)]
        return load(bank, un_list(tmp_path, day, records), replace(ORDER, accept=accept))

    assert len(next_version("2026-03-01", "fewer-records", "field:SHOE_SIZE").version.accepted) == 2
    assert next_version("2026-04-01").version.accepted == ()


def test_far_fewer_records_are_refused_and_the_old_version_stays(bank: Bank, tmp_path: Path) -> None:
    first = load(bank, un_list(tmp_path, "2026-02-27"))
    cut = un_list(tmp_path, "2026-03-01", [organisation(1, NAMES[0])])
    with pytest.raises(SuspiciousVersion, match="came 1 \\(9 fewer\\)"):
        load(bank, cut, replace(ORDER, accept=()))
    assert bank.latest(UN) == first.version
    done = load(bank, cut)
    assert done.version.accepted[0].startswith("fewer-records: ")


def test_two_records_of_one_reference_are_one_entity_and_one_reject(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("7 GREY HERON\n8 BLUE HERON\n7 AN IMPOSTOR\n")
    done = ingest(bank, LINES, path, replace(ORDER, accept=("many-rejects",)))
    assert (done.records, done.entities) == (3, 2)
    assert done.rejects == (Rejected("row 3", "7", "same reference as record 1"),)
    assert bank.entity("herons-7").caption == "GREY HERON"
    assert bank.rejects("herons", done.version.published) == done.rejects


def test_a_record_without_a_name_is_a_reject_with_its_place(bank: Bank, tmp_path: Path) -> None:
    nameless = organisation(11, "")
    records = [*(organisation(number, name) for number, name in enumerate(NAMES, 1)), nameless]
    with pytest.raises(SuspiciousVersion, match="1 of 11 records"):
        load(bank, un_list(tmp_path, "2026-02-27", records))
    done = load(
        bank, un_list(tmp_path, "2026-02-27", records), replace(ORDER, accept=("fewer-records", "many-rejects"))
    )
    assert (done.rejects[0].place, done.rejects[0].reference) == ("ENTITY 11", "XXe.011")


def test_a_file_that_is_cut_off_leaves_the_bank_as_it_was(bank: Bank, tmp_path: Path) -> None:
    first = load(bank, un_list(tmp_path, "2026-02-27"))
    whole = un_list(tmp_path, "2026-03-01")
    whole.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(UnreadableSource, match=r"un_2026-03-01\.xml"):
        load(bank, whole)
    assert bank.versions() == (first.version,)
    assert bank.verify().whole


def test_no_records_at_all_are_no_list(bank: Bank, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="expected records, came none"):
        load(bank, un_list(tmp_path, "2026-02-27", []))


def test_another_publisher_s_file_names_the_formats_that_are_known(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnknownSource, match=r"un-xml.*other\.csv"):
        load(bank, tmp_path / "other.csv")


def test_an_entity_bomb_is_an_error_of_the_file(bank: Bank, tmp_path: Path) -> None:
    path = un_list(tmp_path, "2026-02-27")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    path.write_text(path.read_text().replace("<CONSOLIDATED_LIST", f"{bomb}<CONSOLIDATED_LIST", 1))
    with pytest.raises((UnreadableSource, LimitExceeded)):
        load(bank, path)
    assert bank.versions() == ()


@pytest.mark.parametrize(
    ("given", "published", "dated_by"),
    [
        (None, "2026-02-27T00:00:00Z", "file"),
        ("2026-02-27", "2026-02-27T00:00:00Z", "file"),
        ("2026-02-26", "2026-02-26T00:00:00Z", "given"),
    ],
)
def test_a_date_that_is_given_goes_before_the_file_s(
    bank: Bank, tmp_path: Path, given: str | None, published: str, dated_by: str
) -> None:
    done = load(bank, un_list(tmp_path, "2026-02-27"), replace(ORDER, published=given, server="2026-01-01T00:00:00Z"))
    assert (done.version.published, done.version.dated_by) == (published, dated_by)
    assert any("the file gives itself" in words for words in done.warnings) == (dated_by == "given")


@pytest.mark.parametrize(
    ("server", "published", "dated_by"),
    [("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "server"), (None, ORDER.loaded, "loading")],
)
def test_a_file_without_a_date_is_of_the_server_s_or_of_its_loading(
    bank: Bank, tmp_path: Path, server: str | None, published: str, dated_by: str
) -> None:
    path = un_list(tmp_path, "2026-02-27")
    path.write_text(path.read_text().replace(' dateGenerated="2026-02-27T00:00:00Z"', ""))
    done = load(bank, path, replace(ORDER, server=server))
    assert (done.version.published, done.version.dated_by) == (published, dated_by)


def test_a_file_whose_date_is_none_is_unreadable(bank: Bank, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("published soon\n7 GREY HERON\n")
    with pytest.raises(UnreadableSource, match="expected a date in the file's head, came 'soon'"):
        ingest(bank, LINES, path, ORDER)


def test_an_excerpt_is_kept_as_one(bank: Bank, tmp_path: Path) -> None:
    done = load(bank, un_list(tmp_path, "2026-02-27"), replace(ORDER, excerpt=True, accept=()))
    assert done.version.excerpt
    assert done.version.accepted == ()


def test_progress_ends_at_the_number_of_records(bank: Bank, tmp_path: Path) -> None:
    told: list[int] = []
    ingest(bank, source(UN), un_list(tmp_path, "2026-02-27"), ORDER, progress=told.append)
    assert told == [10]
    (tmp_path / "lines.txt").write_text("".join(f"{number} HERON {number}\n" for number in range(600)))
    told.clear()
    ingest(bank, LINES, tmp_path / "lines.txt", ORDER, progress=told.append)
    assert told == [250, 500, 600]


def test_values_that_cannot_be_read_are_counted_by_field(bank: Bank, tmp_path: Path) -> None:
    record = organisation(1, NAMES[0]).replace("<LISTED_ON>2015-03-02", "<LISTED_ON>long ago")
    done = load(bank, un_list(tmp_path, "2026-02-27", [record]))
    assert any("LISTED_ON 1" in words for words in done.warnings)
    assert bank.unreadable(UN) == 1


def test_a_field_never_met_before_that_is_empty_is_a_warning(bank: Bank, tmp_path: Path) -> None:
    done = load(bank, un_list(tmp_path, "2026-02-27", [organisation(1, NAMES[0], SHOE_SIZE="")]))
    assert any("always empty: SHOE_SIZE" in words for words in done.warnings)


@pytest.mark.parametrize("word", ["everything", "field:", "FEWER-RECORDS"])
def test_what_cannot_be_accepted_is_the_caller_s_mistake(word: str) -> None:
    with pytest.raises(SubjectError, match="fewer-records"):
        require_known([word])
