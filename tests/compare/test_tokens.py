"""How two parts of names meet. All names are common given or family names, or invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.names import prepare
from tizim.compare.rules_file import shipped
from tizim.compare.tokens import meet

RULES = shipped()


def met(one: str, other: str) -> str | None:
    asked, known = prepare(one, RULES, person=True), prepare(other, RULES, person=True)
    found = meet(asked.parts[0], known.parts[0], RULES)
    return None if found is None else found.how


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Tokayev", "TOKAYEV", "same"),
        ("Тоқаев", "Tokayev", "transliterated"),
        ("Qasym", "Kassym", "sound"),
        ("Mohammed", "Mehmet", "sound"),
        ("Petrovich", "Petrovitsch", "patronymic"),
        ("Nazarbaiuly", "Nazarbaevich", "patronymic"),
        ("Brandenburg", "Brandemburg", "spelling"),
        ("J", "Johannes", "initial"),
        ("Müller", "Schmidt", None),
        ("J", "Peter", None),
        ("7", "8", None),
        ("7", "7", "number"),
    ],
)
def test_parts_meet_as_a_reader_would_say(one: str, other: str, how: str | None) -> None:
    assert met(one, other) == how


def test_a_rare_part_says_more_than_a_common_one() -> None:
    (rare_part,), (common_part,) = (prepare(words, RULES, person=True).parts for words in ("Quillfeather", "Muhammad"))
    rare, common = meet(rare_part, rare_part, RULES), meet(common_part, common_part, RULES)
    assert rare is not None
    assert common is not None
    assert rare.evidence > 2 * common.evidence


def test_a_misspelled_part_says_less_than_the_same_part() -> None:
    same = meet(
        prepare("Quillfeather", RULES, person=True).parts[0],
        prepare("Quillfeather", RULES, person=True).parts[0],
        RULES,
    )
    near = meet(
        prepare("Quilfeather", RULES, person=True).parts[0], prepare("Quillfeather", RULES, person=True).parts[0], RULES
    )
    assert same is not None
    assert near is not None
    assert 0 < near.evidence < same.evidence


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_meeting_is_symmetric(one: str, other: str) -> None:
    for asked in prepare(one, RULES, person=None).parts:
        for known in prepare(other, RULES, person=None).parts:
            assert meet(asked, known, RULES) == meet(known, asked, RULES)
