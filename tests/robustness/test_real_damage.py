"""What is noticed of the public files that are damaged, faked or a part: by whom ever they were made so, they are in circulation."""

import lzma
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import UN
from tizim.errors import UnknownFields, UnreadableSource

SDN = "us_ofac_sdn"


def un_file(shared: Path, day: str) -> Path:
    return shared / "lists" / "un" / f"un_consolidated_{day}.xml.xz"


@pytest.mark.shared
def test_a_copy_with_another_encoding_s_bytes_is_refused_by_its_line(home: Path, shared: Path) -> None:
    damaged = un_file(shared, "2025-08-16_malformed")
    with tizim.open(home) as tz:
        before = tz.lists.add(UN, un_file(shared, "2025-08-02"))
        with pytest.raises(UnreadableSource, match=r"un_consolidated_2025-08-16_malformed\.xml: .*line \d+"):
            tz.lists.add(UN, damaged)
        (status,) = tz.lists.status()
        assert (status.published, status.entities) == (before.version.published, before.entities)
        assert tz.verify().whole


@pytest.mark.shared
def test_a_copy_cut_off_anywhere_is_refused_and_the_old_version_answers(
    home: Path, shared: Path, tmp_path: Path
) -> None:
    whole = lzma.decompress(un_file(shared, "2025-08-02").read_bytes())
    with tizim.open(home) as tz:
        before = tz.lists.add(UN, un_file(shared, "2025-04-19"))
        for share in (0.02, 0.5, 0.98):
            cut = tmp_path / "un.xml"
            cut.write_bytes(whole[: int(len(whole) * share)])
            with pytest.raises(UnreadableSource, match=r"un\.xml: .*line \d+"):
                tz.lists.add(UN, cut)
        assert [one.published for one in tz.lists.status()] == [before.version.published]


@pytest.mark.shared
def test_a_copy_with_faked_names_is_refused_and_if_accepted_everything_differs(home: Path, shared: Path) -> None:
    """Names, numbers and references of that file are made up; its layout is genuine."""
    faked = un_file(shared, "2016-03-07_FAKED_NAMES")
    strange = "field:REFERENCE_NUMBER (not of the form QDe.004)"
    with tizim.open(home) as tz:
        tz.lists.add(UN, un_file(shared, "2015-03-27"))
        genuine = tz.lists.add(UN, un_file(shared, "2016-06-20")).difference
        with pytest.raises(
            UnknownFields, match=r"FAKED_NAMES\.xml.*REFERENCE_NUMBER.*1,025 times, first in INDIVIDUAL 1"
        ):
            tz.lists.add(UN, faked, history=True)
        loaded = tz.lists.add(UN, faked, history=True, accept=[strange])
        assert genuine is not None
        assert loaded.difference is not None
        assert len(genuine.removed) < 200
        assert (len(loaded.difference.added), len(loaded.difference.removed)) == (1_025, 1_046), (
            "not one entry is the same"
        )
        assert loaded.version.accepted
        assert loaded.version.accepted[0].startswith(strange)
        assert tz.verify().whole


@pytest.mark.shared
def test_aliases_and_addresses_without_their_list_are_refused(home: Path, shared: Path) -> None:
    with tizim.open(home) as tz, pytest.raises(UnreadableSource, match=r"expected sdn\.csv beside add\.csv, alt\.csv"):
        tz.lists.add(SDN, shared / "lists" / "ofac" / "sdn_2026-08_partial", published="2026-08-01")
