"""A real server of a home of made-up lists, on loopback, in a thread of its own."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tizim.interfaces.http.app import Served, make_app

OWN = "our_register"
TOKEN = "let-me-update"

PEOPLE = (
    {
        "id": "our-1", "schema": "Person", "datasets": [OWN],
        "properties": {
            "name": ["Dastan Orlovich Temirgaliev"], "alias": ["Дастан Темиргалиев"], "birthDate": ["1971-05-03"],
            "nationality": ["kz"], "gender": ["male"], "topics": ["crime.terror"], "passportNumber": ["N0412345"],
        },
    },
    {
        "id": "our-2", "schema": "Company", "datasets": [OWN],
        "properties": {"name": ["Grey Heron Shipping"], "jurisdiction": ["ae"], "registrationNumber": ["DXB-77-120"]},
    },
    {
        "id": "our-3", "schema": "Ownership", "datasets": [OWN],
        "properties": {"owner": ["our-1"], "asset": ["our-2"], "percentage": ["60"]},
    },
    {
        "id": "our-4", "schema": "Person", "datasets": [OWN],
        "properties": {"name": ["Ruslana Ferghani Oksovna"], "birthDate": ["1980"], "nationality": ["tj"]},
    },
    {
        "id": "our-5", "schema": "Person", "datasets": [OWN],
        "properties": {"name": ["محمود الزنبقي"], "nationality": ["sy"], "topics": ["sanction"]},
    },
)  # fmt: skip


def fill(home: Path, folder: Path) -> None:
    """Two versions of a list in the UN's layout, and one list of our own."""
    with tizim.open(home) as tz:
        first = [organisation(number, name) for number, name in enumerate(NAMES[:9], 1)]
        tz.lists.add(UN, un_list(folder, "2026-01-10", first), accept=["fewer-records"])
        tz.lists.add(UN, un_list(folder, "2026-02-27"))
        own = folder / "own.ftm.json"
        own.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in PEOPLE), encoding="utf-8")
        tz.lists.add(OWN, own, published="2026-02-01")


@contextmanager
def served(what: Served) -> Iterator[str]:
    """The address of a server of this, while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(
        make_app(what), host="127.0.0.1", port=port, log_config=None, access_log=False, proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until = time.monotonic() + 30
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server took too long to start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


def what_is_served(home: Path) -> Served:
    """A home, with a token for updates."""
    return replace(Served(home), update_token=TOKEN)
