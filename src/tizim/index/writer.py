"""Collects entities and turns them into the arrays of a snapshot. Start at `Writer`; `build` uses it for the entries of lists."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tizim.compare.alignment import NATS_PER_LETTER, initials_of, rarity_together, runs_of, together
from tizim.compare.facts import Facts
from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.errors import SnapshotError
from tizim.index.bounds import country_bits, year_span
from tizim.index.kernel import READINGS, ended_form, ended_sounds, hashes, keys
from tizim.index.keys import CUT as CUT_KEY
from tizim.index.keys import Key, acronym_keys, joined_keys, keys_of, made_of, number_keys, small_keys
from tizim.index.layout import (
    ACRONYM,
    ALL_WORDS,
    CUT,
    DAUGHTER,
    FATHER,
    JOINED,
    KNOWN_NAME,
    MOST_PLACES,
    ROLES,
    SCRIPT_NUMBERS,
    SMALL,
    WEAK,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One entity as it is written. names: each with whether its publisher calls it weak. text: what is kept of it."""

    id: str
    dataset: str
    facts: Facts
    names: Sequence[tuple[Name, bool]]
    text: bytes


class Writer:
    """Collects entities and turns them into the arrays of `layout`.

    cut_words: whether a last word that a field may have cut off is found by what it may be the beginning of.
    """

    def __init__(self, datasets: Sequence[str], *, cut_words: bool = False) -> None:
        self._datasets = {name: number for number, name in enumerate(datasets)}
        self._cut_words = cut_words
        self._tokens = Tokens()
        self.name_entity = array("i")
        self._name_weight, self._name_flags = array("f"), array("B")
        self._name_text, self._name_ends = bytearray(), array("q")
        self._name_token, self._name_token_ends = array("i"), array("q")
        self._name_parts, self._name_span = array("B"), array("B")
        self._numbers: list[str] = []
        self._number_entities = array("i")
        self.entity_dataset = array("i")
        self.schemata: dict[str, int] = {}
        self._ids: list[str] = []
        self._entity_schema = array("B")
        self._entity_born_from, self._entity_born_to = array("h"), array("h")
        self._entity_countries = array("Q")
        self._entity_name = array("i")
        self._entity_text, self._entity_ends = bytearray(), array("q")

    def add(self, one: Written) -> None:
        """One entity more. Raises SnapshotError where its list is none of those of the writer."""
        number = len(self.entity_dataset)
        if one.dataset not in self._datasets:
            raise SnapshotError(
                f"{one.id}: expected an entry of {', '.join(self._datasets)}, came one of {one.dataset}"
            )
        self.entity_dataset.append(self._datasets[one.dataset])
        self._ids.append(one.id)
        self._entity_schema.append(self.schemata.setdefault(one.facts.schema, len(self.schemata)))
        first, last = year_span(one.facts.birth_dates)
        self._entity_born_from.append(first)
        self._entity_born_to.append(last)
        self._entity_countries.append(country_bits(one.facts.countries))
        self._entity_text += one.text
        self._entity_ends.append(len(self._entity_text))
        numbers = number_keys(sorted(one.facts.documents), sorted(one.facts.wallets))
        self._numbers += numbers
        self._number_entities.extend([number] * len(numbers))
        self._entity_name.append(len(self.name_entity))
        for name, weak in one.names:
            self._add_name(name, number, weak=weak)

    def _add_name(self, name: Name, entity: int, *, weak: bool) -> None:
        shares = [share_of_absence(part) for part in name.parts]
        weight = sum(shares)
        self.name_entity.append(entity)
        self._name_weight.append(weight)
        all_words = all(share in (0.0, 1.0) for share in shares)
        self._name_flags.append(weak * WEAK | all_words * ALL_WORDS)
        self._name_text += name.words.encode("utf-8", "surrogatepass")
        self._name_ends.append(len(self._name_text))
        placed = len(name.parts) <= MOST_PLACES
        self._name_parts.append(len(name.parts) if placed else 0)
        spans = [(self._tokens.part(part), place, 1) for place, part in enumerate(name.parts)]
        spans += [(self._tokens.joined([name.parts[i] for i in run]), run[0], len(run)) for run in runs_of(name)]
        spans += [(self._tokens.acronym(letters, weight), 0, 0) for letters in initials_of(name)]
        if self._cut_words and name.cut is not None:
            spans.append((self._tokens.cut_off(name.parts[name.cut]), 0, 0))
        tokens = [token for token, _, _ in spans]
        self._name_token.extend(tokens)
        self._name_span.extend([place | length << 4 if placed else 0 for _, place, length in spans])
        self._name_token_ends.append(len(self._name_token))
        self._tokens.hold(dict.fromkeys(tokens), entity)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays of `layout`. Nothing can be added afterwards."""
        numbers = hashes(self._numbers)
        order = np.lexsort((np.array(self._number_entities), numbers))
        return {
            **self._tokens.arrays(),
            "name_entity": np.array(self.name_entity),
            "name_weight": np.array(self._name_weight),
            "name_flags": np.array(self._name_flags),
            "name_start": _starts(self._name_ends),
            "name_text": np.frombuffer(bytes(self._name_text), dtype=np.uint8),
            "name_token_start": _starts(self._name_token_ends),
            "name_token": np.array(self._name_token),
            "name_parts": np.array(self._name_parts),
            "name_span": np.array(self._name_span),
            "number_hash": numbers[order],
            "number_entity": np.array(self._number_entities, np.int32)[order],
            "entity_name": np.append(np.array(self._entity_name, np.int32), len(self.name_entity)),
            "entity_hash": hashes(self._ids),
            "entity_dataset": np.array(self.entity_dataset),
            "entity_schema": np.array(self._entity_schema),
            "entity_born_from": np.array(self._entity_born_from),
            "entity_born_to": np.array(self._entity_born_to),
            "entity_countries": np.array(self._entity_countries, dtype=np.uint64),
            "entity_start": _starts(self._entity_ends),
            "entity_text": np.frombuffer(bytes(self._entity_text), dtype=np.uint8),
        }


_BLOCK = 65_536
"""keys whose texts are held until they are hashed together"""


class Tokens:
    """The distinct parts of all names, by what they are found, and which entities have them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._texts: list[str] = []
        self._kinds, self._of_token = bytearray(), array("i")
        self._keys: list[tuple[npt.NDArray[Any], ...]] = []
        self._rarity, self._own, self._weight = array("f"), array("f"), array("f")
        self._role, self._script = array("B"), array("B")
        self._flags = array("B")
        self._sound, self._sound_ends = bytearray(), array("I")
        self._made, self._made_ends = bytearray(), array("I")
        self._forms: list[tuple[bytes, int, int]] = []
        self._form, self._form_ends = bytearray(), array("I")
        self._entities: list[array[int]] = []

    def part(self, part: Part) -> int:
        """The token of one part."""
        return self._small(part) if part.role in ("particle", "title") else self._word(part)

    def _word(self, part: Part) -> int:
        key = (part.written, part.role, part.forms, part.root, part.child, part.links, part.generic)
        if (known := self._numbers.get(key)) is not None:
            return known
        rarity, role = (part.rarity, part.own_rarity), ROLES[part.role]
        share = share_of_absence(part)
        number = self._new(key, keys_of(part), rarity, share, (role, part.script), part.forms, part.forms)
        father = FATHER * (part.root is not None) | DAUGHTER * (part.child == "f")
        self._flags[number] = KNOWN_NAME * bool(part.known_as) | father
        for name in made_of(part):
            self._made += ended_sounds(name)
        self._made_ends[number] = len(self._made)
        return number

    def _small(self, part: Part) -> int:
        """The token of a title or a particle."""
        key = ("small", part.written, part.role, part.forms)
        if (known := self._numbers.get(key)) is not None:
            return known
        return self._new(key, small_keys(part), (0.0, 0.0), 0.0, (SMALL, part.script), (), ())

    def joined(self, run: Sequence[Part]) -> int:
        """Neighbours as one word, so that Abdulrahman finds Abdul Rahman."""
        ways = together(run)
        key = (*ways, *(part.links for part in run), run[0].script)
        if (known := self._numbers.get(key)) is not None:
            return known
        rarity = rarity_together(run)
        weight = sum(map(share_of_absence, run))
        kind = (JOINED, run[0].script)
        return self._new(key, joined_keys(*run), (rarity, rarity), weight, kind, ways[:1], [part.form for part in run])

    def acronym(self, letters: str, weight: float) -> int:
        """The initials of a whole name, so that PLA finds the People's Liberation Army."""
        key = ("acronym", letters, round(weight, 3))
        if (known := self._numbers.get(key)) is not None:
            return known
        nats = NATS_PER_LETTER * len(letters)
        return self._new(key, acronym_keys(letters), (nats, nats), weight, (ACRONYM, "Latn"), (), ())

    def cut_off(self, part: Part) -> int:
        """A last word as the beginning of a longer one."""
        key = ("cut", part.form)
        if (known := self._numbers.get(key)) is not None:
            return known
        nats = NATS_PER_LETTER * len(part.form)
        share = share_of_absence(part)
        return self._new(key, [Key(CUT_KEY, part.form)], (nats, nats), share, (CUT, part.script), (), ())

    def hold(self, tokens: Iterable[int], entity: int) -> None:
        """Says that a name of this entity has these tokens. Entities come in the order of their numbers."""
        for token in tokens:
            held = self._entities[token]
            if not held or held[-1] != entity:
                held.append(entity)

    def _new(
        self,
        token: tuple[object, ...],
        keys: Iterable[Key],
        nats: tuple[float, float],
        weight: float,
        kind: tuple[int, str],
        readings: Sequence[str],
        forms: Sequence[str],
    ) -> int:
        number = self._numbers[token] = len(self._rarity)
        for key in keys:
            self._texts.append(key.hashed)
            self._kinds.append(key.kind)
            self._of_token.append(number)
        if len(self._texts) >= _BLOCK:
            self._hash()
        self._rarity.append(nats[0])
        self._own.append(nats[1])
        self._weight.append(weight)
        self._role.append(kind[0])
        self._script.append(SCRIPT_NUMBERS[kind[1]])
        self._flags.append(0)
        for form in readings[:READINGS]:
            self._sound += ended_sounds(form)
        self._sound_ends.append(len(self._sound))
        for form in forms:
            if kind[0] == ROLES["word"]:
                self._forms.append((ended_form(form), len(self._form), number))
            self._form += ended_form(form)
        self._form_ends.append(len(self._form))
        self._made_ends.append(len(self._made))
        self._entities.append(array("i"))
        return number

    def _hash(self) -> None:
        """Turns the texts that are held into keys."""
        kinds, tokens = np.frombuffer(bytes(self._kinds), np.uint8), np.array(self._of_token, np.int32)
        hashed, places, which = keys(self._texts, bytes(self._kinds))
        self._keys.append((hashed, tokens[which], kinds[which], places))
        self._texts.clear()
        self._kinds, self._of_token = bytearray(), array("i")

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Those of keys and tokens."""
        self._hash()
        hashed, tokens, kinds, places = (np.concatenate(one) for one in zip(*self._keys, strict=True))
        self._keys.clear()
        self._forms.sort()
        order = np.argsort(hashed, kind="stable")
        hashed = hashed[order]
        bits = max(4, len(hashed).bit_length() - 3)
        bounds = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
        lengths = [len(entities) for entities in self._entities]
        return {
            "key_hash": hashed,
            "key_token": tokens[order],
            "key_kind": kinds[order],
            "key_place": places[order],
            "key_bucket": np.append(np.searchsorted(hashed, bounds), len(hashed)),
            "token_rarity": np.array(self._rarity),
            "token_own": np.array(self._own),
            "token_weight": np.array(self._weight),
            "token_role": np.array(self._role),
            "token_script": np.array(self._script),
            "token_sound_start": _starts(self._sound_ends),
            "token_sound": np.frombuffer(bytes(self._sound), dtype=np.uint8),
            "token_form_start": _starts(self._form_ends),
            "token_form": np.frombuffer(bytes(self._form), dtype=np.uint8),
            "token_made_start": _starts(self._made_ends),
            "token_made": np.frombuffer(bytes(self._made), dtype=np.uint8),
            "token_flags": np.array(self._flags),
            "form_start": np.array([start for _, start, _ in self._forms], np.uint32),
            "form_token": np.array([token for _, _, token in self._forms], np.int32),
            "token_start": np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))),
            "token_entity": np.array([entity for held in self._entities for entity in held], dtype=np.int32),
        }


def _starts(ends: "array[int]") -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.array(ends, dtype=np.int64)))
