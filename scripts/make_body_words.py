"""Write `src/tizim/text/body_words.tsv`: the words of `body_words.toml` in every way they are looked up.

    python scripts/make_body_words.py

Run it after a change of `body_words.toml`, or of how a script is read (`tizim.text.romanise`). Each word stands as written, in
its readings, and, if it is Slavic, without the endings that names give it; a line holds one way, what it means, and what it
means as a stem.
"""

import tomllib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from tizim.text.body_words import SHORTEST_READING, fold_letters, stems_of
from tizim.text.clean import clean
from tizim.text.romanise import fold_case, readings
from tizim.text.script import script_of

TEXT = Path(__file__).parents[1] / "src" / "tizim" / "text"

Meanings = dict[str, tuple[str, ...]]


def lines() -> list[str]:
    """The table, a line for each way to write a word or a stem, in order."""
    words: Meanings = {}
    stems: Meanings = {}
    for section in tomllib.loads((TEXT / "body_words.toml").read_text(encoding="utf-8")).values():
        for concept, written in section.items():
            for word in written.split():
                folded = fold_letters(fold_case(clean(word)))
                script = script_of(folded)
                ways = (folded, *_readings(folded, script))
                _add(words, ways, concept)
                if script == "Cyrl":
                    _add(stems, chain.from_iterable(map(stems_of, ways)), concept)
    return [
        f"{way}\t{' '.join(words.get(way, ()))}\t{' '.join(stems.get(way, ()))}" for way in sorted({*words, *stems})
    ]


def _add(table: Meanings, ways: Iterable[str], concept: str) -> None:
    for way in ways:
        known = table.get(way, ())
        if concept not in known:
            table[way] = (*known, concept)


def _readings(word: str, script: str) -> tuple[str, ...]:
    """In Latin letters, where the script spells a word out; of a Latin word, without its accents."""
    if script in ("Arab", "Hebr"):
        return ()
    if script == "Latn":
        return readings(word)
    if len(word) == 1:
        return ()
    return tuple(form for form in readings(word, limit=3) if len(form) >= SHORTEST_READING)


if __name__ == "__main__":
    (TEXT / "body_words.tsv").write_text("\n".join(lines()) + "\n", encoding="utf-8")
