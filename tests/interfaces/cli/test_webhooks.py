"""`tizim webhooks`, as an operator types it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interfaces.cli.running import data, done, refused, told
from tests.jobs.made_up import UN, un_list
from tests.jobs.receiving import Receiver, receiving, saying


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("TIZIM_WEBHOOK_LOOPBACK", "yes")
    with receiving() as opened:
        yield opened


def test_a_receiver_is_added_tested_told_and_taken_out(loaded: Path, receiver: Receiver, tmp_path: Path) -> None:
    assert "nobody is told" in told("webhooks", "list")
    said = told("webhooks", "add", receiver.url(), "--event", "list.updated")
    id_, secret = said.split()[0], said.split("secret: ")[1].split()[0]
    assert "not shown again" in said
    assert "arrived (204), at attempt 1" in told("webhooks", "test", id_)
    receiver.came[0].verified(secret)
    told("lists", "add", UN, un_list(tmp_path, "2026-03-01"))
    assert told("webhooks", "deliver").strip() == "1 arrived, 0 failed and are due again, 0 given up"
    assert data("webhooks", "deliver") == {"noticed": 0, "arrived": 0, "failed": 0, "given_up": 0}
    assert "list.updated" in told("webhooks", "list")
    (one,) = data("webhooks", "list")
    assert (one["id"], one["waiting"], one["dead"], "secret" in one) == (id_, 0, 0, False)
    rotated = told("webhooks", "rotate", id_, "--overlap", "2")
    assert "the secret before it signs too until" in rotated
    fresh = data("webhooks", "rotate", id_)["secret"]
    assert fresh not in (secret, *rotated.split())
    assert "taken out" in told("webhooks", "remove", id_)
    assert "expected the id of one there is" in refused("webhooks", "remove", id_, code=2)


def test_what_does_not_arrive_is_told_and_ends_with_1_once_it_is_given_up(
    loaded: Path, receiver: Receiver, tmp_path: Path
) -> None:
    id_ = data("webhooks", "add", receiver.url())["id"]
    receiver.answer = saying(500)
    failed = done("webhooks", "test", id_, code=1).stdout
    assert "due at" in failed
    assert "came 500" in failed.replace("\n ", "")
    assert data("webhooks", "test", id_, code=1)["state"] == "waiting"
    receiver.answer = saying(410)
    told("lists", "add", UN, un_list(tmp_path, "2026-03-01"))
    assert "1 given up" in done("webhooks", "deliver", code=1).stdout
    assert "given up after 1 attempts" in told("webhooks", "deliveries", "--state", "dead").replace("\n ", "")
    assert len(data("webhooks", "deliveries", "--webhook", id_)) == 3
    assert "given up" in done("status", "--max-hours", "9999", code=1).stdout
    receiver.answer = saying(200)
    assert "1 arrived" in told("webhooks", "deliver", "--again")


def test_this_machine_is_no_receiver_unless_that_was_said(loaded: Path) -> None:
    assert "expected an https address" in refused("webhooks", "add", "http://127.0.0.1:1/", code=2)
    assert "public internet" in refused("webhooks", "add", "https://127.0.0.1:1/", code=2)
