"""What a score model has to reach before anybody is scored by it.

Figures are those of its own fit, person-disjoint. The promises that hold for every input are tried
on made-up amounts, since a file can break them where the code does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from apps.scoring.engine.draws import uniforms
from apps.scoring.engine.fitted import Baseline, Figures
from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, exp2
from apps.scoring.engine.score import exact_scores, score_batch

LEAST_GAIN = 0.015  # AUC above the logarithm of followers
MOST_BELOW = 0.005  # AUC below a model free of every rule
MOST_ERROR = 0.04  # of a predicted probability, in every bin that is large enough
LARGE_ENOUGH = 100  # pairs
SIMPLE, FREE = "log followers", "LightGBM"
TRIED = 2000  # made-up people


def refusals(model: ScoreModel) -> tuple[str, ...]:
    """Sentences; none where the model may be released."""
    if model.fit is None:
        return ("It was fitted to nothing: nobody can say how well it agrees with people.",)
    found = model.fit.validation
    return (*disagreements(found.held_out, found.baselines), *_of_the_promises(model))


def disagreements(ours: Figures, baselines: Iterable[Baseline]) -> Iterator[str]:
    """What figures miss; nothing where they are good enough."""
    by_name = {each.name: each for each in baselines}
    yield from _gain(ours, by_name.get(SIMPLE), SIMPLE, LEAST_GAIN)
    yield from _gain(ours, by_name.get(FREE), FREE, -MOST_BELOW)
    for each in ours.calibration:
        if each.pairs >= LARGE_ENOUGH and each.error > MOST_ERROR:
            yield (
                f"Of pairs predicted at {each.low:.1f} to {each.high:.1f} people chose"
                f" {each.observed:.3f}, not {each.predicted:.3f}: more than {MOST_ERROR} away."
            )


def _gain(ours: Figures, baseline: Baseline | None, name: str, least: float) -> Iterator[str]:
    if baseline is None or baseline.auc is None:
        why = f": {baseline.why_not}" if baseline and baseline.why_not else ""
        yield f"It was not compared with {name}{why}."
        return
    gain = round(ours.auc.value - baseline.auc.value, 4)
    if gain < least:
        yield f"Its AUC is {gain:+.4f} against {name}, and has to be at least {least:+.3f}."


def _of_the_promises(model: ScoreModel) -> Iterator[str]:
    x = _made_up(model)
    scores = score_batch(x, model)
    if (scores.lines.sum(axis=0) != scores.value).any():
        yield "Contributions do not add up to the score."
    for place, factor in enumerate(FACTORS):
        if (scores.leaves[model.rows[factor]].sum(axis=0) != scores.lines[place + 1]).any():
            yield f"The parts of {factor} do not add up to it."
    for row, leaf in enumerate(model.leaves):
        more = x.copy()
        more[row] += 1.0 + more[row]
        if (exact_scores(more, model) < scores.exact).any():
            yield f"More {leaf.kind} on {leaf.network} lowers a score."


def _made_up(model: ScoreModel) -> Floats:
    """Amounts from nothing to a hundred million, four in ten not measured."""
    shape = (len(model.leaves), TRIED)
    x = exp2(uniforms(model.seed, "gates\x1famounts", *shape) * 32.0 - 5.0)
    return np.where(uniforms(model.seed, "gates\x1fmeasured", *shape) < 0.4, 0.0, x)
