"""Words nobody has seen: a new word, another spelling of a word, a word in another script. Pure, and the same each time.

Every function takes its chance as `bits`, a number below 2**62, so that a block of numbers is drawn at once and a word is a
function of its number: the ten-millionth new family name needs no table of the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from tizim.text.script import script_of

T = TypeVar("T")
Rewrite = tuple[str, str]
"""letters and what is written for them: ("ou", "u"); $ is the end of a word: ("y$", "iy$")"""

TABLE = 1024
"""entries of a table of rewrites: as many of each as its share"""
_STRIDE = 8
"""every so many entries of a table of rewrites is tried where chance found none"""
CHOICES = 64
"""letters that may stand in for one letter"""
WRITTEN_IN = ("Latn", "Cyrl", "Arab")
"""scripts that a word can be turned into by letters"""

_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєαεηιουωاويىةأإ")


def new_word(base: str, bits: int, stand_ins: Mapping[str, str]) -> str:
    """A word of the same build: two letters give way to others of their sort, and a very short word gets one more."""
    letters = list(base)
    for shift in (0, 28):
        place = ((bits >> shift) & 0xFFFF) % len(letters)
        if choice := stand_ins.get(letters[place]):
            letters[place] = choice[((bits >> (shift + 16)) & 0xFFF) % len(choice)]
    if len(letters) <= 3 and (choice := stand_ins.get(letters[-1])):
        letters.append(choice[(bits >> 56) % len(choice)])
    return "".join(letters)


def respelt(word: str, bits: int, rewrites: Sequence[Rewrite]) -> str:
    """The word with one rewrite: the first of six drawn by frequency that applies, else the commonest that does.

    Where none does, its middle letter is doubled.
    """
    folded = word.lower() + "$"
    drawn = [rewrites[((bits >> shift) & 0x3FF) % len(rewrites)] for shift in range(0, 60, 10)] if rewrites else []
    for old, new in (*drawn, *rewrites[::_STRIDE]):
        if (at := folded.find(old)) >= 0:
            return _in_case((folded[:at] + new + folded[at + len(old) :])[:-1], word)
    middle = len(word) // 2
    return _in_case(folded[: middle + 1] + folded[middle:-1], word)


@lru_cache(maxsize=65_536)
def in_script(word: str, script: str) -> str:
    """The word letter by letter in one of `WRITTEN_IN`: plain, as a clerk would write it, by no country's standard."""
    latin = anyascii(word)
    if script == "Latn":
        return latin or word
    folded = "".join(letter for letter in latin.lower() if letter.isalnum() or letter in "- ")
    for old, new in _LETTERS[script]:
        folded = folded.replace(old, new)
    return (_in_case(folded, word) if script == "Cyrl" else folded) or word


def stand_ins(words: Iterable[str]) -> dict[str, str]:
    """For each letter those that may stand in for it, of its script, as often as met: vowels for vowels, digits for digits."""
    sorts: dict[tuple[str, bool, bool, bool], Counter[str]] = {}
    for word in words:
        for letter in word:
            if letter.isalnum():
                sorts.setdefault(_sort(letter), Counter())[letter] += 1
    found = {}
    for counts in sorts.values():
        for letter in counts:
            others = Counter({other: count for other, count in counts.items() if other != letter})
            if others:
                found[letter] = "".join(by_share(others, CHOICES))
    return found


def rewrites_of(pairs: Iterable[tuple[str, str]]) -> tuple[Rewrite, ...]:
    """The rewrites that turn the first word of each pair into the second, `TABLE` of them, each as often as met."""
    counts: Counter[Rewrite] = Counter()
    for one, other in pairs:
        for step in Levenshtein.opcodes(one, other):
            if step.tag == "equal":
                continue
            # What is only put in or only left out is known by the letter before it.
            before = one[max(0, step.src_start - 1) : step.src_start] if step.tag != "replace" else ""
            end = "$" if step.src_end == len(one) else ""
            old, new = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
            if before or old:
                counts[before + old + end, before + new + end] += 1
    short = Counter({pair: count for pair, count in counts.items() if max(map(len, pair)) <= 4})
    return tuple(by_share(short, TABLE))


def by_share(counts: Mapping[T, int], size: int) -> list[T]:
    """`size` values, each as often as its share of the counts says; the commonest first, ties in the order met."""
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    total, passed, found = sum(counts.values()), 0, list[T]()
    for value, count in ranked:
        passed += count
        found += [value] * (size * passed // total - len(found))
    return found


def _sort(letter: str) -> tuple[str, bool, bool, bool]:
    return script_of(letter), letter.isdigit(), letter.isupper(), letter.lower() in _VOWELS


def _in_case(folded: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return folded.upper()
    return folded[:1].upper() + folded[1:] if like[:1].isupper() else folded


def _pairs(words: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.split("=")[0], one.split("=")[1]) for one in words.split())


_LETTERS = {
    "Cyrl": _pairs(
        "shch=щ zh=ж kh=х ts=ц ch=ч sh=ш yu=ю ya=я yo=ё a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=дж k=к l=л m=м n=н o=о "
        "p=п q=к r=р s=с t=т u=у v=в w=в x=кс y=ы z=з"
    ),
    "Arab": _pairs(
        "sh=ش kh=خ th=ث dh=ذ gh=غ ch=تش aa=ا ou=و oo=و ee=ي ei=ي ai=ي a=ا b=ب c=ك d=د e= f=ف g=ج h=ه i=ي j=ج k=ك l=ل "
        "m=م n=ن o=و p=ب q=ق r=ر s=س t=ت u=و v=ف w=و x=كس y=ي z=ز"
    ),
}
