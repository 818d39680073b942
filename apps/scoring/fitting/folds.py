"""Person-disjoint cross-validation: each pair is predicted by a fit that saw neither person.

Persons are dealt into groups. For each two groups, their pairs are predicted by a fit to the pairs
that hold nobody of either. A fold that only keeps pairs apart lets a model recognise persons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.draws import uniforms
from apps.scoring.engine.portable import Floats
from apps.scoring.fitting.pairs import Pairs, PairsError

FOLDS = 10
REPEATS = 3
FEWEST = 50  # pairs that a fit needs

Mask = NDArray[np.bool_]
type Predict = Callable[[Mask, Mask], Floats]
"""Fits to the first pairs, and gives the log odds of the second ones."""


def cells(pairs: Pairs, *, seed: int, repeat: int) -> Iterator[tuple[Mask, Mask]]:
    """Pairs to fit to and pairs to predict; over all cells each pair is predicted once. Raise
    PairsError where too few pairs are left to fit to."""
    chance = uniforms(seed, f"folds\x1f{repeat}", pairs.persons)
    group = np.argsort(np.argsort(chance, kind="stable"), kind="stable") % FOLDS
    of_a, of_b = group[pairs.a], group[pairs.b]
    for first, second in combinations_with_replacement(range(FOLDS), 2):
        asked = ((of_a == first) & (of_b == second)) | ((of_a == second) & (of_b == first))
        if not asked.any():
            continue
        near = np.isin(of_a, (first, second)) | np.isin(of_b, (first, second))
        if (~near).sum() < FEWEST or len(set(pairs.choice[~near].tolist())) < 2:
            raise PairsError(
                f"{len(pairs)} pairs of {pairs.persons} persons are too few to keep persons apart:"
                f" a fit needs {FEWEST} pairs without the persons that it is asked about"
            )
        yield ~near, asked


def held_out(pairs: Pairs, predict: Predict, *, seed: int, repeat: int) -> Floats:
    """The log odds of each pair, by fits that saw neither of its persons."""
    logit = np.zeros(len(pairs))
    for known, asked in cells(pairs, seed=seed, repeat=repeat):
        logit[asked] = predict(known, asked)
    return logit
