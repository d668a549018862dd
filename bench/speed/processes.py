"""What a whole process costs: wall seconds and the most memory it held, as `/usr/bin/time -v` would say."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench.lists import Listed


class Cost(NamedTuple):
    """Seconds on the wall, and MiB resident at the most."""

    seconds: float
    peak_mib: float


def cost_of(command: Sequence[str], home: Path, accept: Sequence[int] = (0,)) -> Cost:
    """Runs it with that home; raises SystemExit with its words where it ends otherwise than `accept` says."""
    environment: Mapping[str, str] = {**os.environ, "TIZIM_HOME": str(home)}
    began = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    words = process.stderr.read() if process.stderr is not None else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accept:
        raise SystemExit(
            f"{' '.join(command)}: expected to end with {list(accept)}, came {process.returncode}: {words[-400:]}"
        )
    return Cost(seconds, usage.ru_maxrss / 1024)


def tizim_command(*arguments: str) -> list[str]:
    """The command line of the tizim that runs this benchmark."""
    return [str(Path(sys.executable).with_name("tizim")), *arguments]


def add_command(listed: Listed) -> list[str]:
    """`tizim lists add` of one release."""
    return tizim_command("lists", "add", listed.dataset, str(listed.path), *(["--excerpt"] if listed.excerpt else []))
