"""How two parts of names meet. All names are common given or family names, or invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.names import prepare
from tizim.compare.rules_file import shipped
from tizim.compare.tokens import Meeting, meet

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
        ("Mohammed", "Mehmet", "variant"),
        ("Petrovich", "Petrovna", "patronymic"),
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
    for asked in prepare(one, RULES, person=False).parts:
        for known in prepare(other, RULES, person=False).parts:
            assert meet(asked, known, RULES) == meet(known, asked, RULES)


def meeting(one: str, other: str, *, person: bool = True) -> Meeting:
    asked, known = prepare(one, RULES, person=person), prepare(other, RULES, person=person)
    found = meet(asked.parts[0], known.parts[0], RULES)
    assert found is not None
    return found


@pytest.mark.parametrize(("one", "other"), [("al", "al"), ("Dr", "Dr"), ("bin", "bin")])
def test_small_words_and_titles_meet_and_say_nothing(one: str, other: str) -> None:
    assert meeting(one, other).evidence == 0
    assert met(one, "Osgood") is None


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Ltd", "Limited", True),
        ("Ltd", "ООО", True),
        ("Ltd", "JSC", False),
        ("Ltd", "Osgood", False),
        ("7", "Ltd", False),
    ],
)
def test_forms_of_law_meet_by_what_they_mean(one: str, other: str, found: bool) -> None:
    asked, known = (prepare(words, RULES, person=False).parts[0] for words in (one, other))
    assert (meet(asked, known, RULES) is not None) is found


def test_the_ways_to_meet_stand_in_order_of_what_they_say() -> None:
    same = meeting("Quillfeather", "QUILLFEATHER")
    other_letters = meeting("Квиллфезер", "Kvillfezer")
    one_edit = meeting("Quillfeather", "Quillfeathar")
    ways = [same, other_letters, one_edit]
    assert [way.evidence for way in ways] == sorted((way.evidence for way in ways), reverse=True)
    assert [way.quality for way in ways] == sorted((way.quality for way in ways), reverse=True)


@pytest.mark.parametrize(
    ("one", "other"), [("Brandenburg", "Brandenpfurz"), ("Kurt", "Kant"), ("Li", "Ki"), ("Osgood", "Osgoodsons")]
)
def test_short_or_far_spellings_do_not_meet(one: str, other: str) -> None:
    assert met(one, other) is None


def test_fathers_names_say_less_than_the_same_word_and_more_where_they_are_rare() -> None:
    rare, common = meeting("Temirlanovich", "Temirlanuly"), meeting("Ivanovich", "Ivanuly")
    assert rare.how == common.how == "patronymic"
    assert 0 < common.evidence < rare.evidence < meeting("Temirlanovich", "Temirlanovich").evidence


def test_initials_meet_initials_and_names_that_begin_so() -> None:
    both, name = meeting("J", "J"), meeting("J", "Johannes")
    assert both.how == name.how == "initial"
    assert both.quality > name.quality
    assert 0 < meeting("M", "Muhammad").evidence < name.evidence <= both.evidence
    assert met("J", "K") is None


def test_what_sounds_common_is_not_made_rare_by_its_spelling() -> None:
    assert meeting("Mohamad", "Mouhammed").evidence <= meeting("Muhammad", "Muhammad").evidence


@pytest.mark.parametrize(("arabic", "latin"), [("يوسف", "Yousouf"), ("حسن", "Hassane"), ("قاسم", "Gassem")])
def test_a_name_written_without_vowels_meets_one_with_them(arabic: str, latin: str) -> None:
    assert meeting(arabic, latin).quality >= 0.8


SPELLINGS = """Muhammad Mohamed Mehmet محمد Мұхаммед Ivan Ivanovich Ivanuly Petr Petrovitsch Quillfeather Quilfether Hasan حسن
Kassym Қасым Brandenburg Brandenburger Osgood Osgoodovich J K Dr al""".split()


@pytest.mark.parametrize("one", SPELLINGS)
def test_spellings_of_names_meet_the_same_way_from_either_side(one: str) -> None:
    for other in SPELLINGS:
        asked, known = (prepare(word, RULES, person=True).parts[0] for word in (one, other))
        assert meet(asked, known, RULES) == meet(known, asked, RULES)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Osgoodovich", "Osgood", "patronymic"),
        ("Osgood", "Osgoodovich", "patronymic"),
        ("Petrovich", "Pavlovich", None),
    ],
)
def test_a_patronymic_meets_the_fathers_own_name_and_no_other_fathers(one: str, other: str, how: str | None) -> None:
    assert met(one, other) == how
