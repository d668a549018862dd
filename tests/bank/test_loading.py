"""Writing a version: what it changes, what it refuses, and that a refusal leaves nothing behind."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bank.made_up import DATASET, entry, load, part, root, says, version
from tizim.bank.bank import Bank
from tizim.bank.loading import is_link
from tizim.errors import NoSuchEntity, OlderVersion, SourceError
from tizim.model.statement import Statement
from tizim.model.version import Rejected, Version
from tizim.sources.reading import Unreadable


def lives(bank: Bank, reference: str, prop: str = "alias") -> list[tuple[str, str, str | None, str]]:
    """(value, seen from, seen until, last seen) of an entry."""
    found = bank.entity(root(reference)).statements
    return [
        (one.statement.value, one.seen_from, one.seen_until, one.last_seen)
        for one in found
        if one.statement.prop == prop
    ]


def commit(bank: Bank, statements: list[Statement], made: Version, *, history: bool = False) -> None:
    with bank.update(DATASET, history=history) as update:
        for one in statements:
            update.add(one)
        update.commit(made, [], [])


def test_a_first_version_is_read_back_as_it_was_said(bank: Bank) -> None:
    spoken = says("A.1", "alias", "Invented Works", at="ALIAS[1]/NAME", original="Ойдурма", lang="kir")
    load(bank, "2026-01-01", [*entry("A.1", "Made-up Works"), spoken])
    found = bank.entity(root("A.1"))
    assert found.reference == "A.1"
    assert found.caption == "Made-up Works"
    assert [one.statement for one in found.statements][-1] == spoken
    assert [part.schema for part in found.parts] == ["Sanction"]
    assert found.parts[0].reference == "A.1"


def test_what_is_said_again_keeps_its_life_and_what_is_not_ends(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", "Made-up Works", "Old Name", "Kept Name"))
    load(bank, "2026-02-01", entry("A.1", "Made-up Works", "New Name", "Kept Name"))
    load(bank, "2026-03-01", entry("A.1", "Made-up Works", "New Name", "Kept Name"))
    assert sorted(lives(bank, "A.1")) == [
        ("Kept Name", "2026-01-01", None, "2026-03-01"),
        ("New Name", "2026-02-01", None, "2026-03-01"),
    ]


def test_an_ended_statement_stays_readable_as_known_then(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", "Made-up Works", "Old Name"))
    load(bank, "2026-02-01", entry("A.1", "Made-up Works"))
    assert bank.entity(root("A.1"), "2026-01-31").get("alias") == ("Old Name",)
    assert bank.entity(root("A.1"), "2026-02-01").get("alias") == ()


def test_what_comes_back_begins_a_second_life(bank: Bank) -> None:
    for day, names in (("01", ("Gone",)), ("02", ()), ("03", ("Gone",))):
        load(bank, f"2026-01-{day}", entry("A.1", "Made-up Works", *names))
    assert lives(bank, "A.1") == [("Gone", "2026-01-03", None, "2026-01-03")]
    assert bank.entity(root("A.1"), "2026-01-01").get("alias") == ("Gone",)
    assert bank.entity(root("A.1"), "2026-01-02").get("alias") == ()
    assert bank.verify().whole


def test_a_statement_said_twice_counts_once(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1", "Made-up Works"), *entry("A.1", "Made-up Works")])
    assert len(bank.entity(root("A.1")).statements) == 1


def test_values_keep_the_order_of_the_publisher_and_new_ones_their_place(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", "Works", "Zebra", "Apple"))
    load(bank, "2026-02-01", entry("A.1", "Works", "First", "Zebra", "Apple"))
    assert bank.entity(root("A.1")).get("alias") == ("Zebra", "First", "Apple")
    assert bank.entity(root("A.1"), "2026-01-01").get("alias") == ("Zebra", "Apple")


def test_leaving_without_commit_undoes_everything(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    with bank.update(DATASET) as update:
        for number in range(5_000):
            for one in entry(f"B.{number}"):
                update.add(one)
    assert [one.published for one in bank.versions()] == ["2026-01-01"]
    assert [entity.reference for entity, _ in bank.entries()] == ["A.1"]
    assert bank.verify().whole
    load(bank, "2026-02-01", entry("A.2"))


def test_an_error_inside_the_block_undoes_everything_and_comes_out(bank: Bank) -> None:
    def broken() -> Iterator[Statement]:
        yield from entry("A.1", "Made-up Works")
        raise RuntimeError("the reader broke")

    def loading() -> None:
        with bank.update(DATASET) as update:
            for one in broken():
                update.add(one)

    with pytest.raises(RuntimeError, match="the reader broke"):
        loading()
    assert bank.versions() == ()
    with pytest.raises(NoSuchEntity):
        bank.entity(root("A.1"))


def test_an_older_version_is_refused_unless_it_is_history(bank: Bank) -> None:
    load(bank, "2026-02-01", entry("A.1"))
    with pytest.raises(OlderVersion, match=r"expected a version newer than 2026-02-01.*nothing was changed"):
        load(bank, "2026-01-01", entry("A.1"))
    assert len(bank.versions()) == 1
    load(bank, "2026-01-01", entry("A.1"), history=True)
    assert [one.published for one in bank.versions()] == ["2026-01-01", "2026-02-01"]


@pytest.mark.parametrize("history", [False, True])
@pytest.mark.parametrize(("digest", "told"), [("other", "other content"), ("digest of 2026-01-01", "the same content")])
def test_a_second_version_of_one_date_is_refused(bank: Bank, history: bool, digest: str, told: str) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    with pytest.raises(SourceError, match=told):
        commit(bank, entry("A.2"), version("2026-01-01", 1, sha256=digest), history=history)
    assert [entity.reference for entity, _ in bank.entries()] == ["A.1"]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (version("2026-01-01", 2), "1 entries and 0 rejects"),
        (version("2026-01-01", 1, rejected=1), "1 entries and 0 rejects"),
        (version("2026-01-01", 1, dataset="another_list"), "expected a version of made_up_list"),
    ],
)
def test_a_version_that_does_not_fit_what_came_is_refused(bank: Bank, made: Version, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        commit(bank, entry("A.1"), made)
    assert bank.versions() == ()


def test_a_statement_of_another_data_set_is_refused(bank: Bank) -> None:
    stray = Statement("another_list", "another_list-1", "another_list-1", "Organization", "name", "Made-up Works")
    with pytest.raises(SourceError, match="expected statements of made_up_list"), bank.update(DATASET) as update:
        update.add(stray)


def test_data_sets_do_not_touch_each_other(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    other = Statement("another_list", "another_list-1", "another_list-1", "Organization", "name", "Made-up Works")
    with bank.update("another_list") as update:
        update.add(other)
        update.commit(version("2020-01-01", 1, dataset="another_list"), [], [])
    assert [entity.id for entity, _ in bank.entries()] == ["another_list-1", root("A.1")]
    assert bank.verify().whole


def test_rejects_and_unreadable_values_are_kept_with_their_version(bank: Bank) -> None:
    reject = Rejected("ENTITY 7", "A.7", "expected a name, came none")
    raw = Unreadable("LISTED_ON", "the other day", "A.1: LISTED_ON", "expected a date")
    load(bank, "2026-01-01", entry("A.1"), rejects=[reject], unreadable=[raw, raw])
    load(bank, "2026-02-01", entry("A.1"))
    assert bank.rejects(DATASET, "2026-01") == (reject,)
    assert bank.unreadable_values(DATASET, "2026-01") == (raw, raw)
    assert bank.unreadable(DATASET, "2026-01") == 2
    assert (bank.rejects(DATASET), bank.unreadable_values(DATASET), bank.unreadable(DATASET)) == ((), (), 0)
    assert bank.verify().whole


def test_only_properties_that_hold_entities_are_links() -> None:
    assert is_link("Sanction", "entity")
    assert not is_link("Sanction", "program")
    assert not is_link("Organization", "source:REFERENCE")
    assert not is_link("Organization", "noSuchProperty")


# ------------------------------------------------------------------------------------------------------------- history

Said = frozenset[str]
_names = st.frozensets(st.sampled_from(["Ash", "Birch", "Cedar", "Date"]), max_size=4)
_lists = st.lists(_names, min_size=1, max_size=5)


def statements_of(names: Said) -> list[Statement]:
    """An organisation that is there if it has any name; each name is an alias, and "Date" is an entry of its own."""
    said = entry("A.1", "Works", *sorted(names - {"Date"})) if names else []
    return said + (entry("A.2", "Date") if "Date" in names else [])


def everything(bank: Bank) -> list[tuple[object, ...]]:
    """Every span in the bank, as people see it: what was said, from when to when, and what each version holds."""
    found: list[tuple[object, ...]] = []
    for made in bank.versions():
        for entity, seen in bank.entries(known_at=made.published):
            whole = bank.entity(entity.id, made.published)
            found += [
                (made.published, one.statement.value, one.seen_from, one.seen_until, one.last_seen, seen)
                for one in sorted(whole.statements, key=lambda one: one.statement.key)
            ]
    for entity, seen in bank.entries(ever=True):
        whole = bank.entity(entity.id)
        found += sorted(
            (one.statement.value, one.seen_from, one.seen_until or "", one.last_seen) for one in whole.statements
        )
        found.append((entity.id, seen))
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data(), lists=_lists)
def test_versions_in_any_order_make_the_same_bank(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, lists: list[Said]
) -> None:
    folder = tmp_path_factory.mktemp("banks")
    order = data.draw(st.permutations(range(len(lists))))
    with Bank.open(folder / "in_order.db") as expected, Bank.open(folder / "as_drawn.db") as drawn:
        for at, names in enumerate(lists):
            load(expected, f"2026-01-{at + 1:02}", statements_of(names))
        for at in order:
            load(drawn, f"2026-01-{at + 1:02}", statements_of(lists[at]), history=True)
        assert everything(drawn) == everything(expected)
        assert drawn.verify().whole
        for at, names in enumerate(lists):
            known = {entity.reference: entity for entity, _ in drawn.entries(known_at=f"2026-01-{at + 1:02}")}
            assert set(known.get("A.1").get("alias") if "A.1" in known else ()) == names - {"Date"}  # type: ignore[union-attr]
            assert ("A.2" in known) == ("Date" in names)


@pytest.mark.parametrize(
    ("before", "between", "after", "expected"),
    [
        ("yes", "no", "yes", [("1", "2"), ("3", None)]),
        ("yes", "no", "no", [("1", "2")]),
        ("yes", "yes", "no", [("1", "3")]),
        ("yes", "yes", "yes", [("1", None)]),
        ("no", "yes", "yes", [("2", None)]),
        ("no", "no", "yes", [("3", None)]),
        ("no", "yes", "no", [("2", "3")]),
        ("no", "no", "no", []),
    ],
)
def test_a_version_filled_in_between_two(
    bank: Bank, before: str, between: str, after: str, expected: list[tuple[str, str | None]]
) -> None:
    for day, said, history in (("1", before, False), ("3", after, False), ("2", between, True)):
        load(bank, f"2026-01-0{day}", entry("A.1", "Works", *(["Told"] if said == "yes" else [])), history=history)
    seen = {
        (one.seen_from[-1], one.seen_until and one.seen_until[-1])
        for day in "123"
        for one in bank.entity(root("A.1"), f"2026-01-0{day}").statements
        if one.statement.value == "Told"
    }
    starts = {begin for begin, _ in expected}
    assert {begin for begin, _ in seen} == starts
    now = [("Told" in bank.entity(root("A.1"), f"2026-01-0{day}").get("alias")) for day in "123"]
    assert now == [before == "yes", between == "yes", after == "yes"]
    assert bank.verify().whole


def test_an_older_version_keeps_the_words_of_what_only_it_said(bank: Bank) -> None:
    load(bank, "2026-02-01", entry("A.1", "Works"))
    load(
        bank,
        "2026-01-01",
        [*entry("A.1", "Works"), part("A.1", "Address", "x", "full", "1 Nowhere Road", at="ADDRESS[2]")],
        history=True,
    )
    address = bank.entity(f"{root('A.1')}-address-x")
    assert address.statements[0].statement.place == "ADDRESS[2]"
    assert (address.statements[0].seen_from, address.statements[0].seen_until) == ("2026-01-01", "2026-02-01")
