"""What was done to the log by someone who can write to its file is found, and the line is named."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.audit.conftest import ANNA, ON_A_FILE, event
from tizim.audit.chain import Line, hash_of
from tizim.audit.checkpoint import read_checkpoint
from tizim.audit.envelope import Envelope
from tizim.audit.keys import Keyring
from tizim.audit.log import Head, Log
from tizim.audit.receipt_log import ReceiptLog
from tizim.audit.verification import verify
from tizim.errors import InvalidReceipt


@pytest.fixture
def ten(log: Log) -> Log:
    log.append([event(number) for number in range(1, 11)])
    return log


def done(path: Path, *orders: str) -> None:
    """What an intruder does to the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for order in orders:
            connection.execute(order)


def kept(receipts: ReceiptLog, log: Log) -> tuple[str, Envelope, Head]:
    """A checkpoint, written to a file and read again."""
    told = json.loads(json.dumps(receipts.checkpoint(log.head()).to_json()))
    return ("kept.json", *read_checkpoint(told))


def rewrite(path: Path, number: int, change: Callable[[str], str], keyring: Keyring | None = None) -> None:
    """Changes the words of a line and hashes all that follow anew; with the keys, the head too."""
    with closing(sqlite3.connect(path)) as connection, connection:
        previous = ""
        for at, words in connection.execute("select number, line from audit_line order by number").fetchall():
            if at < number:
                continue
            made = change(words) if at == number else words.replace(Line.read(words).previous, previous)
            previous = hash_of(made).hex()
            connection.execute(
                "update audit_line set line = ?, hash = ? where number = ?", (made, bytes.fromhex(previous), at)
            )
        if keyring is not None:
            (name, size) = connection.execute("select log, size from audit_head where name = 'lines'").fetchone()
            head = Head(name, size, bytes.fromhex(previous))
            values = (head.hash, head.mac(keyring.keyed))
            connection.execute("update audit_head set hash = ?, mac = ? where name = 'lines'", values)


@ON_A_FILE
def test_a_log_that_nobody_touched_is_whole(ten: Log) -> None:
    found = verify(ten)
    assert (found.whole, found.lines, found.erased, found.findings) == (True, 10, 0, ())


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        (["update audit_line set line = replace(line, 'anna', 'hans') where number = 4"], "line 4 was changed"),
        (["update audit_line set hash = zeroblob(32) where number = 4"], "line 4 was changed"),
        (["update audit_line set at = '2020' where number = 4"], "line 4 was changed or moved"),
        (
            ["update audit_line set line = 'nonsense' where number = 4"],
            "line 4 was changed: expected a line of the log",
        ),
        (["update audit_line set sealed = zeroblob(60) where number = 4"], "line 4: its sealed part was changed"),
        (["update audit_line set sealed = null where number = 4"], "line 4: its sealed part was changed or taken away"),
        (["update audit_key set wrapped = zeroblob(60) where line = 4"], "line 4: its sealed part does not open"),
        (["delete from audit_key where line = 4"], "line 4: its key is gone, and no line says that it was erased"),
        (["delete from audit_key where line = 4", "delete from audit_line where number = 4"], "line 4 is missing"),
        (
            ["delete from audit_key where line in (4, 5)", "delete from audit_line where number in (4, 5)"],
            "lines 4 to 5 are missing",
        ),
        (
            [
                "update audit_line set number = -1 where number = 4",
                "update audit_line set number = 4 where number = 5",
                "update audit_line set number = 5 where number = -1",
            ],
            "line 4 was changed or moved: it calls itself line 5",
        ),
        (
            [
                "delete from audit_key where line > 8",
                "delete from audit_line where number > 8",
            ],
            "the log was cut off: its head tells of 10 lines, lines 9 to 10 are missing",
        ),
        (
            [
                "insert into audit_line select 11, zeroblob(16), at, line, null, hash from audit_line where number = 10",
            ],
            "lines 11 to 11 were put in: the head tells of 10 lines",
        ),
        (["update audit_head set size = 8 where name = 'lines'"], "made with this home's keys"),
        (["delete from audit_head where name = 'lines'"], "the head of the log is missing"),
    ],
)
@ON_A_FILE
def test_what_was_changed_removed_moved_or_cut_off_is_named(ten: Log, path: Path, orders: list[str], told: str) -> None:
    done(path, *orders)
    found = verify(ten)
    assert not found.whole
    assert [finding for finding in found.findings if told in finding], found.findings


@ON_A_FILE
def test_a_line_written_anew_with_all_that_follow_does_not_fit_the_head(ten: Log, path: Path) -> None:
    rewrite(path, 4, lambda words: words.replace("anna", "hans"))
    (finding,) = verify(ten).findings
    assert "the head does not hold line 10" in finding


@ON_A_FILE
def test_whoever_has_the_keys_too_is_found_by_a_checkpoint_kept_elsewhere(
    ten: Log, path: Path, keyring: Keyring, receipts: ReceiptLog
) -> None:
    checkpoint = kept(receipts, ten)
    assert verify(ten, [checkpoint]).whole
    rewrite(path, 4, lambda words: words.replace("anna", "hans"), keyring)
    assert verify(ten).whole
    (finding,) = verify(ten, [checkpoint]).findings
    assert "line 10 is not the one that the checkpoint tells of" in finding


@ON_A_FILE
def test_a_log_cut_off_by_whoever_has_the_keys_is_found_by_a_checkpoint(
    ten: Log, path: Path, keyring: Keyring, receipts: ReceiptLog
) -> None:
    checkpoint = kept(receipts, ten)
    head = ten.head()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("delete from audit_key where line > 7")
        connection.execute("delete from audit_line where number > 7")
        (last,) = connection.execute("select hash from audit_line where number = 7").fetchone()
        short = Head(head.log, 7, last)
        connection.execute(
            "update audit_head set size = 7, hash = ?, mac = ? where name = 'lines'", (last, short.mac(keyring.keyed))
        )
    assert verify(ten).whole
    (finding,) = verify(ten, [checkpoint]).findings
    assert finding == "kept.json: the log was cut off: the checkpoint tells of 10 lines, lines 8 to 10 are missing"


@ON_A_FILE
def test_a_checkpoint_of_another_log_or_with_another_signature_is_told(
    ten: Log, receipts: ReceiptLog, tmp_path: Path
) -> None:
    other_keys = Keyring(tmp_path / "other")
    other_keys.make(lambda: "2026-03-01")
    other = Log.open(other_keys, tmp_path / "other.sqlite")
    foreign = kept(ReceiptLog(other), other)
    found = verify(ten, [foreign]).findings
    assert any("is none of the signer's" in one for one in found)
    assert any("it is of another log" in one for one in found)
    other.close()
    _, envelope, head = kept(receipts, ten)
    forged = Envelope(envelope.kind, {**envelope.says, "lines": 9}, envelope.key, envelope.signature)
    assert any("is not one that the key" in one for one in verify(ten, [("forged", forged, head)]).findings)


@ON_A_FILE
def test_a_checkpoint_outlives_the_key_that_signed_it(ten: Log, receipts: ReceiptLog) -> None:
    checkpoint = kept(receipts, ten)
    receipts.rotate()
    assert verify(ten, [checkpoint]).whole


@ON_A_FILE
def test_an_erased_line_whose_key_was_brought_back_is_told(ten: Log, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (wrapped,) = connection.execute("select wrapped from audit_key where line = 4").fetchone()
    ten.erase([4], ANNA)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("insert into audit_key values (4, ?)", (wrapped,))
    assert verify(ten).findings == ("line 4: line 11 says that it was erased, and its key is there",)


def test_a_file_that_is_no_checkpoint_is_refused() -> None:
    told: object
    for told in ({}, [], "x", {"kind": "tizim checkpoint 1", "says": {"a": 0.5}, "key": {}, "signature": ""}):
        with pytest.raises(InvalidReceipt):
            read_checkpoint(told)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(1, 10), place=st.integers(0, 10_000), letter=st.sampled_from('0a"{}:,Z '))
@ON_A_FILE
def test_a_change_of_any_letter_of_any_line_is_found(
    ten: Log, path: Path, number: int, place: int, letter: str
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        (words,) = connection.execute("select line from audit_line where number = ?", (number,)).fetchone()
        at = place % len(words)
        changed = words[:at] + letter + words[at + 1 :]
        connection.execute("update audit_line set line = ? where number = ?", (changed, number))
    found = verify(ten)
    assert found.whole == (changed == words)
    assert found.whole or any(f"line {number} " in finding for finding in found.findings)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update audit_line set line = ? where number = ?", (words, number))
