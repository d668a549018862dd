"""What the real lists are like, as tables that made lists are drawn from (`made_lists`); `measured_lists` fills them.

Every real entry gives one mould: its schema, countries, programmes, forms of birth dates and of document numbers, and for
each part of each of its names *how* it comes about. A mould holds no name. A part of a name is one of

    NEW       a word drawn from a class of words: kind of entity, script, culture, place in the name
    FIXED     a word that is no one's own: bin, of, Company, ООО; kept as it stands
    SAME      the word of an earlier part of the same entity, as when an alias leaves a part out or changes the order
    RESPELT   another spelling of an earlier part
    WRITTEN   an earlier part in another script

so that made lists have the real shares of all these, together as they occur together.

Words nobody has seen. Let a class have V distinct words in n places, V1 of them once. Its next word is new to it with a chance
of V1 / n (Good and Turing), which is the slope of the curve of distinct words over places; so at its end the curve grows as
n ** d with d = V1 / V (Heaps' law). A class therefore gives the share V1 / n to words it has not seen, and to a word of its
own that stands in c places the share (c - d) / n.

A word that is new to a class is mostly known to another one. All classes of a kind and a script are a pool of V words, of
which V1 stand once in all the lists, in whatever place; d = V1 / V again. Of the words new to the classes, sum of V1 over the
classes to V1 of the pool, so many are words of the pool, the likelier the more classes have them, and the others new to
all. Those are numbered 0, 1, ...; numbers from r on have the share (1 + r / V) ** (-(1 - d) / d): a tail that begins as
rare as the rarest real words and keeps the exponent d for ever, whatever the size of the list. What word a number stands
for is told by `made_words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.speed.made_words import Rewrite
from bench.speed.moulds import Mould

NEW, FIXED, SAME, RESPELT, WRITTEN = range(5)
"""how a part comes about; WRITTEN + i: in the script `made_words.WRITTEN_IN[i]`"""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Tables of M moulds with S parts of names, C classes of words in P pools, W words (in the order of their classes).

    slot_start int64 [M+1]; slot_how int8 [S]; slot_of int32 [S]: class, fixed word, or the part (counted within the mould)
    it goes back to. word_start int64 [C+1]. cumulative float64 [W]: class number + share of the class's words up to this
    one. scripts, pool int64 [C]: of each class. pool_start int64 [P+1]: first word of each pool. pool_new float64 [P]: of
    words new to a class, the share new to the pool. distinct int64, growth float64 [P]: V and d of the pool. respellings: by
    lower-case word, those met, as often as met; written: the same by (script, word). rewrites: by script. years int32: of
    birth, all those met; gaps int32: years between the first and each further birth date of a person.
    """

    moulds: tuple[Mould, ...]
    slot_start: Ints
    slot_how: npt.NDArray[np.int8]
    slot_of: npt.NDArray[np.int32]
    words: tuple[str, ...]
    word_start: Ints
    cumulative: Floats
    scripts: tuple[str, ...]
    pool: Ints
    pool_start: Ints
    pool_new: Floats
    distinct: Ints
    growth: Floats
    fixed: tuple[str, ...]
    respellings: Mapping[str, tuple[str, ...]]
    written: Mapping[tuple[str, str], tuple[str, ...]]
    rewrites: Mapping[str, tuple[Rewrite, ...]]
    stand_ins: Mapping[str, str]
    years: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.int32]
