"""The Network factor: how widely the people are heard who interact.

``N = (1 / K) * sum over the K strongest of strength_i``,
``strength_i = (min(1, a_i) + min(1, u_i)) / 2 * max(0, S0_i - mu)``; u_i as in people.py halves who
only answers a favour. S0 is the reach-and-engagement score of the interactor where both are known;
networks tell the reach alone, so here ``S0 = 100 * ln(1 + r / s0) / ln(1 + full / s0)``, at most
100. K is fixed and no strength is negative: a weak friend who joins never lowers the mean. Nobody's
reach known: not measured, not zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.parameters import Interactors
from apps.scoring.engine.people import People
from apps.scoring.engine.portable import Floats, log1p


@dataclass(frozen=True)
class Circle:
    """``wide`` and ``others`` hold the strengths (divided by K) of those among the K strongest,
    strongest first; the numbers of people are of all interactors."""

    wide: Floats
    others: Floats
    wide_people: int
    other_people: int


def first_score(reach: Floats, parameters: Interactors) -> Floats:
    """S0 of an account that has ``reach`` followers, 0 to 100."""
    full = log1p(np.array([parameters.s0_full / parameters.s0_scale]))
    return np.minimum(100.0, 100.0 * log1p(reach / parameters.s0_scale) / full)


def circle(people: People, parameters: Interactors) -> Circle | None:
    """None where the reach of no interactor is known."""
    reach = people.acts.reach
    known = ~np.isnan(reach)
    if not known.any():
        return None
    is_wide = known & (np.where(known, reach, 0.0) >= parameters.wide_reach)
    strength = _strength(people, parameters)
    order = np.argsort(-strength, kind="stable")[: parameters.strongest]
    shares = strength[order] / parameters.strongest
    return Circle(
        wide=shares[is_wide[order]],
        others=shares[~is_wide[order]],
        wide_people=int(is_wide.sum()),
        other_people=int((~is_wide).sum()),
    )


def _strength(people: People, parameters: Interactors) -> Floats:
    reach = np.nan_to_num(people.acts.reach, nan=0.0)
    heard = np.maximum(0.0, first_score(reach, parameters) - parameters.mu)
    present = np.minimum(people.activity, 1.0) + np.minimum(people.unmutual, 1.0)
    return present / 2.0 * heard
