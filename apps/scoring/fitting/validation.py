"""Every figure of a validation, computed on the pairs at hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from apps.scoring.engine.fitted import Baseline, Estimate, Figures, Judged, Part, Validation
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.release_gates import FREE, SIMPLE
from apps.scoring.fitting import agreement
from apps.scoring.fitting.accounts import factors_of
from apps.scoring.fitting.ceiling import NotInstalled, free
from apps.scoring.fitting.fit import SHARES, differences, fit, person_weights, slope
from apps.scoring.fitting.folds import FOLDS, REPEATS, Mask, Predict, held_out
from apps.scoring.fitting.pairs import Pairs

SEED = 20_261_123
BOOTSTRAPS = 1000
STRATA = ((0.0, 5_000.0), (5_000.0, 100_000.0), (100_000.0, np.inf))


def validate(
    pairs: Pairs, scale: Judged, points_per_logit: float, *, ceiling: bool = True
) -> Validation:
    """``scale`` and ``points_per_logit`` are the model's: factors and points are measured as there,
    weights are fitted anew in each fold."""
    d = differences(factors_of(pairs, scale), pairs)
    logits = [held_out(pairs, _additive(d, pairs), seed=SEED, repeat=r) for r in range(REPEATS)]
    weights = person_weights(pairs, SEED, "figures", BOOTSTRAPS)
    choice = np.tile(pairs.choice, REPEATS)
    found = slope(np.concatenate(logits), choice)
    return Validation(
        data_sha256=pairs.sha256,
        pairs=len(pairs),
        persons=pairs.persons,
        folds=FOLDS,
        repeats=REPEATS,
        slope=round(found, 4),
        held_out=figures(pairs, logits, points_per_logit, weights),
        baselines=(
            *_simple_ones(pairs, d, logits, weights),
            _free(pairs, logits, weights) if ceiling else _left_out(),
        ),
    )


def figures(
    pairs: Pairs, logits: list[Floats], points_per_logit: float, weights: Floats | None = None
) -> Figures:
    """``logits``: one or more predictions of the same pairs. The AUC is their mean."""
    if weights is None:
        weights = person_weights(pairs, SEED, "figures", BOOTSTRAPS)
    repeats = len(logits)
    all_of_them, choice = np.concatenate(logits), np.tile(pairs.choice, repeats)
    return Figures(
        auc=_auc(pairs, logits, weights),
        accuracy=agreement.accuracy(all_of_them, choice),
        log_loss=agreement.log_loss(all_of_them, choice),
        calibration=agreement.calibration(all_of_them, choice, repeats),
        by_gap=agreement.by_gap(all_of_them, choice, all_of_them * points_per_logit, repeats),
        by_followers=_strata(pairs, all_of_them, choice, repeats),
    )


def _additive(d: Floats, pairs: Pairs) -> Predict:
    def predict(known: Mask, asked: Mask) -> Floats:
        logit: Floats = d[asked] @ fit(d[known], pairs.choice[known])
        return logit

    return predict


def _one_number(d: Floats, pairs: Pairs) -> Predict:
    """A single number needs no weights, only how steep the odds are."""

    def predict(known: Mask, asked: Mask) -> Floats:
        logit: Floats = d[asked] * slope(d[known], pairs.choice[known])
        return logit

    return predict


def _auc(pairs: Pairs, logits: list[Floats], weights: Floats) -> Estimate:
    value = np.mean([agreement.auc(logit, pairs.choice) or 0.5 for logit in logits])
    return agreement.estimate(float(value), agreement.aucs(logits[0], pairs.choice, weights))


def _strata(pairs: Pairs, logit: Floats, choice: Floats, repeats: int) -> tuple[Part, ...]:
    followers = pairs.feature("follower_count")
    a, b = np.tile(followers[pairs.a], repeats), np.tile(followers[pairs.b], repeats)
    parts, covered = [], np.zeros(len(logit), dtype=np.bool_)
    for low, high in STRATA:
        here = (np.minimum(a, b) >= low) & (np.maximum(a, b) < high)
        covered |= here
        parts.append(agreement.part(_stratum(low, high), here, logit, choice, repeats))
    parts.append(agreement.part("one of each", ~covered, logit, choice, repeats))
    return tuple(part for part in parts if part.pairs)


def _stratum(low: float, high: float) -> str:
    if not low:
        return f"both below {high:,.0f} followers"
    return f"both from {low:,.0f}" + (f" to {high:,.0f}" if np.isfinite(high) else "")


def _simple_ones(
    pairs: Pairs, d: Floats, logits: list[Floats], weights: Floats
) -> tuple[Baseline, ...]:
    numbers: Mapping[str, Floats] = {
        "followers": _difference(pairs, pairs.feature("follower_count")) / 1e6,
        SIMPLE: _difference(pairs, np.log1p(pairs.feature("follower_count"))),
        "log listed": _difference(pairs, np.log1p(pairs.feature("listed_count"))),
        "three factors, equal weights": d.sum(axis=1),
        "three factors, prior weights": d @ SHARES,
    }
    return tuple(_simple(name, pairs, row, logits, weights) for name, row in numbers.items())


def _difference(pairs: Pairs, number: Floats) -> Floats:
    return differences(number[None], pairs)[:, 0]


def _simple(name: str, pairs: Pairs, d: Floats, logits: list[Floats], weights: Floats) -> Baseline:
    """The AUC of the number itself; the odds by a slope from other persons."""
    odds = held_out(pairs, _one_number(d, pairs), seed=SEED, repeat=0)
    return _baseline(name, pairs, [d], odds, logits, weights)


def _free(pairs: Pairs, logits: list[Floats], weights: Floats) -> Baseline:
    try:
        predict = free(pairs)
    except NotInstalled as error:
        return _left_out(str(error))
    theirs = [held_out(pairs, predict, seed=SEED, repeat=r) for r in range(REPEATS)]
    return _baseline(FREE, pairs, theirs, theirs[0], logits, weights)


def _left_out(why: str = "it was not asked for") -> Baseline:
    return Baseline(FREE, None, None, None, None, why)


def _baseline(
    name: str,
    pairs: Pairs,
    theirs: list[Floats],
    odds: Floats,
    ours: list[Floats],
    weights: Floats,
) -> Baseline:
    auc, own = _auc(pairs, theirs, weights), _auc(pairs, ours, weights)
    choice = pairs.choice
    drawn = _paired(ours[0], theirs[0], choice, weights)
    return Baseline(
        name=name,
        auc=auc,
        accuracy=agreement.accuracy(theirs[0], choice),
        log_loss=agreement.log_loss(odds, choice),
        gain=agreement.estimate(own.value - auc.value, drawn),
    )


def _paired(ours: Floats, theirs: Floats, choice: Floats, weights: Floats) -> Floats:
    """The same persons drawn for both."""
    return agreement.aucs(ours, choice, weights) - agreement.aucs(theirs, choice, weights)
