"""The starter register: about a hundred public designations of the UN Security Council, so that a first question has an answer.

It is no substitute for the list: see README.txt beside it. The reader of its layout is `tizim.sources`; this room only says
where it is.
"""

from pathlib import Path

DATASET = "un_sc_starter"
PUBLISHED = "2026-02-27"
"""Date of the UN's list its facts were taken from."""

REGISTER = Path(__file__).with_name("un_sc_starter.jsonl")
"""FollowTheMoney entities, one a line."""
