"""What a person is told of two versions."""

import pytest

from tests.bank.made_up import DATASET, entry, load, part, root, says
from tizim.bank.bank import Bank
from tizim.errors import NoSuchVersion
from tizim.model.statement import Statement
from tizim.model.version import Change, Difference, NewField

BOOKKEEPING, AMENDED = ("VERSIONNUM",), "LAST_DAY_UPDATED"


Census = dict[str, int]


def between(
    bank: Bank,
    before: list[Statement],
    after: list[Statement],
    census: tuple[Census | None, Census | None] = (None, None),
) -> Difference:
    """The difference of two versions that hold these statements and these fields."""
    load(bank, "2026-01-01T08:00:00Z", before, fields=census[0])
    load(bank, "2026-02-01T08:00:00Z", after, fields=census[1])
    return bank.difference(DATASET, bookkeeping=BOOKKEEPING, amended=AMENDED)


def test_entries_that_came_and_went(bank: Bank) -> None:
    found = between(bank, [*entry("A.1", "Old Works"), *entry("A.2")], [*entry("A.2"), *entry("A.3", "New Works")])
    assert found.added == ((root("A.3"), "A.3", "New Works"),)
    assert found.removed == ((root("A.1"), "A.1", "Old Works"),)
    assert (found.amended, found.changed, found.unchanged) == ((), (), 1)
    assert (found.before, found.after) == ("2026-01-01T08:00:00Z", "2026-02-01T08:00:00Z")


def test_one_value_in_the_place_of_another_is_one_change(bank: Bank) -> None:
    found = between(bank, entry("A.1", "Old Works"), entry("A.1", "New Works"))
    (change,) = found.changed
    assert (change.root, change.reference, change.caption, change.amended) == (root("A.1"), "A.1", "New Works", False)
    assert change.changes == (Change(root("A.1"), "Organization", "name", "NAME", "Old Works", "New Works"),)
    assert found.summary() == "0 added, 0 removed, 0 amended by the publisher, 1 otherwise changed"


def test_of_several_values_each_is_told_for_itself(bank: Bank) -> None:
    found = between(bank, entry("A.1", "Works", "One", "Two"), entry("A.1", "Works", "Three"))
    assert {(one.field, one.before, one.after) for one in found.changed[0].changes} == {
        ("ALIAS/NAME", "One", None), ("ALIAS/NAME", "Two", None), ("ALIAS/NAME", None, "Three"),
    }  # fmt: skip


def test_the_same_value_in_other_words_is_a_change(bank: Bank) -> None:
    found = between(
        bank,
        [*entry("A.1"), says("A.1", "country", "tr", original="Turkey")],
        [*entry("A.1"), says("A.1", "country", "tr", original="Türkiye")],
    )
    assert [(one.before, one.after) for one in found.changed[0].changes] == [("tr (Turkey)", "tr (Türkiye)")]


def test_a_value_that_only_moved_to_another_field_is_no_change(bank: Bank) -> None:
    found = between(
        bank,
        [*entry("A.1"), says("A.1", "country", "kz", at="ALIAS[1]/COUNTRY")],
        [*entry("A.1"), says("A.1", "country", "kz", at="COUNTRY")],
    )
    assert (found.changed, found.unchanged) == ((), 1)


def test_a_part_with_another_id_and_the_same_words_is_no_change(bank: Bank) -> None:
    def address(key: str, *, street: str) -> list[Statement]:
        link = says("A.1", "addressEntity", f"{root('A.1')}-address-{key}", at="ADDRESS")
        city = part("A.1", "Address", key, "city", "Nowhere", at="ADDRESS[1]/CITY")
        return [*entry("A.1"), link, city, part("A.1", "Address", key, "street", street, at="ADDRESS[1]/STREET")]

    found = between(bank, address("x", street="Old Road"), address("y", street="New Road"))
    assert [(one.field, one.before, one.after) for one in found.changed[0].changes] == [
        ("ADDRESS/STREET", "Old Road", "New Road")
    ]
    load(bank, "2026-03-01", address("z", street="New Road"))
    assert bank.difference(DATASET).unchanged == 1


def test_values_that_two_lasting_parts_swap_are_changes(bank: Bank) -> None:
    def passports(x: str, y: str) -> list[Statement]:
        return [
            *entry("A.1"),
            *(part("A.1", "Passport", key, "number", f"N{key}000001") for key in "xy"),
            part("A.1", "Passport", "x", "startDate", x),
            part("A.1", "Passport", "y", "startDate", y),
        ]

    found = between(bank, passports("2001", "2002"), passports("2002", "2001"))
    assert len(found.changed[0].changes) == 4


def test_a_link_to_another_entry_is_told(bank: Bank) -> None:
    both = [*entry("A.1"), *entry("A.2")]
    found = between(bank, both, [*both, says("A.1", "addressEntity", root("A.2"), at="LINKED")])
    assert [(one.field, one.after) for one in found.changed[0].changes] == [("LINKED", root("A.2"))]


def test_an_entry_with_another_date_of_amendment_is_amended(bank: Bank) -> None:
    def dated(*dates: str) -> list[Statement]:
        return [part("A.1", "Sanction", "1", "modifiedAt", date, at="LAST_DAY_UPDATED/VALUE") for date in dates]

    load(bank, "2026-01-01", [*entry("A.1", "Old Works"), *dated("2025-01-01")])
    load(bank, "2026-02-01", [*entry("A.1", "New Works"), *dated("2025-01-01", "2026-01-20")])
    load(bank, "2026-03-01", [*entry("A.1", "New Works"), *dated("2025-01-01")])
    load(bank, "2026-04-01", [*entry("A.1", "Newer Works"), *dated("2025-01-01")])
    amended = [len(bank.difference(DATASET, after=f"2026-0{month}", amended=AMENDED).amended) for month in (2, 3, 4)]
    assert amended == [1, 1, 0]
    assert bank.difference(DATASET, after="2026-02").amended == ()  # a data set without such a field


def test_bookkeeping_is_not_told(bank: Bank) -> None:
    def numbered(number: str) -> list[Statement]:
        return [
            *entry("A.1"),
            says("A.1", "source:VERSIONNUM", number, at="VERSIONNUM"),
            says("A.1", "notes", number, at="VERSIONNUMBER"),
        ]

    found = between(bank, numbered("1"), numbered("2"))
    assert found.changed[0].fields == ("VERSIONNUMBER",)


def test_a_field_new_to_the_whole_list_is_told_once(bank: Bank) -> None:
    before = [*entry("A.1"), *entry("A.2", "Old Works"), *entry("A.4")]
    after = [
        *entry("A.1"), says("A.1", "source:LINK", "yes", at="LINK"),
        *entry("A.2", "New Works"), says("A.2", "source:LINK", "no", at="LINK"),
        *entry("A.3"), says("A.3", "source:LINK", "no", at="LINK"),
        *entry("A.4"),
    ]  # fmt: skip
    found = between(bank, before, after, ({"NAME": 3, "OLD": 2, "EMPTY": 0}, {"NAME": 4, "LINK": 3}))
    assert found.new_fields == (NewField("LINK", 3), NewField("OLD", 2, gone=True))
    assert [(one.reference, one.fields) for one in found.changed] == [("A.2", ("NAME",))]
    assert found.unchanged == 2
    assert found.summary().endswith("field LINK new on 3, field OLD gone from 2")


def test_fields_of_two_formats_are_not_compared(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", "Old Works"), fields={"NAME": 1}, format="xml")
    load(bank, "2026-02-01", entry("A.1", "New Works"), fields={"name": 1}, format="csv")
    found = bank.difference(DATASET)
    assert found.new_fields == ()
    assert len(found.changed) == 1


def test_a_first_version_is_all_new(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1"), *entry("A.2")])
    found = bank.difference(DATASET)
    assert (found.before, len(found.added), found.removed, found.unchanged) == (None, 2, (), 0)


def test_versions_far_apart_and_backwards(bank: Bank) -> None:
    for day, names in (("01", ("One",)), ("02", ("Two",)), ("03", ("One",))):
        load(bank, f"2026-01-{day}", entry("A.1", "Works", *names))
    assert bank.difference(DATASET, "2026-01-01", "2026-01-03").unchanged == 1
    back = bank.difference(DATASET, "2026-01-02", "2026-01-01")
    assert [(one.before, one.after) for one in back.changed[0].changes] == [("Two", "One")]
    assert bank.difference(DATASET, "2026-01-02", "2026-01-02").unchanged == 1


def test_a_version_is_named_by_the_beginning_of_its_date(bank: Bank) -> None:
    for day in ("2025-12-31", "2026-01-01", "2026-01-15"):
        load(bank, day, entry("A.1"))
    assert bank.difference(DATASET, "2025", "2026").after == "2026-01-15"
    with pytest.raises(NoSuchVersion, match=r"the newest are 2025-12-31, 2026-01-01, 2026-01-15\), came '2024'"):
        bank.difference(DATASET, "2024", None)
    with pytest.raises(NoSuchVersion, match="expected a data set in the bank, came 'no_such_list'"):
        bank.difference("no_such_list")
