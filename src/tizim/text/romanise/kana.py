"""Japanese kana: Hepburn, long vowels as written and shortened."""

from typing import Final

from tizim.text.romanise.han import characters
from tizim.text.romanise.spellings import spellings, table_of

_KANA: Final = table_of("""
あ a|い i|う u|え e|お o|か ka|き ki|く ku|け ke|こ ko|さ sa|し shi si|す su|せ se|そ so|た ta|ち chi ti|つ tsu tu|て te|と to|な na|に ni|ぬ nu|ね ne|の no
は ha|ひ hi|ふ fu hu|へ he|ほ ho|ま ma|み mi|む mu|め me|も mo|や ya|ゆ yu|よ yo|ら ra la|り ri li|る ru lu|れ re le|ろ ro lo|わ wa|ゐ i|ゑ e|を o wo|ん n m
が ga|ぎ gi|ぐ gu|げ ge|ご go|ざ za|じ ji|ず zu|ぜ ze|ぞ zo|だ da|ぢ ji|づ zu|で de|ど do|ば ba|び bi|ぶ bu|べ be|ぼ bo|ぱ pa|ぴ pi|ぷ pu|ぺ pe|ぽ po|ゔ vu
ぁ a|ぃ i|ぅ u|ぇ e|ぉ o|ゎ wa|ゃ ya|ゅ yu|ょ yo
""")
_SMALL_Y: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWELS: Final = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_NO_Y: Final = frozenset({"shi", "chi", "ji"})


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a token of kana, with Chinese characters in it read as such."""
    parts: list[tuple[str, ...]] = []
    doubled = False
    for letter in token:
        kana = chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter
        if kana == "っ":
            doubled = True
        elif kana == "ー" or letter == "\u30fc":
            parts.append(("", parts[-1][0][-1:]) if parts else ("",))
        elif kana in _SMALL_Y and parts:
            parts[-1] = tuple(_with_small_y(option, _SMALL_Y[kana]) for option in parts[-1])
        elif kana in _SMALL_VOWELS and parts:
            parts[-1] = tuple(option[:-1] + _SMALL_VOWELS[kana] for option in parts[-1])
        else:
            options = _KANA.get(kana) or characters(letter)
            parts.append(tuple(option[:1] + option for option in options) if doubled else options)
            doubled = False
    return spellings(parts, limit)


def _with_small_y(syllable: str, vowel: str) -> str:
    return syllable[:-1] + vowel if syllable in _NO_Y else f"{syllable[:-1]}y{vowel}"
