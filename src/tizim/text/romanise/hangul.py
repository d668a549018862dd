"""Hangul: Revised Romanization by decomposition, and how Koreans write their own names.

Family names have spellings of their own (Kim, Lee, Park, Choi); a token of one syllable that is a family name gets
them first. Assimilation between syllables is not modelled: names are usually written syllable by syllable.
"""

from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

# In the order of Unicode's composed syllables: 19 initials, 21 vowels, 28 finals (the first is none).
_INITIALS: Final[tuple[Options, ...]] = (
    ("g", "k"), ("kk", "k"), ("n",), ("d", "t"), ("tt", "t"), ("r", "l"), ("m",), ("b", "p"), ("pp", "p"), ("s",), ("ss", "s"),
    ("",), ("j", "ch"), ("jj", "j"), ("ch",), ("k",), ("t",), ("p",), ("h",),
)  # fmt: skip
_VOWELS: Final[tuple[Options, ...]] = (
    ("a",), ("ae",), ("ya",), ("yae",), ("eo", "u", "o"), ("e",), ("yeo", "you", "yu"), ("ye",), ("o",), ("wa",), ("wae",), ("oe",),
    ("yo",), ("u", "oo"), ("wo",), ("we",), ("wi",), ("yu",), ("eu", "u"), ("ui",), ("i", "ee"),
)  # fmt: skip
_FINALS: Final[tuple[str, ...]] = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t",
)  # fmt: skip

FAMILY_NAMES: Final = table_of("""
김 kim gim|이 lee yi i rhee|리 ri lee rhee|박 park bak pak|최 choi choe|정 jung jeong chung|강 kang gang|조 cho jo|윤 yoon yun|장 jang chang|임 lim im|림 rim lim
한 han|오 oh o|서 seo suh|신 shin sin|권 kwon gwon|황 hwang|안 ahn an|송 song|전 jeon chun jun|홍 hong|유 yoo yu ryu|류 ryu yoo|고 ko go|문 moon mun
양 yang|손 son sohn|배 bae pae|백 baek paik|허 heo hur huh|남 nam|심 shim sim|노 noh roh no|로 ro roh|하 ha|곽 kwak gwak|성 sung seong|차 cha|주 joo ju
우 woo u|구 koo gu ku|라 ra|나 na ra|민 min|진 jin chin|지 ji chi|엄 eom um|채 chae|원 won|천 cheon chun|방 bang pang|공 kong gong|현 hyun hyeon
함 ham|변 byun byeon|염 yeom yum|여 yeo|추 choo chu|도 do|소 so|석 seok suk|선 sun seon|설 seol sul|마 ma|길 gil kil|연 yeon|위 wi|표 pyo|명 myung
기 ki gi|반 ban pan|왕 wang|금 keum geum|옥 ok|육 yook|인 in|맹 maeng|제 je|모 mo|탁 tak|국 kook guk|어 eo|은 eun|편 pyun|용 yong|봉 bong|경 kyung
남궁 namgung namkoong|황보 hwangbo hwangbo|제갈 jegal|사공 sagong|선우 sunwoo seonu|서문 seomun|독고 dokgo|동방 dongbang
""")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a token of Hangul syllables."""
    parts: list[Options] = []
    for letter in token:
        parts.extend(_syllable(letter))
    by_sound = spellings(parts, limit)
    return tuple(dict.fromkeys(FAMILY_NAMES.get(token, ()) + by_sound))[:limit]


def family_name_of(token: str) -> str:
    """The family name a full name of two to four syllables begins with, or "" if none is known."""
    if len(token) >= 3 and token[:2] in FAMILY_NAMES:
        return token[:2]
    return token[:1] if token[:1] in FAMILY_NAMES else ""


def _syllable(letter: str) -> tuple[Options, ...]:
    places = places_of(letter)
    if places is None:
        return (latin_options(letter),)
    initial, vowel, final = places
    return (_INITIALS[initial], _VOWELS[vowel], (_FINALS[final],))


def places_of(letter: str) -> tuple[int, int, int] | None:
    """Which of the 19 initials, 21 vowels and 28 finals (0: none) a syllable of Hangul is made of; None for another character.

    The arithmetic of the Unicode Standard, section 3.12.
    """
    index = ord(letter) - 0xAC00
    if not 0 <= index < 11_172:
        return None
    return index // 588, index % 588 // 28, index % 28
