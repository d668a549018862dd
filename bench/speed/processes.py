"""What a whole process costs: wall seconds and the most memory it held, as `/usr/bin/time -v` would say."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.lists import Listed


class Cost(NamedTuple):
    """Seconds on the wall, and MiB resident at the most."""

    seconds: float
    peak_mib: float


# A process starts with the peak of the one that forked it, and this one is large: so a small one stands between.
_BETWEEN = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([time.perf_counter() - began, peak / 1024, done.returncode, done.stderr[-400:]]))
"""


def cost_of(command: Sequence[str], home: Path, accept: Sequence[int] = (0,)) -> Cost:
    """Runs it with that home; raises SystemExit with its words where it ends otherwise than `accept` says."""
    environment: Mapping[str, str] = {**os.environ, "TIZIM_HOME": str(home)}
    between = [sys.executable, "-S", "-c", _BETWEEN, *command]
    told = subprocess.run(between, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds, peak, status, words = json.loads(told)
    if status not in accept:
        raise SystemExit(f"{' '.join(command)}: expected to end with {list(accept)}, came {status}: {words}")
    return Cost(seconds, peak)


def tizim_command(*arguments: str) -> list[str]:
    """The command line of the tizim that runs this benchmark."""
    return [str(Path(sys.executable).with_name("tizim")), *arguments]


def add_command(listed: Listed) -> list[str]:
    """`tizim lists add` of one release."""
    return tizim_command("lists", "add", listed.dataset, str(listed.path), *(["--excerpt"] if listed.excerpt else []))
