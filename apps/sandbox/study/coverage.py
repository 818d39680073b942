"""How often the 80 % interval contains what it should, three ways:

- *full*: the score of the same person with all accounts linked and read, by the interval of the
  score from a part of them, where everybody lives on all networks;
- *half*: the same, where each account that was not linked exists with a chance of one half;
- *true*: the score that belongs to the true influence, by the same interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from apps.sandbox.study.cases import Case, Cases
from apps.scoring.engine.model import ScoreModel

STRATA = ((1_000, "under 1,000"), (10_000, "under 10,000"), (100_000, "under 100,000"))
WIDEST = "100,000 and more"
FULL, HALF, TRUE = "full", "half", "true"

Target = Callable[[Case], int]
TARGETS: Mapping[str, Target] = {
    FULL: lambda case: case.full,
    HALF: lambda case: case.half,
    TRUE: lambda case: case.deserved,
}


@dataclass(frozen=True)
class Coverage:
    """Over ``cases``: shares inside, above and below the interval, its median width, and the share
    of those wide enough to be provisional."""

    cases: int
    inside: float
    above: float
    below: float
    width: float
    provisional: float


def coverages(found: Cases, model: ScoreModel) -> dict[str, dict[str, Coverage]]:
    """By target, then by group: ``linked 1``, ``only x``, ``reach ...``, ``kind ...``. Of *full*
    and *half* the latter two are over all parts, of *true* over those with all accounts."""
    whole = list(found.whole.values())
    parts = {**_parts(found.parts), "linked 1 to 4": found.parts, **_people(found.parts)}
    true = {**_parts(found.parts, single=False), "linked all": whole, **_people(whole)}
    groups: Mapping[str, Mapping[str, Sequence[Case]]] = {FULL: parts, HALF: parts, TRUE: true}
    return {
        target: {name: _coverage(cases, TARGETS[target], model) for name, cases in named.items()}
        for target, named in groups.items()
    }


def _parts(cases: Iterable[Case], *, single: bool = True) -> dict[str, list[Case]]:
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[f"linked {len(case.networks)}"].append(case)
        if single and len(case.networks) == 1:
            groups[f"only {case.networks[0]}"].append(case)
    return groups


def _people(cases: Iterable[Case]) -> dict[str, list[Case]]:
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[f"reach {stratum(case.member.followers)}"].append(case)
        groups[f"kind {case.member.kind}"].append(case)
    return groups


def stratum(followers: int) -> str:
    return next((name for below, name in STRATA if followers < below), WIDEST)


def _coverage(cases: Sequence[Case], target: Target, model: ScoreModel) -> Coverage:
    wanted = np.array([target(case) for case in cases])
    low = np.array([case.found.low for case in cases])
    high = np.array([case.found.high for case in cases])
    return Coverage(
        cases=len(cases),
        inside=float(((low <= wanted) & (wanted <= high)).mean()),
        above=float((wanted > high).mean()),
        below=float((wanted < low).mean()),
        width=float(np.median(high - low)),
        provisional=float((high - low > model.interval.provisional_width).mean()),
    )
