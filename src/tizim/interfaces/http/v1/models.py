"""Shapes of tizim's own API: those of the command line (docs/cli.md), documented for programs."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tizim.interfaces.http.v1.record_models import ReceiptOut
from tizim.model.subject import Document, Subject

Language = Literal["en", "ru", "kk"]
MOST_VALUES = 50
_LONGEST = 2_000


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DocumentIn(_Asked):
    """A number as printed on a document."""

    number: str = Field(max_length=_LONGEST)
    kind: str | None = None
    country: str | None = None


class SubjectIn(_Asked):
    """Who is asked about: at least a name, a document or a wallet. What is not known here is refused, not passed over."""

    kind: Literal["Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "Thing"] = "Thing"
    names: list[str] = Field(default=[], max_length=MOST_VALUES, examples=[["Abu Sayyaf Group"]])
    birth_date: str | None = Field(default=None, max_length=_LONGEST, examples=["1971-05-03"])
    countries: list[str] = Field(default=[], max_length=MOST_VALUES)
    gender: str | None = Field(default=None, max_length=_LONGEST)
    documents: list[str | DocumentIn] = Field(default=[], max_length=MOST_VALUES)
    addresses: list[str] = Field(default=[], max_length=MOST_VALUES)
    wallets: list[str] = Field(default=[], max_length=MOST_VALUES)
    id: str | None = Field(default=None, max_length=_LONGEST)

    def subject(self) -> Subject:
        """The same as the core takes it. Raises InvalidSubject where there is nothing to screen by."""
        documents = [
            one if isinstance(one, str) else Document(one.number, one.kind, one.country) for one in self.documents
        ]
        return Subject(
            self.kind,
            self.names,
            self.birth_date,
            self.countries,
            self.gender,
            documents,
            self.addresses,
            self.wallets,
            self.id,
        )


class Question(_Asked):
    """A subject, and which lists of which time are asked. datasets: all where none is named."""

    subject: SubjectIn
    datasets: list[str] | None = Field(default=None, min_length=1, max_length=200)
    as_of: str | None = Field(
        default=None, description="A date: only what was listed on that day.", examples=["2026-03-01"]
    )
    known_at: str | None = Field(default=None, description="A date or time: from what the lists said by then.")
    lang: Language = Field(default="en", description="Of the reasons in words.")


class ReasonOut(BaseModel):
    """One term of a score. weight: log-odds, below 0 where it speaks against. words: for a person."""

    feature: str
    weight: float
    asked: str
    known: str
    how: str
    source: str
    words: str


class SettleOut(BaseModel):
    """The one fact about the subject that would move the outcome most, and the scores for either answer."""

    fact: str
    partial: bool
    side: str
    other: str
    agreed: float
    differed: float
    if_agreed: str
    if_differed: str
    words: str


class ListingOut(BaseModel):
    """Was it listed? between: bounds of a change that no version shows."""

    status: Literal["LISTED", "FORMERLY_LISTED", "NOT_LISTED", "UNKNOWN"]
    why: str
    start: str | None
    end: str | None
    between: list[str | None] | None


class ListedOut(BaseModel):
    """What is known of an entry at once; `GET /v1/entities/{id}` has all of it."""

    id: str
    kind: str
    dataset: str
    reference: str
    caption: str
    names: list[str]
    birth_dates: list[str]
    countries: list[str]
    programs: list[str]


class DistinguishedOut(BaseModel):
    """Who is asked about was found not to be this entry: until when (ISO date), and what was seen."""

    number: int
    until: str
    because: str


class HitOut(BaseModel):
    """One entry that it could be. score: the probability that it is, 0 to 1: the logistic of the sum of the reasons' weights."""

    outcome: Literal["hit", "possible"]
    score: float
    entity: ListedOut
    listing: ListingOut
    reasons: list[ReasonOut]
    settle: SettleOut | None
    distinguished: DistinguishedOut | None


class SearchedOut(BaseModel):
    """A list that was asked, and the date of the version that answered."""

    dataset: str
    published: str
    entities: int


class DocumentOut(BaseModel):
    """A number as printed on a document."""

    number: str
    kind: str | None
    country: str | None


class SubjectOut(BaseModel):
    """Who was asked about."""

    id: str | None
    kind: str
    names: list[str]
    birth_date: str | None
    countries: list[str]
    gender: str | None
    documents: list[str | DocumentOut]
    addresses: list[str]
    wallets: list[str]


class VerdictOut(BaseModel):
    """The answer: a question to a person, never a decision. "clear": nothing found in these lists at these versions."""

    outcome: Literal["hit", "possible", "clear", "not_screened"]
    alert: bool
    subject: SubjectOut | None
    hits: list[HitOut]
    searched: list[SearchedOut]
    rules: str
    warnings: list[str]
    reason: str = Field(description="Why it could not be screened; empty otherwise.")


class AnsweredOut(VerdictOut):
    """The verdict of one question. receipt: where one was asked for; a file of it is what `tizim receipt verify` reads."""

    receipt: ReceiptOut | None = None


class LineOut(VerdictOut):
    """The verdict of one line of a stream. line: its number, from 1."""

    line: int


class StatementOut(BaseModel):
    """One fact: what the list says, in which field and words, and since when."""

    entity: str
    property: str
    value: str
    original: str | None
    lang: str | None
    place: str
    seen_from: str
    seen_until: str | None
    last_seen: str


class EntityOut(BaseModel):
    """An entity with its parts (listings, documents, addresses), every fact with its source."""

    id: str
    kind: str
    dataset: str
    reference: str
    caption: str
    properties: dict[str, list[str]]
    statements: list[StatementOut]
    parts: list["EntityOut"]


class DossierOut(EntityOut):
    """All that its list says of an entity. links: statements of other entries that name it."""

    listing: ListingOut
    links: list[StatementOut]


class ListOut(BaseModel):
    """A list: its newest version, its age, and what to be careful with. searched: it answers."""

    dataset: str
    title: str
    publisher: str
    licence: str
    homepage: str
    collections: list[str]
    published: str
    loaded: str
    age_days: int
    versions: int
    entities: int
    rejected: int
    unreadable: int
    excerpt: bool
    searched: bool


class VersionOut(BaseModel):
    """A version of a list."""

    dataset: str
    published: str
    dated_by: str
    loaded: str
    sha256: str
    format: str
    records: int
    entities: int
    rejected: int
    excerpt: bool
    accepted: list[str]


class ChangeOut(BaseModel):
    """One value that came or went."""

    entity: str
    kind: str
    property: str
    field: str
    before: str | None
    after: str | None


class EntryChangeOut(BaseModel):
    """What changed in one entry."""

    entity: str
    reference: str
    caption: str
    fields: list[str]
    changes: list[ChangeOut]


class EntryOut(BaseModel):
    """An entry that came or went."""

    entity: str
    reference: str
    caption: str


class NewFieldOut(BaseModel):
    """A field of the publisher that only one of the two versions knows."""

    field: str
    entries: int
    gone: bool


class DifferenceOut(BaseModel):
    """What differs between two versions of a list."""

    dataset: str
    before: str | None
    after: str
    summary: str
    added: list[EntryOut]
    removed: list[EntryOut]
    amended: list[EntryChangeOut]
    changed: list[EntryChangeOut]
    new_fields: list[NewFieldOut]
    unchanged: int
