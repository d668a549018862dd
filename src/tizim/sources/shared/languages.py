"""Languages by the English words that lists have for them, as ISO 639-3."""

from types import MappingProxyType

LANGUAGES = MappingProxyType(
    {
        "arabic": "ara", "armenian": "hye", "azerbaijani": "aze", "belarusian": "bel", "belarussian": "bel", "burmese": "mya",
        "chinese": "zho", "dari": "prs", "english": "eng", "farsi": "fas", "french": "fra", "georgian": "kat", "hebrew": "heb",
        "kazakh": "kaz", "korean": "kor", "kyrgyz": "kir", "pashto": "pus", "persian": "fas", "russian": "rus", "serbian": "srp",
        "spanish": "spa", "tajik": "tgk", "ukrainian": "ukr", "urdu": "urd", "uzbek": "uzb",
    }
)  # fmt: skip
"""word in lower case -> ISO 639-3"""
