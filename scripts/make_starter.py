"""Write `src/tizim/starter/un_sc_starter.jsonl`: chosen entries of the UN Security Council's list, facts only.

    python scripts/make_starter.py un_consolidated_2026-02-27.xml.xz

Taken are reference number, kind, names, years of birth and date of listing. Comments, addresses, documents and reasons are not.
The UN's list has no Korean writing; `KOREAN` adds the names some organisations bear in their own language.
"""

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tizim.model.statement import entity_id
from tizim.starter import DATASET, REGISTER

ORGANISATIONS = (
    *(
        f"QDe.{number:03}"
        for number in (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 19, 20, 21, 88, 89, 90, 91, 92, 93, 96, 98, 99)
    ),
    *(f"QDe.{number:03}" for number in (108, 110, 114, 115, 116, 118, 119, 131, 134, 135, 138, 139, 144, 147, 155)),
    *(f"QDe.{number:03}" for number in (159, 160, 161, 162, 163, 164, 166, 168, 169)),
    *(f"TAe.{number:03}" for number in (10, 11, 12, 13, 14)),
    *(f"KPe.{number:03}" for number in (1, 2, 3, 8, 9, 13, 16, 20, 23, 25, 30, 31, 32, 35, 47, 48, 52, 53, 55, 59, 73)),
    *("CDe.001", "CDe.009", "CFe.002", "SOe.001", "YEe.001", "HTe.001", "LYe.001", "HTe.002"),
)
PEOPLE = (
    *(f"QDi.{number:03}" for number in (6, 363, 364, 365, 366, 367, 368, 396, 397, 290, 415, 422, 426)),
    *(f"TAi.{number:03}" for number in (2, 3, 4, 6, 7, 8, 24, 26)),
    *(
        "KPi.001",
        "KPi.003",
        "KPi.033",
        "CDi.001",
        "CDi.008",
        "SDi.001",
        "SOi.001",
        "YEi.001",
        "LYi.009",
        "CFi.001",
        "HTi.001",
    ),
)
KOREAN = {
    "KPe.001": "조선광업개발무역회사",
    "KPe.003": "단천상업은행",
    "KPe.009": "압록강개발은행",
    "KPe.030": "39호실",
    "KPe.031": "정찰총국",
    "KPe.032": "제2경제위원회",
    "KPe.035": "조선대성은행",
    "KPe.047": "조선무역은행",
    "KPe.048": "조선민족보험총회사",
}
"""Names in Korean, not from the UN's list: as the Korean press wrote them when it reported the designations."""

ALIAS_KIND = {"Good": "alias", "a.k.a.": "alias", "Low": "weakAlias", "f.k.a.": "previousName", "": "alias"}
PARTS_OF_NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def main() -> None:
    """Read the UN's file named on the command line, write the register."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("un_list", type=Path)
    data = lzma.decompress(arguments.parse_args().un_list.read_bytes())
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    entries = {words(one, "REFERENCE_NUMBER"): one for one in root.iter("INDIVIDUAL", "ENTITY")}
    missing = sorted({*ORGANISATIONS, *PEOPLE, *KOREAN} - entries.keys())
    if missing:
        raise SystemExit(f"expected these references in the list, they are not: {missing}")
    lines = [line for reference in (*ORGANISATIONS, *PEOPLE) for line in lines_of(reference, entries[reference])]
    REGISTER.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines) // 2} entries")


def lines_of(reference: str, entry: Any) -> Iterator[dict[str, Any]]:
    """The entity and its listing."""
    made = entity_id(DATASET, reference)
    properties = names_of(reference, entry)
    if entry.tag == "INDIVIDUAL" and (years := birth_years(entry)):
        properties["birthDate"] = years
    yield {
        "id": made,
        "caption": properties["name"][0],
        "schema": "Person" if entry.tag == "INDIVIDUAL" else "Organization",
        "datasets": [DATASET],
        "properties": properties,
    }
    listing = {
        "entity": [made],
        "authority": ["UN Security Council"],
        "program": [words(entry, "UN_LIST_TYPE")],
        "recordId": [reference],
        "startDate": [words(entry, "LISTED_ON")[:10]],
    }
    yield {
        "id": f"{made}-sanction",
        "caption": reference,
        "schema": "Sanction",
        "datasets": [DATASET],
        "properties": listing,
    }


def names_of(reference: str, entry: Any) -> dict[str, list[str]]:
    """Names by property; each once."""
    primary = " ".join(part for part in (words(entry, tag) for tag in PARTS_OF_NAME) if part)
    found = {"name": [primary]}
    kept = {primary}
    others = [("alias", words(entry, "NAME_ORIGINAL_SCRIPT")), ("alias", KOREAN.get(reference, ""))]
    aliases = entry.iter("INDIVIDUAL_ALIAS", "ENTITY_ALIAS")
    others += [(ALIAS_KIND[words(alias, "QUALITY")], words(alias, "ALIAS_NAME")) for alias in aliases]
    for prop, name in others:
        if name and name not in kept:
            kept.add(name)
            found.setdefault(prop, []).append(name)
    return found


def birth_years(entry: Any) -> list[str]:
    """Years of birth, each once; a span of years as an interval."""
    years = []
    for born in entry.iter("INDIVIDUAL_DATE_OF_BIRTH"):
        first, last = words(born, "FROM_YEAR"), words(born, "TO_YEAR")
        years.append(f"{first}/{last}" if first and last else words(born, "YEAR") or words(born, "DATE")[:4])
    return sorted({year for year in years if year})


def words(element: Any, tag: str) -> str:
    """The text of a child, blanks made one; "" where there is none."""
    return " ".join((element.findtext(tag) or "").split())


if __name__ == "__main__":
    main()
