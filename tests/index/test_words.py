"""Looking around: words in any script, filters and counts, from a file that is made of entities alone."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.errors import SnapshotError, SubjectError
from tizim.index.asking import read_words
from tizim.index.words import ById, Looking, as_text, find, write


def entity(id_: str, kind: str = "Person", **properties: list[str]) -> dict[str, Any]:
    return {
        "id": id_,
        "caption": properties["name"][0],
        "schema": kind,
        "datasets": ["ours"],
        "properties": properties,
        "target": "topics" in properties,
        "last_change": "2026-01-01T00:00:00Z",
    }


ENTITIES = (
    entity("a", name=["Anna Sokolova", "Анна Соколова"], country=["ru", "kz"], topics=["sanction"]),
    entity("b", name=["Bolat Annasov"], country=["kz"], notes=["met at the Grey Heron"]),
    entity("c", kind="Company", name=["Grey Heron Bakery", "Heron Anna Grey"]),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("words") / "words.sqlite"
    write(ENTITIES, made)
    return made


def ids(file: Path, words: str = "", **how: Any) -> list[str]:
    return [one["id"] for one in find(file, Looking(words, datasets=["ours"], **how)).entities]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("anna", "ac"),
        ("соколова", "a"),
        ("anna*", "abc"),
        ("heron", "bc"),
        ("heron -bakery", "b"),
        ("heron NOT bakery", "b"),
        ("-heron", "a"),
        ("sokolova OR bakery", "ac"),
        ("sokolova | bakery", "ac"),
        ('"grey heron"', "bc"),
        ('"bakery heron"', ""),
        ("(grey heron)", "bc"),
    ],
)
def test_words_find_those_who_hold_them(file: Path, words: str, found: str) -> None:
    assert sorted(ids(file, words)) == list(found)


def test_a_phrase_does_not_go_from_one_name_into_the_next(file: Path) -> None:
    assert ids(file, '"bakery heron anna"') == []


def test_who_has_it_as_a_name_comes_before_who_has_it_in_a_note(file: Path) -> None:
    assert ids(file, "heron") == ["c", "b"]


def test_filters_hold_one_of_their_values_or_all(file: Path) -> None:
    assert ids(file, have={"countries": ["ru", "kz"]}) == ["a", "b"]
    assert ids(file, have={"countries": ["ru", "kz"]}, every=True) == ["a"]
    assert ids(file, kind="LegalEntity") == ["a", "b", "c"]
    assert ids(file, kind="Organization") == ["c"]
    assert ids(file, have={"target": ["true"]}) == ["a"]
    assert ids(file, changed_since="2026-01-02") == []


def test_counts_are_of_all_results_and_not_of_the_page(file: Path) -> None:
    found = find(file, Looking("", datasets=["ours"], limit=1, facets=["countries", "schema"]))
    assert found.total == 3
    assert found.facets["countries"] == (("kz", 2), ("ru", 1))
    assert dict(found.facets["schema"]) == {"Person": 2, "Company": 1}


def test_who_lacks_what_is_sorted_by_comes_last(file: Path) -> None:
    assert ids(file, sort=[("country", True)]) == ["a", "b", "c"] or ids(file, sort=[("country", True)])[-1] == "c"
    assert ids(file, sort=[("caption", True)]) == ["c", "b", "a"]
    with pytest.raises(SubjectError, match="property"):
        ids(file, sort=[("a'); drop table entity; --", False)])


@given(st.text(max_size=60), st.booleans(), st.booleans(), st.booleans())
def test_any_text_is_a_question_or_told_why_it_is_none(
    file: Path, words: str, simple: bool, fuzzy: bool, prefix: bool
) -> None:
    told = ""
    try:
        ids(file, words, simple=simple, fuzzy=fuzzy, prefix=prefix)
    except SubjectError as wrong:
        told = str(wrong)
    assert not told or (told.startswith("q: expected") and not simple)


def test_more_than_can_be_asked_is_refused() -> None:
    with pytest.raises(SubjectError, match="letters"):
        read_words("a" * 1_001)
    with pytest.raises(SubjectError, match="words"):
        read_words("anna " * 41)


def test_a_file_that_is_none_is_an_error_that_names_it(tmp_path: Path) -> None:
    broken = tmp_path / "words.sqlite"
    broken.write_bytes(b"not a database at all, by any means" * 10)
    with pytest.raises(SnapshotError, match=r"words\.sqlite"):
        ids(broken)


def test_an_entity_is_given_by_its_id_in_the_bytes_it_is_kept_in(tmp_path: Path) -> None:
    strange = entity("half", name=["half of a pair \ud800", "жүз"])
    write([*ENTITIES, strange, entity("a", name=["Another A"]) | {"datasets": ["theirs"]}], tmp_path / "words.sqlite")
    kept = ById(tmp_path / "words.sqlite")
    assert kept.json("ours", "b") == as_text(ENTITIES[1]).encode()
    assert kept.json("theirs", "a") == as_text(entity("a", name=["Another A"]) | {"datasets": ["theirs"]}).encode()
    assert "half of a pair ?" in (kept.json("ours", "half") or b"").decode()
    assert kept.json("ours", "nobody") is None
    kept.close()
