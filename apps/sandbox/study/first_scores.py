"""What S0 from reach alone loses against one that knows an interactor's engagement too.

Both are known of the 300 only; of the crowd, whose posts nobody sees, reach alone is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from apps.sandbox.study.circle import Interactors
from apps.sandbox.study.population import TELL_REACH, Member, Population
from apps.sandbox.study.statistics import matched, partial_spearman, spearman
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.interactors import first_score
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import Interactors as Parameters
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.score import factor_rates, pool, saturate
from apps.scoring.engine.signals import NetworkSignals

BY_REACH, BY_BOTH = "reach alone", "reach and engagement"
KINDS = (BY_REACH, BY_BOTH)

FirstScores = Mapping[str, float]  # S0 by an account's key


@dataclass(frozen=True)
class FirstScoreFigures:
    """By kind of S0, correlations of ranks with the true influence: ``direct`` of the accounts' own
    S0, ``alone`` and ``alike`` (people of similar reach) of top-K made of it, ``inner`` of top-K
    over the 300 alone."""

    direct: Mapping[str, float]
    alone: Mapping[str, float]
    alike: Mapping[str, float]
    inner: Mapping[str, float]


def compare_first_scores(people: Population, model: ScoreModel) -> FirstScoreFigures:
    members = [member for member in people.members if member.around]
    truth = [member.truth for member in members]
    reach = [float(member.followers) for member in members]
    known = {kind: _known(people, kind, model) for kind in KINDS}
    terms = {
        (kind, inner): [_top_k(m, known[kind], model.interactors, inner=inner) for m in members]
        for kind in KINDS
        for inner in (False, True)
    }
    return FirstScoreFigures(
        direct={kind: _direct(people, known[kind]) for kind in KINDS},
        alone={kind: spearman(terms[kind, False], truth) for kind in KINDS},
        alike={kind: partial_spearman(terms[kind, False], truth, reach) for kind in KINDS},
        inner={kind: spearman(terms[kind, True], truth) for kind in KINDS},
    )


def _direct(people: Population, known: FirstScores) -> float:
    own = [(known[a.author], m.truth) for m in people.members for a in m.around.values()]
    return spearman([s0 for s0, _ in own], [truth for _, truth in own])


def _known(people: Population, kind: str, model: ScoreModel) -> FirstScores:
    """With engagement, the same values are dealt out in another order."""
    found: dict[str, float] = {}
    for network in TELL_REACH:
        linked = [m for m in people.members if network in m.around]
        signals = [m.signals[network] for m in linked]
        reach = np.array([each.reach.count if each.reach else 0.0 for each in signals])
        s0 = first_score(reach, model.interactors)
        if kind == BY_BOTH:
            s0 = matched(_reach_and_engagement(signals, model), s0)
        found |= dict(zip((m.around[network].author for m in linked), s0.tolist(), strict=True))
    return found


def _reach_and_engagement(signals: Sequence[NetworkSignals], model: ScoreModel) -> Floats:
    rates = factor_rates(model)
    phi = np.concatenate([saturate(pool(amounts([s], model), model), model) for s in signals], 1)
    rows = (Factor.REACH, Factor.ENGAGEMENT)
    found: Floats = np.sum([phi[FACTORS.index(f)] * rates[f] for f in rows], axis=0)
    return found


def _top_k(member: Member, known: FirstScores, parameters: Parameters, *, inner: bool) -> float:
    return sum(_term(a, known, parameters, inner=inner) for a in member.around.values())


def _term(around: Interactors, known: FirstScores, parameters: Parameters, *, inner: bool) -> float:
    """The engine's term, with S0 of whom ``known`` names instead of that from the reach."""
    told = np.nan_to_num(around.reach, nan=0.0)
    s0 = np.where(inner, 0.0, first_score(told, parameters))
    for place, key in enumerate(around.keys):
        s0[place] = known.get(key, s0[place])
    strength = np.sort(around.present * np.maximum(0.0, s0 - parameters.mu))[::-1]
    return float(strength[: parameters.strongest].sum()) / parameters.strongest
