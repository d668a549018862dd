"""What stands in a snapshot's directory. Change any of it, or how names are read and keyed, and count FORMAT up.

A weight is how much the absence of a part says (1 for most, less for generic words, 0 for what is no word); a name's
is the sum of its parts'.

snapshot.json      format, rules version, digests of the bank version, lists searched, checksums of the files
key_hash, key_token, key_kind, key_place      by what a part of a name is found (sorted by hash)
token_rarity, token_weight, token_start, token_name      distinct parts, and the names that hold them
name_entity, name_weight, name_start, name_text      names in order of their entities
number_hash, number_entity      documents and wallets (sorted by hash)
entity_dataset, entity_start, entity_text      entities: their list, and what is kept of them (JSON)
entity_schema, entity_born_from, entity_born_to, entity_countries      of entities, what bounds a score (see `bounds`)
"""

from typing import Final

import numpy as np

FORMAT: Final = 2
MANIFEST: Final = "snapshot.json"
ARRAYS: Final = {
    "key_hash": np.uint64,
    "key_token": np.int32,
    "key_kind": np.uint8,
    "key_place": np.uint8,
    "token_rarity": np.float32,
    "token_weight": np.float32,
    "token_start": np.int64,
    "token_name": np.int32,
    "name_entity": np.int32,
    "name_weight": np.float32,
    "name_start": np.int64,
    "name_text": np.uint8,
    "number_hash": np.uint64,
    "number_entity": np.int32,
    "entity_dataset": np.int32,
    "entity_schema": np.uint8,
    "entity_born_from": np.int16,
    "entity_born_to": np.int16,
    "entity_countries": np.uint64,
    "entity_start": np.int64,
    "entity_text": np.uint8,
}
"""file (name.npy) -> element type"""
