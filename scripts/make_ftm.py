"""Write `src/tizim/model/ftm.json` from FollowTheMoney's published schema (MIT licence).

    pip download --no-deps --dest /tmp/ftm followthemoney && pip install pyyaml
    python scripts/make_ftm.py /tmp/ftm/followthemoney-*.whl

Reads the YAML files inside the wheel; the library itself is neither installed nor run. Only facts are kept: names, labels,
parents, types, ranges, reverse names, flags. Defaults are left out (see `tizim.model.ftm` for what they are).
"""

import argparse
import json
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

yaml: Any = import_module("yaml")  # by name: it is no dependency of the project, and has no types

TARGET = Path(__file__).parents[1] / "src" / "tizim" / "model" / "ftm.json"


def main() -> None:
    """Read the wheel named on the command line, write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("wheel", type=Path)
    wheel: Path = arguments.parse_args().wheel
    table = {"version": wheel.name.split("-")[1], "schemata": read_schemata(wheel)}
    TARGET.write_text(written(table), encoding="utf-8")


def written(table: dict[str, Any]) -> str:
    """The table as JSON with one schema a line, so that a new version of the schema reads well as a difference."""
    rows = [f"{json.dumps(name)}: {json.dumps(spec, ensure_ascii=False)}" for name, spec in table["schemata"].items()]
    return f'{{"version": {json.dumps(table["version"])}, "schemata": {{\n' + ",\n".join(rows) + "\n}}\n"


def read_schemata(wheel: Path) -> dict[str, Any]:
    """Every schema of the wheel, by name."""
    found: dict[str, Any] = {}
    with zipfile.ZipFile(wheel) as archive:
        for path in sorted(archive.namelist()):
            if path.startswith("followthemoney/schema/") and path.endswith((".yaml", ".yml")):
                for name, spec in yaml.safe_load(archive.read(path)).items():
                    found[name] = schema_of(name, spec)
    return found


def schema_of(name: str, spec: dict[str, Any]) -> dict[str, Any]:
    """One schema without its defaults."""
    made: dict[str, Any] = {
        "label": spec.get("label", name),
        "extends": spec.get("extends", []),
        "properties": {prop: property_of(prop, rest) for prop, rest in spec.get("properties", {}).items()},
    }
    for flag, default in (("matchable", True), ("abstract", False), ("deprecated", False), ("hidden", False)):
        if bool(spec.get(flag, default)) != default:
            made[flag] = not default
    for words in ("caption", "featured", "required"):
        if spec.get(words):
            made[words] = spec[words]
    edge = spec.get("edge") or {}
    if "source" in edge and "target" in edge:
        made["edge"] = [edge["source"], edge["target"]]
    return made


def property_of(name: str, spec: dict[str, Any]) -> dict[str, Any]:
    """One property without its defaults."""
    made: dict[str, Any] = {"label": spec.get("label", name)}
    if spec.get("type", "string") != "string":
        made["type"] = spec["type"]
    for word in ("range", "format"):
        if spec.get(word):
            made[word] = spec[word]
    if spec.get("reverse"):
        made["reverse"] = spec["reverse"]["name"]
    if spec.get("matchable") is not None:
        made["matchable"] = bool(spec["matchable"])
    for flag in ("deprecated", "hidden"):
        if spec.get(flag):
            made[flag] = True
    return made


if __name__ == "__main__":
    main()
