"""The conversations in docs/transcripts/ are those that yente's client has with tizim today."""

import re

import pytest

from bench.service.transcripts import FOLDER, conversations, serving

FACTS = re.compile(r"un_sc_starter-qde\.\d+|\bTrue\b|\btrue\b|Ottilie Brackenridge|0\.\d{3}")


@pytest.mark.uncovered
def test_what_the_manual_shows_is_what_is_said() -> None:
    with serving() as address:
        now = conversations(address)
    for name, text in now.items():
        kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        assert FACTS.findall(text) == FACTS.findall(kept), f"python -m bench.service.transcripts writes {name}.txt anew"
        assert len(FACTS.findall(text)) >= 3
