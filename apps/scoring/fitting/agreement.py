"""How well predictions agree with people's choices: pure arithmetic on arrays of pairs.

``logit`` is the predicted log odds that A is chosen, ``choice`` 1.0 where A was. ``weight`` is how
often each pair counts.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.fitted import Bin, Estimate, Part
from apps.scoring.engine.portable import Floats

GAPS = (0.0, 5.0, 10.0, 20.0, 30.0, 1000.0)  # points
LEVEL = (0.025, 0.975)

Places = NDArray[np.int64]


def auc(logit: Floats, choice: Floats, weight: Floats | None = None) -> float | None:
    """The chance that a pair in which A was chosen is predicted above one in which B was, ties
    half (Mann-Whitney); None where one of the two never happened."""
    order = np.argsort(logit, kind="stable")
    w = np.ones(len(logit)) if weight is None else weight[order]
    return _auc(_groups(logit[order]), w, choice[order])


def aucs(logit: Floats, choice: Floats, weights: Floats) -> Floats:
    """One for each row of ``weights`` (draws, pairs), NaN where one side never happened."""
    order = np.argsort(logit, kind="stable")
    groups, sorted_choice = _groups(logit[order]), choice[order]
    found = (_auc(groups, w[order], sorted_choice) for w in weights)
    return np.array([np.nan if value is None else value for value in found])


def _groups(ordered: Floats) -> Places:
    """Where each group of equal values begins."""
    return np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]).astype(np.int64)


def _auc(groups: Places, weight: Floats, choice: Floats) -> float | None:
    chosen = np.add.reduceat(weight * choice, groups)
    other = np.add.reduceat(weight * (1.0 - choice), groups)
    if not chosen.sum() or not other.sum():
        return None
    below = np.cumsum(other) - other
    return float((chosen * (below + other / 2.0)).sum() / (chosen.sum() * other.sum()))


def estimate(value: float, draws: Floats) -> Estimate:
    """``draws``: the same figure with persons drawn anew; NaN where it could not be had."""
    known = draws[~np.isnan(draws)]
    low, high = np.quantile(known, LEVEL) if len(known) else (value, value)
    return Estimate(round(value, 4), round(float(low), 4), round(float(high), 4))


def accuracy(logit: Floats, choice: Floats) -> float:
    """How often the higher one was chosen; where both are equal it is a guess."""
    right = np.where(logit == 0.0, 0.5, (logit > 0.0) == (choice > 0.5))
    return round(float(right.mean()), 4)


def log_loss(logit: Floats, choice: Floats) -> float:
    """Mean negative log likelihood, in nats; 0.6931 is a coin."""
    return round(float(np.logaddexp(0.0, -(2.0 * choice - 1.0) * logit).mean()), 4)


def calibration(logit: Floats, choice: Floats, repeats: int = 1) -> tuple[Bin, ...]:
    """Bins a tenth wide of the predicted probability of the one who is predicted higher, and how
    often people chose that one. Which of the two stands first is chance, and predictions turn with
    it: bins below one half would say the same once more. ``repeats``: how often each pair stands in
    the arrays."""
    probability = 1.0 / (1.0 + np.exp(-np.minimum(np.abs(logit), 500.0)))
    agreed = np.where(logit >= 0.0, choice, 1.0 - choice)
    place = np.minimum((probability * 10.0).astype(np.int64), 9)
    found = []
    for number in np.unique(place).tolist():
        here = place == number
        found.append(
            Bin(
                low=number / 10,
                high=(number + 1) / 10,
                pairs=round(int(here.sum()) / repeats),
                predicted=round(float(probability[here].mean()), 4),
                observed=round(float(agreed[here].mean()), 4),
            )
        )
    return tuple(found)


def by_gap(logit: Floats, choice: Floats, points: Floats, repeats: int = 1) -> tuple[Part, ...]:
    """``points``: the difference of the two scores."""
    parts = []
    for low, high in pairwise(GAPS):
        here = (np.abs(points) >= low) & (np.abs(points) < high)
        name = (
            f"{low:.0f} points and more" if high == GAPS[-1] else f"{low:.0f} to {high:.0f} points"
        )
        parts.append(part(name, here, logit, choice, repeats))
    return tuple(part for part in parts if part.pairs)


def part(
    name: str, here: NDArray[np.bool_], logit: Floats, choice: Floats, repeats: int = 1
) -> Part:
    if not here.any():
        return Part(name, 0, None, 0.0)
    found = auc(logit[here], choice[here])
    return Part(
        name=name,
        pairs=round(int(here.sum()) / repeats),
        auc=None if found is None else round(found, 4),
        accuracy=accuracy(logit[here], choice[here]),
    )
