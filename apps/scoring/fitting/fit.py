"""The weights of the factors, fitted to people's choices.

``minimise mean(w * log(1 + exp(-y * beta . d))) + (penalty / 2) * |beta - prior|^2, beta >= 0``,
d the difference of the two accounts' factors (in standard deviations), y = 1 where A was chosen,
else -1: a Bradley-Terry model (Bradley and Terry 1952) with a ridge to the prior. A factor that a
free fit would make negative stays at zero: nobody could be told why being heard costs points.

The prior says shares, 50/25/25, and nothing of how steep the odds are: it is stretched first to the
steepness that fits best. So the ridge pulls shares together and does not flatten the odds.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from apps.scoring.engine.draws import bootstrap
from apps.scoring.engine.portable import Floats
from apps.scoring.fitting.pairs import Pairs

PENALTY = 0.05
SHARES = np.array([0.5, 0.25, 0.25])


def differences(phi: Floats, pairs: Pairs) -> Floats:
    """A minus B, shape (pairs, rows of ``phi``)."""
    return (phi[:, pairs.a] - phi[:, pairs.b]).T


def fit(d: Floats, choice: Floats, weight: Floats | None = None) -> Floats:
    """beta of shape (3,) for ``d`` of shape (pairs, 3). ``weight``: one a pair, 1 where not
    given."""
    steepness = slope(d @ SHARES, choice, weight)
    return _minimum(d, choice, weight, penalty=PENALTY, prior=SHARES * steepness)


def slope(logits: Floats, choice: Floats, weight: Floats | None = None) -> float:
    """By what the log odds have to be multiplied to be right on average."""
    one = np.ones(1)
    return float(_minimum(logits[:, None], choice, weight, penalty=0.0, prior=one)[0])


def _minimum(
    d: Floats, choice: Floats, weight: Floats | None, *, penalty: float, prior: Floats
) -> Floats:
    y = 2.0 * choice - 1.0
    w = np.ones(len(y)) if weight is None else weight
    w = w / w.sum()

    def loss(beta: Floats) -> tuple[float, Floats]:
        margin = -y * (d @ beta)
        away = beta - prior
        softened = np.logaddexp(0.0, margin)
        value = float(w @ softened + penalty / 2.0 * (away @ away))
        return value, penalty * away - d.T @ (w * y * np.exp(margin - softened))

    found = minimize(
        loss, prior, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * d.shape[1], tol=1e-12
    )
    beta: Floats = found.x
    return beta


def person_weights(pairs: Pairs, seed: int, purpose: str, draws: int) -> Floats:
    """Persons drawn anew with replacement, shape (draws, pairs): a pair counts as often as both its
    persons were drawn together. Pairs share persons, so drawing pairs would claim too much."""
    times = bootstrap(seed, purpose, draws, pairs.persons)
    weights: Floats = times[:, pairs.a] * times[:, pairs.b]
    return weights


def bootstrapped(d: Floats, pairs: Pairs, *, seed: int, draws: int) -> Floats:
    """beta of fits to persons drawn anew, shape (draws, 3)."""
    weights = person_weights(pairs, seed, "beta", draws)
    return np.stack([fit(d, pairs.choice, weight) for weight in weights])
