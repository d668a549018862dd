"""Receipts and the log over HTTP are those of the command line, which verifies them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tizim
from tests.interfaces.cli.running import data, done
from tests.interfaces.http.people import Closed, let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tizim.audit.merkle import is_consistent, is_included

DASTAN = {"kind": "Person", "names": ["Dastan Temirgaliev"], "birth_date": "1971-05-03"}


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Closed]:
    home = tmp_path / "home"
    fill(home, tmp_path)
    keys = let_in(home)
    with served(what_is_served(home)) as address:
        yield Closed(address, home, keys)


def screened(closed: Closed, receipt: bool = True) -> Any:
    found = closed.asks(
        "POST", "/v1/screen", closed.keys["asker"], json={"subject": DASTAN}, params={"receipt": receipt}
    )
    assert found.status_code == 200, found.text
    return found.json()


def told(closed: Closed, path: str, status: int = 200, **params: Any) -> Any:
    found = closed.asks("GET", path, closed.keys["auditor"], params=params)
    assert found.status_code == status, found.text
    return found.json()


def test_a_receipt_comes_with_the_answer_and_verifies_offline(closed: Closed, tmp_path: Path) -> None:
    assert "receipt" not in screened(closed, receipt=False)
    answer = screened(closed)
    assert answer["outcome"] == "hit"
    file, keys = tmp_path / "receipt.json", tmp_path / "keys.json"
    file.write_text(json.dumps(answer["receipt"]), encoding="utf-8")
    keys.write_text(json.dumps(told(closed, "/v1/keys")), encoding="utf-8")
    verified = data("receipt", "verify", file, "--keys", keys)
    assert (verified["holds"], verified["outcome"]) == (True, "hit")
    again = data(
        "receipt",
        "verify",
        file,
        "Dastan Temirgaliev",
        "--kind",
        "Person",
        "--birth-date",
        "1971-05-03",
        "--home",
        closed.home,
    )
    assert (again["holds"], again["same"]) == (True, True)
    file.write_text(json.dumps(answer["receipt"] | {"place": 1}), encoding="utf-8")
    done("receipt", "verify", file, "--keys", keys, code=3)


def test_a_receipt_stands_in_the_log_as_it_is_now(closed: Closed, tmp_path: Path) -> None:
    receipts = [screened(closed)["receipt"] for _ in range(5)]
    head = tmp_path / "head.json"
    head.write_text(json.dumps(told(closed, "/v1/receipts/head")), encoding="utf-8")
    assert data("receipt", "consistent", head, "--home", closed.home)["whole"]
    for number, receipt in enumerate(receipts, 1):
        found = told(closed, f"/v1/receipts/{number}")
        says = found["tree"]["says"]
        path = [bytes.fromhex(one) for one in found["path"]]
        root = bytes.fromhex(says["root"])
        assert is_included(bytes.fromhex(found["leaf"]), receipt["place"], says["size"], path, root)
        proof = told(closed, "/v1/receipts/consistency", size=receipt["tree"]["says"]["size"])
        before = bytes.fromhex(receipt["tree"]["says"]["root"])
        steps = [bytes.fromhex(one) for one in proof["path"]]
        assert is_consistent(number, says["size"], before, root, steps)
    told(closed, "/v1/receipts/6", 404)
    told(closed, "/v1/receipts/consistency", 404, size=6)
    told(closed, "/v1/receipts/0", 422)


def test_a_home_that_keeps_nothing_says_so(closed: Closed) -> None:
    for path in (
        "/v1/keys",
        "/v1/receipts/head",
        "/v1/receipts/1",
        "/v1/audit",
        "/v1/audit/verification",
        "/v1/audit/checkpoint",
    ):
        told(closed, path, 404)
    told(closed, "/v1/receipts/consistency", 404, size=1)


def test_the_log_is_handed_on_as_the_command_line_does(closed: Closed, tmp_path: Path) -> None:
    with tizim.open(closed.home) as tz:
        tz.audit.on()
    lines = '{"names": ["One Baker"]}\n' * 700
    assert closed.asks("POST", "/v1/screen/many", closed.keys["asker"], content=lines).status_code == 200
    found = closed.asks("GET", "/v1/audit", closed.keys["auditor"])
    assert found.headers["content-type"] == "application/x-ndjson"
    came = found.text.splitlines()
    done("audit", "export", "--out", tmp_path / "log.jsonl", "--home", closed.home)
    assert came == (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()[: len(came)]
    assert len(came) > 700
    assert json.loads(came[-1])["action"] == "read-log"
    some = closed.asks("GET", "/v1/audit", closed.keys["auditor"], params={"first": 3, "to": 5, "user": "asker"})
    assert [json.loads(line)["number"] for line in some.text.splitlines()] == [3, 4, 5]
    assert closed.asks("GET", "/v1/audit", closed.keys["auditor"], params={"until": "2020-01-01"}).text == ""
    assert closed.asks("GET", "/v1/audit", closed.keys["auditor"], params={"since": "soon"}).status_code == 400


def test_the_log_is_verified_and_its_checkpoint_kept_elsewhere(closed: Closed, tmp_path: Path) -> None:
    with tizim.open(closed.home) as tz:
        tz.audit.on()
    screened(closed)
    verified = told(closed, "/v1/audit/verification")
    assert (verified["whole"], verified["findings"]) == (True, [])
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(told(closed, "/v1/audit/checkpoint")), encoding="utf-8")
    assert data("audit", "verify", "--checkpoint", kept, "--home", closed.home)["checkpoints"] == 1
