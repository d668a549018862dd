"""Two processes over one outbox: each delivery is in one hand, and what one of them did the other does not do again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.places import Place
from tizim.errors import NothingKept
from tizim.webhooks.events import LIST_UPDATED, TYPES, Event
from tizim.webhooks.outbox import DONE, LEASE_SECONDS, Look, Outbox

KEY = AESGCM(bytes(range(32)))
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
EVENT = Event("evt_1", "2026-11-27T09:00:00Z", LIST_UPDATED, "{}")


def opened(place: Place, now: datetime = NOW) -> Outbox:
    return Outbox.open(lambda: KEY, lambda: now, place.path, url=place.url)


@pytest.fixture
def outbox(place: Place) -> Iterator[Outbox]:
    made = opened(place)
    yield made
    made.close()


@pytest.fixture
def other(place: Place, outbox: Outbox) -> Iterator[Outbox]:
    """Of another process, which is there a little later than a lease."""
    made = opened(place, NOW + timedelta(seconds=LEASE_SECONDS + 1))
    yield made
    made.close()


def test_what_one_has_in_hand_the_other_has_not_until_the_lease_is_over(outbox: Outbox, other: Outbox) -> None:
    made, _ = outbox.add("https://hook.example/", TYPES)
    outbox.put_for(made.id, EVENT)
    assert outbox.has_due()
    mine = outbox.lease()
    assert mine is not None
    assert outbox.lease() is None
    assert not outbox.has_due()
    taken = other.lease()
    assert taken is not None
    assert (taken.event, taken.attempts) == (mine.event, 0)
    assert not outbox.settle(mine, state=DONE, due=NOW, status=200, why=""), "it is in another hand"
    assert other.settle(taken, state=DONE, due=NOW, status=200, why="")
    assert [(one.state, one.attempts) for one in outbox.deliveries()] == [(DONE, 1)]


def test_a_look_that_another_made_is_not_made_again(outbox: Outbox) -> None:
    outbox.add("https://hook.example/", TYPES)
    assert not outbox.looked(Look("gone", "un", None, "2026-01-01"), [EVENT])
    assert outbox.deliveries() == ()


def test_what_nobody_keeps_is_told(outbox: Outbox) -> None:
    for asked in (
        lambda: outbox.remove("whk_none"),
        lambda: outbox.rotate("whk_none", timedelta(hours=1)),
        lambda: outbox.put_for("whk_none", EVENT),
        lambda: outbox.revive("whk_none"),
    ):
        with pytest.raises(NothingKept, match="whk_none"):
            asked()


def test_what_was_given_up_is_due_again_for_one_receiver(outbox: Outbox) -> None:
    made, _ = outbox.add("https://hook.example/", TYPES)
    other, _ = outbox.add("https://other.example/", TYPES)
    for id_, event in ((made.id, EVENT), (other.id, Event("evt_2", EVENT.at, LIST_UPDATED, "{}"))):
        outbox.put_for(id_, event)
        leased = outbox.lease(only=event.id)
        assert leased is not None
        outbox.settle(leased, state="dead", due=NOW, status=None, why="made up")
    assert outbox.revive(made.id) == 1
    assert [one.dead for one in outbox.standing()] in ([0, 1], [1, 0])
