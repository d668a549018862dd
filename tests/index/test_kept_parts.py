"""What a snapshot keeps of a listed name is what reading it gives."""

import gc
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import entity
from tests.screen.test_completeness import RULES, WORDS, snapshot_of
from tizim.compare.names import prepare
from tizim.index.kept_parts import kept, part_of
from tizim.index.snapshot import Snapshot
from tizim.model.subject import Subject
from tizim.screen.screening import screen

NAMES = (
    "Иван Петрович Сидоров",
    "Haji Abdul Rahman bin Yusuf al-Osgood",
    "Q. Quillfeather II",
    "Quill & Feather Trading Company LLC",
    "Фонд «Нигде» VII, ООО",
    "조선 무역 회사",
    "Kim Il U",
    "王 小明",
    "עבד אל רחמן",
    "Wang Hsiao-ming",
    "Gu1llfeather Nkstv",
    "Bakyt uulu Asan",
    "???",
)


@given(st.sampled_from([*NAMES, *(" ".join(words) for words in WORDS.values())]), st.booleans())
def test_a_part_comes_back_as_it_was(words: str, person: bool) -> None:
    for part in prepare(words, RULES, person=person).parts:
        assert asdict(part_of(kept(part))) == asdict(part)


def test_a_listed_name_is_kept_as_it_is_read_as_a_person_s_and_as_a_body_s() -> None:
    kinds = ("Organization", "Person", "Vessel")
    snapshot = snapshot_of(
        [entity(f"{kind}.{number}", name, schema=kind) for number, name in enumerate(NAMES) for kind in kinds]
    )
    for number in range(snapshot.names):
        record = snapshot.record(int(snapshot["name_entity"][number]))
        read = prepare(snapshot.words(number), RULES, person=record.entity.schema == "Person").parts
        assert [asdict(part) for part in snapshot.parts(number) or ()] == [asdict(part) for part in read]


def test_a_name_of_more_parts_than_have_places_is_read_anew() -> None:
    snapshot = snapshot_of([entity("e.1", " ".join(WORDS["latin"] * 2), schema="Person")])
    assert snapshot.parts(0) is None


def test_a_word_that_two_names_hold_is_one_part() -> None:
    snapshot = snapshot_of([entity(f"e.{one}", f"Quill {one}wick", schema="Person") for one in ("Bran", "Os")])
    first, second = (snapshot.parts(number) or () for number in range(2))
    assert first[0] is second[0]


@pytest.mark.skipif(sys.platform != "linux", reason="counts the open files of /proc")
def test_a_snapshot_that_nobody_asks_any_more_holds_no_files() -> None:
    where = snapshot_of([entity("e.1", "Bran Quillwick", schema="Person")]).directory

    def asked() -> int:
        snapshot = Snapshot.open(where)
        assert screen(Subject("Person", ["Bran Quillwick"]), snapshot, RULES).hits
        return len(list(Path("/proc/self/fd").iterdir()))

    asked()
    gc.collect()
    gc.disable()
    try:
        first, last = asked(), [asked() for _ in range(5)][-1]
    finally:
        gc.enable()
    assert last <= first + 5, "one more for each file of each snapshot would be two hundred"
