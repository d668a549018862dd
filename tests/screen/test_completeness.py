"""Whatever comparing every entry in full finds, the index finds too: random names in several scripts.

The words are invented, or so common in their language that they name nobody.
"""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import TODAY, entity
from tests.screen.test_screening import exhaustive
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.statement import Entity
from tizim.model.subject import Subject
from tizim.model.verdict import Searched
from tizim.screen.screening import screen

RULES = shipped()

LATIN = "temirlan quillfeather osgood jonas brandywine quill feather abdulrahman macdonald vander".split()
ARABIC = "محمد عبدالرحمن حسن أحمد بن يوسف Yousuf Ahmad Mohammed Abdurrahman Hassan Youssef".split()
HANGUL = "김 일성 봉준호 박 정수 이 민호 Kim Ilsung Bong Joonho Park Jungsoo Lee Minho".split()
HAN = "王 小 明 李 娜 张 伟 Wang Xiao Ming Li Na Zhang Wei".split()
KAZAKH = "Ержан Қайрат Әлия Нұрсұлтан Жұмабек Yerzhan Kairat Aliya Nursultan Zhumabek".split()
BODIES = (
    "Nowhere Trading Ltd Limited ООО Нигде Fund VII 7 VIII 8 Foundation Works Brandenburg GmbH Quillfeather".split()
)


FATHERS = (
    "Rustam Rustamov Alisher o'g'li Алишерович Karim Karimzoda Каримов Bakyt uulu Бакытовна Murad Myratuly qizi".split()
)


WORDS = {
    "latin": LATIN,
    "arabic": ARABIC,
    "hangul": HANGUL,
    "han": HAN,
    "kazakh": KAZAKH,
    "fathers": FATHERS,
    "organisations": BODIES,
}


def snapshot_of(entries: list[Entity]) -> Snapshot:
    where = Path(mkdtemp()) / "s"
    build(((one, TODAY) for one in entries), [Searched("made_up", TODAY[0].published, len(entries))], RULES, where)
    return Snapshot.open(where)


@cache
def listed(script: str) -> tuple[list[Entity], Snapshot]:
    """An entry of one, two and three words for every word."""
    words, schema = WORDS[script], "Company" if script == "organisations" else "Person"
    names = [" ".join((*words, *words)[at : at + 1 + at % 3]) for at in range(len(words))]
    names += [f"{one} {other}" for one, other in zip(words, words[4:], strict=False)]
    entries = [entity(f"e.{number}", name, schema=schema) for number, name in enumerate(names)]
    return entries, snapshot_of(entries)


@st.composite
def names(draw: st.DrawFn, script: str) -> str:
    """One to three words, some with a letter left out, doubled or moved."""
    words = draw(st.lists(st.sampled_from(WORDS[script]), min_size=1, max_size=3))
    at, edit = draw(st.integers(1, 6)), draw(st.sampled_from(["none", "none", "lost", "doubled", "moved"]))
    if edit != "none" and len(words[0]) > 5:
        one = words[0]
        at = min(at, len(one) - 2)
        swapped = {"lost": "", "doubled": one[at] * 2, "moved": one[at + 1] + one[at]}[edit]
        words[0] = one[:at] + swapped + one[at + (2 if edit == "moved" else 1) :]
    return " ".join(words)


@pytest.mark.parametrize("script", sorted(WORDS))
@given(data=st.data())
def test_the_index_finds_what_comparing_everything_finds(script: str, data: st.DataObject) -> None:
    entries, snapshot = listed(script)
    kind = data.draw(st.sampled_from(["Thing", "Company" if script == "organisations" else "Person"]))
    subject = Subject(kind, [data.draw(names(script))])
    assert {hit.entity.id for hit in screen(subject, snapshot, RULES).hits} == exhaustive(subject, entries)


def missed(asked: str, known: str, schema: str = "Person", kind: str = "Person") -> set[str]:
    """Entries that comparing finds and screening does not; none where comparing finds nothing."""
    entries, subject = [entity("e", known, schema=schema)], Subject(kind, [asked])
    found = exhaustive(subject, entries)
    return found - {hit.entity.id for hit in screen(subject, snapshot_of(entries), RULES).hits}


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        pytest.param("Kairatovich", "Қайратұлы", id="fathers' names that sound alike"),
        pytest.param("Nursoltanovich", "Нұрсұлтан", id="a father's name in a patronymic, spelled otherwise"),
        pytest.param("J Osgood", "Jonas Brandywine Osgood", id="an initial for a name"),
        pytest.param("Temirlin Q", "Temirlan Kim Quillfeather Van", id="an initial beside a misspelled name"),
        pytest.param("Quirlfeacher Zed", "Temirlan Zed Quillfeather Osgood", id="two edits in a long name"),
        pytest.param("يوسف alHasan", "al-Hasan عبد محمد يوسف", id="an article written together with its word"),
        pytest.param("HJI TMRLN OSGD", "Haji Temirlan Osgood", id="a title without its vowels"),
        pytest.param("Mawlanna Temirlan Osgood", "Maulana Temirlan Osgood", id="a title misspelled"),
        pytest.param("Maulana Temirlan Osgood", "Mawlanna Temirlan Osgood", id="a word for a title misspelled"),
        pytest.param("小明 Li", "Zhang 李 娜 Xiaoming", id="two characters that are one word in Latin letters"),
    ],
)
def test_every_way_to_meet_is_looked_for(asked: str, known: str) -> None:
    assert missed(asked, known) == set()
