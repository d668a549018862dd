"""Asks a server whatever its OpenAPI document allows, and says what came back that the document does not tell.

    python -m bench.service.anything                                          # a server of its own, as everybody who may
    python -m bench.service.anything http://127.0.0.1:8000 --examples 500     # one that runs

The tests run a short round of the same. Start at `ask_all`; `as_everybody` asks each path as somebody to whom it belongs, three times in four about
what is there.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Err
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import tizim
from bench.service.transcripts import serving
from tizim.access.roles import Role

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schemathesis.serializer("application/x-ndjson")
def _lines(_context: object, value: object) -> bytes:
    """A text as the lines of a stream, whatever they are."""
    return str(value).encode("utf-8", "replace")


def ask_all(
    address: str,
    dataset: str,
    examples: int,
    leave_out: Collection[str] = ("/updatez",),
    *,
    key: str = "",
    under: str = "/",
    key_of: Callable[[str, str], str] | None = None,
    known: Mapping[str, Sequence[object]] = MappingProxyType({}),
) -> Counter[int]:
    """Asks each path of a server; raises at the first answer that the document does not tell. Gives how many came by status.

    dataset: a list there is, for every other request, so that those get past its name. key: of who asks. under: only paths that
    begin so. key_of: the key for a method and a path. known: values of a place in a path (`METHOD path {place}`, or the place alone) that are there.
    """
    came: Counter[int] = Counter()
    for operation in _operations(address):
        if operation.path in leave_out or not operation.path.startswith(under):
            continue

        shown = key_of(operation.method, operation.path) if key_of is not None else key
        headers = {"Authorization": f"Bearer {shown}"} if shown else None
        _ask(operation, examples, headers, {**known, "dataset": known.get("dataset", [dataset])}, came)
    return came


def _ask(
    operation: Any,
    examples: int,
    headers: Mapping[str, str] | None,
    known: Mapping[str, Sequence[object]],
    came: Counter[int],
) -> None:
    """Asks one path, three times in four about what is there."""

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        for place in case.path_parameters if came.total() % 4 else ():
            there = known.get(f"{case.method} {case.path} {place}") or known.get(place, ())
            if there:
                case.path_parameters[place] = there[came.total() % len(there)]
        answer = case.call(headers=dict(headers) if headers is not None else None)
        came[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    ask()


def _operations(address: str) -> Iterator[Any]:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json")
    for found in document.get_all_operations():
        if isinstance(found, Err):
            raise found.err()
        yield found.ok()


def as_everybody(folder: Path, examples: int) -> Counter[int]:
    """Asks a server of its own, of a home with users of every role, customers under review, receipts and a log."""
    home, keys, known = _made(folder)
    with serving(home) as address:
        return ask_all(
            address, "default", examples, key_of=lambda method, path: keys[_whose(method, path)], known=known
        )


def _whose(method: str, path: str) -> Role:
    """Somebody whose it is to ask this (docs/access.md)."""
    if path.startswith("/v1/audit"):
        return Role.AUDITOR
    loads = path.startswith("/v1/customers/") and method.upper() in ("PUT", "PATCH", "DELETE")
    return Role.OPERATOR if loads or path.startswith("/v1/webhooks") else Role.REVIEWER


def _made(folder: Path) -> tuple[Path, dict[Role, str], dict[str, Sequence[object]]]:
    """A home, a key of each role, and what is there by the places of paths."""
    home = folder / "home"
    file = folder / "clients.csv"
    file.write_text("id,name\nC-1,Abu Sayyaf Group\nC-2,Jemaah Islamiya\n", encoding="utf-8")
    with tizim.open(home, caller=tizim.Caller("bench", purpose="anything")) as tz:
        tz.audit.on()
        for role in Role:
            tz.access.add_user(str(role), role)
        keys = {role: tz.access.make_key(str(role)).words for role in Role}
        tz.customers.add(file)
        tz.review.update("clients")
        tz.screen_with_receipt(tizim.Subject(names=["Abu Sayyaf Group"]))
        hook, _ = tz.webhooks.add("https://192.88.99.1/tizim", ["customers.touched"])
        entities = [hit.entity.id for hit in tz.screen(tizim.Subject(names=["Jemaah Islamiya"])).hits]
    known: dict[str, Sequence[object]] = {
        "dataset": ["default", "un_sc_starter", "sanctions"],
        "entity_id": entities,
        "id": entities,
        "name": ["un_sc_starter"],
        "property_name": ["sanctions"],
        "number": [1, 2],
        **{
            f"{method} /v1/customers/{{name}}{more} name": ["clients"]
            for method in ("GET", "PUT", "PATCH")
            for more in ("", "/alerts")
        },
        "GET /v1/receipts/{number} number": [1],
        **{
            f"{method} /v1/webhooks/{{id}}{more} id": [hook.id]
            for method in ("POST", "DELETE")
            for more in ("", "/secret", "/test")
        },
    }
    return home, keys, known


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", nargs="?", help="of a server; one of its own, if not said")
    parser.add_argument("--dataset", default="default")
    parser.add_argument("--examples", type=int, default=500, help="of each path")
    parser.add_argument("--key", default="", help="of who asks, where only users may")
    given_ = parser.parse_args()
    if given_.address is None:
        with tempfile.TemporaryDirectory(prefix="tizim-anything-") as folder:
            came = as_everybody(Path(folder), given_.examples)
    else:
        came = ask_all(given_.address, given_.dataset, given_.examples, key=given_.key)
    for status, count in sorted(came.items()):
        print(f"{status}  {count:,}")
    well = sum(count for status, count in came.items() if 200 <= status < 300)
    print(
        f"{came.total():,} requests, {well / came.total():.0%} answered 2xx, none with a server error or what the document does not tell"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
