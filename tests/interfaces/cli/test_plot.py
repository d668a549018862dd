"""The plot of a tuning: a file that is whole, says what it shows, and is the same each time."""

from dataclasses import replace
from pathlib import Path

import pytest

from tizim.compare.rules_file import shipped
from tizim.interfaces.cli.plot import draw
from tizim.jobs.tuning import Tuning, tuned
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict

USUAL = (0.5, 0.9)


def trial(*, measured: bool = True) -> Tuning:
    rules = shipped() if measured else replace(shipped(), found=None)
    people = [Subject(names=[f"Heron {number}"]) for number in range(20)]
    return tuned(people, lambda subject: Verdict(subject, "clear"), rules)


def test_an_svg_holds_its_words_as_text(tmp_path: Path) -> None:
    draw(trial(), tmp_path / "plot.svg", usual=USUAL, chosen=(0.4, 0.9))
    svg = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    for words in (
        "alerts in 1,000 customers",
        "true matches expected",
        "possible",
        "20 customers",
        "chosen, 0.4 and 0.9",
    ):
        assert words in svg
    assert [file.name for file in tmp_path.iterdir()] == ["plot.svg"]


def test_the_same_trial_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.svg", "other.svg"):
        draw(trial(), tmp_path / name, usual=USUAL)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_a_png_is_one(tmp_path: Path) -> None:
    draw(trial(), tmp_path / "plot.PNG", usual=USUAL)
    assert (tmp_path / "plot.PNG").read_bytes().startswith(b"\x89PNG")


def test_what_was_not_measured_is_said_in_the_plot(tmp_path: Path) -> None:
    draw(trial(measured=False), tmp_path / "plot.svg", usual=USUAL)
    assert "not measured for these rules" in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_a_plot_that_fails_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plot.svg"
    path.write_text("before")

    def failing(self: object, file: Path, **_: object) -> None:
        file.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("matplotlib.figure.Figure.savefig", failing)
    with pytest.raises(OSError, match="No space"):
        draw(trial(), path, usual=USUAL)
    assert [file.name for file in tmp_path.iterdir()] == ["plot.svg"]
    assert path.read_text() == "before"
