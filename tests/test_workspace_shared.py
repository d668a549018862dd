"""The public face on the real lists. Only organisations and counts are named here."""

from pathlib import Path

import pytest

import tizim
from tizim.model.listing import ListingStatus

UN = "un_sc_sanctions"
FRONT = tizim.Subject(kind="Organization", names=["Al-Nusrah Front"])


@pytest.mark.shared
def test_three_states_of_the_un_list_answer_for_any_day_in_whatever_order_they_came(shared: Path, home: Path) -> None:
    files = {
        day: shared / "lists" / "un" / f"un_consolidated_{day}.xml.xz"
        for day in ("2026-08-01", "2015-02-26", "2026-02-27")
    }
    with tizim.open(home) as tz:
        counts = [tz.lists.add(UN, file, history=True).entities for file in files.values()]
        assert counts[0] == 1011
        assert counts[2] == 1003
        difference = tz.lists.diff(UN)
        assert (len(difference.added), len(difference.removed), len(difference.amended)) == (16, 8, 27)
        assert any(reference == "QDe.137" for _, reference, _ in difference.removed)
        assert tz.screen(FRONT).outcome == "clear"
        assert tz.screen(FRONT, as_of="2026-02-27").hits[0].entity.reference == "QDe.137"
        assert tz.screen(FRONT, as_of="2014-05-01").outcome == "clear"
        assert tz.screen(FRONT, as_of="2014-06-01").alert
        assert tz.screen(FRONT, known_at="2015-03-01").searched[0].published.startswith("2015-02-26")
        assert tz.listing("un_sc_sanctions-qde.137", "2014-06-01", known_at="2015-03-01").status is ListingStatus.LISTED
        unseen = tz.listing("un_sc_sanctions-qde.137", "2026-05-01")
        assert (unseen.status, unseen.between) == (ListingStatus.UNKNOWN, ("2026-02-27", "2026-08-01"))
        assert tz.verify().whole


@pytest.mark.shared
def test_a_damaged_release_of_the_un_list_changes_nothing(shared: Path, home: Path) -> None:
    folder = shared / "lists" / "un"
    with tizim.open(home) as tz:
        before = tz.lists.add(UN, folder / "un_consolidated_2025-08-02.xml.xz")
        with pytest.raises(tizim.errors.UnreadableSource, match="un_consolidated_2025-08-16_malformed"):
            tz.lists.add(UN, folder / "un_consolidated_2025-08-16_malformed.xml.xz")
        assert [status.published for status in tz.lists.status()] == [before.version.published]


@pytest.mark.shared
@pytest.mark.uncovered
def test_a_file_of_real_people_on_no_list_is_screened_whole(shared: Path, home: Path, tmp_path: Path) -> None:
    negatives = shared / "bench" / "retrieval" / "negatives_congress_dev.csv"
    with tizim.open(home) as tz:
        tz.lists.add(UN, shared / "lists" / "un" / "un_consolidated_2026-02-27.xml.xz")
        summary = tz.screen_file(negatives, tmp_path / "out.parquet", kind="Person")
    assert summary.done == summary.rows == 1254
    assert summary.not_screened == 0
