"""Classes of damage that only XML can have: hostile document types, depth, and declarations that lie."""

import random
import re

from tests.robustness.damage import XML, Damage, Make


def _after_declaration(words: str) -> Make:
    """Puts words between the XML declaration and the root."""
    return lambda raw, _rng: raw.replace(b"?>\n", f"?>\n{words}\n".encode(), 1)


def _in_a_record(words: str) -> Make:
    """Puts words where the first record's remark stands."""
    return lambda raw, _rng: re.sub(rb"Invented\.", words.encode(), raw, count=1)


def _both(before: str, inside: str) -> Make:
    return lambda raw, rng: _in_a_record(inside)(_after_declaration(before)(raw, rng), rng)


def _laughs() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'


def _declared(encoding: str) -> Make:
    def make(raw: bytes, _rng: random.Random) -> bytes:
        return re.sub(rb'<\?xml version="1.0"[^?]*\?>', f'<?xml version="1.0" encoding="{encoding}"?>'.encode(), raw)

    return make


def _nested(raw: bytes, _rng: random.Random) -> bytes:
    return raw.replace(b"Invented.", b"<a>" * 10_000 + b"</a>" * 10_000, 1)


def _nested_a_little(raw: bytes, _rng: random.Random) -> bytes:
    return raw.replace(b"Invented.", b"<a>" * 60 + b"x" + b"</a>" * 60, 1)


DOCUMENT = (
    Damage("external entity", "refused", _both('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;"), XML),
    Damage(
        "external entity of the network",
        "refused",
        _both('<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>', "&e;"),
        XML,
    ),
    Damage("billion laughs", "refused", _both(_laughs(), "&l9;"), XML),
    Damage(
        "one long entity many times",
        "refused",
        _both(f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 2_000),
        XML,
    ),
    Damage(
        "external document type",
        "refused",
        _after_declaration('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/list.dtd">'),
        XML,
    ),
    Damage(
        "parameter entity",
        "refused",
        _after_declaration('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>'),
        XML,
    ),
    Damage("an entity nobody declared", "refused", _in_a_record("&nbsp;"), XML),
    Damage("ten thousand levels", "refused", _nested, XML),
    Damage("sixty levels", "refused", _nested_a_little, XML),
    Damage("an encoding nobody knows", "refused", _declared("x-nonsense"), XML),
    Damage("UTF-8 called UTF-16", "refused", _declared("utf-16"), XML),
    Damage("UTF-8 called UTF-7", "either", _declared("utf-7"), XML),
    Damage("two roots", "refused", lambda raw, _rng: raw + b"<again/>", XML),
    Damage("words after the root", "refused", lambda raw, _rng: raw + b"and more", XML),
    Damage("an attribute twice", "refused", _in_a_record('<a b="1" b="2"/>'), XML),
    Damage("a prefix nobody declared", "refused", _in_a_record("<q:a>1</q:a>"), XML),
    Damage(
        "an inclusion",
        "refused",
        _in_a_record('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>'),
        XML,
    ),
    Damage("half a reference to a character", "refused", _in_a_record("&#xD800;"), XML),
    Damage("a zero character by reference", "refused", _in_a_record("&#0;"), XML),
    Damage("a comment inside a value", "loaded", _in_a_record("Inv<!-- ha -->ented."), XML),
    Damage("a section of plain characters", "loaded", _in_a_record("<![CDATA[Invented & so on]]>"), XML),
    Damage(
        "a style sheet",
        "loaded",
        _after_declaration('<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>'),
        XML,
    ),
)
