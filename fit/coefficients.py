"""Fits the coefficients of rules.toml on labelled pairs: a logistic regression whose inputs a person can read.

Each pair is compared as it is in production; what met gives terms (coefficient, amount). Which parts meet depends on the
coefficients themselves, so comparing and fitting take turns. Every coefficient keeps the sign that sense demands, and is drawn
to its reviewed value in rules.toml by a ridge, so that what the data say nothing about stays where a person put it.
Start at `fit`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from fit.labelled import Labelled
from tizim.compare.asked import understand
from tizim.compare.facts import find_facts
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import KnownName, best_names
from tizim.model.rules import Rules

POSITIVE = frozenset(
    """
same transliterated patronymic joined sound spelling vowelless look_alike cut_off initial variant nickname gendered translated
acronym legal_form_same whole_name whole_single whole_but_generic whole_but_generic_single contained birth_day_same
birth_month_same birth_year_same birth_swapped birth_circa country_same gender_same document_same wallet_same
""".split()
)
"""coefficients that never go below nothing; all others but `FREE` never above it"""
PARTS = frozenset("same transliterated patronymic joined sound spelling vowelless look_alike cut_off initial".split())
"""coefficients of parts that met; their amounts are nats"""
FREE = frozenset({"prior", "birth_near"})
NOT_FITTED = frozenset({"rarity_cap", "beside_number", "document_same", "wallet_same", "other_fits_better"})
REVIEWED = Path(__file__).with_name("reviewed.toml")
RIDGE = 400.0
"""pull to the reviewed value, in pairs' worth of evidence for a coefficient one away"""


@dataclass(frozen=True, slots=True)
class Design:
    """One row a pair: amount of each coefficient; what is not fitted is a fixed offset."""

    names: tuple[str, ...]
    amounts: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    same: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


def design_of(pairs: Sequence[Labelled], rules: Rules) -> Design:
    """Compares every pair under these rules and collects the terms."""
    pairs = [pair for pair in pairs if not pair.same or shares_something(pair, rules)]
    names = tuple(sorted(set(rules.weights) - NOT_FITTED))
    column = {name: number for number, name in enumerate(names)}
    amounts = np.zeros((len(pairs), len(names)))
    offset = np.zeros(len(pairs))
    for row, pair in enumerate(pairs):
        for name, amount in terms_of(pair, rules).items():
            if name in column:
                amounts[row, column[name]] += amount
            else:
                offset[row] += rules[name] * amount
    same = np.array([float(pair.same) for pair in pairs])
    return Design(names, amounts, offset, same, np.array([pair.weight for pair in pairs]))


SHARED_LEAST = 3.0
"""nats that two names of one person must share to be fitted on: an unrelated alias (a nom de guerre) teaches nothing"""


def shares_something(pair: Labelled, rules: Rules) -> bool:
    """Whether the names of a pair have anything to do with each other."""
    shared = sum(amount for name, amount in terms_of(pair, rules).items() if name in PARTS)
    return shared >= SHARED_LEAST


def terms_of(pair: Labelled, rules: Rules) -> dict[str, float]:
    """Amount of each coefficient in the comparison of a pair, the prior's 1 among them."""
    asked, known = understand(pair.one, rules), understand(pair.other, rules)
    person = pair.other.kind == "Person"
    listed = [KnownName(name, name.words in pair.weak) for name in known.names(person=person)]
    agreement = best_names(asked.names(person=person), listed, rules)
    facts = replace(known.facts, birth_dates=pair.births)
    findings = [*(agreement.findings if agreement else ()), *find_facts(asked.facts, facts, rules)]
    amounts = {"prior": 1.0}
    for finding in findings:
        for name, amount in finding.terms:
            amounts[name] = amounts.get(name, 0.0) + amount
    return amounts


def solve(design: Design, reviewed: Mapping[str, float]) -> dict[str, float]:
    """The coefficients that fit best within their signs."""
    start = np.array([reviewed[name] for name in design.names])
    weight = design.weight

    def loss(values: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        log_odds = design.amounts @ values + design.offset
        away = values - start
        lost = weight * (np.logaddexp(0.0, log_odds) - design.same * log_odds)
        slope = design.amounts.T @ (weight * (1 / (1 + np.exp(-log_odds)) - design.same))
        return float(lost.sum() + RIDGE / 2 * away @ away), slope + RIDGE * away

    bounds = [_bound(name) for name in design.names]
    inside = np.array([np.clip(value, *bound) for value, bound in zip(start, bounds, strict=True)])
    found: Any = minimize(loss, inside, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000})
    return dict(zip(design.names, map(float, found.x), strict=True))


AT_LEAST = {
    "same": 0.55,
    "transliterated": 0.5,
    "patronymic": 0.45,
    "initial": 0.28,
    "cut_off": 0.35,
    "look_alike": 0.4,
    "variant": 0.35,
    "translated": 0.3,
    "asked_elsewhere": 0.2,
    "contained_in_all": 0.5,
}
AT_MOST = {
    "asked_alone": -0.7,
    "known_alone": -0.12,
    "other_in_place": -1.3,
    "shared_beside_other": -0.08,
    "own_name_before": -1.3,
    "single_part": -1.3,
    "sound_slip": -1.25,
    "number_alone": -1.2,
    "particle_alone": -0.05,
}
"""Bounds set by review, where what the pairs say is known to be biased: the nearest others were found by the score itself, so
among them what is rare looks common; and lists name many members of one family, whose shared names hide what another name in
the place of one means."""
LESS_THAN_THE_SAME = {
    "transliterated": 0.54,
    "joined": 0.53,
    "sound": 0.53,
    "spelling": 0.53,
    "look_alike": 0.52,
    "other_ending": 0.52,
    "patronymic": 0.45,
    "cut_off": 0.5,
    "variant": 0.5,
    "vowelless": 0.5,
    "nickname": 0.4,
    "translated": 0.45,
}
"""No way to meet says more than being the same."""


def _bound(name: str) -> tuple[float, float]:
    if name in AT_LEAST or name in AT_MOST:
        most = min(AT_MOST.get(name, np.inf), LESS_THAN_THE_SAME.get(name, np.inf))
        return (AT_LEAST.get(name, -np.inf), most)
    if name in FREE:
        return (-np.inf, np.inf)
    return (0.0, LESS_THAN_THE_SAME.get(name, np.inf)) if name in POSITIVE else (-np.inf, 0.0)


def with_weights(rules: Rules, weights: Mapping[str, float]) -> Rules:
    """The rules with other coefficients."""
    return replace(rules, weights=MappingProxyType({**rules.weights, **weights}))


def reviewed() -> Rules:
    """The rules to start from and to be drawn to, so that fitting twice gives what fitting once gives."""
    weights = tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["weights"]
    return with_weights(shipped(), weights)
