"""What a name is made of: its parts with their readings, rarity and role. Made once for each name, then only compared."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tizim.compare.rules_file import is_small_word
from tizim.model.rules import Rules
from tizim.text.legal_forms import fold_legal_forms, legal_form_class
from tizim.text.patronymics import patronymic_root
from tizim.text.tokens import Token, tokenise

Role = Literal["word", "particle", "title", "initial", "number", "legal"]

_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
"""Roman numerals of more than one letter; a single one is an initial more often."""


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
    """of a patronymic: the father's name ("ivanovich" -> "ivan")"""

    @property
    def form(self) -> str:
        """The likeliest reading."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Name:
    """A name, prepared. `words` is what was given."""

    words: str
    parts: tuple[Part, ...]

    @property
    def telling(self) -> int:
        """How many parts tell something by themselves."""
        return sum(1 for part in self.parts if part.role in ("word", "initial", "number"))


def prepare(words: str, rules: Rules, *, person: bool) -> Name:
    """A name as parts: a person's, with titles and fathers' names, or another's, with forms of law."""
    tokens = tokenise(words)
    if not person:
        tokens = fold_legal_forms(tokens)
    parts = tuple(part_of(token, rules, person=person) for token in tokens if token.forms)
    return Name(words, parts)


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
    legal = legal_form_class(written) or legal_form_class(form) if not person else None
    role = _role(form, legal, rules, person=person)
    if role == "number" and form in _ROMAN:
        forms = (_ROMAN[form],)
    rarity = 0.0
    if role in ("word", "number"):
        rarity = min(*(rules.rarity.of(one) for one in forms[:2]), rules["rarity_cap"])
        if script not in ("Latn", "Zyyy"):
            # A reading out of another script may be spelled as no table has it; its sound is what can be counted.
            rarity = min(rarity, max(rules.rarity.of_sound(skeletons[0]), 1.0))
    found = patronymic_root(form) if role == "word" and person else None
    own = (
        min(rules.rarity.of_written(folded(written)), rules["rarity_cap"]) if script in UNSPELLED and rarity else rarity
    )
    return Part(written, script, forms, skeletons, role, rarity, own, legal, found[0] if found else None)


def _role(form: str, legal: str | None, rules: Rules, *, person: bool) -> Role:
    if legal is not None:
        return "legal"
    if form.isdigit() or (not person and form in _ROMAN):
        return "number"
    if is_small_word(form):
        return "particle"
    if person and form in rules.titles:
        return "title"
    return "initial" if len(form) == 1 else "word"
