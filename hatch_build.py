"""Builds the inner loops of the index (src/tizim/index/kernel.c) when tizim is installed or packed.

The compiler comes with the build, as a package (`ziglang`): a machine needs none, and every machine makes the same of it.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SUFFIXES = {"win32": ".dll", "darwin": ".dylib"}


class CompiledKernel(BuildHookInterface[Any]):
    """Compiles the kernel beside its source, and has the wheel say for which machines it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (the hook's signature)
        """Before the build, of an editable install too. Raises CalledProcessError with what the compiler said."""
        folder = Path(self.root) / "src" / "tizim" / "index"
        library = folder / f"_kernel{SUFFIXES.get(sys.platform, '.so')}"
        beside = folder / f".{os.getpid()}-{library.name}"
        # Any processor of the kind, not only the one that builds.
        command = ["-O3", "-shared", "-fPIC", "-mcpu=baseline", "-o", str(beside), str(folder / "kernel.c")]
        subprocess.run([sys.executable, "-m", "ziglang", "cc", *command], check=True)
        beside.replace(library)
        build_data["artifacts"].append(f"src/tizim/index/{library.name}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = False
        build_data["tag"] = f"py3-none-{_platform()}"


def _platform() -> str:
    from packaging.tags import platform_tags  # comes with hatchling

    return next(iter(platform_tags()))
