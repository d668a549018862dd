"""Records counted on their way to the mapper. All records are invented."""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading


def _records(*references: str) -> Iterator[Fields]:
    for reference in references:
        record = Fields("record")
        record.put("number", reference)
        yield record


def test_an_entry_met_twice_is_rejected_and_counted() -> None:
    reading = Reading("specimen")
    found = counted(_records("A 1", "a1", "", "B2"), reading, once="number")
    assert [record.take("number") for record in found] == ["A 1", None, "B2"]
    assert reading.records == 4
    assert [(one.place, one.reference) for one in reading.rejected] == [("record 2", "a1")]
    assert reading.fields["number"] == 2, "what is rejected adds nothing to the fields of the list"


def test_records_of_another_data_set_are_neither_given_nor_counted_but_keep_their_place() -> None:
    reading = Reading("specimen")

    def of_this_one(record: Fields) -> bool:
        return all(not value.startswith("X") for _, value in record.leaves())

    found = list(counted(_records("X1", "A1", "A1"), reading, once="number", keep=of_this_one))
    assert [record.take("number") for record in found] == ["A1"]
    assert (reading.records, [one.place for one in reading.rejected]) == (2, ["record 3"])


def test_without_a_reference_every_record_is_given() -> None:
    reading = Reading("specimen")
    assert len(list(counted(_records("A1", "A1"), reading))) == reading.records == 2
