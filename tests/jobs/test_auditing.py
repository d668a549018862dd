"""A home that records: every question is on record before it is answered, by whoever asks, in whatever way."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

import tizim
from tests.jobs.made_up import NAMES, OWN, UN, ftm_list, organisation, un_list
from tizim.audit.caller import Caller
from tizim.audit.exporting import COLUMNS
from tizim.audit.merkle import is_included, leaf_hash
from tizim.audit.receipt import broken_off
from tizim.errors import AuditError, InvalidReceipt, NoPurpose, NothingKept, NothingLoaded, SubjectError
from tizim.jobs.receipts import read_keys, read_receipt, read_tree_head, verify_offline, write_json
from tizim.tables import json_line, rows
from tizim.workspace import Tizim

HERON = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], id="C-7")
PINE = tizim.Subject(kind="Organization", names=["Invented Orchard"], documents=["N 123"])
BORIS = Caller("boris", "officer", "case 17", "r-9")


@pytest.fixture
def tz(home: Path) -> Iterator[Tizim]:
    with tizim.open(user="anna") as opened:
        add(opened, "2026-02-27")
        yield opened


def add(tz: Tizim, day: str, names: tuple[str, ...] = NAMES, *, history: bool = False) -> None:
    records = [organisation(number, name) for number, name in enumerate(names, 1)]
    tz.lists.add(UN, un_list(tz.home.parent, day, records), accept=["fewer-records"], history=history)


def recorded(tz: Tizim) -> list[tuple[str, str, str, Any]]:
    """Action, user, outcome and what is private of every line, as the log has them."""
    with_log = tz.audit._opened().log
    return [(one.line.action, one.line.caller.user, one.line.outcome, one.private) for one in with_log.lines()]


def test_a_home_records_nothing_and_opens_no_database_until_it_is_told_to(tz: Tizim) -> None:
    tz.screen(HERON)
    assert not tz.audit.is_on
    assert not (tz.home / "audit").exists()
    assert not (tz.home / "keys").exists()
    with pytest.raises(AuditError, match="tizim audit on"):
        tz.audit.lines()


def test_a_question_is_on_record_with_who_asked_why_of_which_lists_and_the_outcome(tz: Tizim) -> None:
    tz.audit.on()
    verdict = tz.screen(HERON, caller=BORIS)
    (told,) = tz.audit.lines(name="order of the  GREY heron")
    assert told.line.caller == BORIS
    assert (told.line.action, told.line.outcome) == ("screen", "hit")
    assert told.line.searched == ((UN, "2026-02-27T00:00:00Z"),)
    assert (told.line.rules, told.line.engine) == (tz.rules.full_version, tizim.__version__)
    assert told.private is not None
    assert told.private["subject"] == {"id": "C-7", "kind": "Organization", "names": ["Order of the Grey Heron"]}
    assert told.private["hits"] == [
        {"entity": "un_sc_sanctions-xxe.002", "outcome": "hit", "score": f"{verdict.hits[0].score:.6f}"}
    ]


def test_every_way_to_ask_is_on_record(tz: Tizim, tmp_path: Path) -> None:
    tz.audit.on()
    tz.screen(HERON, known_at="2026-03-01")
    assert [one.outcome for one in tz.screen_many([HERON, PINE, "nobody"])] == ["hit", "clear", "not_screened"]  # type: ignore[list-item]
    tz.entity("un_sc_sanctions-xxe.002", caller=BORIS)
    tz.listing("un_sc_sanctions-xxe.002", as_of="2026-01-01")
    tz.links("un_sc_sanctions-xxe.002")
    tz.explain(HERON, "un_sc_sanctions-xxe.002")
    tz.export(tmp_path / "lists.csv")
    tuning = tz.tune([HERON])
    tz.use_thresholds(tuning, possible=0.3, hit=0.95)
    told = [(action, outcome) for action, _, outcome, _ in recorded(tz)]
    assert told == [
        ("on", ""),
        ("screen", "hit"),
        ("screen-many", ""),
        ("screen", "hit"),
        ("screen", "clear"),
        ("screen", "not_screened"),
        ("show", ""),
        ("listing", ""),
        ("links", ""),
        ("explain", ""),
        ("export", ""),
        ("tune", ""),
        ("use-thresholds", ""),
    ]
    lines = {one.line.action: one.line for one in tz.audit.lines()}
    assert lines["show"].caller == BORIS
    assert lines["show"].details == {"list": "un_sc_sanctions@2026-02-27T00:00:00Z"}
    assert tz.audit.verify().whole


def test_a_customer_file_is_recorded_row_by_row_whatever_the_number_of_workers(tz: Tizim, tmp_path: Path) -> None:
    tz.audit.on()
    file = tmp_path / "customers.csv"
    names = ["Order of the Grey Heron", "Invented Orchard", ""] * 1100
    file.write_text("id,name\n" + "".join(f"K-{at},{name}\n" for at, name in enumerate(names)), encoding="utf-8")
    for workers in (1, 2):
        out = tmp_path / f"results{workers}.csv"
        summary = tz.screen_file(file, out, kind="Organization", workers=workers, caller=BORIS)
        assert (summary.hit, summary.clear, summary.not_screened) == (1100, 1100, 1100)
    lines = list(tz.audit._opened().log.lines())
    batches = [one.line for one in lines if one.line.action == "screen-file"]
    assert [one.searched for one in batches] == [((UN, "2026-02-27T00:00:00Z"),)] * 2
    for batch in batches:
        asked = [one for one in lines if one.line.part_of == batch.id]
        assert [one.line.outcome for one in asked] == ["hit", "clear", "not_screened"] * 1100
        assert [one.line.details["row"] for one in asked] == list(range(2, 3302))
        assert asked[1].private is not None
        assert asked[1].private["subject"]["id"] == "K-1"
        assert {one.line.caller for one in asked} == {BORIS}
    assert tz.audit.verify().whole


def test_customers_that_are_kept_are_recorded_when_they_are_screened_again(tz: Tizim, tmp_path: Path) -> None:
    tz.audit.on()
    file = tmp_path / "customers.csv"
    file.write_text("id,name\nK-1,Order of the Grey Heron\nK-2,Invented Orchard\n", encoding="utf-8")
    tz.customers.add(file, kind="Organization")
    tz.customers.rescreen(tmp_path / "out.csv")
    assert [(action, outcome) for action, _, outcome, _ in recorded(tz)][1:] == [
        ("rescreen", ""),
        ("screen", "hit"),
        ("screen", "clear"),
    ]


def test_answers_of_a_batch_are_on_record_before_the_first_is_given(tz: Tizim) -> None:
    tz.audit.on()
    verdicts = tz.screen_many([HERON] * 3)
    next(verdicts)
    assert [action for action, *_ in recorded(tz)] == ["on", "screen-many", "screen", "screen", "screen"]
    assert [one.outcome for one in verdicts] == ["hit", "hit"]
    assert list(tz.screen_many([])) == []


def test_who_does_not_say_why_gets_no_answer_where_that_is_wanted(tz: Tizim) -> None:
    tz.audit.on(require_purpose=True)
    with pytest.raises(NoPurpose, match="--purpose"):
        tz.screen(HERON)
    with pytest.raises(NoPurpose):
        tz.entity("un_sc_sanctions-xxe.002", caller=Caller("boris"))
    assert tz.screen(HERON, caller=BORIS).outcome == "hit"
    assert [action for action, *_ in recorded(tz)] == ["on", "screen"]


def test_recording_is_on_for_every_process_and_object_that_opens_the_home(tz: Tizim) -> None:
    with tizim.open(tz.home, caller=BORIS, audit=True) as other:
        tz.screen(HERON)
        other.screen(HERON)
    with tizim.open(tz.home, user="carla") as third:
        third.screen(HERON)
        third.audit.off()
        third.screen(HERON)
    tz.screen(HERON)
    assert [(action, user) for action, user, *_ in recorded(tz)] == [
        ("on", "boris"),
        ("screen", "anna"),
        ("screen", "boris"),
        ("screen", "carla"),
        ("off", "carla"),
    ]
    tz.audit.off()
    assert not tz.audit.is_on


@pytest.mark.parametrize("loss", ["the log", "the keys", "another log", "the mark"])
def test_what_cannot_be_recorded_is_not_answered(tz: Tizim, loss: str) -> None:
    tz.audit.on()
    tz.screen(HERON)
    tz.close()
    if loss == "the log":
        (tz.home / "audit" / "log.sqlite").rename(tz.home / "gone.sqlite")
    elif loss == "the keys":
        (tz.home / "keys").rename(tz.home / "gone")
    elif loss == "another log":
        (tz.home / "audit" / "on").write_text('{"log": "another", "purpose": false}', encoding="ascii")
    else:
        (tz.home / "audit" / "on").write_text("{", encoding="ascii")
    with pytest.raises(AuditError, match="expected"):
        tz.screen(HERON)
    with tizim.open(tz.home) as again, pytest.raises(AuditError, match="expected"):
        again.screen(HERON)


def test_threads_that_ask_at_once_are_each_recorded_under_their_own_name(tz: Tizim) -> None:
    tz.audit.on()
    tz.screen(HERON)

    def ask(number: int) -> None:
        for turn in range(10):
            tz.screen(HERON, caller=Caller(f"user {number}", request=f"{number}-{turn}"))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    requests = {one.line.caller.request for one in tz.audit._opened().log.lines()} - {""}
    assert requests == {f"{number}-{turn}" for number in range(6) for turn in range(10)}
    assert tz.audit.verify().whole


def test_a_person_is_found_in_the_log_and_erased_from_it(tz: Tizim) -> None:
    tz.audit.on()
    list(tz.screen_many([HERON, PINE, HERON]))
    tz.explain(PINE, HERON)
    assert [one.line.number for one in tz.audit.lines(customer="C-7")] == [3, 5, 6]
    assert [one.line.number for one in tz.audit.lines(document="N 123")] == [4, 6]
    assert [one.line.number for one in tz.audit.lines(user="nobody")] == []
    assert tz.audit.erase(name="ORDER of the grey heron", caller=BORIS) == (3, 5, 6)
    assert tz.audit.erase(customer="C-7") == ()
    erased = [one.line.number for one in tz.audit.lines() if one.erased]
    assert erased == [3, 5, 6]
    assert tz.audit.verify().erased == 3
    assert tz.audit.verify().whole
    assert tz.audit.expire("2999-01-01") > 0
    assert all(one.private is None for one in tz.audit._opened().log.lines())
    assert tz.audit.verify().whole


def test_whoever_reads_the_log_is_in_it(tz: Tizim) -> None:
    tz.audit.on()
    list(tz.audit.lines(name="Order of the Grey Heron", caller=BORIS))
    action, user, _, private = recorded(tz)[-1]
    assert (action, user, private) == ("read-log", "boris", {"name": "Order of the Grey Heron"})


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_an_export_holds_what_was_asked_and_the_words_that_prove_it(tz: Tizim, tmp_path: Path, suffix: str) -> None:
    tz.audit.on()
    list(tz.screen_many([HERON, PINE]))
    tz.audit.erase([4])
    out = tmp_path / f"log.{suffix}"
    assert tz.audit.export(out, tz.audit.lines()) == 6
    found = [dict(cells) for _, cells in rows(out, suffix)]
    assert [one["action"] for one in found] == ["on", "screen-many", "screen", "screen", "erase", "read-log"]
    assert "Grey Heron" in str(found[2]["subject"])
    assert found[2]["searched"] == "un_sc_sanctions@2026-02-27T00:00:00Z"
    assert str(found[3]["erased"]).lower() in ("true", "1")
    assert not found[3].get("subject")
    for one in found:
        digest = blake2b(str(one["line"]).encode(), digest_size=32, person=b"tizim audit 1").hexdigest()
        assert digest == one["hash"]
    with pytest.raises(tizim.errors.UnreadableTable):
        tz.audit.export(tmp_path / "log.pdf", [])


def test_a_checkpoint_that_was_kept_agrees_with_the_log_as_it_grew(tz: Tizim, tmp_path: Path) -> None:
    tz.audit.on()
    tz.screen(HERON)
    write_json(tmp_path / "kept.json", tz.audit.checkpoint().to_json())
    tz.screen(HERON)
    found = tz.audit.verify([tmp_path / "kept.json"])
    assert (found.whole, found.checkpoints, found.lines) == (True, 1, 3)
    for file in (tmp_path / "absent.json", tmp_path):
        with pytest.raises(InvalidReceipt, match="expected a checkpoint"):
            tz.audit.verify([file])


# ------------------------------------------------------------------------------------------------------------- receipts


def test_a_receipt_is_given_with_the_answer_and_noted_in_the_log(tz: Tizim) -> None:
    tz.audit.on()
    verdict, receipt = tz.screen_with_receipt(HERON, caller=BORIS)
    assert (verdict.outcome, receipt.outcome) == ("hit", "hit")
    (told,) = tz.audit.lines(customer="C-7")
    assert told.line.details == {"receipt": receipt.statement.says["id"]}
    assert tz.receipts.verify(receipt).holds


def test_a_receipt_is_verified_by_somebody_who_has_only_the_file_and_the_public_keys(tz: Tizim, tmp_path: Path) -> None:
    _, receipt = tz.screen_with_receipt(PINE)
    tz.receipts.rotate()
    write_json(tmp_path / "receipt.json", receipt.to_json())
    write_json(tmp_path / "keys.json", tz.receipts.keys().to_json())
    read = read_receipt(tmp_path / "receipt.json")
    assert verify_offline(read, read_keys(tmp_path / "keys.json")).holds
    alone = verify_offline(read)
    assert alone.holds
    assert "it agrees with the key in the file" in alone.notes[0]
    assert not tz.audit.is_on  # a receipt needs no recording
    for read_file in (read_receipt, read_keys, read_tree_head):
        with pytest.raises(InvalidReceipt, match="expected a file"):
            read_file(tmp_path / "absent.json")


def test_the_same_question_of_the_same_versions_gives_the_answer_of_the_receipt_after_the_lists_have_changed(
    tz: Tizim,
) -> None:
    verdict, receipt = tz.screen_with_receipt(HERON)
    _, nothing = tz.screen_with_receipt(tizim.Subject(kind="Organization", names=["Newly Listed Orchard"]))
    add(tz, "2026-03-10", ("NEWLY LISTED ORCHARD", "ORDER OF SOMETHING ELSE"))
    assert tz.screen(HERON).outcome != verdict.outcome
    again = tz.receipts.repeat(receipt, replace(HERON, id=None))
    assert (again.holds, again.same, again.notes) == (True, True, ())
    again = tz.receipts.repeat(nothing, tizim.Subject(kind="Organization", names=["Newly Listed Orchard"]))
    assert (again.holds, again.same) == (True, True)


def test_another_question_is_told_from_the_one_of_the_receipt(tz: Tizim) -> None:
    _, receipt = tz.screen_with_receipt(HERON)
    found = tz.receipts.repeat(receipt, PINE)
    assert (found.holds, found.same) == (False, None)
    assert "the question is not the one of the receipt" in found.findings[0]


def test_lists_of_different_days_are_asked_one_by_one_where_one_day_does_not_give_all(tz: Tizim) -> None:
    tz.lists.add(OWN, ftm_list(tz.home.parent, {"heron-1": "Order of the Grey Heron"}), published="2026-01-05")
    _, receipt = tz.screen_with_receipt(HERON)
    assert len(receipt.statement.says["hits"]) == 2
    # Loaded late, and older than the newest list of the receipt: one day no longer gives the versions that answered.
    tz.lists.add(
        OWN, ftm_list(tz.home.parent, {"pine-1": "Invented Orchard"}, name="later.ftm.json"), published="2026-02-01"
    )
    found = tz.receipts.repeat(receipt, HERON)
    assert (found.holds, found.same) == (True, True)


def test_a_home_that_lacks_a_version_or_has_other_rules_says_that_it_cannot_tell(tz: Tizim, tmp_path: Path) -> None:
    _, receipt = tz.screen_with_receipt(HERON)
    tz.use_thresholds(tz.tune([HERON]), possible=0.3, hit=0.95)
    found = tz.receipts.repeat(receipt, HERON)
    assert (found.holds, found.same) == (True, None)
    assert "it cannot be asked again: the receipt is of the rules" in found.notes[0]
    (tz.home / "rules.toml").unlink()
    tz.close()
    for file in tz.home.glob("bank.sqlite*"):
        file.unlink()
    with tizim.open(tz.home) as poorer:
        add(poorer, "2026-05-01")
        found = poorer.receipts.repeat(receipt, HERON)
        assert (found.holds, found.same) == (True, None)
        assert "it cannot be asked again" in found.notes[0]


def test_an_answer_that_is_another_today_does_not_hold(tz: Tizim, monkeypatch: pytest.MonkeyPatch) -> None:
    _, receipt = tz.screen_with_receipt(HERON)
    clear = tz.screen(PINE)
    monkeypatch.setattr(tz.receipts, "_ask", lambda *_: replace(clear, searched=clear.searched))
    found = tz.receipts.repeat(receipt, HERON)
    assert (found.holds, found.same) == (False, False)
    assert "the answer is another: nothing found; the receipt says hit" in found.findings[0]


def test_a_receipt_may_be_of_chosen_lists_and_of_a_day(tz: Tizim) -> None:
    _, receipt = tz.screen_with_receipt(HERON, ["sanctions"], as_of="2010-01-01")
    assert receipt.outcome == "clear"
    assert receipt.statement.says["question"] == {"datasets": [UN], "as_of": "2010-01-01"}
    assert tz.receipts.repeat(receipt, HERON).same
    with pytest.raises(NothingLoaded):
        tz.screen_with_receipt(HERON, ["eu_fsf"])
    with pytest.raises(SubjectError):
        tz.screen_with_receipt(HERON, as_of="then")


def test_a_log_of_receipts_that_was_put_back_to_an_older_state_is_found_by_a_receipt_given_since(
    tz: Tizim, tmp_path: Path
) -> None:
    tz.screen_with_receipt(HERON)
    tz.close()
    file = tz.home / "audit" / "log.sqlite"
    older = file.read_bytes()
    _, receipt = tz.screen_with_receipt(PINE)
    write_json(tmp_path / "head.json", tz.receipts.tree_head().signed.to_json())
    tz.close()
    file.write_bytes(older)
    found = tz.receipts.verify(receipt)
    assert not found.holds
    assert "the log was cut off: the head tells of 2 receipts, there are 1" in found.findings[0]
    assert tz.receipts.continues(read_tree_head(tmp_path / "head.json")) == found.findings


def test_rows_are_handed_on_some_at_a_time_as_the_file_has_them(tmp_path: Path) -> None:
    with tizim.open(tmp_path / "home") as tz:
        with pytest.raises(NothingKept, match="tizim audit on"):
            tz.audit.exported()
        tz.audit.on()
        for name in ("One Baker", "Other Baker"):
            list(tz.screen_many([tizim.Subject(names=[name]), tizim.Subject(names=["Third Baker"])]))
        pages = list(tz.audit.exported(together=3))
        assert [len(one) for one in pages] == [3, 3, 2]
        rows = [row for page in pages for row in page]
        tz.audit.export(tmp_path / "log.jsonl", tz.audit.lines())
        lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        assert [json_line(row, COLUMNS) for row in rows] == lines[: len(rows)]
        some = [row["number"] for page in tz.audit.exported(first=2, to=4, together=2) for row in page]
        assert some == [2, 3, 4]
        assert list(tz.audit.exported(first=900)) == []
        assert [page for page in tz.audit.exported(until="2020-01-01") if page] == []
        assert {row["user"] for page in tz.audit.exported(user="nobody") for row in page} == set()
        assert tz.audit.verify().whole


def test_a_receipt_stands_at_its_place_and_the_log_goes_on_from_any_size_it_had(tmp_path: Path) -> None:
    with tizim.open(tmp_path / "home") as tz:
        with pytest.raises(NothingKept, match="gave none yet"):
            tz.receipts.standing(1)
        given = [tz.screen_with_receipt(tizim.Subject(names=[f"Baker {n}"]))[1] for n in range(5)]
        for number, receipt in enumerate(given, 1):
            found = tz.receipts.standing(number)
            leaf = leaf_hash(receipt.statement.message)
            assert (found.number, found.leaf) == (number, leaf)
            assert is_included(leaf, number - 1, found.tree.size, found.path, found.tree.root)
            proof, now = tz.receipts.consistency(number)
            assert broken_off(receipt.tree, now.log, now.size, now.root, proof) == ()
        for number in (0, -1, 6):
            with pytest.raises(NothingKept):
                tz.receipts.standing(number)
            with pytest.raises(NothingKept):
                tz.receipts.consistency(number)
