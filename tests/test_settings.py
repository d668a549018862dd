"""Settings of the environment."""

import getpass
from pathlib import Path

import pytest

from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role
from tizim.access.tokens import Grant, Provider
from tizim.errors import SettingError
from tizim.interfaces.http.watching.logs import STYLES
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.send_limits import SendLimits
from tizim.settings import LOGS, NAMES, Settings


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
            "TIZIM_HTTP_LOG": "json",
            "TIZIM_HTTP_HOSTS": "Screening.example, other.example",
            "TIZIM_HTTP_PROXIES": "10.0.0.1, 10.1.0.0/16",
            "TIZIM_HTTP_RATE": "10",
            "TIZIM_OIDC_ISSUER": "https://idp.example/realm",
            "TIZIM_OIDC_AUDIENCE": "tizim",
            "TIZIM_OIDC_ROLES": "analysts=analyst:RED:a+b, ops = operator",
            "TIZIM_OIDC_CLAIM": "realm_access.roles",
            "TIZIM_OIDC_NAME": "preferred_username",
            "TIZIM_OIDC_CLIENT": "pages",
            "TIZIM_OIDC_SECRET": "s3cret",
            "TIZIM_OIDC_SCOPE": "openid groups",
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
        log="json",
        hosts=("screening.example", "other.example"),
        proxies=("10.0.0.1", "10.1.0.0/16"),
        rate=10,
        provider=Provider(
            "https://idp.example/realm",
            "tizim",
            {
                "analysts": Grant(Role.ANALYST, Clearance(Mark.RED, frozenset({"a", "b"}))),
                "ops": Grant(Role.OPERATOR),
            },
            claim="realm_access.roles",
            name="preferred_username",
            client="pages",
            secret="s3cret",
            scope="openid groups",
        ),
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
        ("TIZIM_HTTP_LOG", "loud"),
        ("TIZIM_HTTP_HOSTS", "https://screening.example"),
        ("TIZIM_HTTP_PROXIES", "proxy.example"),
        ("TIZIM_HTTP_RATE", "often"),
        ("TIZIM_OIDC_ISSUER", "https://idp.example"),
        ("TIZIM_OIDC_AUDIENCE", "tizim"),
        ("TIZIM_OIDC_CLIENT", "pages"),
    ],
)
def test_a_malformed_setting_stops_the_start(name: str, words: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.read({name: words})


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("TIZIM_OIDC_ISSUER", "http://idp.example", "expected an https address"),
        ("TIZIM_OIDC_ROLES", "analysts", "role: expected one of"),
        ("TIZIM_OIDC_ROLES", "analysts=king", "role: expected one of"),
        ("TIZIM_OIDC_ROLES", "analysts=analyst:WHITE", "mark: expected one of"),
    ],
)
def test_a_provider_that_makes_no_sense_stops_the_start(name: str, words: str, told: str) -> None:
    sound = {
        "TIZIM_OIDC_ISSUER": "https://idp.example",
        "TIZIM_OIDC_AUDIENCE": "tizim",
        "TIZIM_OIDC_ROLES": "analysts=analyst",
    }
    assert Settings.read(sound).provider is not None
    with pytest.raises(SettingError, match=told):
        Settings.read(sound | {name: words})


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


def test_the_styles_of_the_log_are_those_that_the_server_writes() -> None:
    assert LOGS == STYLES
