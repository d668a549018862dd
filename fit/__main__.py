"""`python -m fit PAIRS [--write]`: fits the coefficients, shows what changed and how the held-out pairs fare; `--write` keeps them."""

import argparse
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from fit.coefficients import Design, design_of, reviewed, solve, terms_of, with_weights
from fit.labelled import Labelled, read_pairs
from tizim.compare.subjects import logistic
from tizim.model.rules import Rules

RULES = Path(__file__).parents[1] / "src" / "tizim" / "compare" / "rules.toml"
ROUNDS = 2
"""of comparing and fitting; the pairs that meet hardly change after the second"""
CHUNK = 500


def main() -> None:
    """Reads, fits, shows, writes."""
    options = _options()
    pairs = [pair for number, pair in enumerate(read_pairs(options.pairs)) if number % options.every == 0]
    train, held = [pair for pair in pairs if not pair.held], [pair for pair in pairs if pair.held]
    first = rules = reviewed()
    print(f"{len(train):,} pairs to fit on, {len(held):,} held out")
    _show_loss("before", design_in_parallel(held, rules), rules)
    design = design_in_parallel(train, rules)
    for number in range(ROUNDS):
        design = design if number == 0 else design_in_parallel(train, rules)
        rules = with_weights(rules, solve(design, first.weights))
        _show_loss(f"round {number + 1}", design_in_parallel(held, rules), rules)
    amounts = np.abs(design.amounts) > 0
    seen = dict(zip(design.names, amounts.sum(axis=0).tolist(), strict=True))
    for name, value in sorted(rules.weights.items()):
        print(f"{name:28} {first.weights[name]:8.2f} {value:8.2f}   in {seen.get(name, 0):>7,.0f} pairs")
    # How often one is asked for who is listed is not for the pairs to say: half of them are the same.
    kept = {name: value for name, value in rules.weights.items() if name != "prior"}
    table = found_table(held, with_weights(first, kept))
    print(table)
    if options.write:
        RULES.write_text(rewritten(RULES.read_text(encoding="utf-8"), kept, table), encoding="utf-8")


def design_in_parallel(pairs: Sequence[Labelled], rules: Rules) -> Design:
    """`design_of` on all cores."""
    chunks = [pairs[at : at + CHUNK] for at in range(0, len(pairs), CHUNK)]
    with ProcessPoolExecutor(initializer=_under, initargs=(dict(rules.weights),)) as pool:
        parts = list(pool.map(_part, chunks))
    return Design(
        parts[0].names,
        np.concatenate([part.amounts for part in parts]),
        np.concatenate([part.offset for part in parts]),
        np.concatenate([part.same for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )


_RULES: list[Rules] = []


def _under(weights: Mapping[str, float]) -> None:
    """Every process has the rules once."""
    _RULES[:] = [with_weights(reviewed(), weights)]


def _part(pairs: Sequence[Labelled]) -> Design:
    return design_of(pairs, _RULES[0])


def _show_loss(when: str, design: Design, rules: Rules) -> None:
    """Log loss, and what is found where one in a thousand different pairs is taken for the same."""
    log_odds = design.amounts @ np.array([rules[name] for name in design.names]) + design.offset
    loss = np.average(np.logaddexp(0.0, log_odds) - design.same * log_odds, weights=design.weight)
    different, same = log_odds[design.same == 0], log_odds[design.same == 1]
    shares = []
    for share in (0.01, 0.001):
        at = float(np.quantile(different, 1 - share))
        shares.append(f"{100 * np.mean(same >= at):.1f} % at {share:.1%} wrong (log-odds {at:.2f})")
    print(f"{when:10} log loss {loss:.4f}; found {', '.join(shares)}")


THRESHOLDS = [round(0.05 * step, 2) for step in range(1, 20)] + [0.99]


def found_table(held: Sequence[Labelled], rules: Rules) -> str:
    """The `[found]` part of the rules: share of held-out same pairs at or above each threshold, by name alone and with a birth date.

    Of the aliases and changed names of entries; for "an alias is left out" see fit/README.md. Unrelated aliases are among them.
    """
    asked = [pair for pair in held if pair.same and pair.source.startswith(("alias", "perturbed"))]
    lines = [f"thresholds = {THRESHOLDS}"]
    for name, dated in (("by_name", False), ("with_facts", True)):
        scores = np.array([score_of(pair, rules) for pair in asked if bool(pair.one.birth_date) == dated])
        shares = [round(float(np.mean(scores >= threshold)), 3) for threshold in THRESHOLDS]
        lines.append(f"{name} = {shares}")
    return "\n".join(lines)


def score_of(pair: Labelled, rules: Rules) -> float:
    """The score that screening would give the pair."""
    return logistic(sum(rules[name] * amount for name, amount in terms_of(pair, rules).items()))


def rewritten(text: str, weights: Mapping[str, float], found: str) -> str:
    """The rules file with other coefficients and another `[found]`; comments and order stay."""

    def line(match: re.Match[str], weights: Mapping[str, float]) -> str:
        name = match[1]
        return f"{name} = {round(weights[name], 2) + 0.0}" if name in weights else match[0]

    text = re.sub(r"(?m)^(\w+) = -?[\d.]+$", partial(line, weights=weights), text)
    return re.sub(r"(?ms)^thresholds = \[.*?\]$\nby_name.*\Z", lambda _: found + "\n", text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m fit", description=__doc__)
    parser.add_argument("pairs", type=Path, help="what `python -m fit.data` wrote")
    parser.add_argument("--every", type=int, default=1, help="take every n-th pair only")
    parser.add_argument("--write", action="store_true", help="keep the coefficients in rules.toml")
    return parser.parse_args()


if __name__ == "__main__":
    main()
