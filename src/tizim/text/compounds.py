"""Names that Arabic writes in several words and other languages in one, brought to one form in every script.

- Abd al-X, Abdul X, Abdel-X, Abdur Rahman, AbdulX, عبد الX: the token "abdul" and the token X; the article is dropped.
- Abul X, Abu'l-X, Abolqasem, ابوالقاسم: "abu", "al" and X, as Abu al-X is.
- Abd Allah, Abdallah, Abdullah, عبد الله: one token, first form "abdullah".
- X Allah, Xullah, X-ullah (Hizb Allah, Nasrullah, حزب الله): one token, first form ending in "ullah".
- X al-Din, Xuddin, X-eddine (صلاح الدين, Salah ad-Din, Salaheddine): one token, first form ending in "uddin".
- The article alone (al, el, ul, эль, ال, and as-S…, ar-R… before the letter it took over): the token "al".
- ال written onto a word of three letters or more is split off as the token "al".

Nothing is dropped but the article of Abd al-X. Start with `joined`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tizim.text.romanise import readings


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written and, where a rule here decided them, its readings."""

    written: str
    forms: tuple[str, ...] = ()


_ARTICLE: Final = ("al",)
_SERVANT: Final = ("abdul",)
_FATHER: Final = ("abu",)
_ARTICLES: Final = frozenset("al el ul il аль эль ал эл ель уль иль ال".split())
_ASSIMILATED: Final = re.compile("(?:[aeu]|[аеэу])(th|dh|sh|ch|[tdrzsnlтдрзснл]|ш)ь?")
"""The article before the letters it takes over, the sun letters."""
_SHORT_WITH_ARTICLE: Final = frozenset("الحق الحج الشر الاب الأب الام الأم".split())

_ABD: Final = frozenset("abd абд عبد".split())
_ABD_ARTICLE: Final = re.compile("abd[aeuoi](?:l|r|s|z|n|t|d|sh|ch)|абд[аеуоэи](?:ль?|р|с|з|н|т|д|ш)")

# Written together. Not before the endings of surnames and of Abdullah itself (Abdulov, Abdullin, Abdullaev); where the
# article's consonant was doubled it tells, elsewhere only the commonest names do (Abdurakhman, Abdusalam).
_ABD_FUSED: Final = re.compile(
    "([aä]bd[aeuoiıy](?:l(?!l?[aou]h?$|l?ah|l?a[iy]?ev|l?in|l?oe?v)|r(?=r)|s(?=s)|z(?=z)|n(?=n)"
    "|(?=ra(?:kh|x)|rahm|razz|razi|rash|rauf|sala|sama|saty|satt|nab|naser|nasir)))([a-zß-ɏ]{4,})"
    "|([аә]бд[аеуоэиіұү](?:ль?(?!л?[аоу]х?$|л?ах|л?а[ий]?ев|л?ин|л?ое?в)|р(?=р)|с(?=с)|з(?=з)|н(?=н)"
    "|(?=рах|раз|раш|рау|сал|сам|сат|наб|нас)))([а-яёғқңөұүһҳҷӣӯў]{4,})"
    "|(عبدال)(?!له)(\\w{3,})"
)

_GLUED_ARTICLE: Final = re.compile("(?:al|el|ul)(?!l?[aou]h?$|lah)([a-z]{4,})|(?:аль|эль)([а-яёҳқғ]{4,})")
"""The article of Abd al-X written together with X ("Abd Alkarim"), but not where the word is Allah."""

_ABUL: Final = frozenset("abul abol aboul abil abal абул абуль аболь".split())
_ABUL_FUSED: Final = re.compile(
    "(ab[ou]u?)l([bdfghkqmwyj][a-z]{3,})|(аб[оу])ль?([бгғкқмхҳф][а-яёғқңөұүһҳҷӣӯў]{3,})|([اأ]بو)ال(\\w{3,})"
)

_ALLAH: Final = frozenset("allah ullah ollah allakh alah аллах уллах улла улло اللە الله اللہ لله".split())
_ALLAH_FUSED: Final = re.compile(
    "(\\w{2,}?)(?:[aeuo]ll[aou]h|[uo]lla|[uo]llo)"
    "|(\\w{3,}?)(?:[ауо]лл[ао][хҳ]?)"
    "|([\\u0620-\\u06ff]{2,})(?:الله|اللہ|لله|اللە)"
)
_NOT_BEFORE_ALLAH: Final = frozenset("al bin ibn ben abu بن ابن".split())

_DIN: Final = frozenset("din deen dine dyn дин دین دين".split())
_AL_DIN: Final = frozenset(
    "uddin eddin eddine addin udin eldin eldine aldin aldeen eldeen uddeen удин уддин эддин аддин الدین الدين".split()
)
_DIN_FUSED: Final = re.compile(
    "(\\w{3,}?)(?:[aeui]dd(?:i|ee|y)ne?|el-?d(?:i|ee)ne?|(?<!r)ald(?:i|ee)n|[аеуи]ддин|[аэ]льдин|(?<![aeiou])ud(?:i|ee)ne?|(?<![аеиоу])удин)"
    "|([\\u0620-\\u06ff]{3,})(?:الدین|الدين)"
)

_FIRST_OF_FUSED: Final = frozenset("aäаәعاأ")
_MAY_END_FUSED: Final = re.compile("ll|лл|لل|din|deen|dyn|дин|الد")
"""what the words hold that end in Allah or al-Din: most words are done with one look"""


def joined(words: Sequence[Word]) -> list[Word]:
    """The words with articles marked, Abd al-X in two words, and Xullah and Xuddin in one."""
    split = [part for word in words for part in _article_split(word)]
    found: list[Word] = []
    place = 0
    while place < len(split):
        taken, made = _compound(split, place)
        found.extend(made)
        place += taken
    return found


def _article_split(word: Word) -> tuple[Word, ...]:
    """ال at the start of a word of Arabic script, where at least three letters follow."""
    text = word.written
    if (
        text not in _ALLAH
        and text not in _AL_DIN
        and text.startswith("ال")
        and (len(text) >= 5 or text in _SHORT_WITH_ARTICLE)
    ):
        return (Word("ال", _ARTICLE), Word(text[2:]))
    return (word,)


def _compound(words: Sequence[Word], place: int) -> tuple[int, tuple[Word, ...]]:
    """How many words from `place` on are one compound, and what they become."""
    word = words[place]
    after = [later.written for later in words[place + 1 : place + 3]]
    if word.written in _ABD or _ABD_ARTICLE.fullmatch(word.written):
        return _servant(words, place, after)
    if after and after[0] in _ALLAH and word.written not in _NOT_BEFORE_ALLAH and len(word.written) > 2:
        return 2, (_allah(word.written, word.written + after[0]),)
    if after and after[0] in _AL_DIN and len(word.written) > 2:
        return 2, (_din(word.written, word.written + after[0]),)
    if len(after) == 2 and after[1] in _DIN and len(word.written) > 2 and is_article(after[0], after[1]):
        return 3, (_din(word.written, word.written + "".join(after)),)
    return 1, _single(word, after[0] if after else "")


def _servant(words: Sequence[Word], place: int, after: list[str]) -> tuple[int, tuple[Word, ...]]:
    word = words[place].written
    taken = 1
    if after and after[0].startswith("ال") and after[0] not in _ALLAH and len(after[0]) >= 4:
        return 2, (Word(word, _SERVANT), Word(after[0][2:]))
    if len(after) == 2 and is_article(after[0], after[1]):
        taken, after = 2, after[1:]
    if after and taken == 1 and (match := _GLUED_ARTICLE.fullmatch(after[0])):
        return 2, (Word(word, _SERVANT), Word(match[1] or match[2]))
    if after and after[0] in (*_ALLAH, "lah", "lh", "له"):
        return taken + 1, (_allah(word[:3], "".join(part.written for part in words[place : place + taken + 1])),)
    return taken, (Word(word, _SERVANT),)


def _single(word: Word, after: str) -> tuple[Word, ...]:
    text = word.written
    if word.forms:
        return (word,)
    if is_article(text, after):
        return (Word(text, _ARTICLE),)
    if text[0] in _FIRST_OF_FUSED and (found := _fused(text)):
        return found
    if _MAY_END_FUSED.search(text) is None:
        return (word,)
    if (match := _ALLAH_FUSED.fullmatch(text)) and text not in _ALLAH:
        return (_allah(match[1] or match[2] or match[3], text),)
    if match := _DIN_FUSED.fullmatch(text):
        return (_din(match[1] or match[2], text),)
    return (word,)


def _fused(text: str) -> tuple[Word, ...]:
    """Abd al-X and Abul X written in one word; empty for any other."""
    if match := _ABD_FUSED.fullmatch(text):
        servant, rest = (part for part in match.groups() if part)
        return Word(servant, _SERVANT), Word(rest)
    if text in _ABUL:
        return Word(text[:-1], _FATHER), Word(text[-1], _ARTICLE)
    if match := _ABUL_FUSED.fullmatch(text):
        father, rest = (part for part in match.groups() if part)
        return Word(father, _FATHER), Word(text[len(father) : -len(rest)], _ARTICLE), Word(rest)
    return ()


def is_article(word: str, after: str) -> bool:
    """Whether the word is the Arabic article: as such, or having taken over the next word's first letter."""
    if word in _ARTICLES:
        return True
    match = _ASSIMILATED.fullmatch(word)
    return bool(match and after.startswith(match[1]) and len(after) >= 3)


def _allah(root: str, written: str) -> Word:
    return _with_ending(root, written, "ullah")


def _din(root: str, written: str) -> Word:
    return _with_ending(root, written, "uddin")


def _with_ending(root: str, written: str, ending: str) -> Word:
    forms = tuple(dict.fromkeys(form.rstrip("aeiou") + ending for form in readings(root))) if root else ()
    return replace(Word(written), forms=forms)
