"""A UN list and other lists of three invented people and an invented organisation."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from fit.clusters import Clusters
from fit.listed import Listed, listed
from fit.lists import LINKED, taken_for, with_linked
from fit.nearest import Index
from fit.un_exclusion import Excluded
from tizim.model.statement import Entity


def entry(reference: str, properties: Mapping[str, tuple[str, ...]], *, dataset: str = "au_dfat_sanctions", schema: str = "Person") -> Listed:  # fmt: skip
    made = listed(Entity(f"{dataset}-{reference}", schema, dataset, reference, properties))
    assert made is not None
    return made


UN = Excluded.of(
    [
        entry(
            "un-1",
            {
                "name": ("Yusuf Abd al-Rahman MITHALANI",),
                "alias": ("Abu Mithal al-Namudhaji", "يوسف المثالاني"),
                "birthDate": ("1971-05-03",),
                "idNumber": ("MK0123456",),
            },
            dataset="un_sc_sanctions",
        ),
        entry("un-2", {"name": ("Example Relief Foundation",)}, dataset="un_sc_sanctions", schema="Organization"),
    ]
)

DROPPED = {
    "gives a UN reference number": {"name": ("Somebody Else",), "notes": ("Also listed as QDi.999.",)},
    "mentions the Security Council or a committee": {
        "name": ("Somebody Else",),
        "notes": ("Listed by the 1988 Committee",),
    },
    "shares a document number with a UN entry": {"name": ("Somebody Else",), "idNumber": ("mk 012 3456",)},
    "shares a name with a UN entry": {"name": ("Mithalani, Yousuf Abdurrahman",)},
    "shares a birth day and two words of a name with a UN entry": {
        "name": ("Yusuf Ahmad Mithalani",),
        "birthDate": ("1971-05-03",),
    },
}


@pytest.mark.parametrize("reason", sorted(DROPPED))
def test_an_entry_the_un_lists_too_is_dropped_with_the_reason(reason: str) -> None:
    assert UN.reason(entry("1", DROPPED[reason])) == reason


def test_a_name_in_another_script_is_the_same_name() -> None:
    assert UN.reason(entry("1", {"name": ("Yusuf al-Mithalani",)})) == "shares a name with a UN entry"


def test_the_order_of_words_makes_no_other_name() -> None:
    assert UN.is_name("foundation relief EXAMPLE")


@pytest.mark.parametrize(
    "properties",
    [
        {"name": ("Yusuf Mithalov",), "birthDate": ("1980-01-01",)},
        {"name": ("Example Orchard Foundation",)},
        {"name": ("Somebody Else",), "notes": ("Born in 1988, resident of house 1267",)},
        {"name": ("Somebody Else",), "idNumber": ("MK7654321",)},
    ],
)
def test_an_entry_of_its_own_stays(properties: Mapping[str, tuple[str, ...]]) -> None:
    assert UN.reason(entry("1", properties)) is None


def test_what_is_linked_to_a_dropped_entry_is_dropped_too() -> None:
    first = entry("1", {"name": ("Yusuf Abd al-Rahman Mithalani", "Yusuf the Carpenter Invented")})
    second = entry("2", {"name": ("Yusuf the Carpenter Invented",)}, dataset="us_ofac_sdn")
    third = entry("3", {"name": ("Nobody Of These",)}, dataset="us_ofac_sdn")
    reasons = with_linked([first, second, third], {first.id: "shares a name with a UN entry"})
    assert reasons == {first.id: "shares a name with a UN entry", second.id: LINKED}


def test_whoever_the_score_takes_for_a_un_entry_is_dropped_too(tmp_path: Path) -> None:
    un = entry("un-1", {"name": ("Yusuf Mithalani Namudhaji",)}, dataset="un_sc_sanctions")
    taken = taken_for(Index([un], tmp_path / "un"))
    assert taken(entry("1", {"name": ("Yusuf Mithalany-Namudhagi",)}).side)
    assert not taken(entry("2", {"name": ("Anna Mislany",)}).side)


def test_entries_with_a_number_or_a_name_in_common_are_in_one_split() -> None:
    one = entry("1", {"name": ("Anna Mislany",), "idNumber": ("AB123456",)})
    two = entry("2", {"name": ("A. Mislany",), "idNumber": ("AB123456",)}, dataset="us_ofac_sdn")
    three = entry("3", {"name": ("Mislany Anna",)}, dataset="gb_hmt_sanctions")
    other = entry("4", {"name": ("Boris Mislany",)}, dataset="gb_hmt_sanctions")
    clusters = Clusters.linking([one, two, three, other])
    assert clusters.of[one.id] == clusters.of[two.id] == clusters.of[three.id] != clusters.of[other.id]


def test_only_what_is_known_to_be_another_is_called_different() -> None:
    anna = entry("1", {"name": ("Anna Mislany",), "birthDate": ("1971",)})
    elsewhere = entry("2", {"name": ("Anya Mislani",)}, dataset="us_ofac_sdn")
    older = entry("3", {"name": ("Anita Mislani",), "birthDate": ("1950",)}, dataset="us_ofac_sdn")
    beside = entry("4", {"name": ("Berta Mislany",)})
    namesake = entry("5", {"name": ("Mislany, Anna",)})
    clusters = Clusters.linking([anna, elsewhere, older, beside, namesake])
    assert clusters.relation(anna, elsewhere) == "unknown"
    assert clusters.relation(anna, older) == "different"
    assert clusters.relation(anna, beside) == "different"
    assert clusters.relation(anna, namesake) == "unknown"


def test_namesakes_are_two_only_where_one_publisher_keeps_them_apart_and_facts_do() -> None:
    anna = entry("1", {"name": ("Anna Mislany",), "birthDate": ("1971",)})
    older = entry("2", {"name": ("Anna Mislany",), "birthDate": ("1950",)})
    elsewhere = entry("3", {"name": ("Anna Mislany",), "birthDate": ("1950",)}, dataset="us_ofac_sdn")
    clusters = Clusters.linking([anna, older, elsewhere])
    assert clusters.relation(anna, older) == "different"
    assert clusters.relation(anna, elsewhere) == "unknown"
