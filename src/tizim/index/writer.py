"""Collects entities for a snapshot. Start at `Writer`; `build` uses it for the entries of lists."""

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from tizim.compare.alignment import NATS_PER_LETTER, initials_of, rarity_together, runs_of, together
from tizim.compare.facts import Facts
from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.errors import SnapshotError
from tizim.index.bounds import country_bits, year_span
from tizim.index.collected import DIGEST, Array, Collected
from tizim.index.kept_parts import kept
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
    """Collects entities.

    asking: they are those who ask, not those who are listed: a last word that a field may have cut off is found by what it may be
    the beginning of, and their parts are not kept, for it is by their questions that they are compared.
    """

    def __init__(self, datasets: Sequence[str], *, asking: bool = False) -> None:
        self._datasets = {name: number for number, name in enumerate(datasets)}
        self._asking = asking
        self._tokens = Tokens(parts_kept=not asking)
        self._name_entity = array("i")
        self._name_weight, self._name_flags = array("f"), array("B")
        self._name_token, self._name_tokens = array("i"), array("I")
        self._name_parts, self._name_span = array("B"), array("B")
        self._numbers: list[str] = []
        self._number_entities = array("i")
        self._entity_dataset = array("i")
        self._schemata: dict[str, int] = {}
        self._ids: list[str] = []
        self._entity_schema = array("B")
        self._entity_born_from, self._entity_born_to = array("h"), array("h")
        self._entity_countries = array("Q")
        self._entity_names = array("I")
        self._entity_text, self._entity_lengths = bytearray(), array("q")

    def add(self, one: Written) -> None:
        """One entity more. Raises SnapshotError where its list is none of those of the writer."""
        number = len(self._ids)
        if one.dataset not in self._datasets:
            raise SnapshotError(
                f"{one.id}: expected an entry of {', '.join(self._datasets)}, came one of {one.dataset}"
            )
        self._entity_dataset.append(self._datasets[one.dataset])
        self._ids.append(one.id)
        self._entity_schema.append(self._schemata.setdefault(one.facts.schema, len(self._schemata)))
        first, last = year_span(one.facts.birth_dates)
        self._entity_born_from.append(first)
        self._entity_born_to.append(last)
        self._entity_countries.append(country_bits(one.facts.countries))
        self._entity_text += one.text
        self._entity_lengths.append(len(one.text))
        numbers = number_keys(sorted(one.facts.documents), sorted(one.facts.wallets))
        self._numbers += numbers
        self._number_entities.extend([number] * len(numbers))
        self._entity_names.append(len(one.names))
        tokens = [token for name, weak in one.names for token in self._add_name(name, number, weak=weak)]
        self._tokens.hold(dict.fromkeys(tokens), number)

    def _add_name(self, name: Name, entity: int, *, weak: bool) -> list[int]:
        """The tokens of a name, which is added."""
        shares = [share_of_absence(part) for part in name.parts]
        weight = sum(shares)
        self._name_entity.append(entity)
        self._name_weight.append(weight)
        all_words = all(share in (0.0, 1.0) for share in shares)
        self._name_flags.append(weak * WEAK | all_words * ALL_WORDS)
        placed = len(name.parts) <= MOST_PLACES
        self._name_parts.append(len(name.parts) if placed else 0)
        spans = [(self._tokens.part(part), place, 1) for place, part in enumerate(name.parts)]
        spans += [(self._tokens.joined([name.parts[i] for i in run]), run[0], len(run)) for run in runs_of(name)]
        spans += [(self._tokens.acronym(letters, weight), 0, 0) for letters in initials_of(name)]
        if self._asking and name.cut is not None:
            spans.append((self._tokens.cut_off(name.parts[name.cut]), 0, 0))
        tokens = [token for token, _, _ in spans]
        self._name_token.extend(tokens)
        self._name_span.extend([place | length << 4 if placed else 0 for _, place, length in spans])
        self._name_tokens.append(len(tokens))
        return tokens

    def collected(self) -> Collected:
        """All of it. Nothing can be added afterwards."""
        return Collected(
            schemata=tuple(self._schemata),
            **self._tokens.collected(),
            name_entity=np.array(self._name_entity, np.int32),
            name_weight=np.array(self._name_weight, np.float32),
            name_flags=np.array(self._name_flags, np.uint8),
            name_parts=np.array(self._name_parts, np.uint8),
            name_token_length=np.array(self._name_tokens, np.uint32),
            name_token=np.array(self._name_token, np.int32),
            name_span=np.array(self._name_span, np.uint8),
            number_hash=hashes(self._numbers),
            number_entity=np.array(self._number_entities, np.int32),
            entity_names=np.array(self._entity_names, np.uint32),
            entity_hash=hashes(self._ids),
            entity_dataset=np.array(self._entity_dataset, np.int32),
            entity_schema=np.array(self._entity_schema, np.uint8),
            entity_born_from=np.array(self._entity_born_from, np.int16),
            entity_born_to=np.array(self._entity_born_to, np.int16),
            entity_countries=np.array(self._entity_countries, dtype=np.uint64),
            entity_length=np.array(self._entity_lengths, np.int64),
            entity_text=np.frombuffer(bytes(self._entity_text), np.uint8),
        )


_BLOCK = 65_536
"""keys whose texts are held until they are hashed together"""


class Tokens:
    """The distinct parts of all names, by what they are found, and which entities have them."""

    def __init__(self, *, parts_kept: bool) -> None:
        self._parts_kept = parts_kept
        self._numbers: dict[tuple[object, ...], int] = {}
        self._texts: list[str] = []
        self._kinds, self._of_token = bytearray(), array("i")
        self._keys: list[tuple[Array, ...]] = []
        self._rarity, self._own, self._weight = array("f"), array("f"), array("f")
        self._role, self._script = array("B"), array("B")
        self._flags = array("B")
        self._sound, self._sounds = bytearray(), array("I")
        self._made, self._mades = bytearray(), array("I")
        self._part, self._parts = bytearray(), array("I")
        self._form, self._forms = bytearray(), array("I")
        self._held_token, self._held_entity = array("i"), array("i")

    def part(self, part: Part) -> int:
        """The token of one part."""
        return self._small(part) if part.role in ("particle", "title") else self._word(part)

    def _word(self, part: Part) -> int:
        # The same word has other keys, or another weight, where it is a person's and where it is a body's; where all of these are
        # the same, it is one token, unless its parts are kept, which say whose they are.
        found_by = (part.written, part.role, part.forms, part.skeletons, part.links, part.generic)
        of = (part.root, part.child, part.stem, part.within, tuple(sorted(part.known_as)))
        key = (*found_by, *of, self._parts_kept and part.body)
        if (known := self._numbers.get(key)) is not None:
            return known
        rarity, role = (part.rarity, part.own_rarity), ROLES[part.role]
        share = share_of_absence(part)
        number = self._new(key, keys_of(part), rarity, share, (role, part.script), part.forms, part.forms)
        father = FATHER * (part.root is not None) | DAUGHTER * (part.child == "f")
        self._flags[number] = KNOWN_NAME * bool(part.known_as) | father
        made = b"".join(map(ended_sounds, made_of(part)))
        self._made += made
        self._mades[number] = len(made)
        self._keep(number, part)
        return number

    def _keep(self, token: int, part: Part) -> None:
        if self._parts_kept:
            data = kept(part)
            self._part += data
            self._parts[token] = len(data)

    def _small(self, part: Part) -> int:
        """The token of a title or a particle."""
        key = ("small", part.written, part.role, part.forms, self._parts_kept and part.body)
        if (known := self._numbers.get(key)) is not None:
            return known
        number = self._new(key, small_keys(part), (0.0, 0.0), 0.0, (SMALL, part.script), (), ())
        self._keep(number, part)
        return number

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

    def hold(self, tokens: Collection[int], entity: int) -> None:
        """Says that an entity has these tokens, each once."""
        self._held_token.extend(tokens)
        self._held_entity.extend([entity] * len(tokens))

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
        sound = b"".join(map(ended_sounds, readings[:READINGS]))
        self._sound += sound
        self._sounds.append(len(sound))
        form = b"".join(map(ended_form, forms))
        self._form += form
        self._forms.append(len(form))
        self._mades.append(0)
        self._parts.append(0)
        return number

    def _hash(self) -> None:
        """Turns the texts that are held into keys."""
        kinds, tokens = np.frombuffer(bytes(self._kinds), np.uint8), np.array(self._of_token, np.int32)
        hashed, places, which = keys(self._texts, bytes(self._kinds))
        self._keys.append((hashed, tokens[which], kinds[which] | places << 4))
        self._texts.clear()
        self._kinds, self._of_token = bytearray(), array("i")

    def collected(self) -> dict[str, Any]:
        """What `Collected` says of tokens and their keys."""
        self._hash()
        hashed, tokens, what = (np.concatenate(one) for one in zip(*self._keys, strict=True))
        digests = [blake2b(repr(one).encode("utf-8", "surrogatepass"), digest_size=DIGEST) for one in self._numbers]
        return {
            "token_digest": b"".join(one.digest() for one in digests),
            "token_rarity": np.array(self._rarity, np.float32),
            "token_own": np.array(self._own, np.float32),
            "token_weight": np.array(self._weight, np.float32),
            "token_role": np.array(self._role, np.uint8),
            "token_script": np.array(self._script, np.uint8),
            "token_flags": np.array(self._flags, np.uint8),
            "token_sound_length": np.array(self._sounds, np.uint32),
            "token_sound": np.frombuffer(bytes(self._sound), np.uint8),
            "token_form_length": np.array(self._forms, np.uint32),
            "token_form": np.frombuffer(bytes(self._form), np.uint8),
            "token_made_length": np.array(self._mades, np.uint32),
            "token_made": np.frombuffer(bytes(self._made), np.uint8),
            "token_part_length": np.array(self._parts, np.uint32),
            "token_part": np.frombuffer(bytes(self._part), np.uint8),
            "key_hash": hashed,
            "key_token": tokens,
            "key_what": what,
            "held_token": np.array(self._held_token, np.int32),
            "held_entity": np.array(self._held_entity, np.int32),
        }
