"""A letter to a person whose pair was decided: what was found, why as far as that may be told, where it is from, where to turn to.

It says what the list publishes, what the person is known by here, and nothing else: no score, no comment, no other customer, and of the
reasons only the groups that the home's `review.toml` lets be told. Start at `letter_of`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tizim.errors import ReviewError, StepRefused
from tizim.jobs.cards import read_card
from tizim.model.verdict import Reason
from tizim.review.policy import Policy
from tizim.review.states import Alert
from tizim.sources.registry import PACKAGES, source
from tizim.wording.catalogue import Catalogue, catalogue
from tizim.wording.letters import GROUPS, letter_words
from tizim.wording.reasons import how_they_met, value_in_words

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RIGHT_TO_LEFT = re.compile(f"[{_RTL}](?:[{_RTL}\u200c\u200d0-9 .,'’-]*[{_RTL}])?")
"""from the first letter of such a script to the last one, with blanks, digits and marks between"""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or points under a heading. heading: "" where there is none."""

    heading: str
    lines: tuple[str, ...]
    points: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in one language. head: sender, date and numbers, line by line; title: what it is about; day: an ISO date."""

    language: str
    day: str
    head: tuple[str, ...]
    title: str
    parts: tuple[Part, ...]
    sender: str

    def text(self) -> str:
        """As plain text; words that are read from right to left are kept to themselves (Unicode UAX #9, 2.4)."""
        lines = [*self.head, "", self.title, ""]
        for part in self.parts:
            lines += [part.heading] if part.heading else []
            lines += [f"- {line}" for line in part.lines] if part.points else part.lines
            lines.append("")
        if self.sender:
            lines.append(self.sender)
        return "\n".join(map(_isolated, lines)).rstrip() + "\n"

    def pdf(self) -> bytes:
        """As a PDF; the same bytes for the same letter. Raises SettingError where the extra `letter` is not installed."""
        from tizim.jobs.letter_pdf import pdf_of  # an extra

        return pdf_of(self)

    def write(self, out: Path | str) -> Path:
        """Into a file of .pdf or .txt. Raises ReviewError for any other suffix, and where there is such a file already."""
        path = Path(out)
        if path.suffix.lower() not in (".pdf", ".txt"):
            raise ReviewError(f"{path.name}: expected a letter of .pdf or .txt, came {path.suffix or 'no suffix'}")
        made = self.pdf() if path.suffix.lower() == ".pdf" else self.text().encode("utf-8", "replace")
        try:
            with path.open("xb") as file:
                file.write(made)
        except FileExistsError as wrong:
            raise ReviewError(f"{path}: expected a name for a new letter, came one that is there") from wrong
        return path


def letter_of(alert: Alert, policy: Policy, home: Path, language: str, name: str, day: str) -> Letter:
    """The letter about a decided alert, of a day (ISO).

    Raises StepRefused where it is not decided, or nobody may be told of the list; SubjectError for a language that is none.
    """
    words, told = letter_words(language), catalogue(language)
    if alert.decision is None or alert.state not in ("confirmed", "dismissed"):
        raise StepRefused(
            f"alert {alert.number}: expected one that is confirmed or dismissed, came one that is {alert.state}"
        )
    if alert.known.dataset in policy.silent:
        raise StepRefused(
            f"alert {alert.number}: this home tells nobody of {alert.known.dataset} (review.toml, letter.silent)"
        )
    head = [policy.sender] if policy.sender else []
    head += [words["date"].format(day=day), words["reference"].format(number=alert.number)]
    if alert.known.subject.id:
        head.append(words["customer"].format(reference=_shown(alert.known.subject.id)))
    head.append(words["dear"].format(name=_shown(name.strip() or alert.name)))
    until = (words["until"].format(until=alert.decision.until),) if alert.decision.until else ()
    remedy = _Remedy.of(alert.known.dataset, home, language)
    parts = [
        Part("", (words[alert.state], *until)),
        Part(words["entry"], tuple(_entry(alert, words, remedy)), points=True),
        _why(alert, policy, words, told),
        Part(words["remedies"], tuple(_remedies(policy, words, remedy)), points=True),
        Part("", (words["closing"],)),
    ]
    return Letter(language, day, tuple(head), words[f"subject_{alert.state}"], tuple(parts), policy.sender)


@dataclass(frozen=True, slots=True)
class _Remedy:
    """Whose list it is, and where a listed person can turn to."""

    title: str
    publisher: str
    page: str
    redress: str
    url: str

    @classmethod
    def of(cls, dataset: str, home: Path, language: str) -> "_Remedy":
        """By the source, where the list is one that tizim knows; else by what the home knows of it."""
        if dataset in PACKAGES:
            spec = source(dataset).spec
            redress = {"ru": spec.redress_ru, "kk": spec.redress_kk}.get(language) or spec.redress
            return cls(spec.title, spec.publisher, spec.homepage, redress, spec.redress_url)
        card = read_card(home / "lists" / dataset)
        if card is None:
            return cls(dataset, dataset, "", "", "")
        return cls(card.title or dataset, card.publisher or dataset, card.homepage, card.redress, "")


def _entry(alert: Alert, words: Mapping[str, str], remedy: _Remedy) -> Iterator[str]:
    known = alert.known
    yield words["list"].format(title=_shown(remedy.title), publisher=_shown(remedy.publisher))
    yield words["of_entry"].format(caption=_shown(known.caption), reference=_shown(known.reference))
    if known.listed_from:
        yield words["since"].format(day=known.listed_from)
    if known.published:
        yield words["version"].format(day=known.published[:10])
    if remedy.page:
        yield words["page"].format(url=remedy.page)


def _why(alert: Alert, policy: Policy, words: Mapping[str, str], told: Catalogue) -> Part:
    """The reasons that may be told: of a confirmed alert what agrees, of a dismissed one what differs too."""
    heading = words[f"why_{alert.state}"]
    may = [one for one in alert.known.reasons if GROUPS.get(one.feature) in policy.tell]
    chosen = [one for one in may if alert.state == "dismissed" or one.weight > 0]
    lines = tuple(dict.fromkeys(_reason(one, told) for one in chosen))
    return Part(heading, lines, points=True) if lines else Part(heading, (words["no_reasons"],))


def _reason(reason: Reason, told: Catalogue) -> str:
    """What a reason says, with both values, without its weight."""
    asked, known = (value_in_words(reason.feature, value, told) for value in (reason.asked, reason.known))
    met = f"{_shown(asked)} ~ {_shown(known)}" if asked and known else _shown(asked or known)
    how = how_they_met(reason, told)
    return f"{how}: {met}" if met else how


def _remedies(policy: Policy, words: Mapping[str, str], remedy: _Remedy) -> Iterator[str]:
    yield words["to_list"]
    if remedy.redress:
        yield _shown(remedy.redress)
    if remedy.url and remedy.url not in remedy.redress:
        yield words["page"].format(url=remedy.url)
    yield words["to_us"]
    if policy.contact:
        yield words["contact"].format(contact=policy.contact)


def _shown(words: str) -> str:
    """Words from outside without control characters and marks of direction: a name on a list may hold either."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in words)
    return "".join(one for one in kept if unicodedata.category(one) != "Cf" or one in "\u200c\u200d")


def _isolated(line: str) -> str:
    """Runs of words that are read from right to left, each kept to itself."""
    return _RIGHT_TO_LEFT.sub(lambda met: f"{_ISOLATE}{met[0]}{_END_ISOLATE}", line)
