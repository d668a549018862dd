"""A release in whatever it was packed in, and what stands against a pack that is damaged or wants too much."""

import gzip
import lzma
import zipfile
from pathlib import Path

import pytest

from tizim.errors import LimitExceeded, UnknownSource, UnreadableSource
from tizim.sources.registry import source
from tizim.sources.release import ReadLimits, Release

WORDS = b"id,name\n1,Zarina Testova\n"


def _read(release: Release) -> dict[str, bytes]:
    found = {}
    for part in release.parts:
        with part.open() as stream:
            found[part.name] = stream.read()
    return found


def _packed(folder: Path) -> list[Path]:
    """The same file plain and in each pack."""
    plain, packed_xz, packed_gz, packed_zip = (folder / f"list.csv{end}" for end in ("", ".xz", ".gz", ".zip"))
    plain.write_bytes(WORDS)
    packed_xz.write_bytes(lzma.compress(WORDS))
    packed_gz.write_bytes(gzip.compress(WORDS))
    with zipfile.ZipFile(packed_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/list.csv", WORDS)
    return [plain, packed_xz, packed_gz, packed_zip]


def test_a_file_is_the_same_release_in_every_pack(tmp_path: Path) -> None:
    releases = [Release.at(path) for path in _packed(tmp_path)]
    assert [_read(release) for release in releases] == [{"list.csv": WORDS}] * 4
    assert len({release.sha256() for release in releases}) == 1


def test_a_folder_is_one_release_of_its_visible_files(tmp_path: Path) -> None:
    for name in ("SDN.CSV", "alt.csv", ".hidden"):
        (tmp_path / name).write_bytes(WORDS)
    release = Release.at(tmp_path)
    assert [part.name for part in release.parts] == ["SDN.CSV", "alt.csv"]
    found = release.part("sdn.pip", "sdn.csv")
    assert found is not None
    assert (found.name, release.part("add.csv")) == ("SDN.CSV", None)
    before = release.sha256()
    (tmp_path / "alt.csv").rename(tmp_path / "add.csv")
    assert Release.at(tmp_path).sha256() != before, "which file says what is a part of the content"


def test_where_there_is_nothing_to_read_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="came nothing"):
        Release.at(tmp_path / "absent")
    with pytest.raises(UnreadableSource, match="came an empty folder"):
        Release.at(tmp_path)
    for name in "abc":
        (tmp_path / name).write_bytes(WORDS)
    with pytest.raises(LimitExceeded, match="at most 2 files, came 3"):
        Release.at(tmp_path, ReadLimits(max_files=2))


def test_a_pack_that_is_cut_off_names_the_file(tmp_path: Path) -> None:
    for path in _packed(tmp_path)[1:]:
        path.write_bytes(path.read_bytes()[:-20])
        with pytest.raises(UnreadableSource, match=r"list\.csv.*: expected a .*(damaged|something else)"):
            _read(Release.at(path))


def test_a_pack_that_unpacks_beyond_its_ceiling_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "list.csv.xz"
    bomb.write_bytes(lzma.compress(bytes(2**24)))
    with pytest.raises(LimitExceeded, match=r"list\.csv: expected at most 6,553,600 bytes unpacked, came more"):
        _read(Release.at(bomb))
    (tmp_path / "plain.csv").write_bytes(WORDS)
    with pytest.raises(LimitExceeded, match="at most 10 bytes"):
        _read(Release.at(tmp_path / "plain.csv", ReadLimits(max_bytes=10)))


def test_an_encrypted_archive_is_refused_with_the_name_of_its_file(tmp_path: Path) -> None:
    path = _packed(tmp_path)[3]
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag of the file, and of its entry in the directory: APPNOTE.TXT 4.4.4
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match=r"list\.csv: expected a zip of plain files, .*encrypted"):
        _read(Release.at(path))


def test_a_source_nobody_knows_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownSource, match=r"un_sc_sanctions.*came 'moon_list'"):
        source("moon_list")
