"""Rows of a customer file to subjects.

A row that makes no subject keeps its place and says why: it is "not screened", never left out. It opens no file and knows
no format: rows come in. Start at `asked`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tizim.errors import InvalidSubject
from tizim.model.subject import KINDS, Document, Subject
from tizim.subjects.columns import heading
from tizim.tables import cell_text

_KIND_WORDS = {
    "Person": "person|individual|natural person|p|i|human|physical person|физическое лицо|физлицо|физ лицо|фл|человек|жеке тұлға|адам",
    "Organization": "organization|organisation|org|o|group|организация|ұйым",
    "Company": "company|business|corporation|corporate|firm|компания|предприятие|фирма|компаниясы|кәсіпорын",
    "LegalEntity": "legal entity|legalentity|entity|e|legal person|юридическое лицо|юрлицо|юр лицо|юл|заңды тұлға",
    "Vessel": "vessel|ship|судно|корабль|кеме",
    "Airplane": "airplane|aircraft|plane|самолет|самолёт|воздушное судно|ұшақ",
    "Thing": "thing|unknown|other|any|неизвестно|белгісіз",
}
KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {heading(word): kind for kind, words in _KIND_WORDS.items() for word in words.split("|")}
    | {heading(kind): kind for kind in KINDS}
)
"""word of a `kind` column -> kind"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row: its number as the file counts it, the caller's id, and the subject, or why there is none."""

    row: int
    id: str | None
    subject: Subject | None
    why: str = ""


def asked(
    rows: Iterable[tuple[int, Mapping[str, object]]], held: Mapping[str, str], *, kind: str = "Thing"
) -> Iterator[Asked]:
    """One `Asked` for every row, in order.

    Args:
        rows: (number, cells by column heading).
        held: {column: field}, as `columns.recognised` gives it.
        kind: of rows that do not say theirs.
    """
    for number, cells in rows:
        yield _row(number, _values(cells, held), kind)


def _values(cells: Mapping[str, object], held: Mapping[str, str]) -> dict[str, list[str]]:
    """Words by field. A cell of a field that may hold several is split at ";"; a list (JSON) is several already."""
    found: dict[str, list[str]] = {}
    for column, field in held.items():
        for value in _several(cells.get(column)):
            words = cell_text(value)
            pieces = words.split(";") if field in ("name", "alias", "country", "document", "wallet") else [words]
            found.setdefault(field, []).extend(piece.strip() for piece in pieces if piece.strip())
    return found


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _row(number: int, values: Mapping[str, list[str]], usual_kind: str) -> Asked:
    own_id = _first(values, "id")
    said = _first(values, "kind")
    kind = usual_kind if said is None else KIND_WORDS.get(heading(said))
    if kind is None:
        return Asked(number, own_id, None, f"row {number}: kind: expected one of {', '.join(KINDS)}, came {said!r}")
    try:
        subject = Subject(
            kind=kind,
            names=_names(values),
            birth_date=_first(values, "birth_date"),
            countries=values.get("country", ()),
            gender=_first(values, "gender"),
            documents=_documents(values),
            addresses=values.get("address", ()),
            wallets=values.get("wallet", ()),
            id=own_id,
        )
    except InvalidSubject as wrong:
        return Asked(number, own_id, None, f"row {number}: {wrong}")
    return Asked(number, own_id, subject)


def _names(values: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Whole names, then the name its parts make, then other names; without repeats."""
    parts = " ".join(word for field in ("first_name", "middle_name", "last_name") for word in values.get(field, ()))
    whole = (*values.get("name", ()), *((parts,) if parts else ()), *values.get("alias", ()))
    return tuple(dict.fromkeys(whole))


def _documents(values: Mapping[str, list[str]]) -> tuple[Document, ...]:
    kind, country = _first(values, "document_kind"), _first(values, "document_country")
    return tuple(Document(number, kind, country) for number in values.get("document", ()))


def _first(values: Mapping[str, list[str]], field: str) -> str | None:
    found = values.get(field)
    return found[0] if found else None
