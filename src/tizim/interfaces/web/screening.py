"""The page that asks whether somebody is listed: a form, and each hit beside who was asked about, with every reason weighed.

What could not be screened is told as that, with the reason, and never looks like an answer that found nothing.
"""

import json
import re
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.interfaces.harmless import harmless
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.http.v1.models import MOST_VALUES
from tizim.interfaces.web.forms import AForm, Form
from tizim.interfaces.web.frame import AtPage, Page
from tizim.interfaces.web.names import marked_sides
from tizim.interfaces.web.queue import reasons_of
from tizim.interfaces.web.reasons import Row, rows_of
from tizim.interfaces.web.wording import Words
from tizim.jobs.catalog import CatalogEntry
from tizim.model.subject import KINDS, Subject
from tizim.model.verdict import Hit, Verdict
from tizim.review.policy import Policy
from tizim.wording.answers import told_settling
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
GENDERS = ("male", "female", "other")
_SHOWN_HITS = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the form has it. datasets: empty is all."""

    kind: str = "Person"
    names: tuple[str, ...] = ()
    birth_date: str = ""
    countries: tuple[str, ...] = ()
    gender: str = ""
    documents: tuple[str, ...] = ()
    wallets: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    day: str = ""

    @classmethod
    def read(cls, form: Form) -> "Asked":
        """From a form. Raises SubjectError where it says more than one may ask at once."""
        several = {name: form.lines(name) for name in ("names", "documents", "wallets")}
        several["countries"] = [one.strip() for one in re.split(r"[,;\n]", form.text("countries")) if one.strip()]
        for name, values in several.items():
            if len(values) > MOST_VALUES:
                raise SubjectError(f"{name}: expected at most {MOST_VALUES}, came {len(values)}")
        return cls(
            kind=form.text("kind") or "Thing",
            birth_date=form.text("birth_date"),
            gender=form.text("gender"),
            datasets=tuple(form.texts("datasets")),
            day=form.text("day"),
            **{name: tuple(values) for name, values in several.items()},
        )

    def subject(self, reference: str = "") -> Subject:
        """Who is asked about, by a number of one's own if one has any. Raises InvalidSubject where there is nothing to screen by."""
        return Subject(
            self.kind,
            self.names,
            self.birth_date or None,
            self.countries,
            self.gender or None,
            self.documents,
            wallets=self.wallets,
            id=reference or None,
        )

    def fields(self) -> list[tuple[str, str]]:
        """The same as the form says it."""
        lines = {name: "\n".join(getattr(self, name)) for name in ("names", "documents", "wallets")}
        plain = {"kind": self.kind, "birth_date": self.birth_date, "gender": self.gender, "day": self.day}
        all_of_them = lines | plain | {"countries": ", ".join(self.countries)}
        return [*all_of_them.items(), *(("datasets", one) for one in self.datasets)]


@dataclass(frozen=True, slots=True)
class Card:
    """One hit, beside who was asked about. asked, known: names with the parts that met marked."""

    hit: Hit
    asked: tuple[Markup, ...]
    known: tuple[Markup, ...]
    rows: tuple[Row, ...]
    total: float
    settle: str


@router.get(f"{PAGES}/screen", dependencies=[needs(Permission.SCREEN)])
async def screen_page(page: AtPage) -> Response:
    """The form."""
    lists, policy = await page.desk.ask(partial(_beside, page))
    return _shown(page, Asked(), lists, policy, None)


@router.post(f"{PAGES}/screen", dependencies=[needs(Permission.SCREEN)])
async def screen(page: AtPage, form: AForm) -> Response:
    """The answer. A form and never an address: it says who is asked about."""
    asked = Asked.read(form)
    try:
        subject = asked.subject()
    except SubjectError as wrong:
        lists, policy = await page.desk.ask(partial(_beside, page))
        return _shown(page, asked, lists, policy, Verdict(None, "not_screened", reason=str(wrong)), status=400)

    def work(tizim: Tizim) -> tuple[Verdict, list[CatalogEntry], Policy | None]:
        return tizim.screen(subject, asked.datasets or None, asked.day or None), *_beside(page, tizim)

    verdict, lists, policy = await page.desk.ask(work)
    return _shown(page, asked, lists, policy, verdict)


@router.post(f"{PAGES}/screen/receipt", dependencies=[needs(Permission.RECEIPTS)])
async def receipt(page: AtPage, form: AForm) -> Response:
    """Asks the same again, and gives a signed receipt of the answer as a file. Needs that one may screen, too."""
    page.desk.asker.require(Permission.SCREEN)
    asked = Asked.read(form)
    subject = asked.subject()
    _, made = await page.desk.ask(
        lambda tizim: tizim.screen_with_receipt(subject, asked.datasets or None, asked.day or None)
    )
    name = f"receipt-{made.statement.says['id']}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(json.dumps(made.to_json(), indent=1) + "\n", media_type="application/json", headers=headers)


def _beside(page: Page, tizim: Tizim) -> tuple[list[CatalogEntry], Policy | None]:
    """The lists that are searched; and how hits are decided here, for who may decide."""
    lists = [one for one in tizim.catalog() if one.searched]
    return lists, tizim.review.policy if page.may(Permission.DECIDE) else None


def _shown(
    page: Page,
    asked: Asked,
    lists: list[CatalogEntry],
    policy: Policy | None,
    verdict: Verdict | None,
    *,
    status: int = 200,
) -> Response:
    cards = tuple(_card(hit, asked, page.words) for hit in verdict.hits[:_SHOWN_HITS]) if verdict is not None else ()
    return page.show(
        "screen.html",
        status=status,
        page="screen",
        asked=asked,
        lists=lists,
        titles={one.name: one.status.title for one in lists},
        verdict=verdict,
        cards=cards,
        kinds=KINDS,
        genders=GENDERS,
        rules=page.desk.rules,
        reasons=reasons_of(policy, page) if policy is not None else {},
    )


def _card(hit: Hit, asked: Asked, words: Words) -> Card:
    ours, theirs = marked_sides(asked.names, hit.entity.names, hit.reasons)
    return Card(
        hit,
        ours,
        theirs,
        rows_of(hit.reasons, words),
        sum(one.weight for one in hit.reasons),
        told_settling(hit.settle, words.answers, harmless) if hit.settle is not None else "",
    )
