"""Which errors remain, in classes a program can tell; a person reads the rows outside the tree (bench/.cache)."""

from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz

from bench import data, un_list
from bench.data import Asked
from bench.quality.questions import Answers, Questions
from bench.quality.section import Miss
from bench.quality.written import script_of
from bench.un_list import Person

ERRORS = data.ROOT / "bench" / ".cache" / "errors.tsv"
LIKE = 75
"""how alike (of 100) two written parts must be to count as a part that both names share"""


def missed(
    target: str, asked: Sequence[Asked], ours: Answers, deep: Answers, part: str, people: Sequence[Person]
) -> list[Miss]:
    """Questions whose right entry is in no alert."""
    by_reference = {person.reference: person for person in people}
    latin_only = part == "left out original"
    found = []
    for number, question in enumerate(asked):
        if ours.is_right(ours.found[part][number], question):
            continue
        right = [by_reference[one] for one in sorted(question.answers) if one in by_reference]
        names = [name for one in right for name in (one.latin if latin_only else (*one.latin, *one.original))]
        miss = _miss(target, question, names, deep.found[part][number])
        kind = f"changed: {question.group}; {miss.kind}" if question.group else miss.kind
        found.append(Miss(target, kind, *_rest(miss)))
    return found


def alias_misses(questions: Questions, distances: Sequence[str], ours: Answers, deep: Answers) -> list[Miss]:
    """Left-out Latin aliases in no alert, beside the names that stayed."""
    kept = questions.kept_latin()
    found = []
    for number, question in enumerate(questions.left_out_latin):
        if not ours.is_right(ours.found["left out latin"][number], question):
            names = kept.get(next(iter(question.answers)), ())
            miss = _miss("b", question, names, deep.found["left out latin"][number])
            found.append(Miss("b", f"{distances[number]}: {miss.kind}", *_rest(miss)))
    return found


def wrong_entries(questions: Questions, ours: Answers) -> list[Miss]:
    """Entries that are in the alert of a positive question and are not its answer; and the false alarms."""
    names: dict[str, tuple[str, ...]] = {reference: (name,) for reference, name in questions.organisations}
    names |= {person.reference: (*person.latin, *person.original) for person in questions.people}
    found = []
    for target, part, asked in (
        ("d", "positives", questions.positives),
        ("a false", "negatives", questions.negatives),
        ("a false full", "negatives full", questions.negatives),
    ):
        for question, answer in zip(asked, ours.found[part], strict=True):
            for reference, score in sorted(answer.items()):
                if reference not in question.answers and score >= 0:
                    known = names.get(reference, ())
                    kind = why(question.name, known)
                    found.append(
                        Miss(target, kind, question.name, " | ".join((reference, *known)), f"scored {score:.3f}")
                    )
    return found


def why(asked: str, names: Sequence[str]) -> str:
    """The class of a miss, by what the name asked shares with the nearest name listed."""
    if not asked.strip() or not names:
        return "nothing listed to compare with"
    if not any(un_list.is_latin(name) == un_list.is_latin(asked) for name in names):
        return f"another script: asked in {script_of(asked)}, {min(len(asked.split()), 4)} parts"
    if any(_is_acronym(asked, name) or _is_acronym(name, asked) for name in names):
        return "acronym"
    parts = sorted(un_list.words(asked))
    if len(parts) == 1:
        return "one part only"
    most = max(_shared(parts, sorted(un_list.words(name))) for name in names)
    if not most:
        return "shares no part"
    return "shares one part" if most == 1 else "shares two parts or more"


def write(misses: Sequence[Miss]) -> Path:
    """Writes them where git does not look."""
    ERRORS.parent.mkdir(parents=True, exist_ok=True)
    rows = ["target\tkind\tasked\twanted\tsaid", *("\t".join(_plain(cell) for cell in _row(miss)) for miss in misses)]
    ERRORS.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return ERRORS


def _miss(target: str, question: Asked, names: Sequence[str], deep: dict[str, float]) -> Miss:
    score = max((deep.get(one, 0.0) for one in question.answers), default=0.0)
    seen = f"below the threshold at {score:.3f}" if score > 0 else "not returned by the index above 0.001"
    return Miss(target, why(question.name, names), question.name, " | ".join(names), seen)


def _is_acronym(short: str, long: str) -> bool:
    words = long.casefold().split()
    return len(words) > 1 and short.casefold().replace(".", "") == "".join(word[0] for word in words)


def _shared(asked: Sequence[str], known: Sequence[str]) -> int:
    return sum(any(fuzz.ratio(one, other) >= LIKE for other in known) for one in asked)


def _rest(miss: Miss) -> tuple[str, str, str]:
    return miss.asked, miss.wanted, miss.said


def _row(miss: Miss) -> tuple[str, ...]:
    return miss.target, miss.kind, miss.asked, miss.wanted, miss.said


def _plain(cell: str) -> str:
    return " ".join(cell.split())
