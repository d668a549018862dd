"""How often one may knock, and who waits."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

import tizim
from tests.access.issuing import AUDIENCE, GRANTS, token
from tests.interfaces.http.people import let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tizim.access.roles import Role
from tizim.access.state import Holder
from tizim.access.tokens import Provider
from tizim.errors import NotKnown
from tizim.interfaces.http import buckets
from tizim.interfaces.http.buckets import Buckets
from tizim.interfaces.http.door import Door, TooOften, _network
from tizim.interfaces.http.hosts import is_local, is_ours
from tizim.interfaces.http.limits import Limits


def test_a_bucket_is_full_at_first_and_fills_steadily() -> None:
    now = 0.0
    some = Buckets(rate=2, burst=3, clock=lambda: now)
    assert [some.take("anna") for _ in range(4)] == [0, 0, 0, 0.5]
    assert (some.take("boris"), some.wait("boris")) == (0, 0)
    now = 0.25
    assert some.wait("anna") == some.take("anna") == 0.25
    now = 100
    assert [some.take("anna") for _ in range(4)] == [0, 0, 0, 0.5], "it holds no more than it may"


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "MOST", 10)
    some = Buckets(rate=1, burst=1)
    for number in range(100):
        some.take(str(number))
    assert len(some._kept) == 10


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_whoever_has_one_address_of_a_network_has_all_of_it(address: str, network: str) -> None:
    assert _network(address) == network


@pytest.mark.parametrize(
    ("host", "local", "ours"),
    [
        ("localhost", True, True),
        ("LOCALHOST:80", True, True),
        ("127.0.0.1:8000", True, True),
        ("[::1]:8000", True, True),
        ("::1", True, True),
        ("10.0.0.7", False, True),
        ("[2001:db8::1]:443", False, True),
        ("Screening.example:443", False, True),
        ("other.example", False, False),
        ("screening.example.evil.example", False, False),
        ("localhost.", False, False),
        ("127.1", False, False),
        ("0x7f.1", False, False),
        ("", False, False),
        ("[", False, False),
        ("[::1", False, False),
    ],
)
def test_under_which_names_it_may_be_asked(host: str, local: bool, ours: bool) -> None:
    assert is_local(host) == local
    assert is_ours(host, {"screening.example"}) == ours


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "home", tmp_path)
    return tmp_path / "home"


def knocking(home: Path, limits: Limits, shown: Sequence[str], provider: Provider | None = None) -> list[str]:
    """What each of these came to, from one address."""

    async def all_of_them() -> list[str]:
        with tizim.open(home) as tz:
            door = Door(tz.access, limits, provider)
            came = []
            for words in shown:
                try:
                    found = await door.let_in([f"Bearer {words}"], "10.0.0.1")
                    came.append(found.name if isinstance(found, Holder) else "anyone")
                except (NotKnown, TooOften) as wrong:
                    came.append(type(wrong).__name__)
            return came

    return asyncio.run(all_of_them())


def test_wrong_ones_are_counted_and_said_once_and_a_right_key_is_let_in(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = let_in(home)
    limits = Limits(failures=2, failures_rate=0.0001)
    with caplog.at_level(logging.WARNING, logger="tizim.http"):
        came = knocking(home, limits, ["x", "y", "z", keys["asker"], "w"])
    assert came == ["NotKnown", "NotKnown", "TooOften", "asker", "TooOften"]
    assert [one.getMessage() for one in caplog.records] == ["many keys or tokens that do not count came from 10.0.0.1"]


def test_tokens_of_an_address_that_showed_wrong_ones_wait_before_they_are_looked_at(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def looking(words: str) -> str:
        looked.append(words)
        return ""

    monkeypatch.setattr("tizim.interfaces.http.door.kid_of", looking)
    monkeypatch.setattr("tizim.jobs.provider.Keys.of", lambda *_: {})
    provider = Provider("https://idp.example", AUDIENCE, GRANTS)
    came = knocking(home, Limits(failures=2, failures_rate=0.0001), [token()] * 4, provider)
    assert came == ["NotKnown", "NotKnown", "TooOften", "TooOften"]
    assert len(looked) == 2


def test_a_page_of_an_origin_that_is_named_may_show_a_key(home: Path) -> None:
    keys = let_in(home)
    origin = "http://127.0.0.1:3333"
    with served(replace(what_is_served(home), origins=(origin,))) as address, httpx.Client(base_url=address) as client:
        asks = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        }
        allowed = client.options("/match/default", headers=asks)
        assert allowed.status_code == 200
        assert "authorization" in allowed.headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in allowed.headers
        assert client.get("/catalog", headers={"Origin": origin}).status_code == 401
        shown = {"Origin": origin, "Authorization": f"Bearer {keys['asker']}"}
        assert client.get("/catalog", headers=shown).headers["access-control-allow-origin"] == origin


def test_while_keys_come_and_go_each_request_is_let_in_or_refused_and_nothing_else(home: Path) -> None:
    let_in(home)
    came: set[int] = set()
    stop = threading.Event()

    def asking(address: str, key: str) -> None:
        with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, trust_env=False) as client:
            while not stop.is_set():
                came.add(client.get("/algorithms").status_code)

    with (
        served(replace(what_is_served(home), limits=Limits(rate=1e6, failures=10**6))) as address,
        tizim.open(home) as tz,
    ):
        made = [tz.access.make_key("asker") for _ in range(3)]
        threads = [threading.Thread(target=asking, args=(address, one.words)) for one in made]
        for one in threads:
            one.start()
        for number in range(30):
            tz.access.add_user(f"user-{number}", Role.ASKER)
            tz.access.make_key(f"user-{number}")
            time.sleep(0.01)
        tz.access.revoke_key(made[0].key.id)
        start = time.monotonic()
        while 401 not in came and time.monotonic() - start < 5:
            time.sleep(0.01)
        stop.set()
        for one in threads:
            one.join()
    assert came == {200, 401}
