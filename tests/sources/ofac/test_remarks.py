"""The remarks of the legacy files: their grammar, on invented sentences and on all genuine ones."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.sources.ofac.kinds import KINDS, kind_of
from tizim.sources.ofac.legacy_csv import CONSOLIDATED, SDN, Layout, read
from tizim.sources.ofac.names import person_name
from tizim.sources.ofac.remarks import Fact, LinkedTo, WeakName, Words, linked_names, parse
from tizim.sources.reading import Reading
from tizim.sources.release import Release


def test_a_sentence_is_read_into_facts_names_links_and_words() -> None:
    told = parse(
        "DOB 1962; alt. Passport A 12 (Mali) issued 1 Jan 2001 expires 2006; a.k.a. 'ABU'; f.k.a. 'D'ARTA'; Linked To: X Y.; at large."
    )
    assert told == [
        Fact("DOB", "1962", "DOB 1962"),
        Fact(
            "Passport",
            "A 12",
            "alt. Passport A 12 (Mali) issued 1 Jan 2001 expires 2006",
            country="Mali",
            issued="1 Jan 2001",
            expires="2006",
        ),
        WeakName("a.k.a.", "ABU"),
        WeakName("f.k.a.", "D'ARTA"),
        LinkedTo("X Y."),
        Words("at large.", structured=False),
    ]


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("Tax ID No. 77-1 (Peru).", "Tax ID No.", "77-1"),
        ("BIK (RU) 044525060", "BIK (RU)", "044525060"),
        ("Secondary sanctions risk: section 1(b) of an order", "Secondary sanctions risk", "section 1(b) of an order"),
        (
            "Additional Sanctions Information - Subject to Secondary Sanctions",
            "Additional Sanctions Information",
            "Subject to Secondary Sanctions",
        ),
        ("alt. Digital Currency Address - XBT 1abc", "Digital Currency Address - XBT", "1abc"),
        ("Listing Date (EO 14024 Directive 3): 24 Feb 2022", "Listing Date (EO 14024 Directive 3)", "24 Feb 2022"),
        ("PAIPA Section 2 Information: BANKING TRANSACTIONS", "PAIPA Section 2 Information", "BANKING TRANSACTIONS"),
        ("Telephone +31 010", "Telephone", "+31 010"),
        ("Telephone: 0097", "Telephone", "0097"),
        ("Alt. Fax: 12", "Fax", "12"),
        ("Email scot@example.org", "Email Address", "scot@example.org"),
        ("www.example.org (website).", "Website", "www.example.org"),
        ("R.F.C. XAXX010101000 (Mexico)", "R.F.C.", "XAXX010101000"),
    ],
)
def test_a_fact_has_ofacs_word_and_its_value(words: str, kind: str, value: str) -> None:
    (fact,) = parse(words)
    assert isinstance(fact, Fact)
    assert (fact.kind, fact.value) == (kind, value)
    assert kind_of(fact.kind) is not None


def test_brackets_that_hold_no_country_stay_in_the_number() -> None:
    (fact,) = parse("Commercial Registry Number 12 (Invented Town)")
    assert isinstance(fact, Fact)
    assert (fact.value, fact.country) == ("12 (Invented Town)", None)


def test_words_behind_the_dates_of_a_document_are_kept() -> None:
    (fact,) = parse("Passport 77 issued 1 Jan 2001 in Invented Town.")
    assert isinstance(fact, Fact)
    assert (fact.value, fact.issued, fact.rest) == ("77", "1 Jan 2001", "in Invented Town")


def test_what_looks_like_a_fact_of_an_unknown_kind_is_told_from_prose() -> None:
    assert parse("Harbour Licence No. 4711; a former minister") == [
        Words("Harbour Licence No. 4711", structured=True),
        Words("a former minister", structured=False),
    ]
    assert parse("Passport.") == [Words("Passport.", structured=True)], "a word without a value"


def test_names_after_linked_to_are_found_in_brackets_too() -> None:
    told = "All offices; (Linked To: INVENTED BANK (ONE)); Linked To: B; Linked To: INVENTED AIR (IA)"
    assert linked_names(told) == ["INVENTED BANK (ONE)", "B", "INVENTED AIR (IA)"]


@given(
    st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=5), st.text("ABC 123-/", min_size=1).filter(str.strip)
)
def test_every_known_word_is_found_again(words: list[str], value: str) -> None:
    told = parse("; ".join(f"{word} X{value}" for word in words))
    assert [one.kind for one in told if isinstance(one, Fact)] == words


@given(st.text(max_size=300))
def test_no_letter_that_is_not_punctuation_is_lost(text: str) -> None:
    told = "".join(
        one.words
        if isinstance(one, Fact | Words)
        else f"{one.kind}{one.name}"
        if isinstance(one, WeakName)
        else f"linkedto{one.name}"
        for one in parse(text)
    )
    assert sorted(filter(str.isalnum, told.lower())) == sorted(filter(str.isalnum, text.lower()))


def test_a_name_without_comma_is_whole_and_a_suffix_comes_last() -> None:
    assert person_name("ABU SAMPLE").given is None
    name = person_name("DE SAMPLE, Sample, Jr.")
    assert (name.whole, name.given, name.family, name.suffix) == ("Sample DE SAMPLE Jr.", "Sample", "DE SAMPLE", "Jr.")
    assert person_name("SAMPLE,").whole == "SAMPLE,"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "layout", "fragments"),
    [
        ("sdn_2019-01", SDN, 24568),
        ("sdn_2021-07", SDN, 32746),
        ("cons_2018-05", CONSOLIDATED, 3387),
        ("cons_2025-12", CONSOLIDATED, 3281),
    ],
)
def test_nearly_all_fragments_of_genuine_remarks_are_understood(
    shared: Path, folder: str, layout: Layout, fragments: int
) -> None:
    """At most one in a thousand looks like a fact of a kind we do not know; prose ("ICTY indictee", "PFLP") is below two in a hundred."""
    counts: Counter[str] = Counter()
    links: Counter[bool] = Counter()
    for record in read(Release.at(shared / "lists/ofac" / folder), Reading("us_ofac"), layout):
        titles = {piece.strip().casefold().rstrip(".") for piece in (record.take("Title") or "").split(";")}
        for one in parse(record.take("Remarks") or ""):
            if isinstance(one, Words):
                repeated = one.words.casefold().rstrip(".") in titles
                counts["unknown kind" if one.structured else "title" if repeated else "prose"] += 1
            else:
                counts["understood"] += 1
        links.update(part.take("ent_num") is not None for part in record.take_parts("linked"))
    total = sum(counts.values())
    shares = ", ".join(f"{kind} {count / total:.2%}" for kind, count in counts.items())
    print(f"{folder}: {total:,} fragments: {shares}; links found {links[True]:,}, not found {links[False]}")  # noqa: T201
    assert total == fragments
    assert counts["unknown kind"] / total < 0.001
    assert counts["prose"] / total < (0.02 if layout is SDN else 0.04)
    assert links[False] / sum(links.values()) < 0.005
