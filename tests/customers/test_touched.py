"""Whoever an entry could be part of the answer about is found, whatever is written how. Everyone here is invented."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import TODAY, entity
from tests.screen.test_completeness import WORDS, names
from tizim.compare.rules_file import shipped
from tizim.customers.register import Register, write_register
from tizim.customers.touched import touched
from tizim.errors import SnapshotError
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.statement import Entity
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Searched
from tizim.screen.screening import screen
from tizim.subjects.table import Asked

RULES = shipped()
GIVEN = ("Temirlan", "Jonas", "Ianthe", "Quill")
FAMILIES = ("Osgood", "Brandywine", "Vander", "Quillfeather", "Nowhere")


def registered(*subjects: Subject | None) -> Register:
    where = Path(mkdtemp()) / "register"
    rows = [Asked(row, f"c{row}", subject, "" if subject else "no name") for row, subject in enumerate(subjects, 2)]
    assert write_register(rows, RULES, where, made="2026-01-01T00:00:00Z") == len(subjects)
    return Register.open(where)


def alerted(subjects: list[Subject], listed: Entity) -> set[int]:
    """Numbers of the subjects whose answer the entry is part of, when each is asked."""
    where = Path(mkdtemp()) / "s"
    build([(listed, TODAY)], [Searched("made_up", TODAY[0].published, 1)], RULES, where)
    snapshot = Snapshot.open(where)
    return {number for number, subject in enumerate(subjects) if screen(subject, snapshot, RULES).hits}


@pytest.mark.parametrize("script", sorted(WORDS))
@given(data=st.data())
def test_whom_an_entry_is_an_alert_for_is_touched(script: str, data: st.DataObject) -> None:
    body = script == "organisations"
    kinds = st.sampled_from(["Thing", "Company" if body else "Person"])
    subjects = [Subject(data.draw(kinds), data.draw(st.lists(names(script), min_size=1, max_size=2))) for _ in range(4)]
    given_names = data.draw(st.lists(names(script), min_size=1, max_size=3))
    listed = entity("e", *given_names, schema="Company" if body else "Person")
    assert alerted(subjects, listed) <= touched(registered(*subjects), [listed], RULES)


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        pytest.param(
            ["Temirlan Quillfeat".ljust(20, "h")[:20]], ["Temirlan Quillfeathershaw"], id="cut off by a field"
        ),
        pytest.param(["J. Quillfeather"], ["Jonas Quillfeather"], id="an initial asked for"),
        pytest.param(["Jonas Quillfeather Osgood"], ["Jonas Quillfeather", "Osgood"], id="a part of another name"),
        pytest.param(["Quillfeather"], ["Temirlan Jonas Quillfeather", "Quillfeather"], id="one part"),
        pytest.param(["Jonas Quill Feather"], ["Jonas Quillfeather"], id="written apart"),
        pytest.param(
            ["Jonas Quillfeather"], ["Jonas Quill Feather Osgood Brandywine"], id="all of it within a longer name"
        ),
        pytest.param(["NWPA"], ["Nowhere Workers Progress Association"], id="an acronym"),
        pytest.param(["Nowhere Workers Progress Association"], ["NWPA"], id="what an acronym is of"),
        pytest.param(["تمرلان برندي"], ["Temirlan Brandi"], id="another script"),
    ],
)
def test_every_way_to_meet_is_looked_for(asked: list[str], known: list[str]) -> None:
    for kind, schema in (("Thing", "Person"), ("Thing", "Organization"), ("Person", "Person"), ("Company", "Company")):
        subjects, listed = [Subject(kind, asked)], entity("e", *known, schema=schema)
        assert alerted(subjects, listed) <= touched(registered(*subjects), [listed], RULES)


def test_a_number_touches_whatever_the_name() -> None:
    register = registered(
        Subject("Person", ["Temirlan Osgood"]),
        Subject("Person", ["Jonas Brandywine"], documents=[Document("N1234567", "passport", "kz")]),
        None,
    )
    passport = entity("e.pass", schema="Passport", number=["N1234567"])
    assert touched(register, [entity("e", "Quill Vander", parts=[passport])], RULES) == {1}


def test_customers_come_back_as_they_were() -> None:
    subjects = [
        Subject("Person", ["Temirlan Osgood", "Темирлан"], birth_date="1971", countries=["kz"], gender="m", id="7"),
        None,
        Subject("Company", ["Nowhere \ud800 Trading"], documents=["123456", Document("7654321")], wallets=["a" * 20]),
    ]
    register = registered(*subjects)
    assert [one.subject for one in register.everybody()] == subjects
    assert list(register.customers([1])) == [Asked(3, "c3", None, "no name")]


def test_a_register_in_many_parts_answers_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = [Subject("Person", [f"{given} {family}"]) for given in GIVEN for family in FAMILIES]
    listed = [entity("e1", "Temirlan Osgood"), entity("e2", "Ianthe Brandywine", "Jonas Vander")]
    whole = registered(*subjects)
    monkeypatch.setattr("tizim.customers.register.SLICE", 3)
    monkeypatch.setattr("tizim.customers.register.PART", 2)
    parted = registered(*subjects)
    assert (len(whole.parts), len(parted.parts)) == (1, -(-len(subjects) // 6))
    assert list(parted.everybody()) == list(whole.everybody())
    found = touched(parted, listed, RULES)
    assert found == touched(whole, listed, RULES)
    assert [one.row - 2 for one in parted.customers(sorted(found))] == sorted(found)


@pytest.mark.parametrize("lost", ["register.json", "0001"])
def test_a_register_that_is_not_whole_is_no_register(monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    monkeypatch.setattr("tizim.customers.register.SLICE", 1)
    monkeypatch.setattr("tizim.customers.register.PART", 1)
    directory = registered(*(Subject("Person", [f"{name} Osgood"]) for name in GIVEN)).parts[0].directory.parent
    gone = directory / lost
    if gone.is_dir():
        shutil.rmtree(gone)
    else:
        gone.unlink()
    with pytest.raises(SnapshotError, match="expected a whole"):
        Register.open(directory)


def test_nobody_is_a_register_too() -> None:
    register = registered()
    assert (register.entities, list(register.everybody())) == (0, [])
    assert touched(register, [entity("e", "Quill Vander")], RULES) == set()
