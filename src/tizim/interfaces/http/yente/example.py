"""An example entity, as yente's clients send it, becomes a subject. A property that its schema does not have is left out."""

from typing import Any

from tizim.errors import InvalidSubject, SubjectError, UnknownFields
from tizim.interfaces.http.yente.models import EntityExample
from tizim.model.ftm import Schema, schema
from tizim.model.subject import KINDS, Document, Subject

_NAMES = ("name", "alias", "weakAlias", "previousName")
_GIVEN = ("firstName", "givenName", "secondName", "middleName")
_FAMILY = ("fatherName", "lastName", "familyName")
_NARROW = ("Person", "Company", "Organization", "Vessel", "Airplane", "LegalEntity")
"""kinds one may ask about, the narrower before the wider"""
MOST_VALUES = 50
"""values of one property that are looked at"""


def known_example(example: EntityExample) -> EntityExample:
    """The same with the properties of its schema only, each as a list of texts.

    Raises SubjectError: the schema is none, or none that can be asked about.
    """
    try:
        kind = schema(example.schema_)
    except UnknownFields as wrong:
        raise SubjectError(f"schema: {wrong}") from wrong
    if kind.name != "Thing" and (kind.abstract or not kind.matchable):
        raise SubjectError(f"schema: expected one that can be matched ({', '.join(KINDS)}, …), came {kind.name!r}")
    properties = {
        prop: _texts(values) for prop, values in example.properties.items() if kind.property(prop) is not None
    }
    return EntityExample(id=example.id, schema=kind.name, properties={**properties})


def subject_of(example: EntityExample) -> Subject:
    """Who is asked about. Raises SubjectError where the example holds nothing to screen by."""
    kind = schema(example.schema_)
    texts = {prop: _texts(values) for prop, values in example.properties.items()}
    births = texts.get("birthDate", [])
    genders = texts.get("gender", [])
    return Subject(
        kind=next((one for one in _NARROW if kind.is_a(one)), "Thing"),
        names=_names(texts),
        birth_date=births[0] if births else None,
        countries=_of_type(texts, kind, "country"),
        gender=genders[0] if genders else None,
        documents=[Document(number) for number in _of_type(texts, kind, "identifier")],
        addresses=_of_type(texts, kind, "address"),
        wallets=texts.get("publicKey", []),
        id=example.id,
    )


def _names(texts: dict[str, list[str]]) -> list[str]:
    names = [value for prop in _NAMES for value in texts.get(prop, ())]
    if not names:
        parts = [value for prop in (*_GIVEN, *_FAMILY) for value in texts.get(prop, ())[:1]]
        names = [" ".join(parts)] if parts else []
    return list(dict.fromkeys(names))


def _of_type(texts: dict[str, list[str]], kind: Schema, type_: str) -> list[str]:
    found = [
        value
        for prop, values in texts.items()
        if prop != "publicKey" and (known := kind.property(prop)) is not None and known.type == type_
        for value in values
    ]
    return list(dict.fromkeys(found))


def _texts(values: str | list[Any]) -> list[str]:
    """Values as texts; a nested entity or nothing is no value."""
    several = [values] if isinstance(values, str) else values
    told = [str(value).strip() for value in several if isinstance(value, str | int | float) and str(value).strip()]
    if len(told) > MOST_VALUES:
        raise InvalidSubject(f"expected at most {MOST_VALUES} values of one property, came {len(told)}")
    return told
