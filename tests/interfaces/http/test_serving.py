"""Starting a server: where it may listen, what it says, and how several workers serve one home."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.interfaces.http.serving import TOKEN, served, what_is_served
from tizim.errors import SettingError
from tizim.interfaces.http.serving import Bound, require_users
from tizim.settings import Settings

TIZIM = Path(sys.executable).with_name("tizim")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_addresses_of_this_machine_may_be_bound_without_users(host: str) -> None:
    require_users(Bound(host), closed=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3"])  # noqa: S104  (that it is refused is the point)
def test_other_addresses_are_refused_without_users_with_the_reason(host: str) -> None:
    with pytest.raises(SettingError, match="no users are configured"):
        require_users(Bound(host), closed=False)
    require_users(Bound(host), closed=True)


def test_a_name_is_no_address_to_bind_and_half_of_tls_is_none() -> None:
    with pytest.raises(SettingError, match="expected an IP address or localhost"):
        require_users(Bound("screening.example"), closed=True)
    with pytest.raises(SettingError, match="--tls-key"):
        require_users(Bound(certificate=Path("cert.pem")), closed=True)
    assert Bound("::1", 1, Path("c"), Path("k")).address == "https://[::1]:1"


def test_the_command_refuses_to_start_where_others_can_reach_it(filled: Path) -> None:
    ended = subprocess.run(
        [TIZIM, "serve", "--host", "0.0.0.0", "--home", filled],  # noqa: S104  (as above)
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "no users are configured" in ended.stderr


def test_two_workers_serve_one_home_and_the_log_holds_no_name(filled: Path) -> None:
    port = free_port()
    command = [str(TIZIM), "serve", "--port", str(port), "--workers", "2", "--home", str(filled)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"TIZIM_USER": "anna"})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            wait_for(client)
            example = {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}
            for _ in range(6):
                found = client.post("/match/default", json={"queries": {"q": example}})
                assert found.status_code == 200
            assert client.get("/entities/Dastan%20Temirgaliev").status_code == 404
    finally:
        server.send_signal(signal.SIGTERM)
        told = server.communicate(timeout=60)[1]
    assert "open to anyone on this machine" in told
    assert not re.search("dastan|temirgaliev", told, re.IGNORECASE)


def wait_for(client: httpx.Client) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not come up")


def test_origins_are_read_from_the_settings() -> None:
    settings = Settings.read({"TIZIM_HTTP_ORIGINS": "http://127.0.0.1:3333, https://refine.example"})
    assert settings.origins == ("http://127.0.0.1:3333", "https://refine.example")
    with pytest.raises(SettingError, match="TIZIM_HTTP_ORIGINS"):
        Settings.read({"TIZIM_HTTP_ORIGINS": "127.0.0.1"})


def test_a_home_without_lists_is_served_by_the_starter_register(tmp_path: Path) -> None:
    with (
        served(what_is_served(tmp_path / "home")) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        assert list(client.get("/readyz").json()["ages"]) == ["un_sc_starter"]
        assert client.post("/updatez").status_code == 403
        assert client.post("/updatez", params={"token": TOKEN + "x"}).status_code == 403


def test_who_has_the_token_starts_an_update_and_hears_that_it_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIZIM_FETCH_PROXY", "http://127.0.0.1:1")  # nobody there: no list can be fetched
    monkeypatch.setenv("TIZIM_FETCH_SECONDS", "1")
    home = tmp_path / "home"
    with served(what_is_served(home)) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        failed = client.post("/updatez", params={"token": TOKEN, "sync": True})
        assert failed.status_code == 502
        assert "not every list was updated" in failed.json()["detail"]
        assert client.get("/readyz").status_code == 200, "yesterday's lists stay"


def test_who_does_not_wait_hears_that_it_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.interfaces.http.updating._COMMAND", "import sys; assert 'update' in sys.argv")
    with served(what_is_served(tmp_path / "home")) as address:
        for sync in (True, False):
            begun = httpx.post(f"{address}/updatez", params={"token": TOKEN, "sync": sync}, trust_env=False, timeout=60)
            assert begun.json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("name", "value"), [("PROMETHEUS_MULTIPROC_DIR", "/no/such/folder"), ("OTEL_TRACES_EXPORTER", "jaeger")]
)
def test_a_setting_of_a_library_that_makes_no_sense_stops_the_start(filled: Path, name: str, value: str) -> None:
    ended = subprocess.run(
        [TIZIM, "serve", "--home", filled, "--workers", "2"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | {name: value},
    )
    assert ended.returncode == 2
    assert f"{name}: expected" in ended.stderr
