"""What is taken for what: keys that lie side by side, letters that look or sound alike, spellings of one sound.

Written for this project from general knowledge of keyboards, scripts and standards of transliteration.
"""

QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn")
JCUKEN = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")

LOOKS = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"), ("l", "i"), ("i", "l"), ("l", "1"), ("i", "1"),
    ("o", "0"), ("e", "c"), ("c", "e"), ("h", "b"), ("b", "h"), ("u", "n"), ("n", "u"), ("g", "q"), ("t", "f"), ("f", "t"), ("s", "5"),
    ("ii", "u"), ("li", "h"), ("nn", "rm"), ("и", "н"), ("н", "и"), ("п", "л"), ("ш", "щ"), ("щ", "ш"), ("е", "с"), ("з", "э"),
    ("ь", "ъ"), ("б", "6"), ("ب", "ت"), ("ت", "ب"), ("ج", "ح"), ("ح", "خ"), ("ر", "ز"), ("ز", "ر"), ("س", "ش"), ("ف", "ق"), ("د", "ذ"),
    ("ע", "צ"), ("ד", "ר"), ("ר", "ד"), ("ו", "ז"), ("ה", "ח"), ("ח", "ה"), ("ם", "ס"),
)  # fmt: skip
"""What a reader of print takes for what: strokes that touch, and letters that differ in a dot or a serif."""

VOICES = (
    ("b", "p"), ("p", "b"), ("d", "t"), ("t", "d"), ("g", "k"), ("k", "g"), ("z", "s"), ("s", "z"), ("v", "f"), ("f", "v"), ("j", "ch"), ("ch", "j"),
    ("v", "b"), ("m", "n"), ("n", "m"), ("th", "s"), ("r", "l"), ("б", "п"), ("п", "б"), ("д", "т"), ("т", "д"), ("г", "к"), ("к", "г"),
    ("з", "с"), ("с", "з"), ("в", "ф"), ("ф", "в"), ("ж", "ш"), ("ш", "ж"), ("ч", "ц"),
)  # fmt: skip
"""Consonants that are heard for one another: with and without voice, or made at the same place."""

VOWELS = (
    ("e", "i"), ("i", "e"), ("o", "u"), ("u", "o"), ("a", "e"), ("e", "a"), ("a", "o"), ("o", "a"), ("ei", "ai"), ("ai", "ei"), ("au", "o"),
    ("o", "au"), ("ia", "ya"), ("о", "а"), ("а", "о"), ("е", "и"), ("и", "е"), ("я", "е"), ("у", "ю"), ("э", "е"),
)  # fmt: skip
"""Vowels that are heard for one another where no stress keeps them apart."""

SPELLINGS = (
    ("kh", "h"), ("h", "kh"), ("kh", "x"), ("kh", "ch"), ("sh", "ch"), ("ch", "tch"), ("sh", "sch"), ("ou", "u"), ("u", "ou"), ("oo", "u"), ("u", "oo"),
    ("ee", "i"), ("i", "ee"), ("w", "v"), ("v", "w"), ("w", "ou"), ("j", "dj"), ("j", "dzh"), ("dj", "j"), ("zh", "j"), ("y", "i"), ("i", "y"), ("y", "j"),
    ("q", "k"), ("k", "q"), ("q", "g"), ("ts", "c"), ("ts", "tz"), ("c", "k"), ("ck", "k"), ("ph", "f"), ("f", "ph"), ("iy", "y"), ("yy", "iy"), ("iya", "ia"),
    ("ia", "iya"), ("yu", "iu"), ("iu", "yu"), ("ya", "ia"), ("ye", "e"), ("e", "ye"), ("ei", "ey"), ("ay", "ai"), ("aa", "a"), ("a", "aa"), ("ae", "a"),
    ("oe", "o"), ("ue", "u"), ("dh", "d"), ("dh", "z"), ("th", "t"), ("gh", "g"), ("g", "gh"), ("ah", "a"), ("a", "ah"), ("ein", "ain"), ("uddin", "al din"),
    ("eddine", "al din"), ("ullah", "allah"), ("ss", "s"), ("ll", "l"), ("ov", "off"), ("ev", "eff"), ("sky", "skiy"), ("ski", "skyi"), ("ц", "тс"),
    ("ё", "е"), ("й", "и"), ("і", "и"), ("и", "і"), ("ї", "и"), ("г", "х"), ("х", "г"), ("дж", "ж"), ("э", "е"), ("ا", "أ"), ("أ", "ا"), ("إ", "ا"), ("ة", "ه"),
    ("ى", "ي"), ("ي", "ى"), ("ؤ", "و"), ("ی", "ي"), ("ک", "ك"),
)  # fmt: skip
"""One sound as different standards, languages or habits spell it."""

_CYRILLIC = "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ".split()
STANDARDS = {
    "passport": dict(
        zip(
            _CYRILLIC,
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i i ie g".split(),
            strict=True,
        )
    ),
    "english": dict(
        zip(
            _CYRILLIC,
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g".split(),
            strict=True,
        )
    ),
    "german": dict(
        zip(
            _CYRILLIC,
            "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja i ji je g".split(),
            strict=True,
        )
    ),
    "french": dict(
        zip(
            _CYRILLIC,
            "a b v g d e io j z i ï k l m n o p r s t ou f kh ts tch ch chtch - y - e iou ia i ï ie g".split(),
            strict=True,
        )
    ),
    "scholarly": dict(
        zip(
            _CYRILLIC,
            "a b v g d e ë ž z i j k l m n o p r s t u f ch c č š šč ʺ y ʹ è ju ja i ji je g".split(),
            strict=True,
        )
    ),
    "ukrainian": dict(
        zip(
            _CYRILLIC,
            "a b v h d e yo zh z y i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i ie g".split(),
            strict=True,
        )
    ),
}
"""Cyrillic letters in Latin ones as passports, English, German and French newspapers, scholars, and Ukraine write them; - is nothing."""

DRAWN_ALIKE = dict(zip("aceopxyisjhdABCEHKMOPTXY", "асеорхуіѕјһԁАВСЕНКМОРТХУ", strict=True))
"""Latin letters and Cyrillic ones drawn the same."""

LEET = dict(zip("oieast", "013457", strict=True))
"""Digits for letters."""

INVISIBLE = ("\u200b", "\u200d", "\u00ad", "\u2060")
"""Characters that nobody sees."""

TITLES = {
    "Latn": ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "M.", "Sr.", "Herr", "Haji", "Sheikh", "Eng.", "Gen.", "Capt.", "Mullah", "Sayyid", "Ustad"),
    "Cyrl": ("г-н", "г-жа", "гр.", "пан", "д-р", "проф.", "полковник", "генерал"),
    "Arab": ("السيد", "السيدة", "الشيخ", "الدكتور", "المهندس", "الحاج"),
}  # fmt: skip
"""What forms and people put before a name."""

LEGAL_FORMS = (
    ("limited", "Ltd"), ("ltd", "Limited"), ("llc", "Limited Liability Company"), ("limited liability company", "LLC"), ("company", "Co."),
    ("co", "Company"), ("corporation", "Corp."), ("corp", "Corporation"), ("incorporated", "Inc."), ("inc", "Incorporated"), ("jsc", "Joint Stock Company"),
    ("joint stock company", "JSC"), ("ojsc", "OAO"), ("oao", "OJSC"), ("ooo", "LLC"), ("gmbh", "Gesellschaft mit beschränkter Haftung"),
    ("pjsc", "PAO"), ("pao", "PJSC"), ("open joint stock company", "OJSC"), ("sociedad anonima", "S.A."), ("establishment", "Est."),
    ("ооо", "общество с ограниченной ответственностью"), ("тов", "товариство з обмеженою відповідальністю"), ("общество с ограниченной ответственностью", "ООО"),
    ("товариство з обмеженою відповідальністю", "ТОВ"), ("оао", "открытое акционерное общество"), ("зао", "закрытое акционерное общество"),
)  # fmt: skip
"""Forms of law, short and long."""

PATRONYMIC = r"(?:ovich|evich|ovych|evych|ovna|evna|ivna|yivna|ich|yich|ович|евич|овна|евна|івна|ївна|ич|їч|оглы|кызы|ogly|oglu|qizi|kyzy)$"
"""How names after the father end in East Slavic and Turkic use."""
