"""What reaches a terminal."""

import json

import pytest
import typer

from tizim.errors import BankLocked, FetchError, InvalidSubject
from tizim.interfaces.cli.terminal import answering, progress_bar, say, say_json, shown, table


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("Grey Heron", "Grey Heron"),
        ("Grey\x1b[31mHeron\x07", "Grey [31mHeron "),
        ("Grey\u202eHeron\u2066", "GreyHeron"),
        ("Grey\r\nHeron", "Grey  Heron"),
        ("Gre\u200by", "Grey"),
        ("half \ud800", "half \N{REPLACEMENT CHARACTER}"),
        ("مالك الحزين", "\u2068مالك الحزين\u2069"),
        ("می\u200cروم", "\u2068می\u200cروم\u2069"),
        (7, "7"),
    ],
)
def test_names_are_harmless_on_a_terminal(words: object, safe: str) -> None:
    assert shown(words) == safe


def test_a_long_line_folds_under_its_indent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    say("  also: " + "Grey Heron; " * 8)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("    ") for line in lines[1:])
    say()
    assert capsys.readouterr().out == "\n"


@pytest.mark.parametrize("width", ["40", "80"])
def test_a_table_fits_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("NO_COLOR", "1")
    table("", [("list", "left"), ("entities", "right")], [("a_list_with_a_rather_long_name_" * 3, "1,003")])
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= int(width)
    assert "1,003" in out
    assert "\x1b" not in out


def test_json_holds_names_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"name": "Серая цапля \u202e"})
    out = capsys.readouterr().out
    assert "Серая" in out
    assert json.loads(out) == {"name": "Серая цапля \u202e"}


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (InvalidSubject("expected a name"), 2, "tizim: expected a name"),
        (BankLocked("busy"), 3, "tizim: busy"),
        (FetchError("a\nb"), 4, "tizim: a b"),
        (KeyboardInterrupt(), 130, "tizim: stopped; what was done so far is kept, and nothing is half done"),
        (PermissionError(13, "Permission denied", "/invented"), 3, "tizim: /invented: Permission denied"),
        (OSError("odd"), 3, "tizim: this machine: odd"),
        (BrokenPipeError(), 130, ""),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, line: str
) -> None:
    with pytest.raises(typer.Exit) as met, answering():
        raise error
    assert met.value.exit_code == code
    assert capsys.readouterr().err.strip() == line


def test_progress_is_shown_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress_bar("screening", "customers") as tell:
        tell(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress_bar("screening", "customers") as tell:
        tell(1, 2)
    assert "screening" in capsys.readouterr().err
