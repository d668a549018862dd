"""yente's scale: the home's lines stand where clients look for them, and nothing changes places."""

from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.rules_file import shipped
from tizim.interfaces.http.yente.scale import Scale

PROBABILITIES = st.floats(0, 1)


def test_the_thresholds_stand_at_half_and_at_seven_tenths() -> None:
    scale = Scale.of(shipped())
    assert scale.shown(scale.possible) == 0.5
    assert scale.shown(scale.hit) == 0.7
    assert scale.shown(0) == 0
    assert scale.shown(1) == 1


@given(PROBABILITIES, PROBABILITIES, st.floats(0.01, 0.98), st.floats(0.01, 0.98))
def test_a_higher_probability_is_never_shown_lower(one: float, other: float, possible: float, hit: float) -> None:
    scale = Scale(*sorted((possible, hit)))
    low, high = sorted((one, other))
    assert 0 <= scale.shown(low) <= scale.shown(high) <= 1
    assert (high >= scale.hit) == (scale.shown(high) >= 0.7)
