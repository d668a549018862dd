"""Pauses between attempts."""

from datetime import timedelta

from tizim.webhooks.retrying import PAUSES, next_try


def test_pauses_grow_to_a_day_and_stay_there() -> None:
    pauses = [next_try(attempts, None, lambda: 0.0) for attempts in range(1, 14)]
    assert pauses[: len(PAUSES)] == [timedelta(seconds=one) for one in PAUSES]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(days=1)


def test_a_receiver_that_asks_for_more_time_gets_it_up_to_a_day() -> None:
    assert next_try(1, 90.0, lambda: 0.0) == timedelta(seconds=90)
    assert next_try(6, 1.0, lambda: 0.0) == timedelta(seconds=PAUSES[5])
    assert next_try(1, 1e9, lambda: 0.0) == timedelta(days=1)


def test_what_failed_together_is_not_tried_together() -> None:
    assert next_try(2, None, lambda: 1.0) == timedelta(seconds=66)
