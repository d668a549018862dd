"""A customer file, looked through before anybody is asked."""

from pathlib import Path

import pytest

from tizim.errors import UnreadableTable
from tizim.jobs.customer_file import CustomerFile


def test_a_file_says_its_columns_and_rows_before_its_subjects(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("No,Client,Born\n1,Grey Heron,1971\n2,,\n")
    file = CustomerFile.of(path, {"Client": "name", "Born": "birth_date"}, "Person")
    assert (file.count, file.held["Client"]) == (2, "name")
    first, second = file.asked()
    assert first.subject is not None
    assert (first.subject.kind, first.subject.birth_date) == ("Person", "1971")
    assert second.subject is None
    assert second.why


def test_a_file_without_customers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("name\n")
    with pytest.raises(UnreadableTable, match="expected rows with customers"):
        CustomerFile.of(path, {})
