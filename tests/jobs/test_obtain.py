"""A publisher's files into a folder."""

from pathlib import Path

import pytest

from tests.jobs.web import giving, serving
from tizim.errors import FetchError, SubjectError
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.obtain import obtain

QUICK = FetchLimits(max_bytes=10_000, seconds=20.0, attempts=1, pause=0.0)


def test_one_address_is_one_file_under_the_publisher_s_name(tmp_path: Path) -> None:
    with serving(giving(b"<a/>", ETag='"1"')) as web:
        got = obtain([web.url("/lists/a%20b.xml?v=2")], tmp_path / "files", known={}, limits=QUICK)
    assert got.path == tmp_path / "files" / "a_b.xml"
    assert got.path.read_bytes() == b"<a/>"
    assert got.published is None


def test_several_addresses_are_a_folder_without_strangers(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "left_over.csv").write_text("old")
    newer, older = "Fri, 27 Feb 2026 08:00:00 GMT", "Thu, 26 Feb 2026 08:00:00 GMT"
    with serving(giving(b"1", Last_Modified=newer), giving(b"2", Last_Modified=older), giving(b"3")) as web:
        got = obtain(
            [web.url("/x/sdn.csv"), web.url("/x/alt.csv"), web.url("/y/sdn.csv")], folder, known={}, limits=QUICK
        )
    assert got.path == folder
    assert sorted(file.name for file in folder.iterdir()) == ["3-sdn.csv", "alt.csv", "sdn.csv"]
    assert got.published == "2026-02-27T08:00:00Z"


def test_a_kept_copy_is_used_while_the_server_says_it_is_the_newest(tmp_path: Path) -> None:
    with serving(giving(b"<a/>", ETag='"1"'), giving(b"", status=304)) as web:
        first = obtain([web.url()], tmp_path, known={}, limits=QUICK)
        second = obtain([web.url()], tmp_path, known=first.fetched, limits=QUICK)
        assert web.asked[1][1]["If-None-Match"] == '"1"'
    assert second == first
    assert second.path.read_bytes() == b"<a/>"


def test_without_the_kept_copy_the_file_is_fetched_anew(tmp_path: Path) -> None:
    with serving(giving(b"<a/>", ETag='"1"')) as web:
        first = obtain([web.url()], tmp_path, known={}, limits=QUICK)
        first.path.unlink()
        again = obtain([web.url()], tmp_path, known=first.fetched, limits=QUICK)
        assert "If-None-Match" not in web.asked[1][1]
    assert again.path.read_bytes() == b"<a/>"


def test_an_error_leaves_the_kept_copy(tmp_path: Path) -> None:
    with serving(giving(b"<a/>"), giving(b"", status=404)) as web:
        first = obtain([web.url()], tmp_path, known={}, limits=QUICK)
        with pytest.raises(FetchError):
            obtain([web.url()], tmp_path, known=first.fetched, limits=QUICK)
    assert first.path.read_bytes() == b"<a/>"


def test_a_digest_can_be_pinned_for_one_file_only(tmp_path: Path) -> None:
    with pytest.raises(SubjectError, match="a list of one file, came one of 2"):
        obtain(["https://a.example/1", "https://a.example/2"], tmp_path, known={}, limits=QUICK, pin_sha256="00")


def test_an_address_without_a_file_name_is_kept_as_list(tmp_path: Path) -> None:
    with serving(giving(b"<a/>")) as web:
        assert obtain([web.url("/")], tmp_path, known={}, limits=QUICK).path.name == "list"
