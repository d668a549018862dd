"""What yente's published client says to a running tizim, and what comes back, as files to read.

    python -m bench.service.transcripts

Starts `tizim serve` on a new home, where the starter register answers, and lets the client's SDK, command line and server for language
models match, search, fetch an entity and read the catalogue. Writes docs/transcripts/, which a test compares. Start at `conversations`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.data import ROOT
from bench.service.load import free_port, wait_for

FOLDER = ROOT / "docs" / "transcripts"
PORT = "http://127.0.0.1:8000"
"""as the address is written"""
_SDK = (
    "from yente_client import Client, Organization, Person",
    f"client = Client(base_url='{PORT}')",
    "found = client.match(Organization(name=['Al Qaeda']))",
    "[(one.id, one.caption, round(one.score, 3), one.match) for one in found.results]",
    "[(name, one.detail, round(one.score, 2)) for name, one in found.results[0].explanations.items()]",
    "client.match(Person(name=['Ottilie Brackenridge'])).results",
    "[(one.id, one.caption) for one in client.search('القاعدة').results]",
    "entity = client.fetch('un_sc_starter-qde.004')",
    "entity.caption, entity.schema_, entity.datasets, sorted(entity.properties)",
    "[(one.name, one.version, one.entity_count) for one in client.datasets().datasets if not one.children]",
    "client.algorithms().best",
)
_CLI = (
    ("match", "-s", "Organization", "-p", "name=Al Qaeda", "-f", "json"),
    ("search", "jemaah", "-d", "default", "-f", "jsonl"),
    ("fetch", "un_sc_starter-qde.004", "-f", "json"),
    ("datasets", "-f", "jsonl"),
)
_MCP = (
    ("match_entity", {"schema": "Organization", "properties": {"name": ["Al Qaeda"]}}),
    ("search_entities", {"q": "jemaah"}),
    ("fetch_entity_by_id", {"entity_id": "un_sc_starter-qde.004"}),
    ("describe_dataset", {"name": "un_sc_starter"}),
)
_TYPED = """
import code, json, sys
typed = code.InteractiveInterpreter()
for line in json.loads(sys.argv[1]):
    print(">>>", line)
    typed.runsource(line)
"""
_ASK_MCP = """
import asyncio, json, sys
from fastmcp import Client
from yente_client.mcp.server import mcp
async def ask():
    async with Client(mcp) as client:
        print("tools:", ", ".join(sorted(tool.name for tool in await client.list_tools())))
        for name, arguments in json.loads(sys.argv[1]):
            print("->", name, json.dumps(arguments))
            found = await client.call_tool(name, arguments)
            print("<-", json.dumps(found.structured_content, ensure_ascii=False, sort_keys=True))
asyncio.run(ask())
"""
_LONGEST = 1_500
_VOLATILE = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?"), "<time>"),
    (re.compile(r'"(last_export|updated_at|index_name|took_ms)": [^,}]+'), r'"\1": …'),
)


@contextmanager
def serving(home: Path | None = None) -> Iterator[str]:
    """The address of a server of a home, of a new one if none is said, while the block runs."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as new:
        command = [
            str(Path(sys.executable).with_name("tizim")),
            "serve",
            "--home",
            str(home or new),
            "--port",
            str(port),
        ]
        env = os.environ | {"TIZIM_HTTP_RATE": "100000"}  # one caller asks as much as it can
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=env)
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait()


def conversations(address: str) -> dict[str, str]:
    """File -> what was said, by the SDK, the command line and the server for language models."""
    return {
        name: _steady(text, address)
        for name, text in (("sdk", _sdk(address)), ("cli", _cli(address)), ("mcp", _mcp(address)))
    }


def _sdk(address: str) -> str:
    """As somebody types it, line by line."""
    lines = [line.replace(PORT, address) for line in _SDK]
    return _run([sys.executable, "-c", _TYPED, json.dumps(lines)], address)


def _cli(address: str) -> str:
    told = []
    for arguments in _CLI:
        words = " ".join(f'"{one}"' if " " in one else one for one in arguments)
        came = _run([str(Path(sys.executable).with_name("yente-cli")), *arguments], address)
        told.append(f"$ yente-cli {words}\n{came}")
    return "\n".join(told)


def _mcp(address: str) -> str:
    return _run([sys.executable, "-c", _ASK_MCP, json.dumps(_MCP)], address)


def _run(command: list[str], address: str) -> str:
    with tempfile.TemporaryDirectory() as elsewhere:
        env = {
            "PATH": os.defpath,
            "HOME": elsewhere,
            "YENTE_BASE_URL": address,
            "COLUMNS": "160",
            "PYTHONIOENCODING": "utf-8",
        }
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: expected it to succeed, came {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _steady(text: str, address: str) -> str:
    """Without what is another every day; what is long is cut, with how much."""
    text = text.replace(address, PORT)
    for volatile, steady in _VOLATILE:
        text = volatile.sub(steady, text)
    lines = (
        line if len(line) <= _LONGEST else f"{line[:_LONGEST]} … ({len(line) - _LONGEST:,} more)"
        for line in text.splitlines()
    )
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def main() -> None:
    """Writes them."""
    FOLDER.mkdir(exist_ok=True)
    with serving() as address:
        for name, text in conversations(address).items():
            (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
            print(f"{name}: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()
