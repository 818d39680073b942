"""One score model from people's judgements: the fit, carried over to the product's own signals.

Judged accounts are measured by other features than linked ones, so what is carried over is how
much one standard deviation of a factor counts: ``beta_f = fitted beta_f / spread of phi_f`` in the
reference population of the model. Kappas, limits and the reference stay those of the prior.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from apps.scoring.engine import prior
from apps.scoring.engine.fitted import Figures, Fit, Validation
from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import Comparison
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.release_gates import disagreements
from apps.scoring.engine.sources import with_sources
from apps.scoring.fitting.accounts import factors_of, judged
from apps.scoring.fitting.fit import PENALTY, SHARES, bootstrapped, differences, fit
from apps.scoring.fitting.pairs import Pairs
from apps.scoring.fitting.validation import SEED, figures, validate

DRAWS = 400
UNLINKED_MOST = 2.0  # chosen on the social world: `manage.py study_score` has the coverage
MISSING_SPREAD = 0.25
ENDS = (0.005, 0.995)  # quantiles of a population where its scale begins and ends


def fitted_model(pairs: Pairs, version: str, *, ceiling: bool = True) -> ScoreModel:
    """Without its ``ceiling``, LightGBM, a model may not be released. Raise PairsError where the
    pairs are too few to keep persons apart."""
    found, draws = _fit(pairs, ceiling=ceiling)
    base = prior.prior_model()
    phi, spread = prior.reference_phi()
    beta = {f: _short(found.beta[f] / spread[f]) for f in FACTORS}
    z = sum(beta[f] * row for f, row in zip(FACTORS, phi, strict=True))
    a, b = (_short(end) for end in np.quantile(z, ENDS))
    score = np.clip(1.0 + 99.0 * (z - a) / (b - a), 1.0, 100.0)
    k = _short(found.validation.slope * (b - a) / 99.0)
    return replace(
        base,
        version=version,
        source="Weights fitted to people's judgements of pairs of accounts; the rest is prior.",
        beta=beta,
        a=a,
        b=b,
        networks=with_sources(base.networks),
        reference=prior.reference_of(phi, score),
        beta_draws=_carried(draws, phi, np.array([beta[f] for f in FACTORS])),
        interval=replace(
            base.interval,
            unlinked_most=UNLINKED_MOST,
            unlinked_of_average=True,
            missing_spread=MISSING_SPREAD,
        ),
        comparison=Comparison(k=k, threshold=base.comparison.threshold),
        fit=found,
    )


@dataclass(frozen=True)
class Checked:
    """A model on pairs at hand: fitted to other persons of them, and with the weights it has."""

    fitted: Validation
    frozen: Figures
    same_pairs: bool

    def missed(self) -> tuple[str, ...]:
        own = disagreements(self.frozen, self.fitted.baselines)
        return (
            *disagreements(self.fitted.held_out, self.fitted.baselines),
            *(f"With the weights that it has: {sentence}" for sentence in own),
        )


def checked(pairs: Pairs, known: Fit, *, ceiling: bool = True) -> Checked:
    """Raise PairsError where the pairs are too few to keep persons apart."""
    beta = np.array([known.beta[f] for f in FACTORS])
    d = differences(factors_of(pairs, known.judged), pairs)
    return Checked(
        fitted=validate(pairs, known.judged, known.points_per_logit, ceiling=ceiling),
        frozen=figures(pairs, [d @ beta], known.points_per_logit),
        same_pairs=pairs.sha256 == known.validation.data_sha256,
    )


def _fit(pairs: Pairs, *, ceiling: bool) -> tuple[Fit, Floats]:
    scale = judged(pairs)
    phi = factors_of(pairs, scale)
    d = differences(phi, pairs)
    beta = fit(d, pairs.choice)
    points_per_logit = _short(99.0 / np.diff(np.quantile(beta @ phi, ENDS))[0])
    found = Fit(
        penalty=PENALTY,
        prior={f: float(share) for f, share in zip(FACTORS, SHARES, strict=True)},
        beta={f: _short(weight) for f, weight in zip(FACTORS, beta, strict=True)},
        points_per_logit=points_per_logit,
        draws=DRAWS,
        seed=SEED,
        code_sha256=_code(),
        judged=scale,
        in_sample=figures(pairs, [d @ beta], points_per_logit),
        validation=validate(pairs, scale, points_per_logit, ceiling=ceiling),
    )
    return found, bootstrapped(d, pairs, seed=SEED, draws=DRAWS)


def _carried(draws: Floats, phi: Floats, beta: Floats) -> tuple[tuple[float, float, float], ...]:
    """Draws of beta in the model's units, each stretched to the same spread of z over the reference
    population: a score is a place on that population's scale, so how steep the odds are is no doubt
    about it."""
    spread = np.cov(phi)
    over = draws / phi.std(axis=1)
    width = np.sqrt(np.einsum("di,ij,dj->d", over, spread, over))
    over *= (np.sqrt(beta @ spread @ beta) / width)[:, None]
    return tuple((_short(r), _short(e), _short(n)) for r, e, n in over.tolist())


def _code() -> str:
    """Of the files that a model's numbers come from: which code made this model."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "engine").glob("*.py")])
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _short(number: Any) -> float:
    return round(float(number), 6)
