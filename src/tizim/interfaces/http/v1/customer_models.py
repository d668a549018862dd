"""Shapes of customers that are kept, and of what is asked of them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tizim.interfaces.http.v1.models import SubjectIn

Format = Literal["csv", "xlsx", "jsonl", "json", "parquet"]
Kind = Literal["Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "Thing"]


class ChangeIn(BaseModel):
    """One customer, by their own number: who they are now, or null to take them out."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=2_000)
    subject: SubjectIn | None


class RegisteredOut(BaseModel):
    """A file of customers. screened: the lists they were last screened against, with their dates; null: never."""

    name: str
    customers: int
    added: str
    screened: dict[str, str] | None


class ChangedOut(BaseModel):
    """What changes came to: how many are others, new and gone; and the file afterwards."""

    changed: int
    added: int
    removed: int
    customers: RegisteredOut


class AnswerOut(BaseModel):
    """One row of answers, as in a file of results: a hit, or one that says "clear" or "not_screened"."""

    row: int
    id: str | None
    name: str | None
    outcome: Literal["hit", "possible", "clear", "not_screened"]
    score: float | None
    entity_id: str | None
    reference: str | None
    dataset: str | None
    caption: str | None
    listing: str | None
    listed_from: str | None
    listed_until: str | None
    reasons: str | None
    searched: str | None
    rules: str | None
    warnings: str | None
    why_not_screened: str | None


class EndOut(BaseModel):
    """What the answers came to. everybody: why all were asked, or "". searched: what to ask from the next time, by list.

    asked: whose answer may have changed. changed: versions of entries that did. The rest: how many customers came to what.
    """

    name: str
    customers: int
    asked: int
    changed: int
    everybody: str
    searched: dict[str, str]
    hit: int
    possible: int
    clear: int
    not_screened: int


class LastLineOut(BaseModel):
    """The last line: a stream without it was cut off, and the answers it lacks are not known."""

    end: EndOut
