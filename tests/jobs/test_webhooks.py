"""Receivers hear of every version and of customers that it touches, once they answer, whatever happens in between."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

import tizim
from tests.conftest import ROOT
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.jobs.receiving import Receiver, receiving, saying
from tests.places import Place
from tizim.errors import NothingKept, SubjectError, UnsafeAddress
from tizim.jobs.send_limits import SendLimits
from tizim.jobs.webhooks import Around, Delivered, Webhooks, told_of
from tizim.tables import write_rows
from tizim.webhooks.outbox import DEAD, DONE, KEPT_DAYS, LEASE_SECONDS, WAITING
from tizim.workspace import Tizim

HERE = SendLimits(loopback=True, seconds=5)


class Clock:
    """The time, moved on by hand."""

    def __init__(self) -> None:
        self.now = self.first = datetime.now(UTC).replace(microsecond=0)  # receivers believe no other time

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tz(tmp_path: Path, place: Place) -> Iterator[Tizim]:
    """A home with a list of nine, on either database."""
    with Tizim(tmp_path / "home", database=place.url, sending=HERE) as opened:
        load(opened, tmp_path, "2026-01-01", 9)
        yield opened


@pytest.fixture
def hooks(tz: Tizim, clock: Clock) -> Iterator[Webhooks]:
    made = timed(tz, clock)
    yield made
    made.close()


def timed(tz: Tizim, clock: Callable[[], datetime], limits: SendLimits = HERE) -> Webhooks:
    """The webhooks of a home, under a clock of the test's."""
    return Webhooks(
        tz.home,
        tz._database,
        bank=tz._opened_bank,
        customers=lambda: tz.customers,
        sealing=tz.audit.sealing,
        make_keys=tz.audit.make_keys,
        note=lambda action, details: tz._note(action, None, details=details),
        limits=limits,
        around=Around(clock),
    )


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def load(tz: Tizim, folder: Path, day: str, many: int) -> None:
    made = [organisation(number, name) for number, name in enumerate(NAMES[:many], 1)]
    tz.lists.add(UN, un_list(folder, day, made), accept=["fewer-records"])


def customers(tz: Tizim, folder: Path, name: str = "clients") -> None:
    file = folder / "clients.csv"
    with write_rows(file, "csv", ("id", "name", "kind")) as writer:
        names = [NAMES[9].title(), *(f"Grey Heron Bakery {number}" for number in range(40))]
        writer.extend({"id": f"C-{n}", "name": one, "kind": "organization"} for n, one in enumerate(names))
    tz.customers.add(file, name)


def test_a_receiver_hears_of_versions_that_came_after_it_and_of_no_earlier_one(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    _, secret = hooks.add(receiver.url())
    assert hooks.deliver() == Delivered()
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver() == Delivered(noticed=1, arrived=1)
    assert hooks.deliver() == Delivered()
    (came,) = receiver.came
    said = came.verified(secret)
    assert said["type"] == "list.updated"
    data = said["data"]
    assert (data["list"], data["version"], data["before"]) == (UN, "2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z")
    assert (data["entities"], data["rejected"], data["excerpt"]) == (10, 0, False)
    (made,) = hooks.deliveries()
    assert (made.state, made.status, made.attempts, made.event) == (DONE, 204, 1, came.id)


def test_a_receiver_hears_which_customers_are_touched_and_asks_back_for_the_same(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    customers(tz, tmp_path)
    hooks.add(receiver.url(), ["customers.touched"])
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver().arrived == 1
    (said,) = receiver.of_type("customers.touched")
    data = said["data"]
    assert (data["customers"], data["list"], data["of"], data["everybody"]) == ("clients", UN, 41, "")
    found = tz.customers.alerts("clients", since={data["list"]: data["before"]})
    assert (found.asked, found.customers) == (data["touched"], data["of"])
    assert 0 < found.asked < 41
    rows = [json.loads(line) for part in found.parts for line in part.text.splitlines()]
    assert {row["id"] for row in rows} >= {"C-0"}


def test_what_is_sent_names_nobody(tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path) -> None:
    customers(tz, tmp_path)
    hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver().arrived == 2
    sent = b"".join(one.body for one in receiver.came).decode().upper()
    for words in (*NAMES, "HERON", "C-0"):
        assert words not in sent


def test_a_change_that_touches_nobody_is_no_news_of_customers(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    file = tmp_path / "others.csv"
    file.write_text("id,name\n" + "".join(f"{n},Zebulon Quarterstaff {n}\n" for n in range(90)), encoding="utf-8")
    tz.customers.add(file)
    hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver().arrived == 1
    assert [one.says()["type"] for one in receiver.came] == ["list.updated"]


def test_customers_whose_index_cannot_be_read_may_all_be_touched(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    customers(tz, tmp_path)
    manifest = tz.home / "customers" / "clients" / "register" / "register.json"
    manifest.write_text(manifest.read_text().replace(tz.rules.version, "0-0badcafe"))
    hooks.add(receiver.url(), ["customers.touched"])
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver().arrived == 1
    (said,) = receiver.of_type("customers.touched")
    assert said["data"]["touched"] is None
    assert "tizim customers add" in said["data"]["everybody"]


def test_history_that_is_filled_in_is_told_and_touches_no_customers(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    customers(tz, tmp_path)
    hooks.add(receiver.url())
    made = [organisation(number, name) for number, name in enumerate(NAMES[:3], 1)]
    tz.lists.add(UN, un_list(tmp_path, "2025-06-01", made), accept=["fewer-records"], history=True)
    assert hooks.deliver().arrived == 1
    assert receiver.came[0].says()["data"]["before"] is None


def test_a_failure_is_tried_again_later_and_the_event_stays_the_same(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    _, secret = hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    receiver.answer = saying(500)
    assert hooks.deliver() == Delivered(noticed=1, failed=1)
    assert hooks.deliver() == Delivered(), "not due yet"
    (waiting,) = hooks.deliveries()
    assert (waiting.state, waiting.status, waiting.attempts) == (WAITING, 500, 1)
    assert "came 500" in waiting.why
    receiver.answer = saying(200)
    clock.later(seconds=6)
    assert hooks.deliver() == Delivered(arrived=1)
    first, second = receiver.came
    assert (first.id, first.body) == (second.id, second.body)
    assert int(second.headers["webhook-timestamp"]) == int(first.headers["webhook-timestamp"]) + 6
    second.verified(secret)


def test_a_delivery_is_given_up_after_some_days_and_the_status_says_so_until_it_arrived(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    made, _ = hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    receiver.answer = saying(500)
    attempts = 0
    while hooks.deliveries(state=DEAD) == ():
        came = hooks.deliver()
        attempts += came.failed + came.given_up
        clock.later(hours=30)
    assert attempts <= 6
    assert clock.now - clock.first > timedelta(days=5)
    assert hooks.deliver() == Delivered()
    (told,) = told_of(hooks.standing(), clock.now)
    assert told.startswith(f"webhook {made.id} (127.0.0.1): 1 deliveries were given up")
    assert any("given up" in words for words in tz.status().amiss)
    receiver.answer = saying(200)
    assert hooks.deliver(again=True) == Delivered(arrived=1)
    assert told_of(hooks.standing(), clock.now) == ()


def test_deliveries_that_wait_for_long_are_something_to_look_at(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    receiver.answer = saying(500)
    hooks.deliver()
    assert told_of(hooks.standing(), clock.now) == ()
    clock.later(hours=7)
    assert (
        f"1 deliveries wait, the oldest since {clock.first:%Y-%m-%dT%H:%M:%SZ}"
        in told_of(hooks.standing(), clock.now)[0]
    )


def test_a_receiver_that_is_gone_is_not_asked_again(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    receiver.answer = saying(410)
    assert hooks.deliver() == Delivered(noticed=1, given_up=1)


def test_a_secret_is_replaced_with_both_signing_in_between(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    made, old = hooks.add(receiver.url())
    changed, new = hooks.rotate(made.id, 2)
    assert changed.before_until is not None
    assert hooks.test(made.id).state == DONE
    receiver.came[-1].verified(old)
    receiver.came[-1].verified(new)
    clock.later(hours=3)
    hooks.test(made.id)
    assert len(receiver.came[-1].headers["webhook-signature"].split()) == 1
    last, none = hooks.rotate(made.id, 0), receiver.came[-1]
    hooks.test(made.id)
    assert last[1] not in (old, new)
    assert receiver.came[-1] != none
    assert len(receiver.came[-1].headers["webhook-signature"].split()) == 1
    with pytest.raises(SubjectError, match="hours"):
        hooks.rotate(made.id, -1)


def test_a_test_says_what_came_of_it(hooks: Webhooks, receiver: Receiver) -> None:
    made, secret = hooks.add(receiver.url(), ["list.updated"])
    assert hooks.test(made.id).state == DONE
    assert receiver.came[0].verified(secret)["data"] == {"webhook": made.id}
    receiver.answer = saying(418)
    failed = hooks.test(made.id)
    assert (failed.state, failed.status) == (WAITING, 418)


def test_secrets_are_not_in_the_database_as_they_are(hooks: Webhooks, receiver: Receiver, place: Place) -> None:
    _, secret = hooks.add(receiver.url())
    hooks.close()
    if place.url is None:
        assert secret.removeprefix("whsec_").encode() not in b"".join(
            file.read_bytes() for file in hooks._file.parent.glob("webhooks.sqlite*")
        )


def test_a_secret_of_other_keys_fails_and_says_what_to_do_and_holds_up_nobody_else(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    one, _ = hooks.add(receiver.url("/one"))
    (tz.home / "keys" / "seal.key").write_bytes(bytes(32))
    other, _ = hooks.add(receiver.url("/other"))
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver() == Delivered(noticed=1, arrived=1, failed=1)
    (failed,) = hooks.deliveries(webhook=one.id)
    assert f"tizim webhooks rotate {one.id}" in failed.why
    assert hooks.deliveries(webhook=other.id)[0].state == DONE


def test_what_is_no_receiver_is_refused(hooks: Webhooks, receiver: Receiver) -> None:
    for asked in (hooks.remove, hooks.rotate, hooks.test):
        with pytest.raises(NothingKept):
            asked("whk_none")
    with pytest.raises(UnsafeAddress):
        hooks.add("http://hook.example/")
    with pytest.raises(SubjectError, match=r"events: expected some of list\.updated"):
        hooks.add(receiver.url(), ["everything"])
    with pytest.raises(SubjectError, match="events"):
        hooks.add(receiver.url(), [])
    hooks.add(receiver.url())
    for asked in (hooks.remove, hooks.rotate, hooks.test):
        with pytest.raises(NothingKept):
            asked("whk_none")
    with pytest.raises(NothingKept):
        hooks.deliveries(webhook="whk_none")
    with pytest.raises(SubjectError, match="state"):
        hooks.deliveries(state="lost")


def test_a_receiver_that_is_removed_hears_no_more(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    made, _ = hooks.add(receiver.url())
    kept, _ = hooks.add(receiver.url("/kept"))
    receiver.answer = saying(500)
    load(tz, tmp_path, "2026-02-01", 10)
    assert hooks.deliver().failed == 2
    hooks.remove(made.id)
    assert [one.id for one in hooks.registered()] == [kept.id]
    assert [one.webhook for one in hooks.deliveries()] == [kept.id]


def test_deliveries_that_were_made_are_forgotten_after_a_month(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    hooks.add(receiver.url())
    load(tz, tmp_path, "2026-02-01", 10)
    hooks.deliver()
    clock.later(days=KEPT_DAYS - 1)
    hooks.deliver()
    assert len(hooks.deliveries()) == 1
    clock.later(days=2)
    hooks.deliver()
    assert hooks.deliveries() == ()


def test_a_home_without_receivers_has_no_outbox(tmp_path: Path) -> None:
    with Tizim(tmp_path / "home") as tz:
        assert (tz.webhooks.registered(), tz.webhooks.deliveries(), tz.webhooks.standing()) == ((), (), ())
        assert tz.webhooks.deliver() == Delivered()
        assert not list(tmp_path.glob("home/**/*.sqlite"))


def test_receivers_that_are_added_and_removed_are_on_record(tz: Tizim, receiver: Receiver) -> None:
    tz.audit.on()
    made, secret = tz.webhooks.add(receiver.url("/with/a/token"))
    tz.webhooks.rotate(made.id)
    tz.webhooks.remove(made.id)
    lines = [one.line for one in tz.audit.lines()]
    assert [one.action for one in lines][1:4] == ["add-webhook", "rotate-webhook", "remove-webhook"]
    assert lines[1].details["host"] == "127.0.0.1"
    assert all("token" not in one.words and secret not in one.words for one in lines)


def test_a_backup_takes_receivers_and_what_waits_along(tmp_path: Path, receiver: Receiver) -> None:
    with Tizim(tmp_path / "home", sending=HERE) as tz:
        load(tz, tmp_path, "2026-01-01", 9)
        tz.webhooks.add(receiver.url())
        load(tz, tmp_path, "2026-02-01", 10)
        tz.backup(tmp_path / "home.zip")
    with Tizim(tmp_path / "other", sending=HERE) as again:
        again.restore(tmp_path / "home.zip")
        assert again.webhooks.deliver() == Delivered(noticed=1, arrived=1)


# ------------------------------------------------------------------------------------------------- several, and killed

_DELIVERER = """
import sys
from pathlib import Path
from tizim.jobs.send_limits import SendLimits
from tizim.workspace import Tizim

with Tizim(Path(sys.argv[1]), database=sys.argv[2] or None, sending=SendLimits(loopback=True, seconds=5)) as tz:
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        tz.webhooks.deliver()
"""

_LOADER = """
import sys
from pathlib import Path
from tests.jobs.test_webhooks import load
from tizim.workspace import Tizim

with Tizim(Path(sys.argv[1]), database=sys.argv[2] or None) as tz:
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(1, 29):
        load(tz, Path(sys.argv[3]), f"2026-02-{number:02}", 4 + number % 6)
        print(number, flush=True)
"""


def child(code: str, tz: Tizim, *words: str) -> "subprocess.Popen[str]":
    """A process that begins when it gets a line."""
    started = subprocess.Popen(
        [sys.executable, "-c", code, str(tz.home), tz._database or "", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def begin(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def versions(tz: Tizim) -> set[str]:
    return {one.published for one in tz.lists.versions(UN)}


def test_a_loader_that_is_killed_after_a_commit_loses_no_event(tz: Tizim, receiver: Receiver, tmp_path: Path) -> None:
    before = versions(tz)
    tz.webhooks.add(receiver.url(), ["list.updated"])
    loader = child(_LOADER, tz, str(tmp_path))
    begin(loader)
    assert loader.stdout is not None
    said = [loader.stdout.readline() for _ in range(3)]
    time.sleep(0.13)  # somewhere within the next
    loader.kill()
    loader.communicate(timeout=60)
    came = versions(tz) - before
    assert len(came) >= len(said)
    assert tz.webhooks.deliver() == Delivered(noticed=len(came), arrived=len(came))
    told = [one["data"]["version"] for one in receiver.of_type("list.updated")]
    assert sorted(told) == sorted(came)


def test_deliverers_that_are_killed_lose_nothing_and_tell_the_same_event_under_the_same_id(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    before = versions(tz)
    hooks.add(receiver.url(), ["list.updated"])
    many = 12
    for number in range(1, many + 1):
        load(tz, tmp_path, f"2026-02-{number:02}", 4 + number % 6)
    slow = receiver.answer

    def slowly(handler: object) -> None:
        time.sleep(0.05)
        slow(handler)  # type: ignore[arg-type]

    receiver.answer = slowly
    for _ in range(3):
        deliverers = [child(_DELIVERER, tz) for _ in range(2)]
        for one in deliverers:
            begin(one)
        until, had = time.monotonic() + 20, len(receiver.came)
        while len(receiver.came) < min(had + 2, many) and time.monotonic() < until:
            time.sleep(0.01)
        for one in deliverers:
            one.kill()
            one.communicate(timeout=60)
    clock.now = datetime.now(UTC) + timedelta(seconds=LEASE_SECONDS + 1)  # what the killed had in hand is free
    hooks.deliver()
    came = versions(tz) - before
    assert len(came) == many
    told = [one["data"]["version"] for one in receiver.of_type("list.updated")]
    assert sorted(told) == sorted(came), "each version once, by the ids of events"
    assert {one.state for one in hooks.deliveries()} == {DONE}


def test_processes_that_deliver_at_once_send_each_event_once(
    tz: Tizim, hooks: Webhooks, receiver: Receiver, tmp_path: Path
) -> None:
    hooks.add(receiver.url(), ["list.updated"])
    for number in range(1, 9):
        load(tz, tmp_path, f"2026-02-{number:02}", 4 + number % 6)
    others = [timed(tz, lambda: datetime.now(UTC)) for _ in range(3)]
    threads = [Thread(target=one.deliver) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in others:
        one.close()
    assert len(receiver.came) == len({one.id for one in receiver.came}) == 8


def test_the_public_door_has_them(tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIZIM_WEBHOOK_LOOPBACK", "yes")
    with tizim.open(tmp_path / "home") as tz:
        made, _ = tz.webhooks.add(receiver.url())
        assert tz.webhooks.test(made.id).state == DONE
