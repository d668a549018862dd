"""What the bank knows of one entity."""

import pytest

from tests.bank.made_up import entry, load, part, root, says, version
from tizim.bank.bank import Bank
from tizim.errors import NoSuchEntity
from tizim.model.statement import Statement


def test_an_entity_that_left_is_given_as_it_was_last_seen(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1", "Old Works"), *entry("A.2")])
    load(bank, "2026-02-01", [*entry("A.1", "Last Works"), *entry("A.2")])
    load(bank, "2026-03-01", entry("A.2"))
    left = bank.entity(root("A.1"))
    assert left.caption == "Last Works"
    assert {(one.seen_until, one.last_seen) for one in left.statements} == {("2026-03-01", "2026-02-01")}


def test_an_end_that_came_later_is_not_told_of_an_earlier_time(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", "Old Works"))
    load(bank, "2026-02-01", entry("A.1", "New Works"))
    then = bank.entity(root("A.1"), "2026-01-15")
    assert [(one.seen_from, one.seen_until, one.last_seen) for one in then.statements] == [
        ("2026-01-01", None, "2026-01-01")
    ]


def test_an_entity_unknown_then_is_no_entity(bank: Bank) -> None:
    load(bank, "2026-02-01", entry("A.1"))
    with pytest.raises(NoSuchEntity, match=r"as known at 2026-01-15, came 'made_up_list-a\.1'"):
        bank.entity(root("A.1"), "2026-01-15")
    with pytest.raises(NoSuchEntity, match="expected the id of an entity in the bank, came 'nobody'"):
        bank.entity("nobody")


def test_a_part_is_an_entity_of_its_own_with_the_reference_of_its_entry(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1"), part("A.1", "Address", "x", "full", "1 Nowhere Road")])
    load(bank, "2026-02-01", entry("A.1"))
    address = bank.entity(f"{root('A.1')}-address-x")
    assert (address.schema, address.reference, address.first("full"), address.parts) == (
        "Address",
        "A.1",
        "1 Nowhere Road",
        (),
    )
    assert [one.id for one in bank.entity(root("A.1")).parts] == [f"{root('A.1')}-sanction-1"]
    assert len(bank.entity(root("A.1"), "2026-01-01").parts) == 2


@pytest.mark.parametrize("reference", ["QX.001", "Q X.001", "KZ/2015 №7", "ЎЗ-1", "12"])
def test_the_reference_is_written_as_the_publisher_does(bank: Bank, reference: str) -> None:
    load(bank, "2026-01-01", entry(reference, "12 Works"))
    assert bank.entity(root(reference)).reference == reference
    assert [entity.reference for entity, _ in bank.entries()] == [reference]


def test_an_id_that_is_no_made_one_is_its_own_reference(bank: Bank) -> None:
    with bank.update("ftm_rows") as update:
        update.add(Statement("ftm_rows", "NK-1", "NK-1", "Organization", "name", "Made-up Works"))
        update.commit(version("2026-01-01", 1, dataset="ftm_rows"), [], [])
    assert bank.entity("NK-1").reference == "NK-1"


def test_without_its_number_a_reference_is_read_off_the_id(bank: Bank) -> None:
    load(bank, "2026-01-01", [says("A.1", "name", "Made-up Works")])
    assert bank.entity(root("A.1")).reference == "a.1"


def test_links_are_what_other_entries_say_of_it_now(bank: Bank) -> None:
    to_first = part("A.2", "Ownership", "x", "owner", root("A.1"))
    load(bank, "2026-01-01", [*entry("A.1"), *entry("A.2"), to_first])
    load(bank, "2026-02-01", [*entry("A.1"), *entry("A.2")])
    assert bank.links(root("A.1")) == ()
    (link,) = bank.links(root("A.1"), "2026-01-31")
    assert (link.statement, link.seen_from) == (to_first, "2026-01-01")


def test_words_that_look_like_an_id_are_no_link(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1"), *entry("A.2"), says("A.2", "notes", root("A.1"))])
    assert bank.links(root("A.1")) == ()


def test_one_id_in_two_data_sets_is_the_one_that_is_still_said(bank: Bank) -> None:
    for dataset, day, names in (
        ("a_list", "2026-01-01", ["NK-1"]),
        ("b_list", "2026-01-01", ["NK-1"]),
        ("a_list", "2026-02-01", []),
    ):
        with bank.update(dataset) as update:
            for name in names:
                update.add(Statement(dataset, name, name, "Organization", "name", f"Works of {dataset}"))
            update.commit(version(day, len(names), dataset=dataset), [], [])
    assert bank.entity("NK-1").caption == "Works of b_list"
    assert bank.entity("NK-1", "2026-01-15").caption == "Works of a_list"
    assert bank.entity("NK-1", dataset="a_list").caption == "Works of a_list"


def test_the_listing_of_one_id_in_two_data_sets_is_that_of_the_one_asked_for(bank: Bank) -> None:
    for dataset, day in (("a_list", "2026-01-01"), ("b_list", "2026-02-01")):
        listing = Statement(dataset, "NK-1", "NK-1-listing", "Sanction", "startDate", day)
        with bank.update(dataset) as update:
            update.add(Statement(dataset, "NK-1", "NK-1", "Organization", "name", f"Works of {dataset}"))
            update.add(listing)
            update.commit(version("2026-03-01", 1, dataset=dataset), [], [])
    assert bank.listing("NK-1", "2026-03-01", dataset="a_list").start == "2026-01-01"
    assert bank.listing("NK-1", "2026-03-01", dataset="b_list").start == "2026-02-01"
    with pytest.raises(NoSuchEntity):
        bank.listing("NK-1", "2026-03-01", dataset="c_list")
