"""Starting a server: where it may listen, what it says, and how several workers serve one home."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

import tizim
from tests.interfaces.http.people import let_in
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


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of this machine and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "screening.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


@contextmanager
def running(home: Path, *options: str, **settings: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """`tizim serve` in a process of its own: its port, and it."""
    port = free_port()
    command = [str(TIZIM), "serve", "--port", str(port), "--home", str(home), *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | settings)
    try:
        yield port, server
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=60)


def test_with_users_it_is_asked_by_tls_from_anywhere_and_a_revoked_key_is_so_for_every_worker(
    filled: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    keys = let_in(home)
    cert, key = certificate(tmp_path)
    everywhere = ("--host", "0.0.0.0", "--workers", "2")  # noqa: S104  (users are configured)
    tls = ("--tls-cert", str(cert), "--tls-key", str(key))
    with running(home, *everywhere, *tls, TIZIM_HTTP_HOSTS="screening.example") as (port, server):
        context = ssl.create_default_context(cafile=str(cert))
        shown = {"Authorization": f"Bearer {keys['asker']}"}
        with httpx.Client(base_url=f"https://127.0.0.1:{port}", timeout=30, trust_env=False, verify=context) as client:
            wait_for(client)
            for _ in range(12):
                assert ask_anew(client, shown).status_code == 200
            found = client.get("/catalog", headers=shown)
            assert found.headers["strict-transport-security"] == "max-age=31536000"
            assert client.get("/catalog").status_code == 401
            assert client.get("/catalog", headers=shown | {"Host": "screening.example"}).status_code == 200
            assert client.get("/catalog", headers=shown | {"Host": "other.example"}).status_code == 403
            with tizim.open(home) as tz:
                tz.access.revoke_key(keys["asker"].split("_")[1])
            assert {ask_anew(client, shown).status_code for _ in range(12)} == {401}
        server.send_signal(signal.SIGTERM)
        told = server.communicate(timeout=60)[1]
    assert "open to anyone" not in told
    assert "keys travel in the clear" not in told


def ask_anew(client: httpx.Client, headers: dict[str, str]) -> httpx.Response:
    """Over a connection of its own: any of the workers may take it."""
    return client.get("/catalog", headers=headers | {"Connection": "close"})


def test_behind_a_proxy_that_is_named_its_word_counts_and_nobody_else_s(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    shown = {"Authorization": f"Bearer {let_in(home)['asker']}", "X-Forwarded-Proto": "https"}
    for settings, believed in (
        ({"TIZIM_HTTP_PROXIES": "127.0.0.1"}, True),
        ({"TIZIM_HTTP_PROXIES": "10.0.0.1", "FORWARDED_ALLOW_IPS": "*"}, False),
    ):
        with (
            running(home, **settings) as (port, _),
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client,
        ):
            wait_for(client)
            assert ("strict-transport-security" in client.get("/catalog", headers=shown).headers) == believed


def test_without_tls_or_a_proxy_it_says_that_keys_travel_in_the_clear(filled: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(filled, home)
    let_in(home)
    with running(home, "--host", "0.0.0.0") as (port, server):  # noqa: S104  (users are configured)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
            wait_for(client)
        server.send_signal(signal.SIGTERM)
        assert "keys travel in the clear" in server.communicate(timeout=60)[1]
