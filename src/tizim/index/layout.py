"""What stands in a snapshot's directory. Change any of it, or how names are read and keyed, and count FORMAT up.

A weight is how much the absence of a part says (1 for most, less for generic words, 0 for what is no word); a name's
is the sum of its parts'. A token is a distinct part, neighbours as one word, or a name's initials (see `ROLES`).

snapshot.json      format, rules version, digests of the bank version, lists searched, checksums of the files; of a snapshot
                   that only holds what changed, the one it stands on, beside it, and in dead.npy which entities of that are no more
key_rest, key_token, key_what      by what a token is found, in the order of hashes: 32 bits of each behind those of its bucket; its
                  kind, and 16 times its place
key_bucket      where the hashes that begin with each number of some leading bits start
token_rarity, token_own      nats, and nats of the token as it stands in its own script
token_weight, token_role, token_script, token_flags      what bounds a meeting, and so do the next
token_sound_start, token_sound, token_form_start, token_form, token_made_start, token_made      readings, and names it is made of
token_part_start, token_part      of what is one part: all that is compared of it (see `kept_parts`); of those who ask, nothing
form_start, form_token      the forms of words in the order of their letters: where they start in token_form, and whose they are
token_start, token_entity      the entities that have a name with the token
name_entity, name_weight, name_flags      names in the order of their entities, and of the names that are kept of each
name_token_start, name_token, name_span      the tokens of each name: of its parts in their order, then of neighbours as one and of
                  initials; and which parts each is: the first, and 16 times how many (0: initials)
name_parts        how many parts it has; 0 where they are too many to tell places apart
number_hash, number_entity      documents and wallets (sorted by hash)
entity_name      where the names of each entity start
entity_hash, entity_dataset, entity_start, entity_text      entities: hash of the id, their list, and what is kept of them (JSON)
entity_schema, entity_born_from, entity_born_to, entity_countries      of entities, what bounds a score (see `bounds`)
"""

from typing import Final

import numpy as np

from tizim.compare.tokens import UNVOWELLED
from tizim.text.script import SCRIPTS

FORMAT: Final = 5
MANIFEST: Final = "snapshot.json"
DEAD: Final = "dead"
ARRAYS: Final = {
    "key_rest": np.uint32,
    "key_token": np.int32,
    "key_what": np.uint8,
    "key_bucket": np.uint32,
    "token_rarity": np.float32,
    "token_own": np.float32,
    "token_weight": np.float32,
    "token_role": np.uint8,
    "token_script": np.uint8,
    "token_sound_start": np.uint32,
    "token_sound": np.uint8,
    "token_form_start": np.uint32,
    "token_form": np.uint8,
    "token_made_start": np.uint32,
    "token_made": np.uint8,
    "token_flags": np.uint8,
    "token_part_start": np.uint32,
    "token_part": np.uint8,
    "form_start": np.uint32,
    "form_token": np.int32,
    "token_start": np.uint32,
    "token_entity": np.int32,
    "name_entity": np.int32,
    "name_weight": np.float32,
    "name_flags": np.uint8,
    "name_token_start": np.uint32,
    "name_token": np.int32,
    "name_parts": np.uint8,
    "name_span": np.uint8,
    "number_hash": np.uint64,
    "number_entity": np.int32,
    "entity_name": np.int32,
    "entity_hash": np.uint64,
    "entity_dataset": np.int32,
    "entity_schema": np.uint8,
    "entity_born_from": np.int16,
    "entity_born_to": np.int16,
    "entity_countries": np.uint64,
    "entity_start": np.int64,
    "entity_text": np.uint8,
}
"""file (name.npy) -> element type"""

ROLES: Final = {"word": 0, "number": 1, "initial": 2, "legal": 3}
JOINED: Final = 4
ACRONYM: Final = 5
CUT: Final = 6
SMALL: Final = 7
"""roles of tokens, as kernel.c counts them"""
KNOWN_NAME: Final = 1
FATHER: Final = 2
DAUGHTER: Final = 4
"""flags of a token: tables know which given name it is or is made of; it is a father's name; of a daughter"""
MOST_PLACES: Final = 15
"""parts of a name whose places are told apart"""
WEAK: Final = 1
ALL_WORDS: Final = 2
"""flags of a name: its publisher calls it weak; the absence of each part that says something says it in full"""
SCRIPT_NUMBERS: Final = {script: number for number, script in enumerate(SCRIPTS)}
UNVOWELLED_NUMBERS: Final = tuple(script in UNVOWELLED for script in SCRIPTS)
