"""What only a home with its bank on a server meets: the server goes away, several homes share it, a copy of it comes back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.places import Place
from tests.postgres import Server, serving_postgres
from tizim.errors import AuditError, BankUnreachable, SettingError
from tizim.jobs import notices

pytestmark = pytest.mark.postgres
HERON = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"])


def add(tz: tizim.Tizim, folder: Path, day: str, names: tuple[str, ...] = NAMES) -> None:
    records = [organisation(number, name) for number, name in enumerate(names, 1)]
    tz.lists.add(UN, un_list(folder, day, records), accept=["fewer-records"])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that a test may stop."""
    monkeypatch.setattr(notices, "PAUSE_SECONDS", 0.0)
    with serving_postgres() as found:
        yield found


def test_while_the_server_is_away_the_last_index_answers_and_says_so(server: Server, tmp_path: Path) -> None:
    url = server.database()
    with tizim.open(tmp_path / "home", database=url) as tz:
        add(tz, tmp_path, "2026-01-01")
        assert tz.screen(HERON).warnings == ()
        server.stop()
        for _ in range(2):
            verdict = tz.screen(HERON)
            assert verdict.outcome == "hit"
            lists, people = verdict.warnings
            assert lists.startswith("whether the lists have changed is not known: ")
            assert people.startswith("who is distinguished from an entry is not known, so nobody is: ")
        with pytest.raises(BankUnreachable):
            tz.lists.status()
        with tizim.open(tmp_path / "home", database=url) as again:
            assert again.screen(HERON).outcome == "hit"
        with tizim.open(tmp_path / "new home", database=url) as bare, pytest.raises(BankUnreachable):
            bare.screen(HERON)
        server.start()
        assert tz.screen(HERON).warnings == ()
        add(tz, tmp_path, "2026-02-01", NAMES[:1])
        assert tz.screen(HERON).outcome == "clear"


def test_two_homes_over_one_database_each_build_their_index(on_postgres: Place, tmp_path: Path) -> None:
    with (
        tizim.open(tmp_path / "one", database=on_postgres.url) as one,
        tizim.open(tmp_path / "other", database=on_postgres.url) as other,
    ):
        add(one, tmp_path, "2026-01-01", NAMES[:1])
        assert other.screen(HERON).outcome == "clear"
        add(one, tmp_path, "2026-02-01")
        assert other.screen(HERON).outcome == "hit"
        assert not (tmp_path / "one" / "bank.sqlite").exists()


def test_another_database_in_the_place_of_one_is_never_answered_from_the_index_of_the_first(
    postgres: Server, tmp_path: Path
) -> None:
    first, second = postgres.database(), postgres.database()
    with tizim.open(tmp_path / "home", database=first) as tz:
        add(tz, tmp_path, "2026-01-01", NAMES)
    with tizim.open(tmp_path / "elsewhere", database=second) as tz:
        add(tz, tmp_path, "2026-01-01", NAMES[2:])
    with tizim.open(tmp_path / "home", database=second) as tz:
        assert tz.screen(HERON).outcome == "clear"
        add(tz, tmp_path, "2026-02-01", NAMES[3:])
        assert tz.screen(HERON).outcome == "clear"


def test_an_address_that_is_none_of_postgresql_is_a_setting_to_mend(tmp_path: Path) -> None:
    with tizim.open(tmp_path, database="mysql://localhost/bank") as tz, pytest.raises(SettingError, match="postgresql"):
        tz.screen(HERON)


def test_homes_over_one_database_share_one_log_where_they_share_the_keys(on_postgres: Place, tmp_path: Path) -> None:
    with tizim.open(tmp_path / "one", database=on_postgres.url, user="anna", audit=True) as one:
        add(one, tmp_path, "2026-01-01")
        one.screen(HERON)
        shutil.copytree(tmp_path / "one" / "keys", tmp_path / "other" / "keys")
        with tizim.open(tmp_path / "other", database=on_postgres.url, user="boris", audit=True) as other:
            _, receipt = other.screen_with_receipt(HERON)
        assert not (tmp_path / "one" / "audit" / "log.sqlite").exists()
        told = [(line.line.caller.user, line.line.action) for line in one.audit.lines()]
        assert told == [("anna", "on"), ("anna", "screen"), ("boris", "on"), ("boris", "screen"), ("anna", "read-log")]
        assert one.receipts.repeat(receipt, HERON).same
        assert one.audit.erase(name="Order of the Grey Heron") == (2, 4, 6)  # asked again, too
        assert one.audit.verify().whole
    with (
        tizim.open(tmp_path / "stranger", database=on_postgres.url) as stranger,
        pytest.raises(AuditError, match="the keys are others"),
    ):
        stranger.audit.on()
