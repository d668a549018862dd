"""What people type into a search box, as a question to SQLite's full text search.

    grey heron        both words          "grey heron"     next to each other, in a name
    grey OR heron     either              grey -heron      the one without the other (also: NOT heron)
    hero*             words that begin so

Each word is asked in all its readings. `simple` makes every text a question: what means nothing is passed over. Start at
`read_words`.
"""

import re
from dataclasses import dataclass

from tizim.errors import SubjectError
from tizim.text.tokens import Token, tokenise

LONGEST = 1_000
"""letters of one question"""
MOST_WORDS = 40
_PIECE = re.compile(r'(?P<sign>[+-]?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"()]+))')
_FORMS = 4
_ANYWHERE = "{names readings rest}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to the full text: what a result has (None: anything), and what it has not."""

    having: str | None
    without: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A word. forms: its readings and, in another script, itself. sounds: its skeletons. foreign: not in Latin letters."""

    forms: tuple[str, ...]
    sounds: tuple[str, ...]
    foreign: bool


def terms(words: str) -> list[Term]:
    """The words of a text, as they are kept and as they are asked."""
    return [_term(one) for one in tokenise(words)]


def _term(token: Token) -> Term:
    forms = dict.fromkeys((*token.forms[:_FORMS], token.written))
    return Term(tuple(_clean(one) for one in forms), token.skeletons, token.script not in ("Latn", "Zyyy"))


def _clean(form: str) -> str:
    return form.encode("utf-8", "replace").decode().replace('"', "")


def read_words(words: str, *, simple: bool = False, fuzzy: bool = False, prefix: bool = False) -> Asked:
    """The question. fuzzy: words also by ear. prefix: the last word may go on. Raises SubjectError where it is none."""
    if len(words) > LONGEST:
        raise SubjectError(f"q: expected at most {LONGEST:,} letters, came {len(words):,}")
    if not simple and words.count('"') % 2:
        raise SubjectError("q: expected quotation marks in pairs, came an odd one (simple=true takes any text)")
    having: list[list[str]] = []
    without: list[str] = []
    join = negate = False
    pieces = list(_PIECE.finditer(words))
    for place, piece in enumerate(pieces):
        word, phrase = piece["word"], piece["phrase"]
        if word in ("AND", "OR", "NOT"):
            join, negate = word == "OR", word == "NOT"
            continue
        if word in {"|", "||"}:
            join = True
            continue
        goes_on = prefix and place == len(pieces) - 1
        made = _phrase(phrase) if phrase is not None else _word(word, fuzzy=fuzzy, goes_on=goes_on)
        if made is None:
            continue
        if negate or piece["sign"] == "-":
            without.append(made)
        elif join and having:
            having[-1].append(made)
        else:
            having.append([made])
        join = negate = False
    if words.strip() and not having and not without:
        if not simple:
            raise SubjectError("q: expected a word to look for, came none that has letters or digits")
        return Asked(f'{_ANYWHERE} : "\u2063\u2063"', None)
    if len(having) + len(without) > MOST_WORDS:
        raise SubjectError(f"q: expected at most {MOST_WORDS} words, came {len(having) + len(without)}")
    return Asked(
        " AND ".join(f"({' OR '.join(group)})" for group in having) or None,
        " OR ".join(f"({one})" for one in without) or None,
    )


def _phrase(words: str) -> str | None:
    """Next to each other, in the first reading of each."""
    forms = [one.forms[0] for one in terms(words)]
    return f'{{names rest}} : "{" ".join(forms)}"' if forms else None


def _word(word: str, *, fuzzy: bool, goes_on: bool) -> str | None:
    """A word, or several that are written as one."""
    fuzzy = fuzzy or "~" in word
    star = "*" if word.endswith("*") or goes_on else ""
    made = [_one(one, star, fuzzy=fuzzy) for one in terms(word)]
    return f"({' AND '.join(made)})" if made else None


def _one(term: Term, star: str, *, fuzzy: bool) -> str:
    written = " OR ".join(f'"{form}" {star}'.strip() for form in term.forms)
    asked = [f"{_ANYWHERE} : ({written})"]
    # Between scripts a word is met by ear; within one only where that is asked for.
    heard = [sound for sound in term.sounds if len(sound) > 1]
    if term.foreign or fuzzy:
        asked += [f'sounds : "latn{sound}"' for sound in heard]
    if not term.foreign or fuzzy:
        asked += [f'sounds : "{sound}"' for sound in heard]
    return f"({' OR '.join(asked)})"
