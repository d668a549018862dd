"""Made lists: the same for the same seed, like what they are drawn from, and no name commoner than chance makes it."""

from collections import Counter
from collections.abc import Mapping
from itertools import islice, product
from pathlib import Path

import numpy as np
import pytest

from bench.data import Asked
from bench.speed.list_statistics import Statistics
from bench.speed.made_lists import BLOCK, made_block, made_entries, searched
from bench.speed.made_questions import AS_LISTED, DRAWN, ONE_SLIP, OTHER_ORDER, REAL, listed_among, made_questions
from bench.speed.made_words import in_script, new_word, respelt, rewrites_of, stand_ins
from bench.speed.measured_lists import measured
from bench.speed.moulds import names_of
from tizim.compare.rules_file import shipped
from tizim.index.build import Entry, build
from tizim.index.snapshot import Snapshot
from tizim.model.listing import Sighting
from tizim.model.statement import Entity

GIVEN = "Arlen Borim Cadek Dovan Elmir Faron Gavel Horan Ilmar Jorek".split()
FAMILY = "Marvinov Nostrel Ovarin Pelkadov Quorren Rastelin".split()


def entry(number: int, schema: str, properties: Mapping[str, tuple[str, ...]], *parts: Entity) -> Entry:
    entity = Entity(f"a-{number}", schema, "a", str(number), properties, (), parts)
    return entity, (Sighting("2025-01-01", present=True, start="2020-02-02"),)


@pytest.fixture(scope="module")
def statistics() -> Statistics:
    """Sixty people, a third with an alias, half with a birth date; forty organisations with a number."""
    entries = []
    for number, (given, family) in enumerate(product(GIVEN, FAMILY)):
        properties: dict[str, tuple[str, ...]] = {"name": (f"{given} {family}",), "nationality": ("kz",)}
        if number % 3 == 0:
            properties["alias"] = (f"{family.replace('v', 'w')} {given}", in_script(family, "Cyrl"))
        if number % 2 == 0:
            properties["birthDate"] = ("1970-01-05",) if number % 4 == 0 else ("1981",)
        entries.append(entry(number, "Person", properties))
    for number in range(40):
        named = {"name": (f"{GIVEN[number % 10]}{number} Trading Company",)}
        paper = Entity(f"p-{number}", "Identification", "a", "", {"number": (f"AB{number:06d}",), "country": ("kz",)})
        sanction = Entity(f"s-{number}", "Sanction", "a", "", {"program": ("Test",)})
        entries.append(entry(100 + number, "Organization", named, paper, sanction))
    return measured(entries)


@pytest.fixture(scope="module")
def made(statistics: Statistics) -> list[Entry]:
    return list(made_entries(statistics, 20_000, seed=3))


def test_the_same_seed_gives_the_same_list(statistics: Statistics, made: list[Entry]) -> None:
    assert list(made_entries(statistics, 20_000, seed=3)) == made
    assert list(made_entries(statistics, 100, seed=4)) != made[:100]


def test_a_list_is_the_beginning_of_every_longer_one_and_a_block_can_be_had_alone(
    statistics: Statistics, made: list[Entry]
) -> None:
    assert list(made_entries(statistics, 9_000, seed=3)) == made[:9_000]
    assert made_block(statistics, 1, seed=3) == made[BLOCK : 2 * BLOCK]


def test_ids_count_from_one_and_are_distinct(made: list[Entry]) -> None:
    assert [entity.id for entity, _ in made] == [f"made-{number:07d}" for number in range(1, 20_001)]


def test_shares_are_those_of_the_list_it_is_drawn_from(made: list[Entry]) -> None:
    people = [entity for entity, _ in made if entity.schema == "Person"]
    assert len(people) / len(made) == pytest.approx(0.6, abs=0.02)
    assert sum(bool(one.get("alias")) for one in people) / len(people) == pytest.approx(1 / 3, abs=0.02)
    assert sum(bool(one.get("birthDate")) for one in people) / len(people) == pytest.approx(0.5, abs=0.02)
    days = sum(len(one.first("birthDate") or "") == 10 for one in people)
    assert days / len(people) == pytest.approx(0.25, abs=0.02)
    assert all(one.get("nationality") == ("kz",) for one in people)


def test_document_numbers_have_the_real_form_and_digits_of_their_own(made: list[Entry]) -> None:
    numbers = [
        part.first("number") or "" for entity, _ in made for part in entity.parts if part.schema == "Identification"
    ]
    assert all(number.startswith("AB") and len(number) == 8 and number[2:].isdigit() for number in numbers)
    assert len(set(numbers)) > 0.95 * len(numbers)


def test_an_alias_goes_back_to_the_main_name(made: list[Entry]) -> None:
    aliases = [(entity.caption, entity.get("alias")) for entity, _ in made if entity.get("alias")]
    for main, alias in aliases[:200]:
        given, family = main.split()
        assert alias[0].split()[1] == given
        assert alias[0].split()[0] != family
        assert not alias[1].isascii()


def test_words_that_are_no_ones_own_stay(made: list[Entry]) -> None:
    bodies = [entity.caption for entity, _ in made if entity.schema == "Organization"]
    assert all(name.endswith(" Trading Company") for name in bodies)


def test_a_full_name_comes_up_as_often_as_its_words_allow(made: list[Entry]) -> None:
    people = [entity.caption.split() for entity, _ in made if entity.schema == "Person"]
    first, last = (Counter(name[place] for name in people) for place in (0, 1))
    together = Counter(map(tuple, people))
    for (given, family), count in together.most_common(20):
        expected = first[given] * last[family] / len(people)
        assert count <= expected + 5 * expected**0.5


def test_unseen_words_are_as_common_as_good_and_turing_expect_and_never_end() -> None:
    chance = np.random.default_rng(1)
    rare = ["".join(chance.choice(list("bdfgaklmnopiust"), 9)) for _ in range(300)]
    names = rare + [f"often{rare[number % 50]}" for number in range(300)]
    entries = [entry(number, "Person", {"name": (f"{name} Last{number % 7}",)}) for number, name in enumerate(names)]
    statistics = measured(entries)
    known = {name.casefold() for name in names}
    firsts = [entity.caption.split()[0].casefold() for entity, _ in made_entries(statistics, 16_000)]
    unseen = [word for word in firsts if word not in known]
    assert len(unseen) / len(firsts) == pytest.approx(300 / 600, abs=0.03)
    early, late = len(set(unseen[: len(unseen) // 2])), len(set(unseen))
    assert late > 1.5 * early
    assert max(Counter(unseen).values()) < 2 * max(Counter(firsts).values())


def test_a_new_word_keeps_vowels_and_consonants_where_they_were() -> None:
    table = stand_ins(["banda", "kelim", "torus"])
    chance = np.random.default_rng(0)
    for bits in chance.integers(0, 1 << 62, 100).tolist():
        word = new_word("banda", bits, table)
        assert [letter in "aeiou" for letter in word] == [False, True, False, False, True]
        assert word == new_word("banda", bits, table)


def test_spellings_are_rewritten_as_they_were_met() -> None:
    rewrites = rewrites_of([("yusuf", "jusuf"), ("yunus", "junus"), ("vasily", "vasiliy")])
    assert ("y", "j") in rewrites
    assert respelt("YAKOV", 0, (("y", "j"),)) == "JAKOV"
    assert respelt("Bo", 0, ()) == "Boo"
    assert respelt("Dmitry", 0, (("y$", "iy$"),)) == "Dmitriy"


def test_a_word_in_another_script() -> None:
    assert in_script("Zhukash", "Cyrl") == "Жукаш"
    assert in_script("Жукаш", "Latn").isascii()
    assert all("\u0600" <= letter <= "\u06ff" for letter in in_script("Kharim", "Arab"))


def test_the_index_takes_it(statistics: Statistics, tmp_path: Path) -> None:
    build(made_entries(statistics, 500), [searched(500)], shipped(), tmp_path / "index")
    assert Snapshot.open(tmp_path / "index").searched == (searched(500),)


def test_nothing_is_measured_of_nothing() -> None:
    with pytest.raises(ValueError, match="came none"):
        measured([])


def test_questions_are_distinct_half_hits_and_labelled(statistics: Statistics, made: list[Entry]) -> None:
    people = [Asked(name=f"Somebody Else{letter}") for letter in "abcdefghij"]
    questions = list(made_questions(statistics, 20_000, 400, seed=3, people=people))
    assert questions == list(made_questions(statistics, 20_000, 400, seed=3, people=people))
    names = [one.subject.names[0].casefold() for one in questions]
    assert len(set(names)) == 400
    assert sum(one.is_hit for one in questions) == 200
    changes = Counter(one.change for one in questions)
    assert changes[REAL] == 10
    assert changes[DRAWN] == 190
    assert min(changes[AS_LISTED], changes[ONE_SLIP], changes[OTHER_ORDER]) > 20
    entities = {entity.id: entity for entity, _ in made}
    for one in questions:
        assert one.letters == sum(map(str.isalpha, one.subject.names[0]))
        assert one.script in ("Latin", "Cyrillic")
        if one.change == AS_LISTED:
            assert one.subject.names[0] in {
                name for (answer,) in [one.answers] for _, name in names_of(entities[answer])
            }


def test_which_names_are_listed(statistics: Statistics, made: list[Entry]) -> None:
    listed = made[17][0].caption
    assert listed_among([listed.upper(), "Nobody Atall"], islice(made, 100)) == {listed.upper()}
