"""Whole lists to be damaged: ten invented organisations in the layouts of eight publishers.

A specimen makes the files of one state of a list: `files(day)`, or `files(day, names)`, gives {file name: bytes}. All of it is made up.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import xlsxwriter

from tests.jobs.made_up import NAMES

OLDER, NEWER = "2026-03-01", "2026-04-01"


def alias(name: str) -> str:
    """The other name of an organisation."""
    return f"{name.title()} Of Saltmarsh"


ALIASES = tuple(map(alias, NAMES))


@dataclass(frozen=True, slots=True)
class Specimen:
    """One publisher's layout. shape: "xml", "csv", "jsonl" or "xlsx"; main: the file that is damaged.

    dated: whether the file says of which day it is. mapping: the mapping file's text, for a table.
    """

    name: str
    dataset: str
    shape: str
    main: str
    files: Callable[..., Mapping[str, bytes]]
    dated: bool = True
    mapping: str | None = None


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files in a folder; the path to give to a load (the file where it is one)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / next(iter(files)) if len(files) == 1 else folder


def _un(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    records = "\n".join(
        f"<ENTITY><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>Invented</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>XXe.{number:03}</REFERENCE_NUMBER><LISTED_ON>2015-03-0{number % 9 + 1}</LISTED_ON>"
        f"<COMMENTS1>Invented.</COMMENTS1>"
        f"<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{alias(name)}</ALIAS_NAME></ENTITY_ALIAS></ENTITY>"
        for number, name in enumerate(names, 1)
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS></INDIVIDUALS>'
        f"<ENTITIES>\n{records}\n</ENTITIES></CONSOLIDATED_LIST>\n"
    )
    return {"un.xml": text.encode()}


def _csv(rows: list[list[str]], *, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> bytes:
    made = io.StringIO()
    csv.writer(made, quoting=quoting).writerows(rows)
    return made.getvalue().encode()


def _ofac_csv(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    def cells(*values: object) -> str:
        return ",".join("-0- " if one is None else f'"{one}"' if isinstance(one, str) else str(one) for one in values)

    entries = [
        cells(
            number,
            name,
            None,
            "SDGT",
            *([None] * 7),
            f"Organization Established Date {number} Oct 1990; Phone Number 99871.",
        )
        for number, name in enumerate(names, 1)
    ]
    others = [cells(number, number, "aka", alias(name), None) for number, name in enumerate(names, 1)]
    places = [
        cells(number, number, f"{number} Invention Street", f"Nowhere in {day[:7]}", None, None)
        for number in range(1, len(names) + 1)
    ]
    files = {"sdn.csv": entries, "alt.csv": others, "add.csv": places}
    return {name: ("\r\n".join(lines) + "\r\n\x1a").encode() for name, lines in files.items()}


def _ofac_xml(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    year, month, of_month = day.split("-")
    records = "\n".join(
        f"<sdnEntry><uid>{number}</uid><lastName>{name}</lastName><sdnType>Entity</sdnType><remarks>Invented.</remarks>"
        f"<programList><program>SDGT</program></programList><akaList><aka><uid>{number + 100}</uid><type>a.k.a.</type>"
        f"<category>strong</category><lastName>{alias(name)}</lastName></aka></akaList></sdnEntry>"
        for number, name in enumerate(names, 1)
    )
    text = (
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>'
        f"<Publish_Date>{month}/{of_month}/{year}</Publish_Date><Record_Count>{len(names)}</Record_Count></publshInformation>\n"
        f"{records}\n</sdnList>\n"
    )
    return {"sdn.xml": text.encode()}


def _eu_xml(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    records = "\n".join(
        f'<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.{number}.1" logicalId="{9000 + number}">'
        f"<remark>Invented.</remark>"
        f'<regulation regulationType="regulation" organisationType="commission" publicationDate="2020-01-02"'
        f' entryIntoForceDate="2020-01-01" numberTitle="7777/2020 (OJ L777)" programme="TAQA" logicalId="{number}"/>'
        f'<subjectType code="enterprise" classificationCode="E"/>'
        f'<nameAlias wholeName="{name}" strong="true" regulationLanguage="en" logicalId="{100 + number}"/>'
        f'<nameAlias wholeName="{alias(name)}" strong="true" regulationLanguage="en" logicalId="{200 + number}"/></sanctionEntity>'
        for number, name in enumerate(names, 1)
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export"'
        f' generationDate="{day}T00:00:00.000+00:00" globalFileId="1">\n{records}\n</export>\n'
    )
    return {"eu.xml": text.encode()}


def _conlist(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    header = [
        *(f"Name {number}" for number in (6, 1, 2, 3, 4, 5)), "Title", "DOB", "Town of Birth", "Country of Birth", "Nationality",
        "Passport Details", "NI Number", "Position", *(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country",
        "Other Information", "Group Type", "Alias Type", "Regime", "Listed On", "Last Updated", "Group ID",
    ]  # fmt: skip
    rows: list[list[str]] = [["Last Updated", "/".join(reversed(day.split("-")))], [*header]]
    for number, name in enumerate(names, 1):
        for words, kind in ((name, "Prime Alias"), (alias(name), "AKA")):
            row = dict.fromkeys(header, "") | {
                "Name 6": words, "Group Type": "Entity", "Alias Type": kind, "Regime": "Invented", "Listed On": "25/01/2011",
                "Last Updated": "01/02/2012", "Group ID": str(99000 + number), "Other Information": "Invented.",
            }  # fmt: skip
            rows.append(list(row.values()))
    return {"ConList.csv": _csv(rows)}


def _dfat(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    columns = (
        "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth", "Place of Birth",
        "Citizenship", "Address", "Additional Information", "Listing Information", "IMO Number", "Committees", "Control Date",
        "Instrument of Designation", "Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction",
    )  # fmt: skip
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd", "in_memory": True})
    book.set_properties({"created": datetime.fromisoformat(f"{day}T04:05:22")})
    sheet = book.add_worksheet("Consolidated List")
    sheet.write_row(0, 0, columns)
    line = 0
    for number, name in enumerate(names, 1):
        for reference, words, kind, strength in (
            (number, name, "Primary Name", None),
            (f"{number}a", alias(name), "Alias", "Strong"),
        ):
            line += 1
            row = {
                "Reference": reference, "Name of Individual or Entity": words, "Type": "Entity", "Name Type": kind,
                "Alias Strength": strength, "Additional Information": "Invented.", "Committees": "1267/1989/2253 (ISIL)",
                "Listing Information": "Listed on 25 Jan. 2001", "Control Date": date(2026, 2, 14),
                "Targeted Financial Sanction": True, "Travel Ban": False, "Arms Embargo": False, "Maritime Restriction": False,
            }  # fmt: skip
            for at, column in enumerate(columns):
                if row.get(column) is not None:
                    sheet.write(line, at, row[column])
    book.close()
    return {"dfat.xlsx": made.getvalue()}


def _ftm(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    rows = [
        {
            "id": f"own-{number}",
            "schema": "Organization",
            "datasets": ["own"],
            "properties": {
                "name": [name],
                "alias": [alias(name)],
                "incorporationDate": ["1990-05-03"],
                "notes": [f"Of {day}"],
            },
        }
        for number, name in enumerate(names, 1)
    ]
    return {"own.ftm.json": "".join(json.dumps(row) + "\n" for row in rows).encode()}


MAPPING = """
dataset = "own_table"
title = "An invented register"
reference = "No"
kind = "Organization"

[columns]
"Name" = "name"
"Other name" = "alias"
"Founded" = "incorporationDate"
"""


def _table(day: str, names: Sequence[str] = NAMES) -> Mapping[str, bytes]:
    rows: list[list[str]] = [["No", "Name", "Other name", "Founded"]]
    rows += [
        [str(number), name, alias(name), f"199{number % 10}-05-{day[5:7]}"] for number, name in enumerate(names, 1)
    ]
    return {"own.csv": _csv(rows, quoting=csv.QUOTE_ALL)}


SPECIMENS = {
    one.name: one
    for one in (
        Specimen("un-xml", "un_sc_sanctions", "xml", "un.xml", _un),
        Specimen("ofac-csv", "us_ofac_sdn", "csv", "sdn.csv", _ofac_csv, dated=False),
        Specimen("ofac-xml", "us_ofac_sdn", "xml", "sdn.xml", _ofac_xml),
        Specimen("eu-xml", "eu_fsf", "xml", "eu.xml", _eu_xml),
        Specimen("conlist-csv", "gb_hmt_sanctions", "csv", "ConList.csv", _conlist),
        Specimen("dfat-xlsx", "au_dfat_sanctions", "xlsx", "dfat.xlsx", _dfat),
        Specimen("ftm-jsonl", "own_register", "jsonl", "own.ftm.json", _ftm, dated=False),
        Specimen("table-csv", "own_table", "csv", "own.csv", _table, dated=False, mapping=MAPPING),
    )
}
