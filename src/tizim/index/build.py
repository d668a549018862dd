"""Writes a snapshot: a pure function of the entries, the lists they are from, and the rules. Same input, same bytes."""

import json
from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tizim.compare.alignment import NATS_PER_LETTER, initials_of, rarity_together, runs_of, together
from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name, prepare
from tizim.compare.parts import Part
from tizim.errors import SnapshotError
from tizim.index.bounds import country_bits, year_span
from tizim.index.keys import Key, acronym_keys, joined_keys, key_hash, keys_of
from tizim.index.layout import ARRAYS, FORMAT, MANIFEST
from tizim.index.records import is_screened, record_of
from tizim.model.ftm import schema
from tizim.model.listing import Sighting
from tizim.model.rules import Rules
from tizim.model.statement import Entity
from tizim.model.verdict import Searched

Entry = tuple[Entity, Sequence[Sighting]]


def build(
    entries: Iterable[Entry], searched: Sequence[Searched], rules: Rules, directory: Path, *, built_of: str = ""
) -> None:
    """A snapshot in a directory that does not exist yet. `built_of` names the bank version it is a function of.

    Raises SnapshotError if the directory is there already.
    """
    try:
        directory.mkdir(parents=True)
    except FileExistsError as there:
        raise SnapshotError(f"{directory}: expected no directory yet, came one") from there
    writer = _Writer([one.dataset for one in searched], rules)
    for entity, sightings in entries:
        if is_screened(entity):
            writer.add(entity, sightings)
    arrays = writer.arrays()
    checksums = {}
    for name, kind in ARRAYS.items():
        np.save(directory / f"{name}.npy", np.ascontiguousarray(arrays[name], dtype=kind))
        checksums[name] = blake2b((directory / f"{name}.npy").read_bytes(), digest_size=16).hexdigest()
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "rules": rules.version,
        "built_of": built_of,
        "searched": [[one.dataset, one.published, one.entities] for one in searched],
        "schemata": list(writer.schemata),
        "entities": len(writer.entity_dataset),
        "names": len(writer.name_entity),
        "checksums": checksums,
    }
    # The manifest last: a directory without one is an unfinished build.
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


class _Writer:
    """Collects entities and turns them into the arrays of `layout`."""

    def __init__(self, datasets: Sequence[str], rules: Rules) -> None:
        self._rules = rules
        self._datasets = {name: number for number, name in enumerate(datasets)}
        self._tokens: dict[tuple[object, ...], int] = {}
        self._key_hash = array("Q")
        self._key_token, self._key_kind, self._key_place = array("i"), array("B"), array("B")
        self._rarities = array("f")
        self._weights = array("f")
        self._postings: list[array[int]] = []
        self.name_entity = array("i")
        self._name_weight = array("f")
        self._name_ends = array("q")
        self._name_text = bytearray()
        self._numbers: list[tuple[int, int]] = []
        self.entity_dataset = array("i")
        self.schemata: dict[str, int] = {}
        self._entity_schema = array("B")
        self._entity_born_from, self._entity_born_to = array("h"), array("h")
        self._entity_countries = array("Q")
        self._entity_ends = array("q")
        self._entity_text = bytearray()

    def add(self, entity: Entity, sightings: Sequence[Sighting]) -> None:
        number = len(self.entity_dataset)
        record = record_of(entity, sightings)
        if entity.dataset not in self._datasets:
            raise SnapshotError(
                f"{entity.id}: expected an entry of {', '.join(self._datasets)}, came one of {entity.dataset}"
            )
        self.entity_dataset.append(self._datasets[entity.dataset])
        self._entity_schema.append(self.schemata.setdefault(entity.schema, len(self.schemata)))
        first, last = year_span(record.facts.birth_dates)
        self._entity_born_from.append(first)
        self._entity_born_to.append(last)
        self._entity_countries.append(country_bits(record.facts.countries))
        self._entity_text += record.to_json()
        self._entity_ends.append(len(self._entity_text))
        self._numbers += [(key_hash(f"d:{key}"), number) for key in sorted(record.facts.documents)]
        self._numbers += [(key_hash(f"w:{key}"), number) for key in sorted(record.facts.wallets)]
        person = schema(entity.schema).is_a("Person")
        for name in record.names:
            self._add_name(prepare(name.words, self._rules, person=person), number)

    def _add_name(self, name: Name, entity: int) -> None:
        number = len(self.name_entity)
        self.name_entity.append(entity)
        self._name_weight.append(sum(share_of_absence(part) for part in name.parts))
        self._name_text += name.words.encode("utf-8", "surrogatepass")
        self._name_ends.append(len(self._name_text))
        tokens = {self._token(part) for part in name.parts if part.role not in ("particle", "title")}
        tokens |= {self._joined([name.parts[i] for i in run]) for run in runs_of(name)}
        for acronym in initials_of(name):
            tokens.add(self._acronym(acronym, sum(share_of_absence(part) for part in name.parts)))
        for token in sorted(tokens):
            self._postings[token].append(number)

    def _token(self, part: Part) -> int:
        key = (part.written, part.role, part.forms, part.root, part.links)
        if (known := self._tokens.get(key)) is not None:
            return known
        return self._new_token(key, keys_of(part), max(part.rarity, part.own_rarity), share_of_absence(part))

    def _acronym(self, letters: str, weight: float) -> int:
        """The initials of a whole name, so that PLA finds the People's Liberation Army."""
        key = ("acronym", letters, round(weight, 3))
        if (known := self._tokens.get(key)) is not None:
            return known
        return self._new_token(key, acronym_keys(letters), NATS_PER_LETTER * len(letters), weight)

    def _joined(self, run: Sequence[Part]) -> int:
        """Neighbours as one word, so that Abdulrahman finds Abdul Rahman."""
        key = (*together(run), *(part.links for part in run))
        if (known := self._tokens.get(key)) is not None:
            return known
        weight = sum(map(share_of_absence, run))
        return self._new_token(key, joined_keys(*run), rarity_together(run), weight)

    def _new_token(self, token: tuple[object, ...], keys: Iterable[Key], rarity: float, weight: float) -> int:
        number = self._tokens[token] = len(self._rarities)
        for key in keys:
            self._key_hash.append(key.hash)
            self._key_token.append(number)
            self._key_kind.append(key.kind)
            self._key_place.append(key.place)
        self._rarities.append(rarity)
        self._weights.append(weight)
        self._postings.append(array("i"))
        return number

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        self._numbers.sort()
        keys = np.array(self._key_hash, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        numbers = np.array(self._numbers, dtype=np.uint64).reshape(-1, 2)
        lengths = [len(names) for names in self._postings]
        return {
            "key_hash": keys[order],
            "key_token": np.array(self._key_token)[order],
            "key_kind": np.array(self._key_kind)[order],
            "key_place": np.array(self._key_place)[order],
            "token_rarity": np.array(self._rarities),
            "token_weight": np.array(self._weights),
            "token_start": np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))),
            "token_name": np.array([name for posting in self._postings for name in posting], dtype=np.int32),
            "name_entity": np.array(self.name_entity),
            "name_weight": np.array(self._name_weight),
            "name_start": np.concatenate(([0], np.array(self._name_ends, dtype=np.int64))),
            "name_text": np.frombuffer(bytes(self._name_text), dtype=np.uint8),
            "number_hash": numbers[:, 0],
            "number_entity": numbers[:, 1],
            "entity_dataset": np.array(self.entity_dataset),
            "entity_schema": np.array(self._entity_schema),
            "entity_born_from": np.array(self._entity_born_from),
            "entity_born_to": np.array(self._entity_born_to),
            "entity_countries": np.array(self._entity_countries, dtype=np.uint64),
            "entity_start": np.concatenate(([0], np.array(self._entity_ends, dtype=np.int64))),
            "entity_text": np.frombuffer(bytes(self._entity_text), dtype=np.uint8),
        }
