"""The UN list of 2026-02-27: who is found, who is alarmed wrongly, beside both peers, at the thresholds that ship and at
equal false alarms. Its answers are what `calibration`, `cultures` and `curves` count too. Start at `Retrieval`.
"""

from bench import data, un_list
from bench.data import Asked
from bench.peer import Peer
from bench.quality.asking import DEEP, DEEPEST, SHIPPED, UNSCREENED, Crew, Found
from bench.quality.fuzz_side import Fuzz
from bench.quality.measures import best_of, first_place, interval, threshold_for
from bench.quality.misses import alias_misses, missed, wrong_entries
from bench.quality.questions import Answers, Questions
from bench.quality.section import Result, Target
from bench.report import Table, ratio, share
from tizim.compare.rules_file import shipped

EQUAL_SHARE = 0.001
"""of the sampled negatives that may raise an alert where thresholds are set by false alarms"""
PEER_THRESHOLD = 0.70
DEEP_PARTS = ("positives", "positives full", "left out latin", "left out original")
DISTANCES = {"near": 0.97, "middle": 0.75, "far": None, "": 0.65}


class Retrieval:
    """Asks three copies of the list: whole, without the left-out Latin aliases, without names in other scripts."""

    def __init__(self, questions: Questions, *, quick: bool) -> None:
        self.questions = questions
        self.quick = quick
        self.deep_negatives = data.sample(questions.negatives, 3000 if quick else 8000)
        self.shipped = Answers("tizim")
        self.deep = Answers("tizim, all it returns")
        self.theirs = Answers("logic-v2")
        self.fuzz = Answers("token_sort_ratio")
        self.deepest: Found = []
        self.distances = questions.distances()

    def ask(self, crew: Crew) -> None:
        """tizim: as shipped; with the threshold lowered; for first places, whatever the score."""
        self._load(crew)
        for part, (home, asked, full) in self._parts().items():
            self.shipped.found[part] = crew.ask(home, asked, full=full, depth=SHIPPED)
        for part, (home, asked, full) in self._deep_parts().items():
            self.deep.found[part] = crew.ask(home, asked, full=full, depth=DEEP)
        self.deepest = crew.ask("original out", self.questions.left_out_original, depth=DEEPEST)
        self._ask_fuzz()

    def _load(self, crew: Crew) -> None:
        root = un_list.read(data.un_list())
        gone = self.questions.taken_out()
        files = {
            "whole": un_list.without(root, lambda _reference, _name: True),
            "latin out": un_list.without(root, lambda reference, name: un_list.words(name) != gone.get(reference)),
            "original out": un_list.without(root, lambda _reference, name: un_list.is_latin(name)),
        }
        for home, content in files.items():
            crew.load_bytes(home, "un_sc_sanctions", "un.xml", content)

    def _parts(self) -> dict[str, tuple[str, list[Asked], bool]]:
        questions = self.questions
        return {
            "positives": ("whole", questions.positives, False),
            "positives full": ("whole", questions.positives, True),
            "left out latin": ("latin out", questions.left_out_latin, False),
            "left out original": ("original out", questions.left_out_original, False),
            "negatives": ("whole", questions.negatives, False),
            "negatives full": ("whole", questions.negatives, True),
            **{part: ("whole", asked, False) for part, asked in verbatim(questions).items()},
        }

    def _deep_parts(self) -> dict[str, tuple[str, list[Asked], bool]]:
        parts = {part: asked for part, asked in self._parts().items() if part in DEEP_PARTS}
        return {**parts, "negatives": ("whole", self.deep_negatives, False)}

    def _ask_fuzz(self) -> None:
        questions, kept, found = self.questions, self.questions.kept(), self.fuzz.found
        people = questions.people
        whole = Fuzz(
            (one.reference, name) for one in people for name in (one.primary, *one.good, *one.low, *one.original)
        )
        for part in ("positives", "sampled", "negatives"):
            found[part] = whole.ask(getattr(questions, part))
        latin_out = Fuzz((one.reference, name) for one in people for name in kept[one.reference])
        found["left out latin"] = latin_out.ask(questions.left_out_latin)
        original_out = Fuzz(((one.reference, name) for one in people for name in one.latin), latin=True)
        found["left out original"] = original_out.ask(questions.left_out_original, floor=0.0)

    def ask_peer(self, peer: Peer) -> None:
        """logic-v2: every question of people compared with every person."""
        questions, found = self.questions, self.theirs.found
        peer.load("whole", questions.people)
        for part, asked in (("positives", questions.positives), ("sampled", questions.sampled)):
            found[part], _ = peer.screen("whole", asked)
            found[f"{part} full"], _ = peer.screen("whole", asked, full=True)
        peer.load("latin out", questions.people, keep=questions.kept())
        found["left out latin"], _ = peer.screen("latin out", questions.left_out_latin)
        latin_only = {person.reference: frozenset(person.latin) for person in questions.people}
        peer.load("original out", questions.people, keep=latin_only)
        found["left out original"], _ = peer.screen("original out", questions.left_out_original, floor=0.01)

    def result(self) -> Result:
        """Targets a to d and three tables."""
        for answers in (self.shipped, self.deep):
            answers.found["sampled"] = self._sampled(answers.found["negatives"], deep=answers is self.deep)
        self.shipped.found["sampled full"] = self._sampled(self.shipped.found["negatives full"], deep=False)
        systems = self._systems()
        result = Result(targets=self._targets(), tables=[self._by_name(systems), self._with_facts(), self._verbatim()])
        questions = self.questions
        result.misses += missed("a", questions.positives, self.shipped, self.deep, "positives", questions.people)
        result.misses += missed(
            "a full", questions.positives, self.shipped, self.deep, "positives full", questions.people
        )
        result.misses += alias_misses(questions, self.distances, self.shipped, self.deep)
        result.misses += missed(
            "c", questions.left_out_original, self.shipped, self.deep, "left out original", questions.people
        )
        result.misses += wrong_entries(questions, self.shipped)
        return result

    def _sampled(self, found: Found, *, deep: bool) -> Found:
        chosen = {id(asked) for asked in self.questions.sampled}
        asked = self.deep_negatives if deep else self.questions.negatives
        return [one for question, one in zip(asked, found, strict=True) if id(question) in chosen]

    def _systems(self) -> list[Answers]:
        def equal(answers: Answers) -> Answers:
            at = threshold_for(best_of(answers.found["sampled"]), EQUAL_SHARE)
            return answers.at(f"{answers.name.split(',')[0]} at {at:.3f}", at)

        found = [self.shipped, equal(self.deep)]
        if self.theirs.found:
            found += [equal(self.theirs), self.theirs.at("logic-v2 at .70", PEER_THRESHOLD)]
        return [*found, equal(self.fuzz)]

    def _differ(self) -> tuple[int, int]:
        """Questions whose answer is another when everything is looked at and the shipped threshold is applied afterwards."""
        possible, pairs = shipped().possible, []
        for part in DEEP_PARTS:
            pairs += list(zip(self.shipped.found[part], self.deep.found[part], strict=True))
        differ = sum(
            set(one) != {reference for reference, score in other.items() if score >= possible} for one, other in pairs
        )
        return differ, len(pairs)

    def fuzz_threshold(self) -> float:
        """token_sort_ratio's at equal false alarms."""
        if not self.fuzz.found:
            self._ask_fuzz()
        return threshold_for(best_of(self.fuzz.found["sampled"]), EQUAL_SHARE)

    def _by_name(self, systems: list[Answers]) -> Table:
        questions = self.questions
        peer = systems[2] if self.theirs.found else systems[-1]
        rows = [self._line("alerts on sampled negatives (fewer is better)", systems, peer, "sampled", None)]
        for title, part, asked in (
            ("positives found", "positives", questions.positives),
            ("left-out Latin aliases found", "left out latin", questions.left_out_latin),
        ):
            rows.append(self._line(title, systems, peer, part, asked))
        for group in ("near", "middle", "far"):
            counts = [self.aliases(one, group) for one in systems]
            cells = [share(*count) for count in counts]
            rows.append((f"  of these, {group}", *cells, ratio(counts[0][0], self.aliases(peer, group)[0])))
        rows.append(
            self._line("original-script queries found", systems, peer, "left out original", questions.left_out_original)
        )
        wrong = [one.wrong_each("positives", questions.positives) for one in systems]
        theirs = peer.wrong_each("positives", questions.positives)
        cells = [f"{value:.2f}" for value in wrong]
        rows.append(("wrong entries per positive query (fewer is better)", *cells, ratio(wrong[0], theirs)))
        differ, of = self._differ()
        note = (
            f"The first column is tizim as shipped; each other threshold with three digits is where at most {100 * EQUAL_SHARE:.1f} % of the "
            f"same {len(questions.sampled):,} sampled negatives raise an alert (of {len(self.deep.found['sampled']):,} for tizim). The ratio is tizim as shipped to {peer.name}. "
            "tizim is asked of people and organisations; the others, without retrieval, of the 730 people only; token_sort_ratio reads original script through plain Latin letters. "
            f"Of {of:,} of tizim's answers {differ:,} name other entries when everything the index can return is scored first and the threshold applied afterwards."
        )
        return Table(
            "UN list of 2026-02-27, by name alone", ("", *(one.name for one in systems), "ratio"), tuple(rows), note
        )

    def _line(
        self, title: str, systems: list[Answers], peer: Answers, part: str, asked: list[Asked] | None
    ) -> tuple[str, ...]:
        def count(one: Answers) -> tuple[int, int]:
            right = one.alerts(part) if asked is None else one.right(part, asked)
            return right, len(one.found[part])

        return (title, *(share(*count(one)) for one in systems), ratio(count(systems[0])[0], count(peer)[0]))

    def aliases(self, answers: Answers, group: str) -> tuple[int, int]:
        """Left-out Latin aliases found, and how many there are, at this distance; "" is all."""
        asked = self.questions.left_out_latin
        chosen = [number for number, far in enumerate(self.distances) if not group or far == group]
        found = answers.found["left out latin"]
        return sum(answers.is_right(found[number], asked[number]) for number in chosen), len(chosen)

    def _with_facts(self) -> Table:
        systems = [self.shipped, *([self.theirs.at("logic-v2 at .70", PEER_THRESHOLD)] if self.theirs.found else [])]
        asked = self.questions.positives
        rows = (
            ("positives found", *(share(one.right("positives full", asked), len(asked)) for one in systems)),
            (
                "alerts on sampled negatives (fewer is better)",
                *(share(one.alerts("sampled full"), len(one.found["sampled full"])) for one in systems),
            ),
            (
                "alerts on all negatives (fewer is better)",
                share(self.shipped.alerts("negatives full"), len(self.questions.negatives)),
                *("not asked" for _ in systems[1:]),
            ),
        )
        note = (
            "The same questions with what the row knows: tizim is told birth date and nationality, logic-v2 also place of birth and gender. "
            "A few birth dates are malformed or impossible on purpose: they must not stop the screening."
        )
        return Table("The same with birth date and nationality", ("", *(one.name for one in systems)), rows, note)

    def _verbatim(self) -> Table:
        titles = {
            "primary": "people: primary names",
            "good": "people: aliases",
            "low": "people: aliases of low quality",
            "original": "people: names in other scripts",
            "organisations": "organisations: primary names",
        }
        parts = verbatim(self.questions)
        rows = tuple((titles[part], share(self.shipped.right(part, parts[part]), len(parts[part]))) for part in titles)
        note = (
            "Every name of the list asked exactly as published: what is not found here is found nowhere. "
            "An alias of low quality is one that its publisher itself calls weak, often a single word."
        )
        return Table("The names of the list, verbatim, by name alone", ("", "tizim"), rows, note)

    def _targets(self) -> list[Target]:
        ours, questions = self.shipped, self.questions
        asked, negatives = questions.positives, questions.negatives
        peer = self._systems()[2] if self.theirs.found else None
        fuzz = self._systems()[-1]

        def right(answers: Answers | None, part: str, rows: list[Asked]) -> str:
            if answers is None or part not in answers.found:
                return ""
            return share(answers.right(part, rows), len(rows))

        unscreened = sum(UNSCREENED in one for part in ours.found.values() for one in part)
        found = [
            Target("a", "positives found, name only", "all", right(ours, "positives", asked),
                   ours.right("positives", asked) == len(asked), right(peer, "positives", asked), right(fuzz, "positives", asked)),
            Target("a", "positives found, full record", "all", right(ours, "positives full", asked),
                   ours.right("positives full", asked) == len(asked), right(peer, "positives full", asked)),
        ]  # fmt: skip
        for part, title, most in (
            ("negatives", "false alarms on all negatives, name only", 0.001),
            ("negatives full", "false alarms, with birth date and nationality", 0.00005),
        ):
            alerts = ours.alerts(part)
            text = f"{share(alerts, len(negatives))}; {interval(alerts, len(negatives), 3)}"
            beside = fuzz.alerts(part) if part in fuzz.found else None
            found.append(
                Target("a", title, f"at most {100 * most:g} %", text, alerts / len(negatives) <= most,
                       fuzz=share(beside, len(negatives)) if beside is not None else "")
            )  # fmt: skip
        for group, least in DISTANCES.items():
            count, of = self.aliases(ours, group)
            found.append(
                Target("b", f"left-out Latin aliases, {group or 'all'}", f"{100 * least:.0f} %" if least else "reported",
                       share(count, of), count / of >= least if least else None,
                       share(*self.aliases(peer, group)) if peer else "", share(*self.aliases(fuzz, group)))
            )  # fmt: skip
        found += self._original_script(peer, fuzz)
        wrong = ours.wrong_each("positives", asked)
        found.append(
            Target("d", "wrong entries per positive query, name only", "at most 0.05", f"{wrong:.3f}", wrong <= 0.05,
                   f"{peer.wrong_each('positives', asked):.3f}" if peer else "", f"{fuzz.wrong_each('positives', asked):.3f}")
        )  # fmt: skip
        if unscreened:
            found.append(Target("a", "questions not screened", "0", f"{unscreened:,}", met=False))
        return found

    def _original_script(self, peer: Answers | None, fuzz: Answers) -> list[Target]:
        rows = self.questions.left_out_original
        count = self.shipped.right("left out original", rows)

        def first(found: Found) -> str:
            chance = sum(first_place(one, question.answers) for one, question in zip(found, rows, strict=True))
            return f"{chance:.1f} of {len(rows)} ({100 * chance / len(rows):.1f} %)"

        chance = sum(first_place(one, question.answers) for one, question in zip(self.deepest, rows, strict=True))
        return [
            Target("c", "original script, Latin names listed: found", "95 %", share(count, len(rows)),
                   count / len(rows) >= 0.95,
                   share(peer.right("left out original", rows), len(rows)) if peer else "",
                   share(fuzz.right("left out original", rows), len(rows))),
            Target("c", "original script: first place whatever the score", "97 %", first(self.deepest),
                   chance / len(rows) >= 0.97, first(self.theirs.found["left out original"]) if peer else "",
                   first(self.fuzz.found["left out original"])),
        ]  # fmt: skip


def verbatim(questions: Questions) -> dict[str, list[Asked]]:
    """Every name of the list as published, by kind of name."""
    people = questions.people

    def ask(reference: str, name: str, kind: str = "Person") -> Asked:
        return Asked(name=name, answers=frozenset({reference}), kind=kind)

    return {
        "primary": [ask(person.reference, person.primary) for person in people],
        "good": [ask(person.reference, name) for person in people for name in person.good],
        "low": [ask(person.reference, name) for person in people for name in person.low],
        "original": [ask(person.reference, name) for person in people for name in person.original],
        "organisations": [ask(reference, name, "Organization") for reference, name in questions.organisations],
    }
