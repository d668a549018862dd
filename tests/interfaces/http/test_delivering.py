"""A server tells receivers in the background."""

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interfaces.http.serving import fill, served, what_is_served
from tests.jobs.made_up import UN, un_list
from tests.jobs.receiving import Receiver, receiving, saying
from tizim.errors import BankUnreachable
from tizim.interfaces.http.delivering import Delivering
from tizim.jobs.send_limits import SendLimits
from tizim.jobs.webhooks import Delivered
from tizim.workspace import Tizim

HERE = SendLimits(loopback=True, seconds=5)


def wait_for(receiver: Receiver, many: int) -> None:
    until = time.monotonic() + 30
    while len(receiver.came) < many:
        assert time.monotonic() < until, "nothing came"
        time.sleep(0.02)


def test_what_another_process_loads_is_told_while_the_server_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fill(home, tmp_path)
    with receiving() as receiver, Tizim(home, sending=HERE) as tz:
        _, secret = tz.webhooks.add(receiver.url())
        tz.lists.add(UN, un_list(tmp_path, "2026-03-15"))
        with served(replace(what_is_served(home), sending=HERE)):
            wait_for(receiver, 1)
        assert receiver.came[0].verified(secret)["data"]["version"] == "2026-03-15T00:00:00Z"
        receiver.answer = saying(500)
        tz.lists.add(UN, un_list(tmp_path, "2026-03-16"))
        with served(replace(what_is_served(home), sending=HERE)):
            wait_for(receiver, 2)


class Failing:
    """Webhooks of a home whose database is away now and then, and whose receivers fail."""

    def __init__(self) -> None:
        self.rounds = 0

    @property
    def webhooks(self) -> "Failing":
        return self

    def deliver(self, *, stop: object) -> Delivered:  # noqa: ARG002  (as the real one)
        self.rounds += 1
        if self.rounds == 1:
            raise BankUnreachable("db.example does not answer")
        return Delivered(failed=1)


def test_a_round_that_fails_is_logged_by_its_kind_and_the_next_one_is_made(caplog: pytest.LogCaptureFixture) -> None:
    failing = Failing()

    async def some_rounds() -> None:
        delivering = Delivering(failing, every=0.01)  # type: ignore[arg-type]
        delivering.start()
        while failing.rounds < 3:  # noqa: ASYNC110  (it is a plain count)
            await asyncio.sleep(0.01)
        await delivering.stop()

    with caplog.at_level(logging.WARNING, "tizim.http"):
        asyncio.run(some_rounds())
    assert list(dict.fromkeys(caplog.messages)) == [
        "webhooks: BankUnreachable",
        "webhooks: 0 arrived, 1 failed, 0 given up",
    ]


def test_a_server_that_never_began_stops() -> None:
    asyncio.run(Delivering(Failing()).stop())  # type: ignore[arg-type]
