"""Runs the examples of a page of the manual, as CONTRIBUTING.md says what they are.

Each page has a home of its own, where the starter register answers. What a block prints is compared with what the page
shows; `...` stands for anything, on a line of its own for any lines.
"""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

_BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE_NAME = re.compile(r"`([\w.-]+)`:\s*\Z")
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block. before: the words since the block before. line: where it begins."""

    kind: str
    body: str
    before: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page with examples."""

    path: Path
    name: str

    def blocks(self) -> list[Block]:
        """All blocks, in order."""
        text = self.path.read_text(encoding="utf-8")
        found, end = [], 0
        for met in _BLOCK.finditer(text):
            found.append(Block(met["kind"], met["body"], text[end : met.start()], text.count("\n", 0, met.start()) + 1))
            end = met.end()
        return found

    def run(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Runs every example in this folder; fails at the first that does not do what the page says."""
        monkeypatch.chdir(folder)
        for name, value in _environment(folder).items():
            monkeypatch.setenv(name, value)
        names: dict[str, object] = {"__name__": "__manual__"}
        blocks = self.blocks()
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            where = f"{self.name}:{block.line}"
            if block.kind == "python":
                printed = _run_python(block, names, where)
                if following is not None and following.kind == "text" and not following.before.strip():
                    require_same(following.body, printed, where)
            elif block.kind == "console":
                _run_console(block, where)
            else:
                _write_file(block, folder)

    def write_files(self, folder: Path) -> None:
        """The files that the page shows, without running anything."""
        for block in self.blocks():
            _write_file(block, folder)


def pages(root: Path) -> list[Page]:
    """README and every page of the manual that holds examples."""
    files = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    found = [Page(file, str(file.relative_to(root))) for file in files if file.exists()]
    return [one for one in found if any(block.kind in ("python", "console") for block in one.blocks())]


def _environment(folder: Path) -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {
        "TIZIM_HOME": str(folder / "home"),
        "TIZIM_USER": "anna",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PATH": path,
    }


def _write_file(block: Block, folder: Path) -> None:
    if (named := _FILE_NAME.search(block.before)) is not None:
        (folder / named[1]).write_text(block.body, encoding="utf-8")


def _run_python(block: Block, names: dict[str, object], where: str) -> str:
    printed = io.StringIO()
    code = compile("\n" * block.line + block.body, where, "exec")
    with redirect_stdout(printed):
        exec(code, names)  # noqa: S102 - the manual's own examples
    return printed.getvalue()


def _run_console(block: Block, where: str) -> None:
    for command, expected in _commands(block.body):
        done = subprocess.run(
            ["sh", "-c", command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert "Traceback" not in done.stderr, f"{where}: $ {command}\n{done.stderr}"
        require_same(expected, done.stdout + done.stderr, f"{where}: $ {command}")


def _commands(body: str) -> Iterator[tuple[str, str]]:
    command: str | None = None
    expected: list[str] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield command, "\n".join(expected)
            command, expected = line[2:], []
        else:
            expected.append(line)
    if command is not None:
        yield command, "\n".join(expected)


def require_same(expected: str, printed: str, where: str) -> None:
    """Fails unless what was printed is what the page shows. Blank lines and blanks at the end of lines do not count."""
    pattern = "".join(_line(line) for line in _lines(expected))
    text = "".join(f"{line}\n" for line in _lines(printed))
    assert re.fullmatch(pattern, text), f"{where}\n--- the page says\n{expected}\n--- came\n{printed}"


def _line(line: str) -> str:
    if line.strip() == "...":
        return r"(?:.*\n)*?"
    return ".*?".join(re.escape(part) for part in line.split("...")) + r"\n"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]
