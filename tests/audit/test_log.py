"""Lines are added by many at once, read again, and made unreadable one by one."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.conftest import ANNA, ON_A_FILE, event, opened, where
from tizim.audit.caller import Caller
from tizim.audit.canonical import canonical, read_canonical
from tizim.audit.chain import START, Line, hash_of, written
from tizim.audit.event import Asked, Event
from tizim.audit.keys import Keyring
from tizim.audit.log import LINES, Log
from tizim.audit.recorder import Grouped
from tizim.audit.verification import verify
from tizim.errors import AuditError, BankLocked, SubjectError
from tizim.model.verdict import Searched

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_a_line_says_who_asked_what_when_why_of_which_lists_and_what_came_out(log: Log) -> None:
    asked = Asked(
        (Searched("un_sc_sanctions", "2026-02-27T00:00:00Z", 10),),
        "2-ab@0.2/0.9",
        "0.1.0",
        ["b", "a"],
        None,
        "2026-03-01",
    )
    (line,) = log.append([Event("screen", ANNA, "hit", asked, private={"subject": {"names": ["Zarina Testova"]}})])
    (told,) = log.lines()
    assert told.line == line
    assert (line.number, line.action, line.caller, line.outcome) == (1, "screen", ANNA, "hit")
    assert line.searched == (("un_sc_sanctions", "2026-02-27T00:00:00Z"),)
    assert (line.rules, line.engine) == ("2-ab@0.2/0.9", "0.1.0")
    assert line.question == {"datasets": ["a", "b"], "known_at": "2026-03-01"}
    assert line.at == "2026-03-01T09:01:00.000Z"
    assert told.private == {"subject": {"names": ["Zarina Testova"]}}


@ON_A_FILE
def test_who_was_asked_about_stands_nowhere_in_the_file(log: Log, path: Path) -> None:
    log.append([event(name="Zarina Testova")])
    log.close()
    stored = b"".join(file.read_bytes() for file in path.parent.glob("bank.sqlite*"))
    assert b"anna" in stored
    assert b"Testova" not in stored


def test_each_line_holds_the_one_before_it(log: Log) -> None:
    log.append([event(1), event(2)])
    log.append([event(3)])
    lines = [one.line for one in log.lines()]
    assert [one.number for one in lines] == [1, 2, 3]
    assert [one.previous for one in lines] == [START.hex(), lines[0].hash.hex(), lines[1].hash.hex()]
    assert log.head().hash == lines[-1].hash
    assert log.head().size == 3
    assert log.append([]) == ()


def test_lines_are_chosen_by_time_and_by_number(log: Log) -> None:
    for number in (1, 2, 3):
        log.append([event(number)])
    assert [one.line.number for one in log.lines(since="2026-03-01T09:02")] == [2, 3]
    assert [one.line.number for one in log.lines(until="2026-03-01T09:02")] == [1]
    assert [one.line.number for one in log.lines(last=1)] == [3]
    found = log.line_of(next(log.lines()).line.id)
    assert found is not None
    assert found.number == 1
    assert log.line_of("00" * 16) is None


def test_an_erased_line_says_so_and_the_log_still_verifies(log: Log) -> None:
    log.append([event(1), event(2), event(3)])
    line = log.erase([2, 2], Caller("boris", purpose="request 17"))
    assert line.details == {"lines": [2]}
    told = {one.line.number: one for one in log.lines()}
    assert (told[2].private, told[2].erased) == (None, True)
    assert told[1].private is not None
    assert (told[4].line.action, told[4].line.caller.purpose, told[4].erased) == ("erase", "request 17", False)
    found = verify(log)
    assert (found.whole, found.lines, found.erased) == (True, 4, 1)
    log.erase([2], ANNA)
    assert verify(log).whole


@ON_A_FILE
def test_the_key_of_an_erased_line_is_gone_from_the_files_of_the_database(log: Log, path: Path) -> None:
    log.append([event(number) for number in range(200)])
    with sqlite3.connect(path) as connection:
        wrapped = dict(connection.execute("select line, wrapped from audit_key"))
    connection.close()
    log.erase(list(range(50, 150)), ANNA)
    log.expire("2027-01-01", ANNA)
    log.close()
    stored = b"".join(file.read_bytes() for file in path.parent.glob("bank.sqlite*"))
    assert [number for number, key in wrapped.items() if key in stored] == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("select count(*) from audit_key").fetchone() == (0,)
    connection.close()


def test_what_is_older_than_a_day_expires_and_what_is_not_stays(log: Log) -> None:
    for number in (1, 2, 3):
        log.append([event(number)])
    line = log.expire("2026-03-01T09:03", ANNA)
    assert line.details == {"before": "2026-03-01T09:03", "lines": 2}
    assert [one.erased for one in log.lines()] == [True, True, False, False]
    assert verify(log).whole


def test_only_lines_that_are_there_can_be_erased(log: Log) -> None:
    log.append([event()])
    for numbers in ([2], [0], []):
        with pytest.raises(AuditError, match="from 1 to 1"):
            log.erase(numbers, ANNA)
    assert log.head().size == 1


@ON_A_FILE
def test_without_the_keys_of_the_home_nothing_is_added_or_read(log: Log, tmp_path: Path) -> None:
    log.append([event()])
    other = Keyring(tmp_path / "other")
    other.make(lambda: "2026-03-01")
    stranger = opened(where(log), other)
    with pytest.raises(AuditError, match="head of the lines made with this home's keys"):
        stranger.append([event()])
    with pytest.raises(AuditError, match="home's key is another"):
        list(stranger.lines())
    assert not verify(stranger).whole
    stranger.close()


def test_a_group_that_cannot_be_written_leaves_nothing(log: Log) -> None:
    wrong = Event("screen", ANNA, details={"score": 0.5})
    with pytest.raises(AuditError, match="whole number"):
        log.append([event(), wrong])
    assert log.head().size == 0
    assert list(log.lines()) == []


def test_who_waits_too_long_for_other_writers_is_told(log: Log, keyring: Keyring) -> None:
    hasty = opened(where(log), keyring, patience=0.01)
    with log.holding(LINES), pytest.raises(BankLocked):
        hasty.append([event()])
    hasty.append([event()])
    hasty.close()
    assert verify(log).whole


def test_threads_share_commits_and_each_gets_its_own_lines(log: Log) -> None:
    commits = 0

    def append(events: Sequence[Event]) -> tuple[Line, ...]:
        nonlocal commits
        commits += 1
        return log.append(events)

    record: Grouped[Event, Line] = Grouped(append)
    got: dict[int, tuple[Line, ...]] = {}

    def ask(thread: int) -> None:
        for turn in range(20):
            number = thread * 100 + turn
            got[number] = record([event(number), event(-number)])

    threads = [threading.Thread(target=ask, args=(thread,)) for thread in range(1, 9)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all([line.details["row"] for line in lines] == [number, -number] for number, lines in got.items())
    assert len(got) == 160
    assert log.head().size == 320
    assert commits <= 160
    assert verify(log).whole


def test_every_thread_of_a_group_hears_that_it_was_not_written() -> None:
    def fails(_: object) -> tuple[int, ...]:
        raise AuditError("made up")

    record: Grouped[int, int] = Grouped(fails)
    for _ in range(2):
        with pytest.raises(AuditError, match="made up"):
            record([1])


@given(JSON)
def test_what_is_written_canonically_is_read_again_and_has_one_way_to_be_written(value: object) -> None:
    bytes_of = canonical({"value": value})
    assert bytes_of.isascii()
    assert canonical(read_canonical(bytes_of)) == bytes_of
    with pytest.raises(ValueError, match=r"another way|Expecting|Extra"):
        read_canonical(bytes_of.replace(b":", b": ", 1))


def test_what_would_not_be_written_alike_everywhere_is_refused() -> None:
    for value in (0.5, {1: "a"}, b"bytes", {"a": [float("nan")]}):
        with pytest.raises(AuditError):
            canonical(value)


@given(
    st.text(min_size=1, max_size=20).filter(str.strip),
    st.text(max_size=20),
    st.dictionaries(st.text(max_size=5), JSON, max_size=3),
    st.integers(1, 2**40),
)
def test_a_line_is_read_as_it_was_written(user: str, purpose: str, details: dict[str, object], number: int) -> None:
    told = Event("screen", Caller(user, purpose=purpose), "clear", details=details)
    words = written(told, number=number, id="ab" * 16, at="2026-03-01T09:00:00.000Z", previous=START)
    line = Line.read(words)
    assert (line.number, line.caller, line.outcome, line.words) == (number, told.caller, "clear", words)
    assert dict(line.details) == details
    assert line.hash == hash_of(words)


def test_what_is_no_line_is_not_read_as_one() -> None:
    for words in ("", "{}", "[]", '{"user":"anna"}', '{"number": 1}', '{"user":"anna","x":1}'):
        with pytest.raises(AuditError, match="expected a line"):
            Line.read(words)


def test_a_caller_has_a_name_and_no_endless_words() -> None:
    for words in ({"user": " "}, {"user": "anna", "purpose": "x" * 501}, {"user": None}):
        with pytest.raises(SubjectError, match="expected"):
            Caller(**words)
