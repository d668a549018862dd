"""What a name is made of: its parts with their readings, rarity and role. Made once for each name, then only compared."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tizim.compare.rules_file import is_small_word
from tizim.model.rules import Rules
from tizim.text import korean, korean_ear
from tizim.text.abbreviations import expansions_of
from tizim.text.body_words import SMALL_WORDS, concepts_of, fold_body_words
from tizim.text.central_asian_names import names_in
from tizim.text.family_names import family_root, name_within
from tizim.text.given_names import links_of
from tizim.text.legal_forms import fold_legal_forms, legal_form_class, misspelt_legal_form
from tizim.text.numerals import fold_numbers
from tizim.text.patronymics import Gender, is_particle, particle_gender, patronymic_root
from tizim.text.romanise.wade_giles import is_marked, pinyin_of
from tizim.text.sound import skeleton
from tizim.text.tokens import Token, tokenise

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


FIELD_WIDTHS = frozenset({20, 24, 25, 30, 32, 35, 40, 50, 60, 64, 66, 70})
"""characters after which systems cut names off (SWIFT's 35 and 66, ISO 20022's 70, tables of 20 to 64)"""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, prepared. `words` is what was given."""

    words: str
    parts: tuple[Part, ...]
    person: bool = True
    cut: int | None = None
    """position of the part written last, where the name is as long as a field that cuts off"""

    @property
    def korean(self) -> bool:
        """Whether it is a Korean name, all of syllables."""
        return all(part.syllables for part in self.parts)

    @property
    def telling(self) -> int:
        """How many parts tell something by themselves."""
        return sum(1 for part in self.parts if part.role in ("word", "initial", "number"))


_SHIP = re.compile(r"^\s*(?:m\s?/\s?[vt]|s\s?/\s?s|m\.\s?[vt]\.|mv|mt)\s+(?=\w)", re.IGNORECASE)
"""what stands before a ship's name: motor vessel, motor tanker, steamship"""


def prepare(words: str, rules: Rules, *, person: bool) -> Name:
    """A name as parts: a person's, with titles and fathers' names, or another's, with forms of law."""
    if person:
        tokens = tokenise(words)
    else:
        tokens = fold_numbers(fold_body_words(fold_legal_forms(tokenise(_SHIP.sub("", words), person=False))))
    parts = tuple(part_of(token, rules, person=person) for token in tokens if token.forms)
    last = parts[-1] if parts else None
    if person:
        parts = _fathers_marked(_syllables(_own_name_first(words, parts), rules))
    # A blank at the cut is lost too.
    may_be_cut = len(parts) > 1 and (len(words) in FIELD_WIDTHS or len(words) + 1 in FIELD_WIDTHS)
    cut = next((i for i, part in enumerate(parts) if part is last), None) if may_be_cut else None
    return Name(words, parts, person, cut)


def _own_name_first(words: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A name written family name first, as its one comma says, in the order it is spoken."""
    family, comma, own = words.partition(",")
    if not comma or "," in own:
        return parts
    before = sum(1 for token in tokenise(family) if token.forms)
    after = parts[before:]
    if not 0 < before < len(parts) or not any(part.role == "word" for part in after):
        return parts
    return (*after, *parts[:before])


def _fathers_marked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The word before a particle that follows the father's name (Alisher o'g'li, Bakyt uulu) as a father's name."""
    genders = [particle_gender(part.form) for part in parts[1:]]
    if not any(genders):
        return parts
    marked = zip(parts, (*genders, None), strict=True)
    return tuple(
        _as_fathers(part, child) if child and part.role == "word" and part.root is None else part
        for part, child in marked
    )


@lru_cache(maxsize=10_000)
def _as_fathers(part: Part, child: Gender) -> Part:
    return replace(part, root=part.form, child=child)


MOST_SYLLABLES = 4


def _syllables(parts: tuple[Part, ...], rules: Rules) -> tuple[Part, ...]:
    """A Korean name is made of syllables, among them Il, Do and An, which are articles elsewhere; one may be mistyped."""
    if not 2 <= len(parts) <= MOST_SYLLABLES or not korean.is_family_name(parts[0].written, parts[-1].written):
        return parts
    if any(is_particle(part.form) for part in parts):
        return parts
    found = [part.role in ("word", "particle") and bool(korean.syllables_of(part.written)) for part in parts]
    if not all(found) and (
        sum(found) < max(2, len(parts) - 1) or len(max(parts, key=_length).written) > korean.LONGEST
    ):
        return parts
    return tuple(_as_syllable(part, rules) if one else part for part, one in zip(parts, found, strict=True))


def _length(part: Part) -> int:
    return len(part.written)


def link_of_syllables(key: str) -> str:
    """The link by which a word of a Korean name is found, of what it may be (see `text.korean`)."""
    return f"k{key}"


@lru_cache(maxsize=10_000)
def _as_syllable(part: Part, rules: Rules) -> Part:
    keys = korean.syllables_of(part.written)
    links = tuple(map(link_of_syllables, sorted(keys)))
    if part.role == "word":
        return replace(part, syllables=keys, links=(*part.links, *links))
    rarity = min(rules.rarity.of(part.written), rules["rarity_cap"])
    sound = skeleton(part.written)
    return replace(
        part,
        role="word",
        forms=(part.written,),
        form=part.written,
        skeletons=(sound,),
        rarity=rarity,
        own_rarity=rarity,
        syllables=keys,
        links=links,
    )


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
    rarity = 0.0
    if role in ("word", "number"):
        rarity = min(*(rules.rarity.of(one) for one in forms[:2]), rules["rarity_cap"])
        if script not in ("Latn", "Zyyy"):
            # A reading out of another script may be spelled as no table has it; its sound is what can be counted.
            rarity = min(rarity, max(rules.rarity.of_sound(skeletons[0]), 1.0))
    if role == "word" and (without := _without_article(form)):
        forms, skeletons = (*forms, without), tuple(dict.fromkeys((*skeletons, skeleton(without))))
    if role == "word" and not person:
        forms = (*forms, *expansions_of(form))
    pinyin = pinyin_of(form) if role == "word" and script == "Latn" else ()
    if pinyin and is_marked(form):
        forms, skeletons = (*forms, *pinyin), tuple(dict.fromkeys((*skeletons, *map(skeleton, pinyin))))
    found = patronymic_root(form) if role == "word" and person else None
    if concepts:
        rarity = min(rarity, MOST_OF_A_KNOWN_WORD)
    own = (
        min(rules.rarity.of_written(folded(written)), rules["rarity_cap"]) if script in UNSPELLED and rarity else rarity
    )
    if concepts:
        own = min(own, MOST_OF_A_KNOWN_WORD)
    root, child = found or (None, None)
    names = frozenset[str]()
    if role == "word" and person and script not in UNSPELLED:
        names = names.union(*map(names_in, forms[:3]))
    drawn = _drawn(forms) if role == "word" else ()
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
        drawn,
        links=(links_of(form) if person else concepts) if role == "word" else (),
        stem=family_root(form) if role == "word" and person and len(form) >= SHORTEST_STEM else None,
        within=_name_within(form, root) if role == "word" and person else None,
        known_as=names,
        heard=_heard(written, form, script) if role in ("word", "particle") else (),
        body=not person,
        generic=not person and form in rules.rarity.words,
        bare=bare(form) if role in ("word", "title") and script == "Latn" else "",
        form=forms[0],
        pinyin=pinyin,
        no_vowels=role in ("word", "title") and script == "Latn" and has_no_vowels(form),
    )


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


_DIGITS = str.maketrans("0134578926", "oleastbgzg")
_STROKES = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))


def _drawn(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms with digits inside a word as the letters they are drawn like, and pairs of strokes as the letter they look like."""
    found: dict[str, None] = {}
    for form in forms[:2]:
        letters = form.translate(_DIGITS) if any(sign.isdigit() for sign in form) else form
        found[letters] = None
        if "l" in letters and letters != form:
            found[form.translate(_DIGITS).replace("l", "i")] = None
        for strokes, letter in _STROKES:
            if strokes in letters:
                found[letters.replace(strokes, letter, 1)] = None
                found[letters.replace(strokes, letter)] = None
    return tuple(one for one in found if one not in forms)


_INNER_VOWELS = re.compile("(?<=[^aeiou])[aeiou]+(?=.)")
_LATER_VOWELS = re.compile("(?<=[^aeiou])[aeiou]+")
_FIRST_VOWELS = re.compile("^[aeiou]+(?=..)")
_TWICE = re.compile(r"(.)\1+")


def bare(form: str) -> str:
    """A form with its vowels left out: "hafiz" -> "hfz", "ubaidi" -> "bd"."""
    return _TWICE.sub(r"\1", _LATER_VOWELS.sub("", _FIRST_VOWELS.sub("", form)))


def has_no_vowels(form: str) -> bool:
    """Whether the inner vowels of a form have been left out."""
    return _INNER_VOWELS.search(form) is None


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
