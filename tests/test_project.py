"""The project as a whole: what is public, what the manual promises, what the layers hold."""

import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tizim
from scripts.make_lists_page import page
from tests.conftest import ROOT
from tests.manual import Page, pages

FORBIDDEN = re.compile(r"/work\b|/root/|\.\./shared|\bTODO\b|\bFIXME\b|\b[Ii]ssue (?:#|\d)|<<<<<<<|>>>>>>>")
"""paths of one machine, words of a tracker, things left over"""


def test_public_names_are_sorted_complete_and_explained() -> None:
    assert list(tizim.__all__) == sorted(tizim.__all__)
    for name in tizim.__all__:
        found = getattr(tizim, name)
        if not name.startswith("__"):
            assert inspect.getdoc(found), f"{name} says nothing about itself"
    assert {"open", "compare", "Subject", "Verdict", "Load"} <= set(tizim.__all__)


def test_public_names_are_what_a_fresh_process_sees() -> None:
    listed = subprocess.run(
        [sys.executable, "-c", "import tizim; print(*[name for name in dir(tizim) if name in tizim.__all__])"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.split() == sorted(tizim.__all__)


def test_compare_stays_a_function_when_its_room_is_imported() -> None:
    code = "import tizim, tizim.compare.rules_file; from tizim.compare.subjects import compare; print(callable(tizim.compare))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(
        r"^## \[([^\]]+)\] - \d{4}-\d{2}-\d{2}$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert newest is not None
    assert tizim.__version__ == project["version"] == newest[1]


def test_every_import_of_the_package_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [
        *project["dependencies"],
        *extras["plot"],
        *extras["postgres"],
        *(one for one in extras["letter"] if not one.startswith("fontpkg-")),  # fonts, found by fontpkg
        # FastAPI reads forms with the one; uvicorn runs on the others where they are there.
        *(one for one in extras["http"] if not one.startswith(("python-multipart", "httptools", "uvloop"))),
        *(
            one for one in extras["tracing"] if one.startswith("opentelemetry-api")
        ),  # SDK and exporter are modules beside it
        *(one for one in extras["spark"] if not one.startswith("pandas")),
    ]
    declared = {re.split(r"[<>=\[]", one)[0].lower() for one in needed}
    distributions = {
        "fpdf": "fpdf2",
        "jwt": "pyjwt",
        "opentelemetry": "opentelemetry-api",
        "prometheus_client": "prometheus-client",
        "python_calamine": "python-calamine",
        "stdnum": "python-stdnum",
    }
    imported = (
        {name for file in (ROOT / "src").rglob("*.py") for name in _imports(file)}
        - set(sys.stdlib_module_names)
        - {"tizim"}
    )
    assert {distributions.get(name, name).lower() for name in imported} == declared


def _imports(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_rooms_import_only_what_stands_below_them() -> None:
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    done = subprocess.run([lint, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_room_is_in_the_walk_through_the_folders() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [
        one.name for one in (ROOT / "src" / "tizim").iterdir() if (one / "__init__.py").exists() or one.suffix == ".py"
    ]
    missing = [name for name in rooms if not name.startswith("__") and f"src/tizim/{name})" not in text]
    assert missing == []


def test_the_page_of_lists_agrees_with_the_sources() -> None:
    text = (ROOT / "docs" / "lists.md").read_text(encoding="utf-8")
    assert page(text) == text, "python scripts/make_lists_page.py writes it anew"


def _texts() -> list[Path]:
    folders = ("src", "docs", "tests", "bench", "fit", "scripts")
    found = [
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in (".py", ".md", ".toml", ".txt", ".tsv")
    ]
    return [
        file
        for file in [*found, *ROOT.glob("*.md"), ROOT / "check"]
        if ".venv" not in str(file) and ".cache" not in file.parts and file != Path(__file__)
    ]


def test_nothing_is_left_over_from_where_it_was_written() -> None:
    met = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in _texts()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert met == []


def test_links_between_pages_lead_somewhere() -> None:
    links = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
    broken = [
        f"{file.relative_to(ROOT)}: {target}"
        for file in _texts()
        if file.suffix == ".md"
        for target in links.findall(file.read_text(encoding="utf-8"))
        if not (file.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("manual", pages(ROOT), ids=lambda one: one.name)
def test_the_examples_of_the_manual_run(manual: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manual.run(tmp_path, monkeypatch)


@pytest.mark.parametrize(("no_skips", "counted"), [("", "1 passed, 2 skipped"), ("1", "1 failed, 1 passed, 1 error")])
def test_what_is_absent_is_skipped_by_name_or_fails_where_nothing_may_be_skipped(
    tmp_path: Path, no_skips: str, counted: str
) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *  # noqa: F403\n", encoding="utf-8")
    (tmp_path / "test_absent.py").write_text(
        "import pytest\n\n"
        "@pytest.mark.shared\ndef test_lists(shared): pass\n\n"
        "def test_by_itself(): pytest.skip('not here')\n\n"
        "def test_present(): pass\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            str(ROOT / "pyproject.toml"),
            "--rootdir",
            str(ROOT),
            "-q",
            str(tmp_path),
        ],
        env={**os.environ, "TIZIM_SHARED": str(tmp_path / "nowhere"), "TIZIM_NO_SKIPS": no_skips},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert counted in done.stdout
    assert "shared: no public lists in" in done.stdout


def test_the_table_of_the_manual_loads_through_its_mapping(tmp_path: Path, home: Path) -> None:
    Page(ROOT / "docs" / "tables.md", "docs/tables.md").write_files(tmp_path)
    with tizim.open(home) as tz:
        load = tz.lists.add("agency_watch", tmp_path / "watch.csv", mapping=tmp_path / "watch.toml")
        assert (load.records, load.entities, load.rejected) == (3, 3, 0)
        verdict = tz.screen(tizim.Subject(kind="Person", names=["Testova Zarina"], birth_date="1971-05-03"))
    assert [hit.entity.id for hit in verdict.hits] == ["agency_watch-a-001"]
