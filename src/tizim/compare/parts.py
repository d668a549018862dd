"""One part of a name, with its readings, rarity and role, and by what else it may meet another. Start at `part_of`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tizim.compare.rules_file import is_small_word
from tizim.model.rules import Rules
from tizim.text import korean_ear
from tizim.text.abbreviations import expansions_of
from tizim.text.body_words import SMALL_WORDS, concepts_of
from tizim.text.central_asian_names import names_in
from tizim.text.disguised import bare, drawn, has_no_vowels
from tizim.text.family_names import family_root, name_within
from tizim.text.given_names import links_of
from tizim.text.legal_forms import legal_form_class, misspelt_legal_form
from tizim.text.patronymics import Gender, patronymic_root
from tizim.text.romanise.wade_giles import is_marked, pinyin_of
from tizim.text.sound import skeleton
from tizim.text.tokens import Token

Role = Literal["word", "particle", "title", "initial", "number", "legal"]

_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
"""Roman numerals of more than one letter; a single one is an initial more often."""


_ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
"""of organisations and ships only, where they number more often than they abbreviate"""
MOST_OF_A_KNOWN_WORD = 9.5
"""nats: a word of bodies' names that dictionaries know is never as rare as a long one that nobody counted"""
SHORTEST_STEM = 5
"""letters of a word whose ending may be a family name's"""
_LONGEST_ACRONYM = 3
"""letters of an organisation's word that is read letter by letter more often than as a word"""

UNSPELLED = frozenset({"Arab", "Hebr", "Hang"})
"""scripts counted as written: their letters do not spell a reading out, or spell it otherwise than Latin habits do"""


_FOLDED = str.maketrans("یىېکگةأإآٱؤئ", "يييككهااااوي")


def folded(written: str) -> str:
    """Arabic letters that languages or keyboards write otherwise as one (Persian and Arabic yeh and kaf, alef with hamza)."""
    return written.translate(_FOLDED)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a name. rarity: nats of its likeliest reading; 0 for parts that tell nothing by themselves.

    Parts are made once and compared often, so they are told apart by identity.
    """

    written: str
    script: str
    forms: tuple[str, ...]
    skeletons: tuple[str, ...]
    role: Role
    rarity: float
    own_rarity: float
    """nats of the part as it stands in its own script, for another that is written the same"""
    legal_class: str | None = None
    root: str | None = None
    """of a patronymic: the father's name ("ivanovich" -> "ivan"); of a father's name before a particle: that name"""
    child: Gender | None = None
    """of what has a root: whether a son's or a daughter's"""
    drawn: tuple[str, ...] = ()
    """what a reader of a bad scan or a disguise may have meant: digits for letters, rn for m"""
    links: tuple[str, ...] = ()
    """keys that other words share: of a person's, other forms and pet names of the same given name (see `text.given_names`);
    of a body's, the same word in another language (see `text.body_words`)"""
    syllables: frozenset[str] = frozenset()
    """of a word in a Korean name: what it may be, read as one syllable (see `text.korean`)"""
    heard: tuple[str, ...] = ()
    """of a word in Hangul or Latin letters: how it is heard in Korean (see `text.korean_ear`)"""
    stem: str | None = None
    """of a person's: a family name without what gender or language ends it with ("ivanova" -> "ivanov")"""
    within: str | None = None
    """of a person's: the name that a family name was made of, with the Russian ending or the Tajik one ("asanov", "asanzoda" -> "asan")"""
    known_as: frozenset[str] = frozenset()
    """of a person's: which given names of Central Asia it is or is made of, where they are known (see `text.central_asian_names`)"""
    body: bool = False
    """whether it stands in a name that is no person's"""
    generic: bool = False
    """a word of organisations' names that names a kind of body or trade (trading, bank, foundation)"""
    bare: str = ""
    """of a word or title in Latin letters: its consonants, doubled ones once; "" for one of another script"""
    no_vowels: bool = False
    """whether it is written without inner vowels"""
    form: str = ""
    """the likeliest reading, the first of `forms`"""
    pinyin: tuple[str, ...] = ()
    """of a word that may be a syllable of Wade-Giles: what it is in pinyin"""

    @property
    def tells(self) -> bool:
        """Whether it says something by itself: no particle, title or form of law."""
        return self.role in ("word", "number", "initial")


def part_of(token: Token, rules: Rules, *, person: bool) -> Part:
    """The part a token is in the name of a person, or of something else."""
    return _part(token.written, token.script, token.forms, token.skeletons, rules, person)


@lru_cache(maxsize=50_000)
def _part(
    written: str,
    script: str,
    forms: tuple[str, ...],
    skeletons: tuple[str, ...],
    rules: Rules,
    person: bool,  # noqa: FBT001  (a cache key)
) -> Part:
    form = forms[0]
    concepts = () if person else concepts_of(written) or concepts_of(form)
    legal = None if person else _legal_form(written, form, concepts, rules)
    role = _role(form, script, legal, rules, person=person)
    if role == "number":
        forms = (_ROMAN.get(form) or _ROMAN_LETTERS.get(form) or form,)
    if not person and role == "word" and script == "Latn" and len(form) <= _LONGEST_ACRONYM:
        skeletons = ()
    rarity, own = _rarities(written, script, forms, skeletons, rules) if role in ("word", "number") else (0.0, 0.0)
    if concepts:
        rarity, own = min(rarity, MOST_OF_A_KNOWN_WORD), min(own, MOST_OF_A_KNOWN_WORD)
    pinyin = pinyin_of(form) if role == "word" and script == "Latn" else ()
    if role == "word":
        forms, skeletons = _read_otherwise(form, forms, skeletons, pinyin, person=person)
    persons = role == "word" and person
    root, child = (patronymic_root(form) if persons else None) or (None, None)
    names = map(names_in, forms[:3]) if persons and script not in UNSPELLED else ()
    return Part(
        written,
        script,
        forms,
        skeletons,
        role,
        rarity,
        own,
        legal,
        root,
        child,
        drawn(forms) if role == "word" else (),
        links=(links_of(form) if person else concepts) if role == "word" else (),
        stem=family_root(form) if persons and len(form) >= SHORTEST_STEM else None,
        within=_name_within(form, root) if persons else None,
        known_as=frozenset[str]().union(*names),
        heard=_heard(written, form, script) if role in ("word", "particle") else (),
        body=not person,
        generic=not person and form in rules.rarity.words,
        bare=bare(form) if role in ("word", "title") and script == "Latn" else "",
        form=forms[0],
        pinyin=pinyin,
        no_vowels=role in ("word", "title") and script == "Latn" and has_no_vowels(form),
    )


def _rarities(
    written: str, script: str, forms: tuple[str, ...], skeletons: tuple[str, ...], rules: Rules
) -> tuple[float, float]:
    """Nats of the likeliest reading, and of the part as it stands in its own script."""
    rarity = min(*(rules.rarity.of(one) for one in forms[:2]), rules["rarity_cap"])
    if script not in ("Latn", "Zyyy"):
        # A reading out of another script may be spelled as no table has it; its sound is what can be counted.
        rarity = min(rarity, max(rules.rarity.of_sound(skeletons[0]), 1.0))
    if script not in UNSPELLED or not rarity:
        return rarity, rarity
    return rarity, min(rules.rarity.of_written(folded(written)), rules["rarity_cap"])


def _read_otherwise(
    form: str, forms: tuple[str, ...], skeletons: tuple[str, ...], pinyin: tuple[str, ...], *, person: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A word's forms and skeletons, with those it has without its article, in full, and in pinyin."""
    more = (without,) if (without := _without_article(form)) else ()
    heard = (*more, *(pinyin if is_marked(form) else ()))
    full = () if person else expansions_of(form)
    if heard:
        skeletons = tuple(dict.fromkeys((*skeletons, *map(skeleton, heard))))
    return (*forms, *more, *full, *heard[len(more) :]), skeletons


def _heard(written: str, form: str, script: str) -> tuple[str, ...]:
    if script == "Hang":
        return korean_ear.heard_in_hangul(written)
    return korean_ear.heard_in_latin(form) if script == "Latn" else ()


def _legal_form(written: str, form: str, concepts: tuple[str, ...], rules: Rules) -> str | None:
    """The class of a form of law; of a misspelt one too, where the word is no other that is known."""
    if (found := legal_form_class(written) or legal_form_class(form)) is not None:
        return found
    known = concepts or form in rules.rarity.forms
    return None if known else misspelt_legal_form(written) or misspelt_legal_form(form)


_ZODA = re.compile(".*z[oa]d[ae]h?")


def _name_within(form: str, root: str | None) -> str | None:
    """What a family name was made of: Asanov or Asanzoda, of Asan."""
    return root if root is not None and _ZODA.fullmatch(form) else name_within(form)


_TAKEN_OVER = re.compile("[ae](ss|rr|zz|nn|tt|dd)[aeiou].{2,}")


def _without_article(form: str) -> str | None:
    """A word that begins with the article and the sun letter it took over ("Essaadi", "Ennahar") without it."""
    return form[2:] if _TAKEN_OVER.fullmatch(form) else None


def _role(form: str, script: str, legal: str | None, rules: Rules, *, person: bool) -> Role:
    if legal is not None:
        return "legal"
    if form.isdigit() or (not person and script == "Latn" and (form in _ROMAN or form in _ROMAN_LETTERS)):
        return "number"
    if is_small_word(form) or (not person and form in SMALL_WORDS):
        return "particle"
    if person and form in rules.titles:
        return "title"
    return "initial" if len(form) == 1 else "word"
