"""Which column of a customer file holds what, told by its heading in English, Russian or Kazakh.

Case, blanks, underscores and punctuation of a heading do not matter. Start at `recognised`.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tizim.errors import UnreadableTable

FIELDS = (
    "id", "kind", "name", "first_name", "middle_name", "last_name", "alias", "birth_date", "country", "gender",
    "document", "document_kind", "document_country", "wallet", "address",
)  # fmt: skip
"""What a column can hold. `name`, or `first_name` and `last_name`, or `document`, or `wallet` must be there."""

SEVERAL = frozenset({"name", "alias", "country", "document", "wallet", "address"})
"""Fields that more than one column may hold, and that hold several values separated by ";"."""

_HEADINGS = {
    "id": "id|customer id|client id|customer no|customer number|client number|record id|reference|ref|key|uid|ид|код|код клиента|номер клиента|id клиента|клиент нөмірі",
    "kind": "kind|type|schema|entity type|customer type|client type|subject type|тип|вид|тип клиента|вид клиента|түрі|клиент түрі",
    "name": "name|full name|customer name|client name|names|caption|person name|company name|company|organisation|organization|organisation name|"
    "organization name|entity name|legal name|имя полностью|фио|ф и о|полное имя|наименование|название|имя клиента|наименование организации|"
    "название организации|аты жөні|аты жөнi|толық аты|атауы|ұйым атауы|ұйымның атауы",
    "first_name": "first name|given name|given names|forename|first|имя|аты|есімі",
    "middle_name": "middle name|second name|patronymic|middle names|father name|fathers name|отчество|әкесінің аты",
    "last_name": "last name|surname|family name|last|фамилия|тегі",
    "alias": "alias|aliases|aka|a k a|other names|other name|also known as|alternative name|alternative names|name original|original name|"
    "псевдоним|псевдонимы|другие имена|иное имя|лақап аты|басқа аты|басқа аттары",
    "birth_date": "birth date|date of birth|dob|birthdate|birthday|born|year of birth|birth year|дата рождения|год рождения|др|туған күні|туған жылы",
    "country": "country|nationality|nationalities|citizenship|country of citizenship|citizenships|residence|country of residence|jurisdiction|"
    "country code|flag|countries|страна|гражданство|страна гражданства|национальность|резидентство|страна регистрации|ел|елі|азаматтығы|азаматтық",
    "gender": "gender|sex|пол|жынысы",
    "document": "document|document number|document no|doc number|passport|passport number|passport no|id number|identity number|national id|"
    "national id number|identification number|registration number|tax number|tax id|inn|iin|bin|imo|imo number|lei|документ|номер документа|"
    "паспорт|номер паспорта|удостоверение|номер удостоверения|инн|иин|бин|құжат|құжат нөмірі|төлқұжат|жсн|бсн",
    "document_kind": "document kind|document type|doc type|тип документа|вид документа|құжат түрі",
    "document_country": "document country|issuing country|country of issue|страна выдачи|берген ел",
    "wallet": "wallet|wallets|wallet address|crypto address|crypto wallet|public key|кошелек|кошелёк|криптокошелек|криптокошелёк|адрес кошелька|әмиян",
    "address": "address|addresses|full address|street address|registered address|адрес|адрес регистрации|место жительства|мекенжай|мекенжайы|тұрғылықты жері",
}  # fmt: skip

_ENOUGH = ("name", "alias", "first_name", "last_name", "document", "wallet")


def heading(words: str) -> str:
    """A heading as it is compared: lower case, runs of anything but letters and digits as one blank."""
    split = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", words.strip())
    return re.sub(r"[\W_]+", " ", split).strip().casefold()


BY_HEADING: Mapping[str, str] = MappingProxyType(
    {heading(words): field for field, several in _HEADINGS.items() for words in several.split("|")}
)
"""heading -> field"""


def recognised(columns: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which field each column holds, for the columns that hold one: {column: field}, in the order of the columns.

    Args:
        columns: the headings of the table.
        given: {column: field} said by a person; it goes before what the headings say. A column of "" is left out.

    Raises:
        UnreadableTable: a field is held by two columns where it may be by one, nothing one can screen by is held by any, or
            what is given names no column or no field.
    """
    given = dict(given or {})
    for column, field in given.items():
        if column not in columns:
            raise UnreadableTable(f"columns: expected one of {_told(columns)}, came {column!r}")
        if field and field not in FIELDS:
            raise UnreadableTable(f"column {column!r}: expected one of {', '.join(FIELDS)}, came {field!r}")
    left_out = {column for column, field in given.items() if not field}
    given = {column: field for column, field in given.items() if field}
    taken = set(given.values()) - (SEVERAL - {"name"})
    found = dict(given)
    for column in columns:
        told = BY_HEADING.get(heading(column))
        if column not in given and column not in left_out and told is not None and told not in taken:
            found[column] = told
    found = _without_doubt(found, given)
    if not set(found.values()) & set(_ENOUGH):
        raise UnreadableTable(
            f"expected a column with names, documents or wallets (such as name, last_name, document, wallet), came {_told(columns)}"
        )
    return {column: found[column] for column in columns if column in found}


def _without_doubt(found: dict[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Raises where two columns hold one field and the file does not say which counts."""
    columns: dict[str, list[str]] = {}
    for column, field in found.items():
        columns.setdefault(field, []).append(column)
    for field, several in columns.items():
        if field in SEVERAL and field != "name":
            continue
        doubtful = [column for column in several if column not in given]
        if len(several) > 1 and doubtful:
            told = ", ".join(repr(column) for column in several)
            raise UnreadableTable(
                f"expected one column for {field}, came {len(several)} ({told}): say which one counts"
            )
    return found


def _told(columns: Sequence[str]) -> str:
    return ", ".join(repr(column) for column in columns[:20]) or "no columns"
