"""Which few names of a segment could it be? What shared keys can say at most, weighed for every name; never a verdict."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from tizim.compare.agreement import GENERIC_LEFT_OVER
from tizim.compare.alignment import (
    HEARD_BAR,
    JOINED_BAR,
    NATS_PER_LETTER,
    heard_together,
    initials_of,
    rarity_together,
    runs_of,
    together,
)
from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.compare.subjects import SAME_ELSEWHERE
from tizim.compare.tokens import (
    FATHER_BAR,
    LONGEST_SHORT,
    MOST_OF_A_TRANSLATION,
    MOST_OF_AN_INITIAL,
    NATS_PER_CONSONANT,
    NATS_PER_NUMBER,
    SHORT_SOUND_BAR,
    SHORTEST_NEAR_FORM,
    SOUND_BAR,
    SPELLING_BAR,
)
from tizim.index import kernel, keys
from tizim.index.kernel import END, READINGS, Found, Keys, Look, Question, Unit, Weights, ended_sounds, hashes
from tizim.index.keys import (
    FORM,
    MADE_SOUND,
    SOUND,
    Key,
    asked_joined_keys,
    asked_keys,
    heard_key,
    made_of,
    number_keys,
)
from tizim.index.layout import ACRONYM, JOINED, ROLES, SCRIPT_NUMBERS
from tizim.index.snapshot import Segment
from tizim.model.rules import Rules
from tizim.text.disguised import bare
from tizim.text.korean_ear import heard_in_latin

_TINY: Final = 1e-3
"""log-odds by which a bound may be off for being counted in single precision"""
_CUT_OFF: Final = 0.96
"""how alike a word cut off is at most"""
_KEPT: Final = 16_384
"""parts, and neighbours, of which is kept what they are like: names share most of their parts"""


class Candidates(NamedTuple):
    """names: their numbers, likeliest first. left_out: how many more there were than the limit."""

    names: list[int]
    left_out: int


def by_name(
    segment: Segment,
    asked: Name,
    facts: kernel.Facts,
    rules: Rules,
    *,
    floor: float,
    limit: int,
    datasets: npt.NDArray[Any],
) -> Candidates:
    """The names that could still reach the floor (log-odds).

    The evidence of shared keys bounds from above what `compare` will find (see kernel.c), so what is left out here could
    not have been an alert; `limit` is only a guard against names that many entries share. facts: from `bounds`. datasets:
    1 for each list that is asked, by its number, else 0.
    """
    units = _units(segment, asked, rules)
    if not any(len(unit.found.token) for unit in units):
        return Candidates([], 0)
    question = Question(
        weights=[share_of_absence(part) for part in asked.parts],
        rarities=[max(part.rarity, part.own_rarity) for part in asked.parts],
        tells=[part.role in _TELLING for part in asked.parts],
        units=units,
        initials=sum(1 for part in asked.parts if part.role == "initial"),
        titles=sum(1 for part in asked.parts if part.role == "title"),
        cut=len(units) - 1 if asked.cut is not None else -1,
        floor=floor - _TINY,
        facts=facts,
        datasets=datasets,
    )
    names, bounds = segment.kernel.search(question, _weights(rules))
    best = np.lexsort((names, -bounds))[:limit]
    return Candidates(names[best].tolist(), len(names) - len(best))


_TELLING: Final = ("word", "initial", "number")


def by_number(segment: Segment, *, documents: Sequence[str], wallets: Sequence[str]) -> list[int]:
    """Numbers of the entities that hold one of these document keys or wallets."""
    asked = number_keys(documents, wallets)
    if not asked:
        return []
    known = segment["number_hash"]
    found: set[int] = set()
    for hashed in hashes(asked):
        start, end = np.searchsorted(known, hashed, "left"), np.searchsorted(known, hashed, "right")
        found.update(int(entity) for entity in segment["number_entity"][start:end])
    return sorted(found)


def _units(segment: Segment, asked: Name, rules: Rules) -> "list[Unit]":
    """The parts that can bring evidence, neighbours as one word, the initials of the whole name, and last a word cut off."""
    looked = _looked_up(segment)
    units = [
        Unit(i, 1, False, looked.part(part, rules))  # noqa: FBT003  (a field of the kernel's)
        for i, part in enumerate(asked.parts)
        if part.role not in ("particle", "title")
    ]
    for run in runs_of(asked):
        found = looked.run(tuple(asked.parts[i] for i in run), rules)
        if len(found.token):
            units.append(Unit(run[0], len(run), False, found))  # noqa: FBT003
    units += [
        Unit(0, len(asked.parts), True, looked.acronym(letters, rules))  # noqa: FBT003
        for letters in initials_of(asked)
    ]
    if asked.cut is not None:
        units.append(Unit(asked.cut, 1, False, looked.cut_off(asked.parts[asked.cut], rules)))  # noqa: FBT003
    return units


class _LookedUp:
    """What parts find in one segment. Parts are told apart by identity, and are made once (see `compare.parts`)."""

    def __init__(self, segment: Segment) -> None:
        self._kernel = segment.kernel
        self._rarity = segment["token_rarity"]
        self._roles, self._scripts = segment["token_role"], segment["token_script"]
        self._forms, self._form_start = segment["token_form"], segment["token_form_start"]
        self.part = lru_cache(_KEPT)(self._part)
        self.run = lru_cache(_KEPT)(self._run)

    def _part(self, part: Part, rules: Rules) -> Found:
        sought = asked_keys(part)
        look = Look(
            part.rarity,
            part.own_rarity,
            ROLES[part.role],
            SCRIPT_NUMBERS[part.script],
            not part.body,
            *_heard(part.forms[:READINGS]),
            part.form.encode("ascii", "replace"),
            len(part.bare),
            len(made_of(part)),
            b"".join(map(ended_sounds, made_of(part))),
            bool(part.known_as),
        )
        found = self._expanded(look, sought, [_cap(part, key, rules) for key in sought], rules)
        return self._with_heard(found, look, part.heard, rules)

    def _run(self, run: tuple[Part, ...], rules: Rules) -> Found:
        sought, rarity, ways = asked_joined_keys(*run), rarity_together(run), together(run)
        look = Look(
            rarity,
            rarity,
            JOINED,
            SCRIPT_NUMBERS[run[0].script],
            not run[0].body,
            *_heard(ways[:1]),
            ways[0].encode("ascii", "replace"),
            len(bare(ways[0])),
        )
        found = self._expanded(look, sought, [rarity] * len(sought), rules)
        return self._with_heard(found, look, heard_together(run), rules)

    def acronym(self, letters: str, rules: Rules) -> Found:
        """Listed words that are these initials."""
        nats = NATS_PER_LETTER * len(letters)
        form = letters.encode("ascii", "replace")
        look = Look(nats, nats, ACRONYM, SCRIPT_NUMBERS["Latn"], False, 0, b"", form, 0)  # noqa: FBT003
        return self._expanded(look, [Key(FORM, letters)], [nats], rules)

    def cut_off(self, part: Part, rules: Rules) -> Found:
        """Listed words that begin with a part."""
        tokens = self._kernel.longer(part.form.encode("ascii", "replace"))
        nats = np.minimum(self._rarity[tokens], NATS_PER_LETTER * len(part.form))
        evidence = (max(rules["cut_off"], 0.0) * nats + _TINY).astype(np.float32)
        return self._kernel.found(tokens, evidence, np.full(len(tokens), _CUT_OFF, np.float32))

    def _with_heard(self, found: Found, look: Look, heard: Sequence[str], rules: Rules) -> Found:
        """With listed words that a word in Hangul is heard like, as far as it is."""
        if look.script != _HANGUL or not heard:
            return found
        more = self._expanded(
            look, [heard_key(one, "Latn") for one in heard], [look.rarity] * len(heard), rules, heard=True
        )
        tokens = more.token[self._scripts[more.token] == _LATIN]
        if look.role == JOINED:
            tokens = tokens[self._roles[tokens] != JOINED]
        known = [self._heard_of(int(token)) for token in tokens]
        alike = kernel.most_alike(heard, known)
        joined = (self._roles[tokens] == JOINED) | (look.role == JOINED)
        near = alike >= np.where(joined, HEARD_BAR, SOUND_BAR)
        tokens, alike, joined = tokens[near], alike[near], joined[near]
        share = np.where(joined, rules["joined"], rules["sound"]) + rules["sound_slip"] * (1.0 - alike)
        says = np.maximum(share * np.minimum(look.rarity, self._rarity[tokens]), 0.0) + _TINY
        return self._kernel.found(
            np.concatenate((found.token, tokens)),
            np.concatenate((found.evidence, says.astype(np.float32))),
            np.concatenate((found.quality, (alike + _TINY).astype(np.float32))),
        )

    def _heard_of(self, token: int) -> tuple[str, ...]:
        """How a listed word in Latin letters, or neighbours as one, are heard in Korean."""
        forms = self._forms[self._form_start[token] : self._form_start[token + 1]].tobytes()
        words = [form.decode("ascii") for form in forms.split(bytes([END]))[:-1]]
        if self._roles[token] != JOINED:
            return heard_in_latin(words[0])
        return tuple("".join(one) for one in product(*(heard_in_latin(word)[:2] for word in words)))

    def _expanded(
        self, look: Look, sought: Sequence[Key], caps: Sequence[float], rules: Rules, *, heard: bool = False
    ) -> Found:
        """heard: by how a word in Hangul is heard, which `_with_heard` looks into; else by all else."""
        if look.script == _HANGUL:
            kept = [(key, cap) for key, cap in zip(sought, caps, strict=True) if (key.kind == keys.HEARD) == heard]
            sought, caps = [key for key, _ in kept], [cap for _, cap in kept]
        asked = Keys([key.hashed for key in sought], bytes(key.kind for key in sought), caps)
        return self._kernel.expand(look, asked, _weights(rules))


_HANGUL: Final = SCRIPT_NUMBERS["Hang"]
_LATIN: Final = SCRIPT_NUMBERS["Latn"]


@lru_cache(maxsize=16)
def _looked_up(segment: Segment) -> _LookedUp:
    return _LookedUp(segment)


def _heard(forms: Sequence[str]) -> tuple[int, bytes]:
    """How many readings, and their sounds."""
    return len(forms), b"".join(map(ended_sounds, forms))


def _cap(part: Part, key: Key, rules: Rules) -> float:
    """The most that sharing this key can say: what is shared by sound is no rarer than that sound."""
    if key.kind in (SOUND, MADE_SOUND):
        return min(part.rarity, rules.rarity.of_sound(key.text))
    if part.role == "word" and key.kind == keys.ACRONYM:
        return NATS_PER_LETTER * len(key.text)
    return part.rarity


@lru_cache(maxsize=64)
def _weights(rules: Rules) -> Weights:
    """The rules as the kernel reads them: of several ways to meet that share a kind of key, what says most."""

    def most(*names: str) -> float:
        return max(rules[name] for name in names)

    slips = {"sound_slip": rules["sound_slip"], "slip": most("spelling_slip", "short_slip")}
    whole = ("whole_name", "whole_single", "whole_but_generic", "contained", "contained_in_all")
    same = {name: rules[name] for name in (*_SAME_NAMES, *whole)}
    made = {
        **same,
        **slips,
        "same": most("same", "transliterated", "look_alike", "joined"),
        "patronymic": most("patronymic", "other_ending"),
        "variant": most("variant", "nickname"),
        "heard": most("sound", "joined"),
        "number_same": rules["same"] * NATS_PER_NUMBER,
        "whole_single": most("whole_single", "whole_but_generic_single"),
        "most_of_whole": max(most(*whole), 0.0),
        "most_of_translation": MOST_OF_A_TRANSLATION,
        "most_of_initial": MOST_OF_AN_INITIAL,
        "nats_per_consonant": NATS_PER_CONSONANT,
        "sound_bar": SOUND_BAR,
        "short_sound_bar": SHORT_SOUND_BAR,
        "spelling_bar": SPELLING_BAR,
        "joined_bar": JOINED_BAR,
        "father_bar": FATHER_BAR,
        "same_elsewhere": SAME_ELSEWHERE,
        "generic_left_over": GENERIC_LEFT_OVER,
        "longest_short": LONGEST_SHORT,
        "shortest_near": SHORTEST_NEAR_FORM,
    }
    return Weights.of(made)


_SAME_NAMES: Final = (
    "prior", "transliterated", "joined", "translated", "acronym", "sound", "spelling", "vowelless", "initial",
    "legal_form_same", "asked_alone", "known_alone", "both_alone", "asked_elsewhere", "elsewhere_in_place", "cut_off", "weak_alias",
    "single_part", "single_asked",
)  # fmt: skip
