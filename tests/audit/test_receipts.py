"""Receipts: what they say, how they are verified without a home, and what a changed one comes to."""

import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from tizim.audit.envelope import LARGEST, read_json, signed
from tizim.audit.event import Asked
from tizim.audit.keys import Keyring
from tizim.audit.log import Log
from tizim.audit.receipt import Receipt, TreeHead, asked_hash, broken_off, statement
from tizim.audit.receipt_log import ReceiptLog
from tizim.db.schema import RECEIPT_NODE
from tizim.errors import AuditError, InvalidReceipt
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Searched, Verdict

SEARCHED = (Searched("un_sc_sanctions", "2026-02-27T00:00:00Z", 10),)
ASKED = Asked(SEARCHED, "2-ab@0.2/0.9", "0.1.0")
HERON = Subject(
    kind="Organization", names=["Order of the Grey Heron"], documents=[Document("N 1", country="xx")], id="C-1"
)


def clear(subject: Subject = HERON) -> Verdict:
    return Verdict(subject, "clear", (), SEARCHED, "2-ab@0.2/0.9")


def issued(receipts: ReceiptLog, keyring: Keyring, count: int = 1) -> Sequence[Receipt]:
    return receipts.issue([statement(clear(), ASKED, keyring.keyed) for _ in range(count)])


def again(receipt: Receipt) -> Receipt:
    """Written and read."""
    return Receipt.read(read_json(json.dumps(receipt.to_json()).encode(), "receipt.json"))


def test_a_receipt_says_what_was_searched_and_found_and_clears_nobody(receipts: ReceiptLog, keyring: Keyring) -> None:
    (receipt,) = issued(receipts, keyring)
    told = json.dumps(receipt.to_json())
    for words in ("un_sc_sanctions", "2026-02-27T00:00:00Z", "2-ab@0.2/0.9", "0.1.0", "It clears nobody."):
        assert words in told
    assert "Heron" not in told
    assert "C-1" not in told
    assert "nothing found in un_sc_sanctions at 2026-02-27" in receipt.sentence()
    assert "cleared" not in told + receipt.sentence()


def test_a_receipt_is_verified_from_the_file_and_the_public_keys_alone(receipts: ReceiptLog, keyring: Keyring) -> None:
    for receipt in issued(receipts, keyring, 5):
        read = again(receipt)
        assert read == receipt
        assert read.findings() == ()
        assert read.findings(keyring.succession()) == ()


def test_a_receipt_stays_verifiable_after_its_key_was_rotated_and_a_later_one_of_that_key_is_not(
    receipts: ReceiptLog, keyring: Keyring
) -> None:
    old_signer = keyring.signer()
    (before,) = issued(receipts, keyring)
    receipts.rotate()
    (after,) = issued(receipts, keyring)
    assert before.statement.key != after.statement.key
    assert again(before).findings(keyring.succession()) == ()
    assert again(after).findings(keyring.succession()) == ()
    stolen = signed("tizim receipt 1", dict(after.statement.says), old_signer)
    forged = Receipt(stolen, after.place, after.path, after.tree)
    assert any("after the key" in one and "was retired" in one for one in forged.findings(keyring.succession()))


def test_keys_of_somebody_else_do_not_verify_it(receipts: ReceiptLog, keyring: Keyring, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other")
    other.make(lambda: "2026-03-01")
    (receipt,) = issued(receipts, keyring)
    assert len(receipt.findings(other.succession())) == 2
    assert all("is none of the signer's" in one for one in receipt.findings(other.succession()))


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Ways to all texts and numbers in a value."""
    if isinstance(value, dict):
        return [way for key, one in value.items() for way in paths(one, (*at, key))]
    if isinstance(value, list):
        return [way for key, one in enumerate(value) for way in paths(one, (*at, key))]
    return [at]


@pytest.fixture
def told(receipts: ReceiptLog, keyring: Keyring) -> Any:
    """The second of three, as a file has it."""
    return json.loads(json.dumps(issued(receipts, keyring, 3)[1].to_json()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(data=st.data())
def test_a_receipt_in_which_anything_was_changed_does_not_hold(
    told: Any, keyring: Keyring, data: st.DataObject
) -> None:
    changed = deepcopy(told)
    *way, last = data.draw(st.sampled_from(paths([told])))[1:]
    where = changed
    for key in way:
        where = where[key]
    value = where[last]
    where[last] = value + 1 if isinstance(value, int) else ("1" if value[:1] != "1" else "2") + value[1:]
    try:
        findings = Receipt.read(changed).findings(keyring.succession())
    except InvalidReceipt:
        return
    # Fingerprint and date of the key in the file are for reading; the key itself is held against the signer's.
    assert findings or last in ("id", "created")


def test_what_is_no_receipt_is_refused_in_a_sentence(receipts: ReceiptLog, keyring: Keyring) -> None:
    told = json.loads(json.dumps(issued(receipts, keyring)[0].to_json()))
    for key in ("kind", "says", "key", "signature", "place", "path", "tree"):
        with pytest.raises(InvalidReceipt, match="expected"):
            Receipt.read({name: value for name, value in told.items() if name != key})
    for key in ("asked", "searched", "outcome", "log"):
        says = {name: value for name, value in told["says"].items() if name != key}
        with pytest.raises(InvalidReceipt, match="expected a receipt"):
            Receipt.read({**told, "says": says})
    wrong: object
    for wrong in ([], "x", None, {**told, "kind": "tizim checkpoint 1"}, {**told, "says": {**told["says"], "at": 1}}):
        with pytest.raises(InvalidReceipt, match="expected"):
            Receipt.read(wrong)
    with pytest.raises(InvalidReceipt, match="expected a head of a tree"):
        TreeHead.read({**told["tree"], "says": {}})
    for content in (b"{", b"[" * 100_000, b" " * (LARGEST + 1)):
        with pytest.raises(InvalidReceipt, match="expected"):
            read_json(content, "file.json")


def test_a_receipt_moved_to_another_place_or_tree_does_not_hold(receipts: ReceiptLog, keyring: Keyring) -> None:
    one, other = issued(receipts, keyring, 2)
    moved = Receipt(one.statement, other.place, other.path, other.tree)
    assert moved.findings() == ("it does not stand at place 1 of the tree of 2 receipts",)


def test_a_log_of_receipts_goes_on_from_every_head_it_had_and_from_no_other(
    receipts: ReceiptLog, keyring: Keyring, log: Log, tmp_path: Path
) -> None:
    heads = [receipts.tree_head()]
    for count in (1, 2, 5, 1):
        issued(receipts, keyring, count)
        heads.append(receipts.tree_head())
    assert [one.size for one in heads] == [0, 1, 3, 8, 9]
    for before in heads:
        now, proof = receipts.proof_since(before)
        assert broken_off(before, now.log, now.size, now.hash, proof) == ()
    last = heads[-1]
    now, proof = receipts.proof_since(last)
    assert "was cut off" in broken_off(last, last.log, 5, now.hash, ())[0]
    assert "are not those" in broken_off(heads[2], now.log, now.size, bytes(32), proof)[0]
    assert "another log" in broken_off(last, "another", now.size, now.hash, proof)[0]


def test_a_tree_whose_hashes_were_changed_gives_no_more_receipts_that_hide_it(
    receipts: ReceiptLog, keyring: Keyring, log: Log
) -> None:
    issued(receipts, keyring, 4)
    with log.engine.begin() as connection:
        connection.execute(update(RECEIPT_NODE).where(RECEIPT_NODE.c.level == 2).values(hash=bytes(32)))
    with pytest.raises(AuditError, match="expected a tree of 4"):
        receipts.tree_head()
    with pytest.raises(AuditError, match="expected a tree of 4"):
        issued(receipts, keyring)
    with log.engine.begin() as connection:
        connection.execute(delete(RECEIPT_NODE))
    with pytest.raises(AuditError, match="there is none"):
        receipts.tree_head()


def test_the_keyed_hash_is_of_what_is_asked_and_not_of_the_caller_s_number() -> None:
    key = bytes(32)
    assert asked_hash(key, HERON) == asked_hash(
        key, Subject(kind="Organization", names=HERON.names, documents=HERON.documents, id="C-2")
    )
    assert asked_hash(key, HERON) != asked_hash(key, Subject(kind="Thing", names=HERON.names))
    assert asked_hash(key, HERON) != asked_hash(bytes([1]) * 32, HERON)


def test_there_is_no_receipt_for_what_was_no_question(keyring: Keyring, receipts: ReceiptLog) -> None:
    with pytest.raises(InvalidReceipt, match="nothing that could be read"):
        statement(Verdict(None, "not_screened", searched=SEARCHED), ASKED, keyring.keyed)
    assert receipts.issue([]) == ()
