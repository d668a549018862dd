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
"""characters of one name; a longer one is cut with a warning (no name is; an attack may be)"""

_SHORTEST_WALLET = 10
"""letters and digits of a wallet address; the shortest in use are account names of 12 (EOS)"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared. warnings: what was not understood and therefore not used."""

    names: tuple[Name, ...]
    facts: Facts
    warnings: tuple[str, ...]


def understand(subject: Subject, rules: Rules) -> Asked:
    """Prepares a subject. Nothing unreadable stops it: it goes by the rest, with a warning."""
    warnings: list[str] = []
    kind = schema(subject.kind)
    person = True if kind.is_a("Person") else None if kind.name in ("Thing", "LegalEntity") else False
    names = tuple(_names(subject, rules, warnings, person=person))
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
    return Asked(names, facts, tuple(warnings))


def _names(subject: Subject, rules: Rules, warnings: list[str], *, person: bool | None) -> "list[Name]":
    made: dict[str, Name] = {}
    for given in subject.names:
        if len(given) > _LONGEST_NAME:
            warnings.append(f"name of {len(given):,} characters: only the first {_LONGEST_NAME:,} were asked")
        words = given[:_LONGEST_NAME]
        warnings.extend(f"name holds {odd}" for odd in oddities(words))
        name = prepare(words, rules, person=person)
        if name.parts:
            made.setdefault(name.words, name)
        elif words.strip():
            warnings.append("a name holds no letters or digits and was not asked")
    return list(made.values())


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
