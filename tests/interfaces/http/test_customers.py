"""Customers over HTTP: kept, changed, and asked about again, as the command line does it."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import tizim
from tests.interfaces.http.people import Closed, key_of, let_in
from tests.interfaces.http.serving import OWN, fill, served, what_is_served
from tests.jobs.made_up import NAMES, UN, un_list
from tizim.access.marks import Clearance, Mark
from tizim.interfaces.http.limits import Limits
from tizim.tables import write_rows

CSV = "Kundennummer,name\nC-1,Velmark Shipping\nC-2,Grey Heron Shipping\n" + "".join(
    f"N-{n},Quiet Bakers {n}\n" for n in range(60)
)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Closed]:
    home = tmp_path / "home"
    fill(home, tmp_path)
    keys = let_in(home)
    with served(what_is_served(home)) as address:
        yield Closed(address, home, keys)


def put(closed: Closed, body: Any = CSV, name: str = "clients", **params: Any) -> httpx.Response:
    asked = {"column": "Kundennummer=id", "kind": "Organization"} | params
    return closed.asks("PUT", f"/v1/customers/{name}", closed.keys["operator"], params=asked, content=body)


def alerts(closed: Closed, key: str | None = None, **params: Any) -> tuple[list[Any], Any]:
    """Rows, and what the last line says."""
    path = "/v1/customers/clients/alerts"
    found = closed.asks("GET", path, key or closed.keys["analyst"], params=params)
    assert found.status_code == 200, found.text
    *rows, last = [json.loads(line) for line in found.text.splitlines()]
    return rows, last["end"]


def test_a_file_is_kept_listed_and_taken_out(closed: Closed) -> None:
    assert put(closed).json() | {"added": ""} == {"name": "clients", "customers": 62, "added": "", "screened": None}
    listed = closed.asks("GET", "/v1/customers", closed.keys["analyst"]).json()
    assert [(one["name"], one["customers"]) for one in listed] == [("clients", 62)]
    assert closed.asks("DELETE", "/v1/customers/clients", closed.keys["operator"]).status_code == 204
    assert closed.asks("DELETE", "/v1/customers/clients", closed.keys["operator"]).status_code == 404
    assert closed.asks("GET", "/v1/customers", closed.keys["analyst"]).json() == []


@pytest.mark.parametrize(("format_", "kind"), [("xlsx", "excel"), ("jsonl", "jsonl"), ("parquet", "parquet")])
def test_a_file_may_be_a_table_of_any_kind(closed: Closed, tmp_path: Path, format_: str, kind: str) -> None:
    file = tmp_path / f"x.{format_}"
    with write_rows(file, kind, ("Kundennummer", "name")) as writer:
        writer.append({"Kundennummer": "C-1", "name": "Velmark Shipping"})
    assert put(closed, file.read_bytes(), format=format_).json()["customers"] == 1


def test_alerts_are_the_rows_that_the_command_line_writes(closed: Closed, tmp_path: Path) -> None:
    put(closed)
    rows, end = alerts(closed)
    with tizim.open(closed.home) as tz:
        first = tz.customers.rescreen(tmp_path / "first.jsonl")
        assert rows == written(tmp_path / "first.jsonl")
        assert (end["asked"], end["hit"], end["everybody"]) == (62, first.outcomes["hit"], first.everybody)
        changed = [*NAMES[:3], "Quiet Bakers 7", *NAMES[4:]]
        records = [record(n, name) for n, name in enumerate(changed, 1)]
        tz.lists.add(UN, un_list(tmp_path, "2026-03-15", records), accept=["fewer-records"])
        again, told = alerts(closed)
        since, also = alerts(closed, since=[f"{UN}@2026-02-27"])
        done = tz.customers.rescreen(tmp_path / "again.jsonl")
        assert again == since == written(tmp_path / "again.jsonl")
    assert 0 < told["asked"] < 62
    assert (told["asked"], told["changed"]) == (done.asked, done.changed) == (also["asked"], also["changed"])
    assert alerts(closed)[0] == []
    assert alerts(closed, since=[f"{UN}@{also['searched'][UN]}"])[1]["asked"] == 0
    assert alerts(closed, everybody=True)[1]["asked"] == 62
    assert alerts(closed, since=[UN])[1]["asked"] >= told["asked"]


def record(number: int, name: str) -> str:
    from tests.jobs.made_up import organisation

    return organisation(number, name)


def written(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_cannot_be_asked_is_told(closed: Closed) -> None:
    put(closed)
    key = closed.keys["analyst"]
    for path, status in (
        ("/v1/customers/nobody/alerts", 404),
        ("/v1/customers/clients/alerts?since=no_such_list", 404),
        (f"/v1/customers/clients/alerts?since={UN}@1999", 404),
    ):
        assert closed.asks("GET", path, key).status_code == status, path


def test_a_file_that_cannot_be_read_changes_nothing(closed: Closed) -> None:
    put(closed)
    for body, params in (
        ("", {}),
        ("Kundennummer,name\n", {}),
        (b"\x00\xff" * 90, {"format": "xlsx"}),
        (CSV, {"column": "name"}),
        (CSV, {"format": "parquet"}),
    ):
        refused = put(closed, body, **params)
        assert refused.status_code == 400, refused.text
    assert put(closed, format="sqlite").status_code == 422
    assert put(closed, name="..hidden").status_code == 400
    assert closed.asks("GET", "/v1/customers", closed.keys["analyst"]).json()[0]["customers"] == 62
    assert [one.name for one in (closed.home / "customers").iterdir() if one.is_dir()] == ["clients"]


def test_an_upload_that_breaks_off_leaves_nothing(closed: Closed) -> None:
    put(closed)
    where = urlsplit(closed.address)
    with socket.create_connection((where.hostname, where.port)) as broken:
        head = (
            f"PUT /v1/customers/clients HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: 100000\r\n"
            f"Authorization: Bearer {closed.keys['operator']}\r\n\r\n"
        )
        broken.sendall(head.encode() + b"id,name\n1,Somebody Else\n")
    assert closed.asks("GET", "/v1/customers", closed.keys["analyst"]).json()[0]["customers"] == 62
    assert put(closed).status_code == 200
    assert [one.name for one in (closed.home / "customers").iterdir() if one.is_dir()] == ["clients"]


def test_a_file_that_is_larger_than_one_may_be_is_refused(closed: Closed) -> None:
    what = replace(what_is_served(closed.home), limits=Limits(stream=1_000))
    with served(what) as address:
        refused = put(replace(closed, address=address))
    assert refused.status_code == 413
    assert "at most 1,000 bytes" in refused.json()["detail"]


def test_customers_are_changed_by_their_numbers(closed: Closed, tmp_path: Path) -> None:
    put(closed)
    with tizim.open(closed.home) as tz:
        tz.customers.rescreen(tmp_path / "first.jsonl")
    lines = [
        {"id": "N-1", "subject": {"kind": "Organization", "names": ["Order of the Grey Heron"]}},
        {"id": "X-1", "subject": {"names": ["Quiet Bakers of Elsewhere"]}},
        {"id": "N-2", "subject": None},
    ]
    body = "\n".join(map(json.dumps, lines))
    done = closed.asks("PATCH", "/v1/customers/clients", closed.keys["operator"], content=body)
    assert done.status_code == 200, done.text
    told = done.json()
    assert (told["changed"], told["added"], told["removed"], told["customers"]["customers"]) == (1, 1, 1, 62)
    rows, end = alerts(closed)
    assert end["asked"] == 2
    assert {(row["id"], row["outcome"]) for row in rows} >= {("N-1", "hit"), ("X-1", "clear")}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('{"id": "1", "subject": {"names": ["A B"], "role": "operator"}}', "line 1: subject.role"),
        ('{"id": "1"}', "line 1: subject"),
        ('{"id": "1", "subject": null}\n{"id": "1", "subject": null}', "line 2: id"),
        ('\n{"id": "1", "subject": {"names": []}}', "line 2: expected a name"),
        ("no json", "line 1"),
        ("", "expected a change"),
    ],
)
def test_changes_that_cannot_be_read_are_told_by_their_line_without_their_words(
    closed: Closed, lines: str, told: str
) -> None:
    put(closed)
    refused = closed.asks("PATCH", "/v1/customers/clients", closed.keys["operator"], content=lines)
    assert refused.status_code == 400
    assert refused.json()["detail"].startswith(told)
    assert "A B" not in refused.text


def test_who_does_not_see_a_list_is_told_nothing_of_it(closed: Closed, tmp_path: Path) -> None:
    put(closed)
    with tizim.open(closed.home) as tz:
        tz.customers.rescreen(tmp_path / "first.jsonl")
    outsider = key_of(closed.home, "outsider", clearance=Clearance(Mark.CLEAR))
    (listed,) = closed.asks("GET", "/v1/customers", outsider).json()
    assert set(listed["screened"]) == {UN}
    rows, end = alerts(closed, outsider, everybody=True)
    assert set(end["searched"]) == {UN}
    assert OWN not in json.dumps(rows)
    assert OWN in json.dumps(alerts(closed, everybody=True)[0])
    hidden = closed.asks("GET", f"/v1/customers/clients/alerts?since={OWN}", outsider)
    missing = closed.asks("GET", "/v1/customers/clients/alerts?since=no_such_list", outsider)
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(OWN, "no_such_list") == missing.text


def test_who_was_asked_about_again_is_on_record_as_the_caller_s(closed: Closed) -> None:
    put(closed)
    with tizim.open(closed.home) as tz:
        tz.audit.on()
    alerts(closed, everybody=True)
    with tizim.open(closed.home) as tz:
        lines = [one.line for one in tz.audit.lines() if one.line.caller.user == "analyst"]
    assert [one.action for one in lines] == ["rescreen"] + ["screen"] * 62
