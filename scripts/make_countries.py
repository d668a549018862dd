"""Write `src/tizim/text/countries.tsv`: every country's names in some sixty languages, as keys of `tizim.text.countries`.

    pip install babel pycountry
    python scripts/make_countries.py

Sources: CLDR's territory names through Babel (Unicode licence), the codes and English official names of ISO 3166-1 and -3
through pycountry, and the hand-written src/tizim/text/country_aliases.toml, which wins over both. A name that means two
countries in two languages goes to the language named first in LANGUAGES; such names are printed, to be looked at.
"""

import tomllib
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale

from tizim.text.countries import country_key

TEXT = Path(__file__).parents[1] / "src" / "tizim" / "text"
LANGUAGES = (
    "en ru kk uk ar fa fr es de tr zh zh_Hant ko ja ky uz uz_Cyrl tg tk az ps ur he hy ka it pt nl pl cs sk hu ro bg sr sr_Latn hr "
    "bs sl mk sq el sv da nb nn fi et lv lt be mn vi th id ms fil hi bn sw so am ku ckb ug"
).split()
FORMER = {
    "SUHH": "suhh",
    "YUCS": "yucs",
    "CSXX": "csxx",
    "CSHH": "cshh",
    "DDDE": "dd",
    "ANHH": "an",
    "ZRCD": "zr",
    "TPTL": "tl",
    "BUMM": "mm",
}
"""ISO 3166-3 codes and what FollowTheMoney calls them."""
ALSO_IN_CLDR = ("xk", "eu", "ac", "ta", "dg", "ic", "cp", "un")
"""Codes outside ISO 3166-1 that CLDR names and FollowTheMoney has."""


def main() -> None:
    """Gather, settle and write."""
    aliases = tomllib.loads((TEXT / "country_aliases.toml").read_text(encoding="utf-8"))
    shown: dict[str, str] = {**cldr_names("en"), **aliases["shown"]}
    keys = settled(
        by_hand(aliases),
        [*codes(), *((code, code) for code in aliases["shown"])],
        iso_names(),
        *(cldr_names(language) for language in LANGUAGES),
    )
    lines = ["# code\tEnglish name\tcodes of today\tkeys; made by scripts/make_countries.py"]
    for code in ["-", *sorted(shown)]:
        mine = "|".join(sorted(key for key, owner in keys.items() if owner == code))
        lines.append("\t".join((code, shown.get(code, ""), " ".join(aliases["today"].get(code, ())), mine)))
    (TEXT / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(shown)} codes, {len(keys)} keys")


def by_hand(aliases: dict[str, Any]) -> list[tuple[str, str]]:
    """(words, code) of the hand-written file; "-" is no country."""
    pairs = [(words, "-") for words in aliases["no_country"]]
    for table in ("names", "demonyms", "russian"):
        pairs += [(words, code) for code, all_words in aliases[table].items() for words in all_words]
    return pairs + [(words, code) for code, words in aliases["shown"].items()]


def codes() -> list[tuple[str, str]]:
    """ISO 3166-1 alpha-2 and alpha-3, ISO 3166-3 four-letter and former three-letter codes, FollowTheMoney's own."""
    pairs = [(form, one.alpha_2.lower()) for one in pycountry.countries for form in (one.alpha_2, one.alpha_3)]
    for former in pycountry.historic_countries:
        code = FORMER.get(former.alpha_4)
        if code is not None:
            pairs += [(former.alpha_4, code), (former.alpha_3, code), (code, code)]
    return pairs + [(code, code) for code in ALSO_IN_CLDR]


def iso_names() -> dict[str, str]:
    """English common, official and formal names by `words` -> code, as a mapping turned round later."""
    found: dict[str, str] = {}
    for one in pycountry.countries:
        for attribute in ("official_name", "name", "common_name"):
            if (words := getattr(one, attribute, None)) is not None:
                found[f"{one.alpha_2.lower()}:{attribute}"] = words
    return found


def cldr_names(language: str) -> dict[str, str]:
    """CLDR's names of the codes FollowTheMoney has, in one language."""
    territories = Locale.parse(language).territories
    wanted = [one.alpha_2 for one in pycountry.countries] + [code.upper() for code in ALSO_IN_CLDR]
    return {code.lower(): territories[code] for code in wanted if code in territories}


def settled(first: list[tuple[str, str]], second: list[tuple[str, str]], *named: dict[str, str]) -> dict[str, str]:
    """Key -> code; an earlier source wins, and a later one that says otherwise is printed."""
    pairs = [*first, *second]
    pairs += [(words, code.split(":")[0]) for names in named for code, words in names.items()]
    keys: dict[str, str] = {}
    for words, code in pairs:
        key = country_key(words)
        if key and keys.setdefault(key, code) != code:
            print(f"{words!r} is {keys[key]}, not {code}")
    return keys


if __name__ == "__main__":
    main()
