"""Everything that the study measures: of one seed, and of several, as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.sandbox.study.cases import cases
from apps.sandbox.study.coverage import Coverage, coverages
from apps.sandbox.study.first_scores import FirstScoreFigures, compare_first_scores
from apps.sandbox.study.pairs import PairFigures, part_pairs, whole_pairs
from apps.sandbox.study.population import Population, population
from apps.sandbox.study.statistics import spearman
from apps.sandbox.study.terms import TermFigures, compare_some, compare_terms
from apps.scoring.engine.codec import from_plain, to_plain
from apps.scoring.engine.model import ScoreModel

FILE = Path(__file__).parent / "figures.json"
FIRST_SEED = 201  # those below 201 served to choose the interval's parameters
DIGITS = 5


@dataclass(frozen=True)
class SeedFigures:
    """``scored``: people with a score; ``order``: correlation of its ranks with the truth's."""

    seed: int
    scored: int
    order: float
    terms: TermFigures
    some: TermFigures
    first_scores: FirstScoreFigures
    coverage: Mapping[str, Mapping[str, Coverage]]
    whole_pairs: Mapping[str, PairFigures]
    part_pairs: Mapping[str, PairFigures]


@dataclass(frozen=True)
class StudyFigures:
    model: str
    seeds: tuple[SeedFigures, ...]


def seeds(count: int) -> range:
    return range(FIRST_SEED, FIRST_SEED + count)


def measure(seed: int, model: ScoreModel) -> SeedFigures:
    return measured(population(seed, model), model)


def measured(people: Population, model: ScoreModel) -> SeedFigures:
    seed = people.seed
    found = cases(people, model)
    whole = list(found.whole.values())
    truth, scores = [c.member.truth for c in whole], [c.found.exact for c in whole]
    return SeedFigures(
        seed=seed,
        scored=len(whole),
        order=spearman(scores, truth),
        terms=compare_terms(people, found.full, model),
        some=compare_some(people, found.full, model),
        first_scores=compare_first_scores(people, model),
        coverage=coverages(found, model),
        whole_pairs=whole_pairs(found, seed, model),
        part_pairs=part_pairs(found, seed, model),
    )


def figures(model: ScoreModel, found: Iterable[SeedFigures]) -> StudyFigures:
    """Rounded as the file holds them, so that a page is the same from both."""
    return parse(text(StudyFigures(model.version, tuple(found))))


def text(found: StudyFigures) -> str:
    return json.dumps(_rounded(to_plain(found)), indent=1, sort_keys=True) + "\n"


def parse(content: str) -> StudyFigures:
    return from_plain(StudyFigures, json.loads(content))


def kept() -> StudyFigures:
    """Those that docs/score.md shows."""
    return parse(FILE.read_text(encoding="utf-8"))


def _rounded(plain: Any) -> Any:
    if isinstance(plain, float):
        return round(plain, DIGITS)
    if isinstance(plain, dict):
        return {key: _rounded(value) for key, value in plain.items()}
    return [_rounded(value) for value in plain] if isinstance(plain, list) else plain
