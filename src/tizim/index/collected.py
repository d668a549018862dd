"""What is collected of some entities, and many of these as the arrays of one snapshot. Start at `Merged`.

Entities are collected slice by slice, each by itself, on any core; put together in their order they give the same bytes however
they were sliced.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from tizim.index.kernel import END
from tizim.index.layout import ROLES

Array = npt.NDArray[Any]

DIGEST = 16
"""bytes by which the same token is known in another slice"""


@dataclass(frozen=True, slots=True)
class Collected:
    """Some entities, their names, and the tokens of these, all numbered from 0 in the order in which they came.

    *_length says how much of the data that stands under the same name belongs to each. key_what: kinds and places as in
    `layout`. held_token, held_entity: which entity has which token, by entity. entity_schema: number among `schemata`.
    """

    schemata: tuple[str, ...]
    token_digest: bytes
    token_rarity: Array
    token_own: Array
    token_weight: Array
    token_role: Array
    token_script: Array
    token_flags: Array
    token_sound_length: Array
    token_sound: Array
    token_form_length: Array
    token_form: Array
    token_made_length: Array
    token_made: Array
    token_part_length: Array
    token_part: Array
    key_hash: Array
    key_token: Array
    key_what: Array
    held_token: Array
    held_entity: Array
    name_entity: Array
    name_weight: Array
    name_flags: Array
    name_parts: Array
    name_token_length: Array
    name_token: Array
    name_span: Array
    number_hash: Array
    number_entity: Array
    entity_names: Array
    entity_hash: Array
    entity_dataset: Array
    entity_schema: Array
    entity_born_from: Array
    entity_born_to: Array
    entity_countries: Array
    entity_length: Array
    entity_text: Array


_OF_TOKENS = ("token_rarity", "token_own", "token_weight", "token_role", "token_script", "token_flags")
_RAGGED = ("token_sound", "token_form", "token_made", "token_part")
_AS_THEY_ARE = (
    "name_weight", "name_flags", "name_parts", "name_token_length", "name_span", "number_hash", "entity_names", "entity_hash",
    "entity_dataset", "entity_born_from", "entity_born_to", "entity_countries", "entity_length", "entity_text",
)  # fmt: skip
_OF_AN_ENTITY = ("held_entity", "name_entity", "number_entity")


class Merged:
    """Slices put together, in the order of their entities."""

    def __init__(self) -> None:
        self.schemata: dict[str, int] = {}
        self.entities = 0
        self.names = 0
        self._tokens: dict[bytes, int] = {}
        self._kept: dict[str, list[Array]] = {
            one.name: [] for one in fields(Collected) if one.name not in ("schemata", "token_digest")
        }

    def add(self, slice_: Collected) -> None:
        """The entities that come next."""
        numbers, new = self._numbered(slice_.token_digest)
        for name in _OF_TOKENS:
            self._keep(name, getattr(slice_, name)[new])
        for name in _RAGGED:
            lengths = getattr(slice_, f"{name}_length")
            self._keep(f"{name}_length", lengths[new])
            self._keep(name, getattr(slice_, name)[np.repeat(new, lengths)])
        keys = new[slice_.key_token]
        self._keep("key_hash", slice_.key_hash[keys])
        self._keep("key_what", slice_.key_what[keys])
        self._keep("key_token", numbers[slice_.key_token[keys]])
        for name in ("held_token", "name_token"):
            self._keep(name, numbers[getattr(slice_, name)])
        for name in _OF_AN_ENTITY:
            self._keep(name, getattr(slice_, name) + np.int32(self.entities))
        schemata = [self.schemata.setdefault(one, len(self.schemata)) for one in slice_.schemata]
        self._keep("entity_schema", np.array(schemata, np.uint8)[slice_.entity_schema])
        for name in _AS_THEY_ARE:
            self._keep(name, getattr(slice_, name))
        self.entities += len(slice_.entity_names)
        self.names += len(slice_.name_entity)

    def _numbered(self, digests: bytes) -> tuple[Array, Array]:
        """The number of each token of a slice among all, and whether it was met for the first time."""
        known, before = self._tokens, len(self._tokens)
        each = (digests[at : at + DIGEST] for at in range(0, len(digests), DIGEST))
        numbers = np.array([known.setdefault(one, len(known)) for one in each], np.int32)
        return numbers, numbers >= before

    def _keep(self, name: str, array: Array) -> None:
        self._kept[name].append(array)

    def arrays(self) -> dict[str, Array]:
        """The arrays of `layout`. Nothing can be added afterwards."""
        self._tokens.clear()
        return {**self._of_keys(), **self._of_tokens(), **self._of_names(), **self._of_entities()}

    def _whole(self, name: str) -> Array:
        """All of one array; it is let go of here, for together they take gigabytes."""
        kept = self._kept.pop(name)
        return kept[0] if len(kept) == 1 else np.concatenate(kept)

    def _of_keys(self) -> dict[str, Array]:
        hashed = self._whole("key_hash")
        order = np.argsort(hashed, kind="stable")
        hashed = hashed[order]
        bits = max(4, len(hashed).bit_length() - 3)
        bounds = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
        return {
            "key_rest": (hashed >> np.uint64(32 - bits)).astype(np.uint32),
            "key_token": self._whole("key_token")[order],
            "key_what": self._whole("key_what")[order],
            "key_bucket": np.append(np.searchsorted(hashed, bounds), len(hashed)),
        }

    def _of_tokens(self) -> dict[str, Array]:
        made = {name: self._whole(name) for name in _OF_TOKENS}
        for name in _RAGGED:
            made[f"{name}_start"], made[name] = _starts(self._whole(f"{name}_length")), self._whole(name)
        words = sorted(_words(made["token_form"], made["token_form_start"], made["token_role"]))
        made["form_start"] = np.array([start for _, start, _ in words], np.uint32)
        made["form_token"] = np.array([token for _, _, token in words], np.int32)
        tokens = self._whole("held_token")
        made["token_start"] = _starts(np.bincount(tokens, minlength=len(made["token_rarity"])))
        made["token_entity"] = self._whole("held_entity")[np.argsort(tokens, kind="stable")]
        return made

    def _of_names(self) -> dict[str, Array]:
        made = {name: self._whole(name) for name in ("name_entity", "name_weight", "name_flags", "name_parts")}
        made["name_token_start"] = _starts(self._whole("name_token_length"))
        made["name_token"], made["name_span"] = self._whole("name_token"), self._whole("name_span")
        return made

    def _of_entities(self) -> dict[str, Array]:
        numbers, owners = self._whole("number_hash"), self._whole("number_entity")
        order = np.lexsort((owners, numbers))
        alike = ("hash", "dataset", "schema", "born_from", "born_to", "countries", "text")
        return {
            **{f"entity_{one}": self._whole(f"entity_{one}") for one in alike},
            "number_hash": numbers[order],
            "number_entity": owners[order],
            "entity_name": _starts(self._whole("entity_names")),
            "entity_start": _starts(self._whole("entity_length")),
        }


def _words(forms: Array, starts: Array, roles: Array) -> Iterator[tuple[bytes, int, int]]:
    """Each form of each word with what ends it, where it starts, and the word's number."""
    data = forms.tobytes()
    begins: Sequence[int] = np.concatenate(([0], np.flatnonzero(forms == END) + 1)).tolist()
    tokens = np.searchsorted(starts, np.array(begins[:-1], np.int64), "right") - 1
    wanted = (roles[tokens] == ROLES["word"]).tolist()
    for number, (token, is_word) in enumerate(zip(tokens.tolist(), wanted, strict=True)):
        if is_word:
            yield data[begins[number] : begins[number + 1]], begins[number], token


def _starts(lengths: Array) -> Array:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))
