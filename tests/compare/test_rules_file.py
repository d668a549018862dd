"""The rules file: what ships, and what is refused."""

import math

import pytest

from tizim.compare.rules_file import is_small_word, read_rules, shipped
from tizim.errors import RulesError

GOOD = b"""
version = "t"
[thresholds]
possible = 0.5
hit = 0.9
[search]
max_candidates = 10
[weights]
prior = -7.0
[words]
titles = ["dr"]
"""
RARITY = b"# comment\nu\t*\t9.0\nf\tali\t2.0\nw\tbank\t3.0\ns\tl\t1.5\n"


def test_the_shipped_rules_are_whole_and_named_by_their_content() -> None:
    rules = shipped()
    assert 0 < rules.possible < rules.hit < 1
    assert rules.version.startswith("2-")
    assert all(math.isfinite(weight) for weight in rules.weights.values())


def test_rarity_says_how_surprising_a_part_is() -> None:
    rarity = read_rules(GOOD, RARITY).rarity
    assert (rarity.of("ali"), rarity.of_sound("l")) == (2.0, 1.5)
    assert rarity.of("quillfeather") > rarity.of("quil") == 9.0
    assert rarity.of("qu") < rarity.of("quill")
    assert rarity.words == {"bank"}


def test_another_rarity_table_is_another_version() -> None:
    assert read_rules(GOOD, RARITY).version != read_rules(GOOD, RARITY + b"f\tomar\t2.5\n").version


@pytest.mark.parametrize(
    ("rules", "rarity", "said"),
    [
        (GOOD.replace(b"possible = 0.5", b"possible = 0.95"), RARITY, "0 < possible <= hit"),
        (GOOD.replace(b"prior = -7.0", b"prior = nan"), RARITY, "finite weight for prior"),
        (GOOD.replace(b"[weights]", b"[weight]"), RARITY, "weights"),
        (GOOD, RARITY + b"x\tali\t1\n", "unknown kind"),
        (b"\xff\xfe", RARITY, "rules"),
    ],
)
def test_rules_that_make_no_sense_are_refused(rules: bytes, rarity: bytes, said: str) -> None:
    with pytest.raises(RulesError, match=said):
        read_rules(rules, rarity)


def test_rules_say_what_their_file_says() -> None:
    rules = read_rules(GOOD, RARITY)
    assert (rules.possible, rules.hit, rules.max_candidates, rules["prior"]) == (0.5, 0.9, 10, -7.0)
    assert rules.titles == {"dr"}


@pytest.mark.parametrize("hit", [b"1.0", b"1.5", b"0.4"])
def test_a_threshold_no_score_can_reach_is_refused(hit: bytes) -> None:
    with pytest.raises(RulesError, match="possible <= hit < 1"):
        read_rules(GOOD.replace(b"hit = 0.9", b"hit = " + hit), RARITY)


@pytest.mark.parametrize(("form", "small"), [("bin", True), ("al", True), ("uly", True), ("osgood", False)])
def test_words_that_only_join_names_are_small(form: str, small: bool) -> None:
    assert is_small_word(form) is small


def test_one_threshold_may_serve_for_both() -> None:
    assert read_rules(GOOD.replace(b"hit = 0.9", b"hit = 0.5"), RARITY).hit == 0.5


def test_a_part_is_counted_as_written_where_the_table_says_so() -> None:
    assert read_rules(GOOD, RARITY + "n\tحسن\t2.5\n".encode()).rarity.of_written("حسن") == 2.5


FOUND = b"""
[found]
thresholds = [0.1, 0.5]
by_name = [0.9, 0.7]
with_facts = [1.0, 0.8]
"""


def test_the_thresholds_and_what_was_measured_under_them_are_no_part_of_the_version() -> None:
    version = read_rules(GOOD, RARITY).version
    assert read_rules(GOOD.replace(b"hit = 0.9", b"hit = 0.8"), RARITY).version == version
    assert read_rules(GOOD + FOUND, RARITY).version == version
    assert read_rules(GOOD.replace(b"prior = -7.0", b"prior = -7.1"), RARITY).version != version


def test_the_share_of_true_matches_found_is_read_where_it_was_measured() -> None:
    assert read_rules(GOOD, RARITY).found is None
    found = read_rules(GOOD + FOUND, RARITY).found
    assert found is not None
    assert (found.thresholds, found.by_name, found.with_facts) == ((0.1, 0.5), (0.9, 0.7), (1.0, 0.8))


def test_the_shipped_rules_say_what_they_find() -> None:
    rules = shipped()
    assert rules.found is not None
    assert 0 < rules.found.share(rules.hit, dated=0) <= rules.found.share(rules.possible, dated=1) <= 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[0.1, 0.5]", b"[0.5, 0.1]"),
        (b"[0.1, 0.5]", b"[0.1, 1.5]"),
        (b"[0.9, 0.7]", b"[0.7, 0.9]"),
        (b"[0.9, 0.7]", b"[0.9]"),
        (b"[1.0, 0.8]", b"[1.1, 0.8]"),
        (b"[1.0, 0.8]", b"[1.0, -0.1]"),
        (b"by_name", b"by_nmae"),
    ],
)
def test_shares_that_cannot_be_are_refused(before: bytes, after: bytes) -> None:
    with pytest.raises(RulesError, match=r"found|by_name"):
        read_rules(GOOD + FOUND.replace(before, after), RARITY)
