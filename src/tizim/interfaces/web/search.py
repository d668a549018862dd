"""Looking around in the lists as one types: by words in any script, by list, kind and country, with counts. It clears nobody."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.errors import NoSuchEntity, SubjectError
from tizim.index.words import Found, Looking
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.forms import AForm, Form
from tizim.interfaces.web.frame import AtPage, kind_in_words
from tizim.interfaces.web.wording import Words
from tizim.model.listing import ListingAnswer
from tizim.text.countries import country_name
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
PAGE = 20
"""results on a page"""
_FACETS = ("datasets", "schema", "countries")
_SHOWN = 12
"""values of a facet that are shown, beside those chosen"""
_FARTHEST = 5_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value one can choose: how many of what is found have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Result:
    """An entry that was found. listing: whether it was listed on the day that was asked about; None: no day was."""

    id: str
    caption: str
    kind: str
    dataset: str
    others: tuple[str, ...]
    born: tuple[str, ...]
    countries: tuple[str, ...]
    listing: ListingAnswer | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results, and what they can be narrowed by."""

    total: int
    results: tuple[Result, ...]
    facets: Mapping[str, tuple[Choice, ...]]
    titles: Mapping[str, str]


@router.get(f"{PAGES}/search", dependencies=[needs(Permission.LOOK)])
async def search_page(page: AtPage) -> Response:
    """All there is, to begin with."""
    return await _answered(page, Looking(simple=True, prefix=True, fuzzy=True), "")


@router.post(f"{PAGES}/search", dependencies=[needs(Permission.LOOK)])
async def search(page: AtPage, form: AForm) -> Response:
    """What is found of the words, under the filters. A form and never an address: words are names of people."""
    day = form.text("day")
    if day and not _DAY.fullmatch(day):
        raise SubjectError(f"day: expected a date such as 2026-02-27, came {day[:40]!r}")
    looking = Looking(
        words=form.text("words"),
        have={name: form.texts(name) for name in _FACETS if form.texts(name)},
        simple=True,
        prefix=True,
        fuzzy=True,
        offset=_offset(form),
    )
    return await _answered(page, looking, day)


def _offset(form: Form) -> int:
    return min(form.number("offset"), _FARTHEST)


async def _answered(page: AtPage, looking: Looking, day: str) -> Response:
    looking = replace(looking, limit=PAGE, facets=_FACETS)

    def work(tizim: Tizim) -> Results:
        found = tizim.look(looking, wait=False)
        titles = {one.name: one.status.title for one in tizim.catalog()}
        listings = {one["id"]: _listing(tizim, one["id"], day) for one in found.entities} if day else {}
        return Results(
            found.total,
            tuple(_result(one, listings.get(one["id"])) for one in found.entities),
            {name: _choices(name, found, looking, titles, page.words) for name in _FACETS},
            titles,
        )

    found = await page.desk.ask(work)
    template = "_found.html" if page.shown.is_part else "search.html"
    return page.show(
        template,
        page="search",
        found=found,
        words=looking.words,
        day=day,
        offset=looking.offset,
        size=PAGE,
        today=datetime.now(UTC).date().isoformat(),
    )


def _listing(tizim: Tizim, id_: str, day: str) -> ListingAnswer | None:
    try:
        return tizim.listing(id_, day, recorded=False)  # a part of an answer that is on record
    except NoSuchEntity:
        return None


def _result(one: Mapping[str, Any], listing: ListingAnswer | None) -> Result:
    properties: Mapping[str, Sequence[str]] = one["properties"]
    names = dict.fromkeys(
        value for prop in ("name", "alias", "weakAlias", "previousName") for value in properties.get(prop, ())
    )
    names.pop(one["caption"], None)
    countries = dict.fromkeys(
        value
        for prop in ("nationality", "citizenship", "country", "jurisdiction", "flag")
        for value in properties.get(prop, ())
    )
    return Result(
        one["id"], one["caption"], one["schema"], one["datasets"][0], tuple(names),
        tuple(properties.get("birthDate", ())), tuple(countries), listing,
    )  # fmt: skip


def _choices(name: str, found: Found, looking: Looking, titles: Mapping[str, str], words: Words) -> tuple[Choice, ...]:
    chosen = looking.have.get(name, ())
    counted = dict(found.facets[name])
    shown = [*dict.fromkeys([*list(counted)[:_SHOWN], *chosen])]
    return tuple(
        Choice(value, _label(name, value, titles, words), counted.get(value, 0), value in chosen) for value in shown
    )


def _label(name: str, value: str, titles: Mapping[str, str], words: Words) -> str:
    if name == "countries":
        return country_name(value, words.language)
    return kind_in_words(value, words) if name == "schema" else titles.get(value, value)
