"""Canada's list of terrorist entities. The specimens are invented, in the layouts of the galaxy and of the Atom feed."""

import json
from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.ca_terrorists import SOURCE
from tizim.sources.release import Release

META = {
    "id": "901",
    "title": "Example Liberation Front (ELF)",
    "summary": "Front of Examples, Army of Examples (AE) and Sons of Examples.",
    "content": "An invented group.",
    "published": "2019-06-21",
    "updated": "2024-06-07",
}
FEED = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Currently Listed Terrorist Entities</title>
<updated>2026-03-01T10:00:00Z</updated>
<entry><id>901</id><title>Example Liberation Front (ELF)</title><link href="https://example.org/901"/><summary>Front of Examples</summary>
<content type="text">An invented group.</content><published>2019-06-21</published><updated>Not yet reviewed</updated></entry></feed>"""


def galaxy(folder: Path, **changes: object) -> Path:
    path = folder / "cluster.json"
    value = {
        "description": "Id: 901",
        "meta": {**META, **changes},
        "uuid": "0",
        "value": "Example Liberation Front (ELF)",
    }
    path.write_text(
        json.dumps(
            {"name": "Canada Listed Terrorist Entities", "type": "canada-listed-terrorist-entities", "values": [value]}
        )
    )
    return path


def test_a_group_has_its_names_and_abbreviations(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, galaxy(tmp_path))
    found = entry(groups, "901")
    assert found.schema == "LegalEntity"
    assert found.values("name") == ["Example Liberation Front (ELF)"]
    assert found.values("alias") == [
        "Example Liberation Front",
        "ELF",
        "Front of Examples",
        "Army of Examples (AE)",
        "Army of Examples",
        "Sons of Examples",
    ]
    assert found.values("weakAlias") == ["AE"]
    assert reading.unknown == {}


def test_the_listing_has_its_dates(tmp_path: Path) -> None:
    _, groups = load(SOURCE, galaxy(tmp_path))
    (listing,) = parts(groups, "901", "Sanction")
    assert (listing.values("listingDate"), listing.values("modifiedAt")) == (["2019-06-21"], ["2024-06-07"])
    assert listing.values("provisions") == ["Criminal Code, section 83.05"]


def test_what_was_not_reviewed_yet_has_no_date_of_amendment(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, galaxy(tmp_path, updated="Not yet reviewed"))
    assert parts(groups, "901", "Sanction")[0].values("modifiedAt") == []
    assert unread(reading) == {}


def test_the_feed_says_the_same_and_its_own_date(tmp_path: Path) -> None:
    path = tmp_path / "lstd-ntts-eng.xml"
    path.write_text(FEED)
    reading, groups = load(SOURCE, path)
    found = entry(groups, "901")
    assert reading.published == "2026-03-01T10:00:00+00:00"
    assert (found.values("alias"), found.values("sourceUrl")) == (
        ["Example Liberation Front", "ELF", "Front of Examples"],
        ["https://example.org/901"],
    )
    assert found.values("notes") == ["An invented group."]
    assert reading.unknown == {}


def test_an_unknown_field_is_noticed_and_an_entry_without_a_title_rejected(tmp_path: Path) -> None:
    reading, _ = load(SOURCE, galaxy(tmp_path, rating="high"))
    assert set(reading.unknown) == {"meta/rating"}
    reading, groups = load(SOURCE, galaxy(tmp_path, title=""))
    assert groups == []
    assert [one.reference for one in reading.rejected] == ["901"]


@pytest.mark.parametrize(
    "damage",
    [b'{"name": "Canada Listed Terrorist Entities"', b'{"name": "Canada Listed Terrorist Entities", "values": []}'],
)
def test_damaged_json_is_unreadable(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "cluster.json"
    path.write_bytes(damage)
    with pytest.raises(UnreadableSource, match=r"cluster\.json"):
        load(SOURCE, path)


def test_a_feed_with_a_date_that_is_none_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lstd-ntts-eng.xml"
    path.write_text(FEED.replace("2026-03-01T10:00:00Z", "yesterday"))
    reading, _ = load(SOURCE, path)
    assert (reading.published, unread(reading)) == (None, {"updated": 1})


def test_a_galaxy_value_without_meta_is_unreadable(tmp_path: Path) -> None:
    path = galaxy(tmp_path)
    path.write_text(path.read_text().replace('"meta"', '"mета"'))
    with pytest.raises(UnreadableSource, match="in value 1"):
        load(SOURCE, path)


def test_a_folder_of_several_files_is_not_this_list(tmp_path: Path) -> None:
    galaxy(tmp_path)
    (tmp_path / "b.xml").write_text(FEED)
    assert SOURCE.format_of(Release.at(tmp_path)) is None


@pytest.mark.shared
def test_the_genuine_file_is_read_whole(shared: Path) -> None:
    reading, groups = load(SOURCE, shared / "lists" / "ca" / "listed_terrorist_entities_2026-03.json")
    assert reading.records == len(groups) == 90
    assert (reading.unknown, reading.unreadable, reading.rejected) == ({}, [], [])
    assert "PKK" in entry(groups, "43").values("alias")
