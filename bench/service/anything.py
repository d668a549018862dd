"""Asks a server whatever its OpenAPI document allows, and says what came back that the document does not tell.

    python -m bench.service.anything http://127.0.0.1:8000 --examples 500

The tests run a short round of the same. Start at `ask_all`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator
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
) -> Counter[int]:
    """Asks each path of a server; raises at the first answer that the document does not tell. Gives how many came by status.

    dataset: a list there is, for every other request, so that those get past its name. key: of who asks. under: only paths that
    begin so.
    """
    headers = {"Authorization": f"Bearer {key}"} if key else None
    came: Counter[int] = Counter()
    for operation in _operations(address):
        if operation.path in leave_out or not operation.path.startswith(under):
            continue

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
            if "dataset" in case.path_parameters and came.total() % 2:
                case.path_parameters["dataset"] = dataset
            answer = case.call(headers=headers)
            came[answer.status_code] += 1
            case.validate_response(answer, checks=CHECKS)

        ask()
    return came


def _operations(address: str) -> Iterator[Any]:
    document = schemathesis.openapi.from_url(f"{address}/openapi.json")
    for found in document.get_all_operations():
        if isinstance(found, Err):
            raise found.err()
        yield found.ok()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--dataset", default="default")
    parser.add_argument("--examples", type=int, default=500, help="of each path")
    parser.add_argument("--key", default="", help="of who asks, where only users may")
    given_ = parser.parse_args()
    came = ask_all(given_.address, given_.dataset, given_.examples, key=given_.key)
    for status, count in sorted(came.items()):
        print(f"{status}  {count:,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
