"""The rules that ship with tizim: `rules.toml` (read it) and `rarity.tsv` (made by scripts/make_rarity.py)."""

import json
import math
import tomllib
from functools import cache
from hashlib import blake2b
from importlib import resources
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from tizim.errors import RulesError
from tizim.model.rules import Found, Rarity, Rules
from tizim.text.patronymics import is_particle

_PARTICLES = frozenset(
    {
        "ag",
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "de",
        "da",
        "do",
        "dos",
        "du",
        "der",
        "den",
        "di",
        "del",
        "della",
        "van",
        "von",
        "zu",
        "la",
        "le",
        "y",
        "e",
        "i",
        "the",
        "of",
        "and",
        "for",
        "und",
        "et",
    }
)


@cache
def shipped() -> Rules:
    """The reviewed rules of this version of tizim."""
    here = resources.files("tizim.compare")
    return read_rules(here.joinpath("rules.toml").read_bytes(), here.joinpath("rarity.tsv").read_bytes())


def read_rules(rules: bytes, rarity: bytes) -> Rules:
    """Rules out of their two files; raises RulesError naming what is wrong."""
    try:
        facts: dict[str, Any] = tomllib.loads(rules.decode())
        weights = {name: float(value) for name, value in facts["weights"].items()}
        made = Rules(
            version=f"{facts['version']}-{_digest(facts, rarity)}",
            weights=MappingProxyType(weights),
            possible=float(facts["thresholds"]["possible"]),
            hit=float(facts["thresholds"]["hit"]),
            max_candidates=int(facts["search"]["max_candidates"]),
            titles=frozenset(facts["words"]["titles"]),
            rarity=_rarity(rarity.decode()),
            found=_found(facts["found"]) if "found" in facts else None,
        )
    except (KeyError, ValueError, TypeError, UnicodeDecodeError) as wrong:
        raise RulesError(f"rules: expected versions, thresholds, weights and words, came {wrong!r}") from wrong
    made.require_thresholds("rules")
    for name, value in weights.items():
        if not math.isfinite(value):
            raise RulesError(f"rules: expected a finite weight for {name}, came {value}")
    return made


def _digest(facts: dict[str, Any], rarity: bytes) -> str:
    """Of all that a score and the index depend on: neither of the thresholds nor of what was measured under them."""
    kept = {name: value for name, value in facts.items() if name not in ("thresholds", "found")}
    return blake2b(json.dumps(kept, sort_keys=True).encode() + rarity, digest_size=4).hexdigest()


def _found(facts: dict[str, Any]) -> Found:
    """Shares of true matches found, which may only fall as the threshold rises."""
    found = Found(*(tuple(map(float, facts[name])) for name in ("thresholds", "by_name", "with_facts")))
    ascending = all(low < high for low, high in pairwise(found.thresholds))
    if not found.thresholds or not ascending or found.thresholds[0] < 0 or found.thresholds[-1] > 1:
        raise ValueError("found: expected thresholds that ascend between 0 and 1")
    for shares in (found.by_name, found.with_facts):
        falling = all(before >= after for before, after in pairwise((1.0, *shares, 0.0)))
        if len(shares) != len(found.thresholds) or not falling:
            raise ValueError("found: expected a share for each threshold, none above the one before it")
    return found


def _rarity(text: str) -> Rarity:
    """Lines of `kind <tab> text <tab> nats`; kind: f (form), w (a form that is a word), s (skeleton), n (written), u (unseen)."""
    forms: dict[str, float] = {}
    sounds: dict[str, float] = {}
    written: dict[str, float] = {}
    words: set[str] = set()
    unseen = 0.0
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        kind, form, nats = line.split("\t")
        if kind == "s":
            sounds[form] = float(nats)
        elif kind == "n":
            written[form] = float(nats)
        elif kind == "u":
            unseen = float(nats)
        elif kind in ("f", "w"):
            forms[form] = float(nats)
            if kind == "w":
                words.add(form)
        else:
            raise ValueError(f"rarity: unknown kind {kind!r}")
    return Rarity(
        MappingProxyType(forms), MappingProxyType(sounds), MappingProxyType(written), frozenset(words), unseen
    )


def is_small_word(form: str) -> bool:
    """Articles, prepositions and words of filiation: they join names and tell little by themselves."""
    return form in _PARTICLES or is_particle(form)
