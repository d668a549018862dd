"""Exit codes, complete against the error tree and the manual."""

import re
from pathlib import Path

from tizim.errors import TizimError
from tizim.interfaces.cli import codes
from tizim.interfaces.cli.codes import EXIT_CODE, exit_code
from tizim.tables.limits import TableTooLarge

MANUAL = Path(__file__).parents[3] / "docs" / "cli.md"


def tree(kind: type[TizimError]) -> set[type[TizimError]]:
    return {kind}.union(*(tree(child) for child in kind.__subclasses__() if child.__module__ == "tizim.errors"))


def test_every_error_has_an_exit_code() -> None:
    assert tree(TizimError) == set(EXIT_CODE)


def test_an_error_of_another_room_takes_the_code_of_its_nearest_relative() -> None:
    assert exit_code(TableTooLarge("too large")) == codes.CALLER


def test_no_error_looks_like_an_answer() -> None:
    assert not {codes.NOTHING_FOUND, codes.ALERT, codes.NOT_SCREENED} & set(EXIT_CODE.values())


def test_the_manual_has_every_code_and_every_error() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    row = re.compile(r"^\| (\d+) \|([^|]*)\|([^|]*)\|$", re.MULTILINE)
    told = {int(number): errors for number, _, errors in row.findall(text)}
    used = {codes.NOTHING_FOUND, codes.ALERT, codes.NOT_SCREENED, codes.STOPPED, *EXIT_CODE.values()}
    assert set(told) == used
    for kind, code in EXIT_CODE.items():
        assert f"`{kind.__name__}`" in told[code], kind
