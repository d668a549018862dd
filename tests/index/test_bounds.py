"""What facts could add at most: never less than what comparing them adds. Everyone here is invented."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from tests.listed import TODAY, entity
from tizim.compare.facts import Facts, compare_facts
from tizim.compare.rules_file import shipped
from tizim.index.bounds import country_bits, facts_bound, year_span
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.verdict import Searched

RULES = shipped()
BIRTHS: Sequence[Sequence[str]] = (
    [], ["1971"], ["1971-05"], ["1971-05-03"], ["1973~"], ["1974"], ["1976~"], ["1990"], ["1950", "1971"], ["1960/1980"],
)  # fmt: skip
COUNTRIES: Sequence[Sequence[str]] = ([], ["kz"], ["kz", "de"], ["uz"])
KINDS = ("Person", "Company", "Vessel")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    where: Path = tmp_path_factory.mktemp("bounds") / "s"
    entries = [
        entity(f"e.{number}", "Temirlan Osgood", schema=kind, birthDate=births, country=countries, gender=["male"])
        for number, (kind, births, countries) in enumerate(product(KINDS, BIRTHS, COUNTRIES))
    ]
    searched = [Searched("made_up", TODAY[0].published, len(entries))]
    build(((one, TODAY) for one in entries), searched, RULES, where)
    return Snapshot.open(where)


def adds(snapshot: Snapshot, asked: Facts) -> list[tuple[float, float]]:
    """For each entry: what its facts add, and what they were bounded by."""
    bounds = snapshot.kernel.facts(facts_bound(snapshot, asked, RULES))
    real = [
        sum(reason.weight for reason in compare_facts(asked, snapshot.record(number).facts, RULES))
        for number in range(snapshot.entities)
    ]
    return list(zip(real, bounds.tolist(), strict=True))


@pytest.mark.parametrize("births", BIRTHS, ids=str)
@pytest.mark.parametrize("countries", COUNTRIES, ids=str)
def test_facts_never_add_more_than_their_bound(
    snapshot: Snapshot, births: Sequence[str], countries: Sequence[str]
) -> None:
    for kind in KINDS:
        for genders in (frozenset[str](), frozenset({"male"}), frozenset({"female"})):
            asked = Facts(kind, tuple(births), frozenset(countries), genders)
            assert all(real <= bound + 1e-9 for real, bound in adds(snapshot, asked))


@pytest.mark.parametrize(
    "asked", [Facts("Person", ("1990",)), Facts("Person", (), frozenset({"uz"})), Facts("Vessel")], ids=str
)
def test_facts_that_conflict_are_bounded_below_nothing(snapshot: Snapshot, asked: Facts) -> None:
    conflicts = [bound for real, bound in adds(snapshot, asked) if real < 0]
    assert conflicts
    assert min(conflicts) < 0


def test_nothing_known_bounds_at_nothing(snapshot: Snapshot) -> None:
    assert adds(snapshot, Facts("Person", ("1971",), frozenset({"kz"})))[0] == (0, 0)


def test_years_span_all_dates_of_an_entry() -> None:
    assert year_span(["1971-05-03", "1950", "1960/1980"]) == (1950, 1980)
    assert year_span([]) == (0, 0)


def test_each_country_is_one_bit_and_none_is_none() -> None:
    assert country_bits([]) == 0
    assert country_bits(["kz"]).bit_count() == 1
    assert country_bits(["kz", "de"]) == country_bits(["de"]) | country_bits(["kz"])
    assert country_bits(["kz"]) != country_bits(["de"])
    assert all(0 < country_bits([code]) < 2**64 for code in ("kz", "kg", "uz", "tj", "tm", "ru", "de", "fr"))
