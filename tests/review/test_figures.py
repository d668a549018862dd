"""The figures of a review."""

from dataclasses import replace

from tests.review.made_up import ZARINA, known
from tizim.review.cultures import culture_of
from tizim.review.figures import Share, figures_of
from tizim.review.states import Alert, Opening, Step, replayed


def alert(number: int, *steps: Step, countries: tuple[str, ...] = ("kz",), name: str = "Zarina Testova") -> Alert:
    one = known(replace(ZARINA, countries=countries, names=[name], documents=()))
    first = Step("opened", "tizim", "2026-03-01T09:00:00.000Z", known=one, priority="high", due="2026-03-03")
    return replayed(Opening(number, "clients", f"C-{number}"), [first, *steps])


def decided(decision: str, at: str) -> Step:
    return Step("decided", "anna", at, decision=decision, reason="x")


def test_figures_tell_lists_times_confirmed_and_whom_alarms_bother() -> None:
    alerts = [
        alert(1, decided("dismissed", "2026-03-01T10:00:00.000Z")),
        alert(2, decided("dismissed", "2026-03-01T12:00:00.000Z")),
        alert(
            3,
            decided("confirmed", "2026-03-02T09:00:00.000Z"),
            Step("closed", "tizim", "2026-03-03", reason="delisted"),
        ),
        alert(4, countries=(), name="Жулдыз Тестова"),
        alert(5, Step("proposed", "anna", "2026-03-01", decision="dismissed"), countries=("de",)),
    ]
    found = figures_of(alerts, "2026-03-04")
    assert (found.alerts, found.overdue, found.pending) == (5, 2, 1)
    assert dict(found.states) == {"dismissed": 2, "closed": 1, "new": 1, "in_review": 1}
    assert {name: dict(states) for name, states in found.lists.items()} == {"made_up": dict(found.states)}
    assert found.decided == Share(3, 1)
    assert found.hours == (1.0, 3.0, 24.0)
    assert (found.median_hours, found.slow_hours) == (3.0, 24.0)
    assert found.decided.confirmed_share == 1 / 3
    assert found.cultures["Turkic, Central Asian"].false_alarms == 1 - 1 / 3
    assert found.cultures["Cyrillic script"] == Share(0, 0)
    assert found.cultures["Western"].false_alarms is None
    assert found.cultures["Western"].confirmed_share is None


def test_nothing_has_no_figures_but_zeros() -> None:
    found = figures_of([], "2026-03-04")
    assert (found.alerts, found.median_hours, found.slow_hours, found.decided.false_alarms) == (0, None, None, None)


def test_a_culture_is_that_of_the_countries_else_of_the_script() -> None:
    assert culture_of({"countries": ("kz", "uz")}) == "Turkic, Central Asian"
    assert culture_of({"countries": ("kz", "de"), "names": ("أحمد",)}) == "Arabic script"
    assert culture_of({"countries": ("zz",)}) == "other"
    assert culture_of({}) == "other"
