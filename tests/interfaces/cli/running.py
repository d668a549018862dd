"""The command line, run in the test's own process."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from tizim.interfaces.cli.main import command_line

APP = command_line()
"""all commands: made once"""


def tizim(*words: str | Path) -> Result:
    return CliRunner().invoke(APP, [str(word) for word in words])


def done(*words: str | Path, code: int = 0) -> Result:
    """A command that ends with this code."""
    result = tizim(*words)
    assert result.exit_code == code, result.output
    return result


def told(*words: str | Path, code: int = 0) -> str:
    """What it says on standard output."""
    return done(*words, code=code).stdout


def refused(*words: str | Path, code: int) -> str:
    """The one line on standard error of a command that fails."""
    result = done(*words, code=code)
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("tizim: ")
    return lines[0]


def data(*words: str | Path, code: int = 0) -> Any:
    """What it says with --json."""
    return json.loads(told(*words, "--json", code=code))
