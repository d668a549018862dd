"""The index finds every body that comparing everything finds, however its words are written. All are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import TODAY, entity
from tests.screen.test_screening import exhaustive
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.subject import Subject
from tizim.model.verdict import Searched
from tizim.screen.screening import screen

RULES = shipped()
NAMES = {
    "b.1": "Jabhat Tahrir Osgoodia",
    "b.2": "Brandywine Liberation Front",
    "b.3": "Народный банк Квиллфезера",
    "b.4": "J C Brandywine Bank",
    "b.5": "Mega Quill Line Ltd",
    "b.6": "JC Megaline",
    "b.7": "夏明银行",
    "b.8": "Hsiao-ming Trading",
    "b.9": "Xiaoming Fund I",
    "b.10": "조선무역은행",
    "b.11": "Osgood Aktiengeselschaft",
}
BODIES = [entity(reference, name, schema="Organization") for reference, name in NAMES.items()]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    where = tmp_path_factory.mktemp("index") / "s"
    build(((one, TODAY) for one in BODIES), [Searched("made_up", TODAY[0].published, len(BODIES))], RULES, where)
    return Snapshot.open(where)


WORDS = st.sampled_from(
    ["front", "جبهة", "jabhat", "tahrir", "liberation", "osgoodia", "osgood", "brandywine", "bank", "banque", "peoples", "quillfeather", "j", "c", "jc",
     "mega", "me", "ga", "line", "quill", "megaline", "xia", "hsia", "ming", "hsiao", "xiaoming", "yinhang", "yin", "hang", "trading", "trade", "handel",
     "fund", "i", "1", "ii", "korea", "ag", "aktiengesellschaft", "ltd", "银行", "al", "of"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(["Organization", "Thing"]))
def test_the_index_finds_what_comparing_everything_finds(snapshot: Snapshot, words: list[str], kind: str) -> None:
    asked = Subject(kind, [" ".join(words)])
    found = {hit.entity.id for hit in screen(asked, snapshot, RULES).hits}
    assert found == exhaustive(asked, BODIES)


@pytest.mark.parametrize(
    ("asked", "reference"),
    [
        ("Osgoodia Liberation Front", "b.1"),
        ("جبهة تحرير Brandywine", "b.2"),
        ("People's Bank of Quillfeather", "b.3"),
        ("JC Brandywine Bank", "b.4"),
        ("Xiaoming Handel", "b.8"),
        ("Korea Trade Bank", "b.10"),
        ("Osgood AG", "b.11"),
    ],
)
def test_bodies_as_others_write_them_are_found(snapshot: Snapshot, asked: str, reference: str) -> None:
    for kind in ("Organization", "Thing"):
        hits = screen(Subject(kind, [asked]), snapshot, RULES).hits
        assert hits[0].entity.id.endswith(reference)
