"""The compiled loops against their plain twins: what sounds alike, what is spelled alike, and bounds that are never too low.

All names are invented, or so common in their language that they name nobody.
"""

import threading
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import entity
from tests.screen.test_completeness import WORDS, listed, names, snapshot_of
from tizim.compare.facts import Facts
from tizim.compare.names import Name, prepare
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import KnownName, best_names
from tizim.compare.tokens import spelled_alike
from tizim.errors import SnapshotError
from tizim.index import kernel
from tizim.index.bounds import facts_bound
from tizim.index.candidates import by_name
from tizim.index.snapshot import Snapshot
from tizim.text.korean_ear import alike as heard_alike
from tizim.text.korean_ear import heard_in_latin
from tizim.text.sound import sounds_like

RULES = shipped()
FORMS = st.text("abcdeghijklmnopqrstuvwxyz0'", min_size=1, max_size=14).map(lambda text: text.replace("'", "sh"))


@given(FORMS, FORMS, st.booleans())
def test_what_sounds_alike_is_what_the_plain_twin_says(one: str, other: str, vowelless: bool) -> None:
    if one != other:
        expected = sounds_like(one, other, vowelless=vowelless)
        assert kernel.sounds_like(one, other, vowelless=vowelless) == pytest.approx(expected, abs=1e-9)


@given(st.lists(FORMS, min_size=1, max_size=3), st.lists(FORMS, min_size=1, max_size=3))
def test_what_is_heard_alike_is_what_the_plain_twin_says(one: list[str], other: list[str]) -> None:
    ours, theirs = (tuple(way for form in forms for way in heard_in_latin(form)) for forms in (one, other))
    assert kernel.most_alike(ours, [theirs, ()]).tolist() == pytest.approx([heard_alike(ours, theirs), 0.0], abs=1e-9)


@given(FORMS, FORMS)
def test_what_is_spelled_alike_is_what_the_plain_twin_says(one: str, other: str) -> None:
    assert kernel.spelled_alike(one, other) == pytest.approx(spelled_alike(one, other), abs=1e-9)


def test_words_longer_than_are_listened_to_are_cut_as_the_plain_twin_cuts_them() -> None:
    one, other = "temirlan" * 12, "temirlyn" * 12
    assert kernel.sounds_like(one, other) == pytest.approx(sounds_like(one, other), abs=1e-9)
    assert kernel.spelled_alike(one, other) >= spelled_alike(one, other)


def bounds(snapshot: Snapshot, name: Name, schema: str = "Thing") -> dict[int, float]:
    """The bound of every name of the snapshot that has any, whatever it is."""
    found: dict[int, float] = {}
    search = snapshot.kernel.search

    def noted(question: kernel.Question, weights: kernel.Weights) -> list[tuple[float, int, bool]]:
        names = search(question, weights)
        found.update((number, bound) for bound, number, _ in names)
        return names

    snapshot.kernel.search = noted  # type: ignore[method-assign]
    try:
        facts = facts_bound(snapshot, Facts(schema), RULES)
        asked = snapshot.asked(snapshot.datasets)
        by_name(snapshot, name, facts, RULES, floor=-60.0, limit=10**6, datasets=asked)
    finally:
        snapshot.kernel.search = search  # type: ignore[method-assign]
    return found


def too_low(snapshot: Snapshot, asked: str, *, person: bool) -> Iterable[tuple[str, str, float, float]]:
    """Names whose comparison says more than their bound, or that have none and say more than nothing."""
    name = prepare(asked, RULES, person=person)
    highest = bounds(snapshot, name)
    for number in range(snapshot.names):
        record = snapshot.record(int(snapshot["name_entity"][number]))
        if (record.entity.schema == "Person") != person:
            continue
        words = snapshot.words(number)
        every = [prepare(one.words, RULES, person=person) for one in record.names]
        weak = next(one.kind == "weakAlias" for one in record.names if one.words == words)
        made = best_names([name], [KnownName(prepare(words, RULES, person=person), weak)], RULES, others=every)
        total = RULES["prior"] + (made.total if made is not None else 0.0)
        # What initials alone meet is not looked up: no such name comes to any threshold.
        least = -2.0 if all(part.role == "initial" for part in name.parts if part.tells) else RULES["prior"] + 0.5
        if total > highest.get(number, least) + 1e-3:
            yield asked, words, total, highest.get(number, -1e9)


@pytest.mark.parametrize("script", sorted(WORDS))
@given(data=st.data())
def test_a_bound_is_never_below_what_comparing_finds(script: str, data: st.DataObject) -> None:
    _, snapshot = listed(script)
    person = script != "organisations"
    assert list(too_low(snapshot, data.draw(names(script)), person=person)) == []


WITH_INITIALS = {
    "Iran Quill Manufacturing Company": ["Quill Trade Center", "IQMC"],
    "Osgood Industrial Services": ["OIS"],
    "OIS (Osgood Industrial Services)": ["Osgood Services Corporation"],
}


@pytest.mark.parametrize(
    "asked", ["Osgood Industrial Services Corporation", "Quill Trading Corporation", "OIS", "I Q M C"]
)
def test_a_bound_knows_initials_of_bodies(asked: str) -> None:
    entries = [
        entity(f"e.{number}", name, schema="Company", weakAlias=others)
        for number, (name, others) in enumerate(WITH_INITIALS.items())
    ]
    assert list(too_low(snapshot_of(entries), asked, person=False)) == []


SEVERAL = {
    "Temirlan Osgood": ["Jonas Brandywine Osgood", "Abu Quill"],
    "Jonas Quillfeather": ["Temirlan J. Quillfeather", "Quill Feather Jonas Vander"],
    "Osgood Brandywine": ["Haji Osgood", "O. B. Macdonald"],
    "Abdulrahman Vander Quill": ["Abdul Rahman Vander", "Rahman"],
    "Maulana Osgood Haji": ["Mlana Osgood", "Sheikh Quill"],
}


@pytest.fixture(scope="module")
def several() -> Snapshot:
    return snapshot_of(
        [
            entity(f"e.{number}", name, schema="Person", alias=others[:1], weakAlias=others[1:])
            for number, (name, others) in enumerate(SEVERAL.items())
        ]
    )


PIECES = st.lists(
    st.sampled_from(
        "Temirlan Osgood Jonas Quillfeather Quill Feather J O. Haji Hji Mlna Maulana Shaikh Abu Abdul Rahman Abdulrahman Bran".split()
    ),
    min_size=1,
    max_size=5,
)


@given(PIECES)
def test_a_bound_knows_the_other_names_of_an_entry(several: Snapshot, pieces: list[str]) -> None:
    assert list(too_low(several, " ".join(pieces), person=True)) == []


def test_a_name_that_a_field_cut_off_is_bounded_too(several: Snapshot) -> None:
    asked = "Jonas Temirlan Quillfeat".ljust(24)[:24]
    assert list(too_low(several, asked, person=True)) == []


FATHERS = {
    "Ivan Petrovich Sidorov": ["Sidorov Ivan", "I. P. Sidorov"],
    "Oleg Petrovich Sidorov": ["Sidorov Oleg Petrovich", "Петров Олег"],
    "Anna Petrovna Sidorova": ["Anna Ivanova", "Petrova Anna"],
    "Иван Олегович Петров": ["Ivan Petrov Ivan", "Oleg Ivanovich"],
    "Petr Ivanov bin Oleg": ["Mr Petr Ivanovich", "Petr Petr Petrovich Olegov"],
}
BODIES = {
    "Quill Fund VII LLC": ["Fund 7 of Quill", "QF7"],
    "Quill Trading Fund VIII GmbH": ["Trading Quill GmbH", "QTF"],
    "Osgood and Quill Bank": ["Bank of Osgood", "Osgood Bank Ltd 2"],
}


@pytest.fixture(scope="module")
def relatives() -> Snapshot:
    entries = [
        entity(f"{schema}.{number}", name, schema=schema, alias=others[:1], weakAlias=others[1:])
        for schema, listed in (("Person", FATHERS), ("Company", BODIES))
        for number, (name, others) in enumerate(listed.items())
    ]
    return snapshot_of(entries)


OF_RELATIVES = "Ivan Petrovich Petrovna Sidorov Sidorova Petr Oleg Olegovich Anna Ivanovich Ivanova Иван Петрович bin Mr P. Ivn".split()
OF_BODIES = "Quill Fund VII VIII 7 2 LLC GmbH Ltd of Trading Osgood Bank Banking QTF QuillFund Q".split()


@given(st.lists(st.sampled_from(OF_RELATIVES), min_size=1, max_size=5))
def test_a_bound_knows_whose_child_and_whose_namesake_somebody_is(relatives: Snapshot, pieces: list[str]) -> None:
    assert list(too_low(relatives, " ".join(pieces), person=True)) == []


@given(st.lists(st.sampled_from(OF_BODIES), min_size=1, max_size=6))
def test_a_bound_knows_numbers_and_forms_of_law(relatives: Snapshot, pieces: list[str]) -> None:
    assert list(too_low(relatives, " ".join(pieces), person=False)) == []


INITIALS = {
    "Quill al-Osgood, Ivan": ["I. Q. Osgood", "J Quill"],
    "Jonas Ivan Quill": ["Quill J. I.", "Al Jonas"],
    "Osgood Vander Quill": ["O. V. Quill Ibrahim", "Ο. Quill"],
}


@pytest.fixture(scope="module")
def initials() -> Snapshot:
    return snapshot_of(
        [
            entity(f"{schema}.{number}", name, schema=schema, alias=others[:1], weakAlias=others[1:])
            for schema in ("Person", "Company")
            for number, (name, others) in enumerate(INITIALS.items())
        ]
    )


@pytest.mark.parametrize("person", [True, False])
@given(
    pieces=st.lists(
        st.sampled_from("I. J Q. O V. A. A X. al Ivan Jonas Quill Osgood Vander И. Квилл JI".split()),
        min_size=1,
        max_size=6,
    )
)
def test_a_bound_knows_which_words_an_initial_begins(initials: Snapshot, pieces: list[str], person: bool) -> None:
    assert list(too_low(initials, " ".join(pieces), person=person)) == []


def test_a_word_of_a_body_is_no_word_of_a_person() -> None:
    entries = [
        entity("e.1", "DJIBOYEV", schema="Organization"),
        entity("e.2", "Djiboyev Quillfeather", schema="Person"),
        entity("e.3", "Djiboyev Feather", schema="Organization"),
    ]
    for some in (entries, entries[::-1]):
        assert list(too_low(snapshot_of(some), "Chiboy Quillfeather", person=True)) == []


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("X. Y. Sidorov", "Ivan Petrovich Sidorov"),  # begins with neither
        ("Anton Petrovich Sidorov", "Ivan Petrovich Sidorov"),  # children of one father
        ("Quill Fund IX LLC", "Quill Fund VII LLC"),
    ],
)
def test_who_only_shares_a_family_is_not_even_compared(relatives: Snapshot, asked: str, listed: str) -> None:
    name = prepare(asked, RULES, person=not asked.endswith("LLC"))
    facts, datasets = facts_bound(relatives, Facts("Thing"), RULES), relatives.asked(relatives.datasets)
    found = by_name(relatives, name, facts, RULES, floor=-1.5, limit=99, datasets=datasets)
    assert listed not in [relatives.words(number) for number, _ in found.names]


def test_a_name_of_more_words_than_have_places_is_bounded_as_before() -> None:
    words = "Temirlan Osgood Jonas Quill Brandywine Vander Feather Macdonald".split()
    snapshot = snapshot_of([entity("e.1", " ".join(words * 3), schema="Person")])
    assert list(too_low(snapshot, " ".join(words), person=True)) == []
    assert list(too_low(snapshot, " ".join(words * 5), person=True)) == []


def test_threads_do_not_share_what_they_write(several: Snapshot) -> None:
    asked = [
        prepare(name, RULES, person=True) for name in (*SEVERAL, *(one for few in SEVERAL.values() for one in few))
    ]
    facts, datasets = facts_bound(several, Facts("Person"), RULES), several.asked(several.datasets)

    def found() -> list[list[tuple[int, bool]]]:
        return [by_name(several, name, facts, RULES, floor=-9.0, limit=99, datasets=datasets).names for name in asked]

    expected = found()
    seen: list[list[list[tuple[int, bool]]]] = []
    threads = [threading.Thread(target=lambda: seen.extend(found() for _ in range(20))) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert seen == [expected] * 80


def test_room_grows_with_what_is_found() -> None:
    entries = [entity(f"e.{number}", f"Temirlan Osgood {number}") for number in range(3000)]
    snapshot = snapshot_of(entries)
    name = prepare("Temirlan Osgood", RULES, person=True)
    facts, datasets = facts_bound(snapshot, Facts("Person"), RULES), snapshot.asked(snapshot.datasets)
    found = by_name(snapshot, name, facts, RULES, floor=-1.0, limit=10**6, datasets=datasets)
    assert (len(found.names), found.left_out) == (3000, 0)
    assert by_name(snapshot, name, facts, RULES, floor=-1.0, limit=99, datasets=datasets).left_out == 2901


def test_a_library_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "LIBRARY", "no_such_library.so")
    kernel._library.cache_clear()
    try:
        with pytest.raises(SnapshotError, match="no_such_library"):
            kernel.hashes(["a"])
    finally:
        kernel._library.cache_clear()


def test_a_library_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "VERSION", -1)
    kernel._library.cache_clear()
    try:
        with pytest.raises(SnapshotError, match="install tizim again"):
            kernel.hashes(["a"])
    finally:
        kernel._library.cache_clear()


def test_a_hash_is_the_same_on_every_machine() -> None:
    hashed = [f"{one:016x}" for one in kernel.hashes(["", "f:osgood", "s:аск"]).tolist()]
    assert hashed == ["efd01f60ba992926", "0ebbff007fa3de38", "55f774913a307ce6"]
