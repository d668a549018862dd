"""A home into one file and back, from either database into either. All lists are made up."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import tizim
from tests.jobs.made_up import NAMES, OWN, UN, ftm_list, organisation, un_list
from tests.places import OLDER
from tests.postgres import Server
from tizim.errors import BankDamaged, BankTooNew, SubjectError
from tizim.jobs.backup import sha256_of
from tizim.workspace import Tizim

HERON = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"])
on_postgres = pytest.mark.postgres
KINDS = (
    pytest.param("sqlite", "sqlite"),
    pytest.param("sqlite", "postgres", marks=on_postgres),
    pytest.param("postgres", "sqlite", marks=on_postgres),
    pytest.param("postgres", "postgres", marks=on_postgres),
)
Opening = Callable[[str, str], Tizim]


def add(tz: Tizim, folder: Path, day: str, names: tuple[str, ...] = NAMES) -> None:
    records = [organisation(number, name) for number, name in enumerate(names, 1)]
    tz.lists.add(UN, un_list(folder, day, records), accept=["fewer-records"])


@pytest.fixture
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens a home by its name, with a bank of its own of that kind; again, the same."""
    opened: list[Tizim] = []
    urls: dict[str, str] = {}

    def opens(kind: str, name: str) -> Tizim:
        if kind == "postgres" and name not in urls:
            server: Server = request.getfixturevalue("postgres")
            urls[name] = server.database()
        opened.append(Tizim(tmp_path / name, user="Ann (ops)", database=urls.get(name)))
        return opened[-1]

    yield opens
    for one in opened:
        one.close()


def filled(tz: Tizim, folder: Path) -> None:
    add(tz, folder, "2026-01-01", NAMES[:1])
    add(tz, folder, "2026-02-01")
    tz.lists.add(OWN, ftm_list(folder, {"heron-1": "Order of the Grey Heron"}), published="2026-02-03")
    (tz.home / "customers").mkdir()
    (tz.home / "customers" / "made-up.txt").write_text("kept as it is")
    with closing(sqlite3.connect(tz.home / "other.sqlite")) as other, other:
        other.execute("create table t (x text)")
        other.execute("insert into t values ('kept too')")


@pytest.mark.parametrize(("kind", "other"), KINDS)
def test_a_backup_of_either_database_restores_into_either_and_says_the_same(
    opening: Opening, tmp_path: Path, kind: str, other: str
) -> None:
    one = opening(kind, "one")
    filled(one, tmp_path)
    made = one.backup(tmp_path / "backups" / "one.zip")
    assert (made.versions, made.size, made.sha256) == (3, made.path.stat().st_size, sha256_of(made.path))
    assert made.path.stat().st_mode & 0o077 == 0
    assert [child.name for child in (tmp_path / "backups").iterdir()] == ["one.zip"]
    another = opening(other, "another")
    done = another.restore(made.path)
    assert (done.versions, done.kept) == (3, ())
    assert another.lists.status() == one.lists.status()
    assert another.screen(HERON) == one.screen(HERON)
    assert another.screen(HERON, known_at="2026-01-15").outcome == "clear"
    assert another.entity("heron-1") == one.entity("heron-1")
    assert another.verify() == one.verify()
    assert (another.home / "customers" / "made-up.txt").read_text() == "kept as it is"
    with closing(sqlite3.connect(another.home / "other.sqlite")) as read:
        assert read.execute("select x from t").fetchall() == [("kept too",)]
    # What is restored goes on: the next version finds its place.
    for tz in (one, another):
        add(tz, tmp_path, "2026-03-01", NAMES[1:])
    assert another.lists.diff(UN) == one.lists.diff(UN)
    assert another.verify().whole


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=on_postgres)])
def test_a_bank_with_versions_the_backup_lacks_is_replaced_only_when_told(
    opening: Opening, tmp_path: Path, kind: str
) -> None:
    tz = opening(kind, "one")
    add(tz, tmp_path, "2026-01-01", NAMES[:1])
    made = tz.backup(tmp_path / "one.zip")
    add(tz, tmp_path, "2026-02-01")
    with pytest.raises(SubjectError, match=r"came one with 1 of them \(un_sc_sanctions of 2026-02-01.*--discard-newer"):
        tz.restore(made.path)
    assert tz.screen(HERON).outcome == "hit"
    other = opening(kind, "one")
    assert other.screen(HERON).outcome == "hit"
    tz.restore(made.path, discard_newer=True)
    assert tz.screen(HERON).outcome == "clear"
    assert other.screen(HERON).outcome == "clear", "another process answers from what was restored"
    assert tz.verify().whole
    add(tz, tmp_path, "2026-02-01")
    assert other.screen(HERON).outcome == "hit"
    tz.restore(tz.backup(tmp_path / "two.zip").path)
    assert tz.screen(HERON).outcome == "hit"


@pytest.mark.parametrize(("kind", "other"), KINDS)
def test_alerts_go_along_into_either_database_and_no_step_is_lost_unless_told(
    opening: Opening, tmp_path: Path, kind: str, other: str
) -> None:
    one = opening(kind, "one")
    add(one, tmp_path, "2026-01-01")
    (one.home / "review.toml").write_text("[due_days]\nhigh = 3\n")
    asked = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], documents=["N01234567"], id="S-1")
    one.review.ask(asked)
    one.review.distinguish(1, document="N01234567", kind="charter")
    made = one.backup(tmp_path / "one.zip")
    another = opening(other, "another")
    another.restore(made.path)
    assert another.review.alert(1) == one.review.alert(1)
    assert another.screen(asked).outcome == one.screen(asked).outcome == "clear"
    assert another.review.policy.due_days["high"] == 3
    assert another.verify().whole
    another.review.reopen(1, "mistake")
    with pytest.raises(SubjectError, match=r"1 steps that it lacks; nothing was changed. --discard-newer"):
        another.restore(made.path)
    assert another.screen(asked).outcome == "hit"
    another.restore(made.path, discard_newer=True)
    assert another.review.alert(1) == one.review.alert(1)
    assert another.screen(asked).outcome == "clear"
    assert another.review.ask(asked).alerts == one.review.ask(asked).alerts


def test_the_starter_register_is_no_reason_to_refuse(opening: Opening, tmp_path: Path) -> None:
    one, other = opening("sqlite", "one"), opening("sqlite", "other")
    add(one, tmp_path, "2026-01-01")
    other.screen(HERON)
    other.restore(one.backup(tmp_path / "one.zip").path)
    assert [list_.dataset for list_ in other.lists.status()] == [UN]


def test_the_log_of_questions_comes_back_with_its_keys_and_one_that_is_there_stays(
    opening: Opening, tmp_path: Path
) -> None:
    one, other = opening("sqlite", "one"), opening("sqlite", "other")
    add(one, tmp_path, "2026-01-01")
    one.audit.on()
    one.screen(HERON)
    made = one.backup(tmp_path / "one.zip")
    other.restore(made.path)
    assert other.audit.is_on
    brought, own = (list(tz.audit.lines())[:2] for tz in (other, one))
    assert [told.private for told in brought] == [told.private for told in own]
    one.screen(HERON)
    assert one.restore(made.path).kept == ("audit/log.sqlite",)
    assert one.audit.verify().whole
    assert other.audit.verify().whole


def test_keys_that_are_there_are_never_replaced_by_those_of_another_log(opening: Opening, tmp_path: Path) -> None:
    one, other = opening("sqlite", "one"), opening("sqlite", "other")
    add(one, tmp_path, "2026-01-01")
    one.audit.on()
    made = one.backup(tmp_path / "one.zip")
    other.audit.on()
    own = {file.name: file.read_bytes() for file in (other.home / "keys").iterdir()}
    other.audit.close()
    (other.home / "audit" / "log.sqlite").unlink()  # as where the log is in a server's database
    (other.home / "audit" / "on").unlink()
    assert other.restore(made.path).kept == ("audit/log.sqlite",)
    assert {file.name: file.read_bytes() for file in (other.home / "keys").iterdir()} == own
    assert not other.audit.is_on
    assert other.screen(HERON).outcome == "hit"


@on_postgres
def test_what_recorded_into_a_file_does_not_record_into_a_server_unasked(opening: Opening, tmp_path: Path) -> None:
    one, other = opening("sqlite", "one"), opening("postgres", "other")
    add(one, tmp_path, "2026-01-01")
    one.audit.on()
    other.restore(one.backup(tmp_path / "one.zip").path)
    assert not other.audit.is_on
    assert other.screen(HERON).outcome == "hit"
    other.audit.on()
    other.restore(one.backup(tmp_path / "again.zip").path)
    back = opening("sqlite", "back")
    back.restore(other.backup(tmp_path / "other.zip").path)
    assert back.screen(HERON).outcome == "hit"
    assert other.audit.verify().whole


def test_a_backup_is_never_written_over_a_file_and_a_database_that_is_there_stays(
    opening: Opening, tmp_path: Path
) -> None:
    tz = opening("sqlite", "one")
    filled(tz, tmp_path)
    made = tz.backup(tmp_path / "one.zip")
    with pytest.raises(SubjectError, match="expected a name for a new file"):
        tz.backup(made.path)
    assert tz.restore(made.path).kept == ("other.sqlite",)


@pytest.fixture
def backup(opening: Opening, tmp_path: Path) -> Path:
    tz = opening("sqlite", "one")
    add(tz, tmp_path, "2026-01-01")
    return tz.backup(tmp_path / "one.zip").path


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with other members."""
    with ZipFile(path) as packed:
        members = {one.filename: packed.read(one) for one in packed.infolist()}
    change(members)
    changed = path.with_name("changed.zip")
    with ZipFile(changed, "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return changed


def _manifest(members: dict[str, bytes], **facts: object) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | facts).encode()


def _forged(members: dict[str, bytes]) -> None:
    members["bank.sqlite"] = members["bank.sqlite"].replace(b"GREY HERON", b"PALE HERON")


def _escaping(members: dict[str, bytes]) -> None:
    members["home/lists/../../../stray"] = b""
    told = {"home/lists/../../../stray": {"size": 0, "sha256": ""}}
    _manifest(members, files=json.loads(members["manifest.json"])["files"] | told)


@pytest.mark.parametrize(
    ("change", "expected", "told"),
    [
        (_forged, BankDamaged, "bank.sqlite is not what the manifest says"),
        (_escaping, BankDamaged, "expected files of a home, came a member named"),
        (lambda members: members.pop("bank.sqlite"), BankDamaged, "expected the members that its manifest names"),
        (lambda members: members.update({"home/rules.toml": b""}), BankDamaged, "expected the members that its"),
        (lambda members: members.pop("manifest.json"), BankDamaged, "expected a whole backup made by tizim"),
        (lambda members: members.update({"manifest.json": b"[]"}), BankDamaged, "expected a whole backup made by"),
        (lambda members: _manifest(members, mark="another"), BankDamaged, "it is not of the state it says"),
        (lambda members: _manifest(members, format=99), BankTooNew, "made by a later tizim"),
        (lambda members: _manifest(members, ledger=["a later step"]), BankTooNew, "made by a later tizim"),
    ],
)
def test_what_was_changed_in_a_backup_is_refused_before_anything_is_touched(
    backup: Path,
    opening: Opening,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], None],
    expected: type[Exception],
    told: str,
) -> None:
    other = opening("sqlite", "other")
    add(other, tmp_path, "2025-01-01", NAMES[:1])
    before = other.lists.status()
    with pytest.raises(expected, match=told):
        other.restore(rewritten(backup, change), discard_newer=True)
    assert other.lists.status() == before
    assert not list(other.home.glob(".restoring*"))


def test_a_truncated_backup_and_another_file_are_told_and_nothing_changes(backup: Path, opening: Opening) -> None:
    whole = backup.read_bytes()
    other = opening("sqlite", "other")
    for content in (whole[: len(whole) // 2], whole[:-40], b"Dear Sir or Madam", b""):
        backup.write_bytes(content)
        with pytest.raises(BankDamaged, match="expected a whole backup made by tizim"):
            other.restore(backup)


def test_a_backup_of_an_older_tizim_is_migrated_as_it_comes_back(
    backup: Path, opening: Opening, tmp_path: Path
) -> None:
    def older(members: dict[str, bytes]) -> None:
        file = tmp_path / "older.sqlite"
        file.write_bytes(members["bank.sqlite"])
        with closing(sqlite3.connect(file)) as raw, raw:
            for statement in OLDER:
                raw.execute(statement)
        members["bank.sqlite"] = file.read_bytes()
        facts = json.loads(members["manifest.json"])
        told = {"size": file.stat().st_size, "sha256": sha256_of(file)}
        _manifest(members, ledger=facts["ledger"][:1], files=facts["files"] | {"bank.sqlite": told})

    other = opening("sqlite", "other")
    other.restore(rewritten(backup, older))
    assert other.screen(HERON).outcome == "hit"
    assert other.verify().whole


def test_a_home_that_is_lost_comes_back_from_its_backup(backup: Path, opening: Opening, tmp_path: Path) -> None:
    opening("sqlite", "one").close()
    shutil.rmtree(tmp_path / "one")
    tz = opening("sqlite", "one")
    tz.restore(backup)
    assert tz.screen(HERON).outcome == "hit"
