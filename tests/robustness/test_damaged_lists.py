"""More than five hundred damaged lists, in named classes, each tried against a home that holds the sound list.

docs/robustness.md has the classes and what comes of them.
"""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.jobs.made_up import NAMES
from tests.robustness import damage, damage_packed, damage_tables, damage_xml
from tests.robustness.attempts import Attempt, Home
from tests.robustness.damage import Damage
from tests.robustness.specimens import ALIASES, SPECIMENS, Specimen, alias

CLASSES = (
    *damage.BYTES, *damage.ENCODINGS, *damage.WORDS, *damage.RECORDS, *damage.VALUES, *damage_xml.DOCUMENT,
    *damage_tables.DELIMITED, *damage_tables.OBJECTS, *damage_tables.WORKBOOKS, *damage_packed.PACKS,
)  # fmt: skip

Input = tuple[Specimen, Damage, int]

_PLACE = re.compile(
    r"\b(line|row|item|column|level)s? [\d,']"  # inside a file
    r"|\bfirst( in|:)|\bafter [\d,]+ bytes|\bbytes unpacked|\bwithin its [\d,]+ bytes|\bxl/worksheets/|\bdocument type before line"
    r"|\b(came|holds|says) [\d,]+\b|\bof [\d,]+ (targets|records)|\bexpected records, came none|\bdate from|\bversion newer"  # the whole
    r"|\bstarts with|\bsheet|\bshared string|\bworkbook|\bzip (archive|of plain files)|\bat most [\d,]+ files|\ban empty folder",
    re.IGNORECASE,
)


def _inputs() -> Iterator[Input]:
    """Every input, those of one layout together."""
    for name, specimen in SPECIMENS.items():
        for one in CLASSES:
            if name in one.layouts:
                yield from ((specimen, one, seed) for seed in range(one.seeds))


INPUTS = list(_inputs())


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Home]:
    return {name: Home(one, tmp_path_factory.mktemp(name)) for name, one in SPECIMENS.items()}


def test_there_are_more_than_five_hundred_inputs_and_all_differ() -> None:
    assert len(INPUTS) >= 500
    assert len({one.name for one in CLASSES}) == len(CLASSES)
    for kind in CLASSES:
        asked = [(specimen, seed) for specimen, one, seed in INPUTS if one is kind]
        made = {tuple(sorted(kind.of(specimen, seed).items())) for specimen, seed in asked}
        assert len(made) > len(asked) // 2 or len(asked) <= 2, (
            f"{kind.name} gives the same bytes for most of its inputs"
        )


def test_the_manual_names_every_class_with_its_number_of_inputs() -> None:
    page = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")
    assert f"{len(INPUTS)} inputs of {len(CLASSES)} classes" in page
    for kind in CLASSES:
        count = sum(one is kind for _, one, _ in INPUTS)
        assert f"| {kind.name} | {count} |" in page


EVERY = 8
"""which of the inputs are tried each time; the others are of the same classes, and thorough"""


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case[0].name}: {case[1].name} ({case[2]})",
            marks=pytest.mark.thorough if number % EVERY else pytest.mark.slow,
        )
        for number, case in enumerate(INPUTS)
    ],
)
def test_a_damaged_list_is_refused_by_name_and_place_or_loads_and_is_told(homes: dict[str, Home], case: Input) -> None:
    specimen, kind, seed = case
    files = kind.of(specimen, seed)
    came = homes[specimen.name].attempt(files)
    allowed = kind.allowed(specimen)
    if came.error is not None:
        assert allowed in ("refused", "either")
        _require_told_and_unchanged(came, files)
        return
    assert allowed in ("noticed", "loaded", "either")
    _require_accounted(came)
    if allowed in ("noticed", "loaded"):
        assert came.after.lost == []
    if allowed == "noticed":
        assert came.notes


def _require_told_and_unchanged(came: Attempt, files: object) -> None:
    """The error names a file and a place; entities, version and answers are as before."""
    assert came.after == came.before
    told = str(came.error)
    assert isinstance(files, dict)
    assert any(name in told or name.rpartition(".")[0] in told for name in files), told
    assert _PLACE.search(told), told
    assert len(told) < 2_000, "nobody reads an error this long"


def _require_accounted(came: Attempt) -> None:
    """Every record is an entity or a reject, and a name that is found no more is told in the difference."""
    load = came.load
    assert load is not None
    assert load.records == load.entities + load.rejected
    assert came.after.entities == load.entities
    assert load.difference is not None
    told = len(load.difference.removed) + len(load.difference.amended) + len(load.difference.changed)
    lost = {name for name in NAMES if name in came.after.lost or alias(name) in came.after.lost}
    assert len(lost) <= told
    assert set(came.after.lost) <= {*NAMES, *ALIASES}
