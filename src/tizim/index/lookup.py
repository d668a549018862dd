"""What parts of names find in one segment: listed words that share a key, with what they can say at most. Start at `units_of`."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

import numpy as np

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
from tizim.index.kernel import END, READINGS, Keys, Look, Unit, Weights, ended_sounds
from tizim.index.kernel_memory import Found
from tizim.index.keys import (
    FORM,
    MADE_SOUND,
    SOUND,
    Key,
    asked_joined_keys,
    asked_keys,
    beginnings,
    heard_key,
    made_of,
    small_keys,
)
from tizim.index.layout import ACRONYM, JOINED, ROLES, SCRIPT_NUMBERS, SMALL
from tizim.index.snapshot import Segment
from tizim.model.rules import Rules
from tizim.text.disguised import bare
from tizim.text.korean_ear import heard_in_latin

TINY: Final = 1e-3
"""log-odds by which a bound may be off for being counted in single precision"""
_CUT_OFF: Final = 0.96
"""how alike a word cut off is at most"""
_KEPT: Final = 16_384
"""parts, and neighbours, of which is kept what they are like: names share most of their parts"""


def units_of(segment: Segment, asked: Name, rules: Rules, *, listed: bool = False) -> "list[Unit]":
    """The parts that can bring evidence, neighbours as one word, the initials of the whole name, and last a word cut off.

    listed: the name is a listed one, and the segment holds those who ask.
    """
    looked = looked_up(segment)
    of_part = looked.listed if listed else looked.part
    units = [
        Unit(i, 1, looked.small(part, rules) if part.role in ("particle", "title") else of_part(part, rules))
        for i, part in enumerate(asked.parts)
    ]
    for run in runs_of(asked):
        found = looked.run(tuple(asked.parts[i] for i in run), rules)
        if found.tokens:
            units.append(Unit(run[0], len(run), found))
    units += [Unit(0, len(asked.parts), looked.acronym(letters, rules), acronym=True) for letters in initials_of(asked)]
    if asked.cut is not None and not listed:
        units.append(Unit(asked.cut, 1, looked.cut_off(asked.parts[asked.cut], rules)))
    return units


class LookedUp:
    """What parts find in one segment. Parts are told apart by identity, and are made once (see `compare.parts`)."""

    def __init__(self, segment: Segment) -> None:
        self._kernel = segment.kernel
        self._rarity = segment["token_rarity"]
        self._roles, self._scripts = segment["token_role"], segment["token_script"]
        self._forms, self._form_start = segment["token_form"], segment["token_form_start"]
        self.part = lru_cache(_KEPT)(self._part)
        self.listed = lru_cache(_KEPT)(self._listed)
        self.run = lru_cache(_KEPT)(self._run)
        self.small = lru_cache(_KEPT)(self._small)

    def _part(self, part: Part, rules: Rules) -> Found:
        return self._of_part(part, asked_keys(part), rules)

    def _listed(self, part: Part, rules: Rules) -> Found:
        """Of a listed part, looked up among those who ask: a field may have cut theirs off."""
        return self._of_part(part, [*asked_keys(part), *beginnings(part)], rules)

    def _of_part(self, part: Part, sought: Sequence[Key], rules: Rules) -> Found:
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

    def _small(self, part: Part, rules: Rules) -> Found:
        """Listed words that may be this title or particle."""
        sought = small_keys(part)
        form = part.form.encode("ascii", "replace")
        look = Look(0.0, 0.0, SMALL, SCRIPT_NUMBERS[part.script], not part.body, 0, b"", form, 0)
        return self._expanded(look, sought, [0.0] * len(sought), rules)

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
        evidence = max(rules["cut_off"], 0.0) * nats + TINY
        return self._kernel.found(tokens, evidence, np.full(len(tokens), _CUT_OFF))

    def _with_heard(self, found: Found, look: Look, heard: Sequence[str], rules: Rules) -> Found:
        """With listed words that a word in Hangul is heard like, as far as it is."""
        if look.script != _HANGUL or not heard:
            return found
        more = self._expanded(
            look, [heard_key(one, "Latn") for one in heard], [look.rarity] * len(heard), rules, heard=True
        )
        tokens, _, _ = more.arrays()
        tokens = tokens[self._scripts[tokens] == _LATIN]
        if look.role == JOINED:
            tokens = tokens[self._roles[tokens] != JOINED]
        known = [self._heard_of(int(token)) for token in tokens]
        alike = kernel.most_alike(heard, known)
        joined = (self._roles[tokens] == JOINED) | (look.role == JOINED)
        near = alike >= np.where(joined, HEARD_BAR, SOUND_BAR)
        tokens, alike, joined = tokens[near], alike[near], joined[near]
        share = np.where(joined, rules["joined"], rules["sound"]) + rules["sound_slip"] * (1.0 - alike)
        says = np.maximum(share * np.minimum(look.rarity, self._rarity[tokens]), 0.0) + TINY
        both = zip(found.arrays(), (tokens, says, alike + TINY), strict=True)
        return self._kernel.found(*(np.concatenate(each) for each in both))

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
        return self._kernel.expand(look, asked, weights_of(rules))


_HANGUL: Final = SCRIPT_NUMBERS["Hang"]
_LATIN: Final = SCRIPT_NUMBERS["Latn"]


@lru_cache(maxsize=16)
def looked_up(segment: Segment) -> LookedUp:
    """What is kept for a segment."""
    return LookedUp(segment)


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
def weights_of(rules: Rules, *, listed: bool = False) -> Weights:
    """The rules as the kernel reads them: of several ways to meet that share a kind of key, what says most.

    listed: a listed name is looked up among those who ask, so that what is left over on either side changes places.
    """

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
        "same_in_others": SAME_ELSEWHERE,
        "known_elsewhere": 0.0,
        "known_contained": 0.0,
        "most_of_word": rules["rarity_cap"],
        "generic_left_over": GENERIC_LEFT_OVER,
        "most_per_nat": most(*_PER_NAT),
        "longest_short": LONGEST_SHORT,
        "shortest_near": SHORTEST_NEAR_FORM,
        "second_look": not listed,
    }
    if listed:
        made |= {
            "asked_alone": rules["known_alone"],
            "known_alone": rules["asked_alone"],
            "contained": 0.0,
            "known_contained": max(rules["contained"], 0.0),
            "asked_elsewhere": 0.0,
            "same_elsewhere": _NEVER,
            "known_elsewhere": max(rules["asked_elsewhere"], 0.0),
            "single_part": most("single_part", "single_asked"),
            "weak_alias": 0.0,
        }
    return Weights.of(made)


_PER_NAT: Final = (
    "same", "transliterated", "patronymic", "joined", "variant", "nickname", "translated", "other_ending", "acronym", "sound",
    "spelling", "vowelless", "look_alike", "cut_off", "initial",
)  # fmt: skip
"""what a part that met says, for each nat that both share"""


_NEVER: Final = 2.0
"""how alike no two parts are"""


_SAME_NAMES: Final = (
    "prior", "transliterated", "joined", "translated", "acronym", "sound", "spelling", "vowelless", "initial",
    "legal_form_same", "asked_alone", "known_alone", "both_alone", "asked_elsewhere", "elsewhere_in_place", "cut_off", "weak_alias",
    "single_part", "single_asked", "number_alone", "number_conflict", "legal_form_conflict", "other_in_place", "shared_beside_other",
    "own_name_other", "out_of_order",
)  # fmt: skip
