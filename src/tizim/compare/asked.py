"""A subject understood: names prepared, dates, countries and numbers in normal form, and what could not be read, said."""

from dataclasses import dataclass

from tizim.compare.facts import Facts, comparable_number
from tizim.compare.names import Name, prepare
from tizim.ids import wallet_key
from tizim.model.dates import PartialDate, read_any_date
from tizim.model.ftm import schema
from tizim.model.rules import Rules
from tizim.model.subject import Document, Subject
from tizim.text.clean import oddities
from tizim.text.countries import country_code

_GENDERS = {
    "m": "male",
    "male": "male",
    "м": "male",
    "муж": "male",
    "мужской": "male",
    "ер": "male",
    "f": "female",
    "female": "female",
    "ж": "female",
    "жен": "female",
    "женский": "female",
    "әйел": "female",
}
_LONGEST_NAME = 2000
"""characters of one name that are asked (no name is longer; an attack may be)"""
_MOST_NAMES = 1000
"""names of one subject that are asked"""

_SHORTEST_WALLET = 10
"""letters and digits of a wallet address; the shortest in use are account names of 12 (EOS)"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared. warnings: what was not understood and therefore not used.

    unasked: which part of the names is beyond the ceilings; with it, finding nothing is no answer.

    as_person, as_other: the names read as a person's and as anything else's, where no kind was told ("Co" is a form of law
    there and a given name here); one and the same where it was.
    """

    as_person: tuple[Name, ...]
    as_other: tuple[Name, ...]
    facts: Facts
    warnings: tuple[str, ...]
    unasked: str = ""

    @property
    def kind_is_told(self) -> bool:
        """Whether the names are read in one way only."""
        return self.as_person is self.as_other

    def names(self, *, person: bool) -> tuple[Name, ...]:
        """The names as they are read beside a person or beside anything else."""
        return self.as_person if person else self.as_other


def understand(subject: Subject, rules: Rules) -> Asked:
    """Prepares a subject. Nothing unreadable stops it: it goes by the rest, with a warning."""
    warnings: list[str] = []
    kind = schema(subject.kind)
    told = kind.name not in ("Thing", "LegalEntity")
    as_person = as_other = _names(subject, rules, warnings, person=kind.is_a("Person") or not told)
    if not told:
        as_other = _names(subject, rules, [], person=False)
    births = _births(subject.birth_date, warnings)
    countries = frozenset(filter(None, (_country(words, warnings) for words in subject.countries)))
    countries |= frozenset(
        filter(
            None,
            (_country(one.country, warnings) for one in subject.documents if isinstance(one, Document) and one.country),
        )
    )
    facts = Facts(
        schema=subject.kind,
        birth_dates=births,
        countries=countries,
        genders=_gender(subject.gender, warnings),
        documents=frozenset(_documents(subject, warnings)),
        wallets=frozenset(_wallets(subject, warnings)),
    )
    return Asked(as_person, as_other, facts, tuple(warnings), _unasked(subject))


def _unasked(subject: Subject) -> str:
    if len(subject.names) > _MOST_NAMES:
        return f"{len(subject.names):,} names: only the first {_MOST_NAMES:,} were asked"
    longest = max(map(len, subject.names), default=0)
    return (
        f"a name of {longest:,} characters: only the first {_LONGEST_NAME:,} were asked"
        if longest > _LONGEST_NAME
        else ""
    )


def _names(subject: Subject, rules: Rules, warnings: list[str], *, person: bool) -> tuple[Name, ...]:
    made: dict[str, Name] = {}
    for given in subject.names[:_MOST_NAMES]:
        words = given[:_LONGEST_NAME]
        warnings.extend(f"name holds {odd}" for odd in oddities(words))
        name = prepare(words, rules, person=person)
        if name.parts:
            made.setdefault(name.words, name)
        elif words.strip():
            warnings.append("a name holds no letters or digits and was not asked")
    return tuple(made.values())


def _documents(subject: Subject, warnings: list[str]) -> list[str]:
    keys = []
    for one in subject.documents:
        number = one if isinstance(one, str) else one.number
        key = comparable_number(number)
        if key is not None:
            keys.append(key)
        elif number.strip():
            warnings.append("a document number is too short to tell anyone apart by; screened without it")
    return keys


def _wallets(subject: Subject, warnings: list[str]) -> list[str]:
    keys = []
    for one in subject.wallets:
        key = wallet_key(one)
        if sum(letter.isascii() and letter.isalnum() for letter in key) >= _SHORTEST_WALLET:
            keys.append(key)
        elif one.strip():
            warnings.append("a wallet address is too short to be one; screened without it")
    return keys


def _births(words: str | None, warnings: list[str]) -> tuple[str, ...]:
    if words is None or not str(words).strip():
        return ()
    read = read_any_date(words)
    if read is None:
        warnings.append("birth date not understood; screened without it")
        return ()
    PartialDate.parse(read)
    return (read,)


def _country(words: str | None, warnings: list[str]) -> str | None:
    if words is None or not words.strip():
        return None
    code = country_code(words)
    if code is None:
        warnings.append("a country was not understood; screened without it")
    return code


def _gender(words: str | None, warnings: list[str]) -> frozenset[str]:
    if words is None or not words.strip():
        return frozenset()
    read = _GENDERS.get(words.strip().lower())
    if read is None:
        warnings.append("gender not understood; screened without it")
        return frozenset()
    return frozenset({read})
