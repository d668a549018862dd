"""What parts of names find in one segment: listed words that share a key, with what they can say at most. Start at `units_of`."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

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
from tizim.index.kernel import END, READINGS, Keys, Look, Sought, Unit, Weights, ended_sounds
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


class _Wanted(NamedTuple):
    """What is looked up, the same in every segment. heard: how a word in Hangul is heard, and by what that is looked up."""

    look: Look
    by: Sought
    heard: Sequence[str] = ()
    by_heard: Sought | None = None


class LookedUp:
    """What parts find in one segment, kept. Parts are told apart by identity, and are made once (see `compare.parts`)."""

    def __init__(self, segment: Segment) -> None:
        # Apart from what finds, so that nothing here leads back to itself: a segment's files are let go of with its last user.
        finding = _Finding(segment)
        self.part = lru_cache(_KEPT)(finding.part)
        self.listed = lru_cache(_KEPT)(finding.listed)
        self.run = lru_cache(_KEPT)(finding.run)
        self.small = lru_cache(_KEPT)(finding.small)
        self.acronym = finding.acronym
        self.cut_off = finding.cut_off


class _Finding:
    """What parts find in one segment."""

    def __init__(self, segment: Segment) -> None:
        self._kernel = segment.kernel
        self._rarity = segment["token_rarity"]
        self._roles, self._scripts = segment["token_role"], segment["token_script"]
        self._forms, self._form_start = segment["token_form"], segment["token_form_start"]

    def part(self, part: Part, rules: Rules) -> Found:
        """Of a part asked."""
        return self._found(_part_wanted(part, rules), rules)

    def listed(self, part: Part, rules: Rules) -> Found:
        """Of a listed part, looked up among those who ask: a field may have cut theirs off."""
        return self._found(_part_wanted(part, rules, listed=True), rules)

    def small(self, part: Part, rules: Rules) -> Found:
        """Listed words that may be this title or particle."""
        return self._found(_small_wanted(part), rules)

    def run(self, run: tuple[Part, ...], rules: Rules) -> Found:
        """Of neighbours as one word."""
        return self._found(_run_wanted(run), rules)

    def acronym(self, letters: str, rules: Rules) -> Found:
        """Listed words that are these initials."""
        return self._found(_acronym_wanted(letters), rules)

    def cut_off(self, part: Part, rules: Rules) -> Found:
        """Listed words that begin with a part."""
        tokens = self._kernel.longer(part.form.encode("ascii", "replace"))
        nats = np.minimum(self._rarity[tokens], NATS_PER_LETTER * len(part.form))
        evidence = max(rules["cut_off"], 0.0) * nats + TINY
        return self._kernel.found(tokens, evidence, np.full(len(tokens), _CUT_OFF))

    def _found(self, wanted: _Wanted, rules: Rules) -> Found:
        found = self._kernel.expand(wanted.by, weights_of(rules))
        if wanted.by_heard is None:
            return found
        return self._with_heard(found, wanted, self._kernel.expand(wanted.by_heard, weights_of(rules)), rules)

    def _with_heard(self, found: Found, wanted: _Wanted, more: Found, rules: Rules) -> Found:
        """With listed words that a word in Hangul is heard like, as far as it is."""
        look = wanted.look
        tokens, _, _ = more.arrays()
        tokens = tokens[self._scripts[tokens] == _LATIN]
        if look.role == JOINED:
            tokens = tokens[self._roles[tokens] != JOINED]
        known = [self._heard_of(int(token)) for token in tokens]
        alike = kernel.most_alike(wanted.heard, known)
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


_HANGUL: Final = SCRIPT_NUMBERS["Hang"]
_LATIN: Final = SCRIPT_NUMBERS["Latn"]


@lru_cache(_KEPT)
def _part_wanted(part: Part, rules: Rules, *, listed: bool = False) -> _Wanted:
    """listed: a listed part among those who ask; what a field may have left of it counts too."""
    by = [*asked_keys(part), *beginnings(part)] if listed else asked_keys(part)
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
    return _wanted(look, by, [_cap(part, key, rules) for key in by], part.heard)


@lru_cache(_KEPT)
def _small_wanted(part: Part) -> _Wanted:
    by = small_keys(part)
    form = part.form.encode("ascii", "replace")
    return _wanted(
        Look(0.0, 0.0, SMALL, SCRIPT_NUMBERS[part.script], not part.body, 0, b"", form, 0), by, [0.0] * len(by)
    )


@lru_cache(_KEPT)
def _run_wanted(run: tuple[Part, ...]) -> _Wanted:
    by, rarity, ways = asked_joined_keys(*run), rarity_together(run), together(run)
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
    return _wanted(look, by, [rarity] * len(by), heard_together(run) if look.script == _HANGUL else ())


@lru_cache(_KEPT)
def _acronym_wanted(letters: str) -> _Wanted:
    nats = NATS_PER_LETTER * len(letters)
    form = letters.encode("ascii", "replace")
    look = Look(nats, nats, ACRONYM, SCRIPT_NUMBERS["Latn"], False, 0, b"", form, 0)  # noqa: FBT003
    return _wanted(look, [Key(FORM, letters)], [nats])


def _wanted(look: Look, by: Sequence[Key], caps: Sequence[float], heard: Sequence[str] = ()) -> _Wanted:
    """heard: how a part is heard in Korean; only a word in Hangul is looked into by that."""
    if look.script != _HANGUL:
        return _Wanted(look, kernel.sought(look, _keys(by, caps)))
    others = [place for place, key in enumerate(by) if key.kind != keys.HEARD]
    sought = kernel.sought(look, _keys([by[place] for place in others], [caps[place] for place in others]))
    if not heard:
        return _Wanted(look, sought)
    by_heard = [heard_key(one, "Latn") for one in heard]
    return _Wanted(look, sought, heard, kernel.sought(look, _keys(by_heard, [look.rarity] * len(by_heard))))


def _keys(by: Sequence[Key], caps: Sequence[float]) -> Keys:
    return Keys([key.hashed for key in by], bytes(key.kind for key in by), caps)


_LOOKED: "WeakKeyDictionary[Segment, LookedUp]" = WeakKeyDictionary()


def looked_up(segment: Segment) -> LookedUp:
    """What is kept for a segment, as long as it is."""
    if (known := _LOOKED.get(segment)) is None:
        known = _LOOKED[segment] = LookedUp(segment)
    return known


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
    "single_part", "single_asked", "number_alone", "initial_conflict", "number_conflict", "legal_form_conflict", "other_in_place", "shared_beside_other",
    "own_name_other", "out_of_order",
)  # fmt: skip
