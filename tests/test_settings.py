"""Settings of the environment."""

import getpass
from pathlib import Path

import pytest

from tizim.errors import SettingError
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.send_limits import SendLimits
from tizim.settings import NAMES, Settings


def test_without_any_variable_the_home_is_the_user_s_data_folder_and_no_proxy_is_used() -> None:
    settings = Settings.read({"HOME": "/invented", "HTTPS_PROXY": "http://proxy.example"})
    assert settings.home.name == "tizim"
    assert settings.user
    assert settings.fetch == FetchLimits()


def test_every_setting_can_be_given() -> None:
    settings = Settings.read(
        {
            "TIZIM_HOME": " /srv/lists ",
            "TIZIM_DATABASE": "postgresql://ann@db.example/bank",
            "TIZIM_USER": "ann",
            "TIZIM_FETCH_SECONDS": "2.5",
            "TIZIM_FETCH_MAX_BYTES": "1e6",
            "TIZIM_FETCH_PROXY": "http://proxy.example:3128",
            "TIZIM_ROLE": "analyst",
            "TIZIM_PURPOSE": "onboarding",
            "TIZIM_UPDATE_TOKEN": "let-me",
            "TIZIM_HTTP_ORIGINS": "http://127.0.0.1:3333",
            "TIZIM_WEBHOOK_LOOPBACK": "yes",
            "TIZIM_WEBHOOK_DAYS": "2",
        }
    )
    assert settings == Settings(
        Path("/srv/lists"),
        "ann",
        FetchLimits(seconds=2.5, max_bytes=1_000_000, proxy="http://proxy.example:3128"),
        database="postgresql://ann@db.example/bank",
        role="analyst",
        purpose="onboarding",
        update_token="let-me",
        origins=("http://127.0.0.1:3333",),
        sending=SendLimits(loopback=True, days=2),
    )


def test_a_setting_nobody_knows_stops_the_start() -> None:
    with pytest.raises(SettingError, match="TIZIM_HOEM: expected one of TIZIM_HOME"):
        Settings.read({"TIZIM_HOEM": "/srv"})


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TIZIM_HOME", " "),
        ("TIZIM_DATABASE", "mysql://db.example/bank"),
        ("TIZIM_FETCH_SECONDS", "soon"),
        ("TIZIM_WEBHOOK_LOOPBACK", "1"),
        ("TIZIM_WEBHOOK_DAYS", "0"),
        ("TIZIM_FETCH_SECONDS", "0"),
        ("TIZIM_FETCH_SECONDS", "nan"),
        ("TIZIM_FETCH_MAX_BYTES", "-1"),
        ("TIZIM_FETCH_MAX_BYTES", "inf"),
        ("TIZIM_FETCH_PROXY", "proxy.example"),
    ],
)
def test_a_malformed_setting_stops_the_start(name: str, words: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.read({name: words})


def test_variables_of_the_test_suite_are_left_alone() -> None:
    Settings.read({"TIZIM_SHARED": "/x", "TIZIM_NO_SKIPS": "1", "TIZIM_TEST_PG": "x"})


def test_a_machine_without_accounts_has_an_unknown_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr("tizim.settings.getuser", nobody)
    assert Settings.read({}).user == "unknown"
    assert getpass.getuser is not nobody


def test_the_manual_names_every_setting() -> None:
    manual = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if name not in manual] == []
