"""Wade-Giles to pinyin, one syllable at a time: "hsiao" is xiao, "chung" zhong or chong, once the apostrophe is lost.

Made from the syllables of pinyin and what `han` writes them as. Start at `pinyin_of`.
"""

from functools import cache
from typing import Final

from tizim.text.romanise.han import wade_giles

# The syllables of standard Chinese in pinyin, by their beginning.
_SYLLABLES: Final = """
:a ai an ang ao e en er o ou
b:a ai an ang ao ei en eng i ian iao ie in ing o u|p:a ai an ang ao ei en eng i ian iao ie in ing o ou u|m:a ai an ang ao ei en eng i ian iao ie in ing iu o ou u
f:a an ang ei en eng o ou u|d:a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo|t:a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n:a ai an ang ao ei en eng i ian iang iao ie in ing iu ong u uan uo|l:a ai an ang ao e ei eng i ian iang iao ie in ing iu ong ou u uan un uo
g:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo|k:a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo|j:i ia ian iang iao ie in ing iong iu u uan ue un|q:i ia ian iang iao ie in ing iong iu u uan ue un
x:i ia ian iang iao ie in ing iong iu u uan ue un|zh:a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo|ch:a ai an ang ao e en eng i ong ou u uai uan uang ui un uo
sh:a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo|r:an ang ao e en eng i ong ou u uan ui un uo|z:a ai an ang ao e ei en eng i ong ou u uan ui un uo
c:a ai an ang ao e en eng i ong ou u uan ui un uo|s:a ai an ang ao e en eng i ong ou u uan ui un uo|y:a an ang ao e i in ing ong ou u uan ue un|w:a ai an ang ei en eng o u
"""
_MARKED_BEGINNINGS: Final = ("hs", "ts", "tz", "ss")
_MARKED_ENDINGS: Final = ("ieh", "ueh", "ien", "ih")


def pinyin_of(syllable: str) -> tuple[str, ...]:
    """What a syllable in Wade-Giles, lower case and without marks, is in pinyin; empty where it is none, or the same in both."""
    return _table().get(syllable, ())


def is_marked(syllable: str) -> bool:
    """Whether a syllable of Wade-Giles looks like nothing else, so that it is read so even where it stands alone."""
    return syllable in _table() and (
        syllable.startswith(_MARKED_BEGINNINGS) or (syllable.endswith(_MARKED_ENDINGS) and len(syllable) > len("ien"))
    )


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in _SYLLABLES.replace("\n", "|").split("|"):
        beginning, _, endings = row.partition(":")
        for ending in endings.split():
            pinyin = beginning + ending
            written = wade_giles(pinyin)
            table[written] = (*table.get(written, ()), pinyin)
    return {written: ways for written, ways in table.items() if ways != (written,)}
