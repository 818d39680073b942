"""Which number made of a person's interactors orders the people best by their true influence?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from apps.sandbox.study.assess import Assessed
from apps.sandbox.study.graphs import Numbers, acts_rank, follows_rank
from apps.sandbox.study.population import Member, Population
from apps.sandbox.study.statistics import matched, partial_spearman, spearman
from apps.sandbox.world.dice import mix
from apps.scoring.engine.interactors import first_score
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.score import factor_rates, limit

TOP_K, ACTS, FOLLOWS = "top-K", "PageRank of acts", "PageRank of follows"
MEAN, DEGREE = "mean S0 of the people", "number of people"
WITHOUT = "no Network factor"
TERMS = (TOP_K, ACTS, FOLLOWS, MEAN, DEGREE)
SCORES = (TOP_K, ACTS, FOLLOWS, WITHOUT)
SOME = 4  # one in so many has linked an account, where not everybody has


@dataclass(frozen=True)
class TermFigures:
    """Of one seed: correlations of ranks with the true influence. ``alone`` and ``alike`` (among
    people of similar reach) by term, ``whole`` by what stands in the Network factor's place."""

    people: int
    alone: Mapping[str, float]
    alike: Mapping[str, float]
    whole: Mapping[str, float]


def compare_terms(
    people: Population, full: Mapping[int, Assessed], model: ScoreModel
) -> TermFigures:
    """``full``: the scores of all who have one, by number. As if all 300 had linked all accounts:
    the largest graph that there could be."""
    known = {m.number for m in people.members if m.number in full and _is_measured(m)}
    return _compared(people, known, full, model)


def compare_some(
    people: Population, full: Mapping[int, Assessed], model: ScoreModel
) -> TermFigures:
    """Only a quarter of the people has linked accounts, so that the graph ends with them."""
    some = {m.number for m in people.members if mix(people.seed, 71, m.number) % SOME == 0}
    measured = {m.number for m in people.members if m.number in full and _is_measured(m)}
    return _compared(people.only(some), measured & some, full, model)


def _compared(
    people: Population, known: set[int], full: Mapping[int, Assessed], model: ScoreModel
) -> TermFigures:
    terms = _terms(people, full, model)
    chosen = [member for member in people.members if member.number in known]
    truth = [member.truth for member in chosen]
    reach = [float(member.followers) for member in chosen]
    values = {name: [terms[name].get(m.number, 0.0) for m in chosen] for name in TERMS}
    scores = [full[member.number] for member in chosen]
    return TermFigures(
        people=len(chosen),
        alone={name: spearman(values[name], truth) for name in TERMS},
        alike={name: partial_spearman(values[name], truth, reach) for name in TERMS},
        whole={name: spearman(_with(name, values, scores, model), truth) for name in SCORES},
    )


def _is_measured(member: Member) -> bool:
    return any(each.circle is not None for each in member.signals.values())


def _terms(
    people: Population, full: Mapping[int, Assessed], model: ScoreModel
) -> dict[str, Numbers]:
    network = FACTORS.index(Factor.NETWORK)
    known = {m.number: _known_reach(m) for m in people.members}
    heard = {n: first_score(reach, model.interactors) for n, reach in known.items()}
    return {
        TOP_K: {number: float(each.phi[network]) for number, each in full.items()},
        ACTS: acts_rank(people),
        FOLLOWS: follows_rank(people),
        MEAN: {number: float(s0.mean()) if s0.size else 0.0 for number, s0 in heard.items()},
        DEGREE: {
            m.number: float(sum(len(each.keys) for each in m.around.values()))
            for m in people.members
        },
    }


def _known_reach(member: Member) -> Floats:
    reach = [around.reach for around in member.around.values()]
    found = np.concatenate(reach) if reach else np.zeros(0)
    return found[~np.isnan(found)]


def _with(
    name: str,
    values: Mapping[str, Sequence[float]],
    scores: Sequence[Assessed],
    model: ScoreModel,
) -> Floats:
    """The scores with another term in the place of Network, dealt out so that the factor keeps its
    distribution."""
    phi = np.stack([each.phi for each in scores], axis=1)
    place = FACTORS.index(Factor.NETWORK)
    phi[place] = 0.0 if name == WITHOUT else matched(values[name], phi[place])
    raw = np.full(phi.shape[1], model.base)
    for row, factor in zip(phi, FACTORS, strict=True):
        raw += row * factor_rates(model)[factor]
    return limit(raw)
