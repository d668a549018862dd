"""Chinese characters: pinyin (from the tables of `anyascii`), Wade-Giles, and family names as southern speakers write them.

One reading per character: characters of several readings get the one usual in names. Japanese readings of characters
are not known here.
"""

from functools import lru_cache
from typing import Final

from anyascii import anyascii

from tizim.text.romanise.spellings import Options, spellings, table_of

# Readings that names have and dictionaries put second.
_IN_NAMES: Final = table_of("""
曾 zeng|单 shan|單 shan|解 xie|仇 qiu|查 zha|盖 ge|蓋 ge|翟 zhai|冼 xian|朴 piao|区 ou|區 ou|尉 wei|乐 le yue|樂 le yue|覃 qin tan|缪 miao|繆 miao|重 chong|长 chang|長 chang
行 xing hang|都 du|柏 bai bo|逄 pang|繁 po|员 yun|員 yun|召 shao|折 she|宿 su|种 chong|黑 he|俞 yu|佘 she|賈 jia|贾 jia|沈 shen|石 shi|叶 ye|葉 ye|薄 bo|臧 zang|芮 rui
车 che ju|車 che ju|万 wan|萬 wan|西 xi|泽 ze|澤 ze
""")

# Cantonese, Hokkien, Teochew and Hakka spellings of Hong Kong, Taiwan, Singapore, Malaysia and Indonesia.
_SOUTHERN: Final = table_of("""
陈 chan tan|陳 chan tan|黄 wong ng|黃 wong ng|李 lee|张 cheung chang|張 cheung chang|林 lam lim|王 wong ong|吴 ng goh|吳 ng goh|郑 cheng tay|鄭 cheng tay|谢 tse chia|謝 tse chia
蔡 choi chua tsai|刘 lau low|劉 lau low|何 ho|梁 leung neo|周 chow chew|杨 yeung yeo|楊 yeung yeo|邓 tang|鄧 tang|许 hui koh|許 hui koh|徐 tsui chee|曾 tsang chan|郭 kwok quek|罗 lo law
羅 lo law|叶 yip yap|葉 yip yap|朱 chu choo|冯 fung pang|馮 fung pang|胡 wu foo|余 yu yee|潘 poon phua|卢 lo loh|盧 lo loh|关 kwan|關 kwan|江 kong kang|马 ma|馬 ma|洪 hung ang
赵 chiu teo|趙 chiu teo|钟 chung cheong|鍾 chung cheong|苏 so soh|蘇 so soh|萧 siu seow|蕭 siu seow|庄 chong chng|莊 chong chng|颜 ngan gan|顏 ngan gan|温 wan woon|溫 wan woon
宋 sung song|孙 suen soon|孫 suen soon|董 tung|袁 yuen|袁 yuen|姚 yiu yeo|邱 yau khoo|廖 liu liew|欧 au|歐 au|欧阳 auyeung|歐陽 auyeung|司徒 szeto|区 au|區 au|霍 fok|简 kan|簡 kan
游 yau yew|汤 tong|湯 tong|唐 tong|戴 tai|施 shi see|石 shek|沈 sum sim|麦 mak|麥 mak|莫 mok|白 pak peh|伍 ng|甘 kam|左 cho|高 ko|方 fong png|凌 ling|熊 hung|连 lin lien|連 lin lien
""")

# Wade-Giles from pinyin: whole syllables that change irregularly, then initials, then finals.
_SYLLABLES: Final = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu", "yan": "yen", "you": "yu", "ye": "yeh", "yue": "yueh", "yong": "yung",
    "er": "erh", "he": "ho", "ge": "ko", "ke": "ko", "e": "o", "guo": "kuo", "gui": "kuei", "kui": "kuei", "yi": "i",
}  # fmt: skip
_INITIALS: Final = (
    ("zh", "ch"),
    ("ch", "ch"),
    ("sh", "sh"),
    ("q", "ch"),
    ("j", "ch"),
    ("x", "hs"),
    ("z", "ts"),
    ("c", "ts"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("r", "j"),
)
_FINALS: Final = (("ian", "ien"), ("iong", "iung"), ("ong", "ung"), ("ie", "ieh"), ("ue", "ueh"), ("uo", "o"))


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a token of Chinese characters, pinyin first."""
    if len(token) == 1:
        return characters(token)[:limit]
    parts = [characters(letter)[:2] for letter in token]
    southern = _SOUTHERN.get(token, ())
    return tuple(dict.fromkeys(spellings(parts, limit) + southern))[:limit]


@lru_cache(maxsize=8_192)
def characters(letter: str) -> Options:
    """The readings of one character: pinyin, other pinyin, Wade-Giles where it differs, southern family names."""
    pinyin = _IN_NAMES.get(letter) or ("".join(filter(str.isalnum, anyascii(letter).lower())),)
    southern = _SOUTHERN.get(letter, ())
    return tuple(dict.fromkeys((*pinyin, *southern[:1], wade_giles(pinyin[0]), *southern[1:])))


def wade_giles(pinyin: str) -> str:
    """The Wade-Giles spelling of one pinyin syllable, without marks or apostrophes."""
    if pinyin in _SYLLABLES:
        return _SYLLABLES[pinyin]
    start, rest = next(((old, pinyin[len(old) :]) for old, _ in _INITIALS if pinyin.startswith(old)), ("", pinyin))
    for old, new in _FINALS:
        if rest.endswith(old) and not (old == "uo" and start in ("g", "k", "h", "sh")):
            rest = rest[: -len(old)] + new
            break
    return dict(_INITIALS).get(start, "") + rest
