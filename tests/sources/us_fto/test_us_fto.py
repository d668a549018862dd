"""US foreign terrorist organisations: drawn from releases of the SDN list, or from a table drawn by somebody."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts
from tizim.errors import UnreadableSource
from tizim.sources.registry import source

FTO = source("us_state_terrorist_orgs")
TABLE = Path(__file__).with_name("specimen.csv")
RELEASE = Path(__file__).parent.parent / "us_ofac_sdn" / "specimen"


def test_only_entries_tagged_fto_are_drawn_from_a_release() -> None:
    reading, groups = load(FTO, RELEASE)
    assert (reading.records, [group[0].reference for group in groups]) == (1, ["106"])
    front = entry(groups, "106")
    assert front.id == "us_state_terrorist_orgs-106"
    assert (front.values("alias"), front.values("weakAlias")) == (["FRONT FOR INVENTED LIBERATION"], ["ILF"])
    (listing,) = parts(groups, "106", "Sanction")
    assert listing.values("authority") == ["US Department of State"]
    assert (listing.values("program"), listing.values("source:Program")) == (["FTO"], ["SDGT"])


@pytest.mark.parametrize(
    ("specimen", "tag", "reference"),
    [("us_ofac_cons/specimen.xml", "UKRAINE-EO13662", "202"), ("us_ofac_sdn/enhanced.xml", ">SDGT", "301")],
)
def test_the_tag_is_found_in_the_xml_layouts_too(tmp_path: Path, specimen: str, tag: str, reference: str) -> None:
    text = (Path(__file__).parent.parent / specimen).read_text(encoding="utf-8")
    file = tmp_path / "sdn.xml"
    file.write_text(text.replace(tag, tag[: tag.startswith(">")] + "FTO", 1), encoding="utf-8")
    reading, groups = load(FTO, file)
    assert (reading.records, [group[0].reference for group in groups]) == (1, [reference])
    assert parts(groups, reference, "Sanction")[0].values("authority") == ["US Department of State"]


def test_the_derived_table_is_read_and_called_what_it_is() -> None:
    reading, groups = load(FTO, TABLE)
    assert not reading.unknown
    assert any("not a publication of the US government" in warning for warning in reading.warnings)
    front = entry(groups, "7001")
    assert front.values("alias") == ["FRONT FOR INVENTED LIBERATION", "ILF FRONT"]
    assert front.values("weakAlias") == ["ILF"]
    (link,) = parts(groups, "7001", "UnknownLink")
    assert link.values("object") == ["us_state_terrorist_orgs-7002"]


def test_rows_of_the_derived_table_that_are_short_or_repeated_are_rejected(tmp_path: Path) -> None:
    table = tmp_path / "fto.csv"
    table.write_bytes(TABLE.read_bytes() + b"7001,AGAIN,-0-,FTO,,-0-\r\n7003,SHORT\r\n,NAMELESS,-0-,FTO,,-0-\r\n")
    reading, groups = load(FTO, table)
    assert [one.why for one in reading.rejected] == [
        "ent_num stands twice; the first is kept",
        "expected 6 cells, came 2",
        "expected a number and a name, came None",
    ]
    assert reading.records == len(groups) + 3


def test_a_derived_table_cut_off_is_unreadable(tmp_path: Path) -> None:
    table = tmp_path / "fto.csv"
    table.write_bytes(TABLE.read_bytes() + b'7004,"CUT')
    with pytest.raises(UnreadableSource, match="cut off or damaged"):
        load(FTO, table)


def test_a_derived_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    table = tmp_path / "fto.csv"
    table.write_bytes(TABLE.read_bytes() + "7005,INVENTÉ,-0-,FTO,,-0-\r\n".encode("cp1252"))
    reading, groups = load(FTO, table)
    assert entry(groups, "7005").values("name") == ["INVENTÉ"]
    assert any("read as Windows-1252" in warning for warning in reading.warnings)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "records"),
    [
        ("sdn_2019-01", 65),
        ("sdn_2021-07", 74),
        ("fto_2021-07_derived.csv", 74),
        ("xml/enhanced_IRGC_2024-08-28.xml.xz", 6),
    ],
)
def test_every_genuine_file_is_read(shared: Path, file: str, records: int) -> None:
    reading, groups = load(FTO, shared / "lists/ofac" / file)
    assert (reading.records, len(groups)) == (records, records)
    assert not reading.unknown
    assert not reading.unreadable


@pytest.mark.shared
def test_the_table_and_the_release_it_was_drawn_from_name_the_same_organisations(shared: Path) -> None:
    _, drawn = load(FTO, shared / "lists/ofac/sdn_2021-07")
    _, table = load(FTO, shared / "lists/ofac/fto_2021-07_derived.csv")
    ours, theirs = ({group[0].reference: group[0] for group in groups} for groups in (drawn, table))
    assert ours.keys() == theirs.keys()
    for reference, one in ours.items():
        assert one.values("name") == theirs[reference].values("name")
        former = set(one.values("alias") + one.values("previousName"))
        assert former == set(theirs[reference].values("alias")), "the table does not tell former names from others"
        assert one.values("weakAlias") == theirs[reference].values("weakAlias")
