"""Made-up people who judge made-up accounts: pairs as a file of judgements has them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from apps.scoring.fitting.pairs import COLUMNS, FEATURES, Pairs, parse_pairs


def accounts(count: int, seed: int = 1) -> np.ndarray:
    """Features of so many accounts, shape (count, 11): heavy-tailed, no two the same, on nobody's
    list."""
    chance = np.random.default_rng(seed)
    features: np.ndarray = np.round(np.exp(chance.normal(6.0, 2.0, (count, len(FEATURES)))), 3)
    features[:, FEATURES.index("listed_count")] = 0.0
    return features


def judged(
    people: int, pairs: int, weights: Sequence[float] = (1.0, 0.6, 0.4), seed: int = 1
) -> Pairs:
    """Judges look at followers, retweets received and the circle, with these weights in standard
    deviations, and err as a logistic judge does."""
    features = accounts(people, seed)
    chance = np.random.default_rng(seed + 1)
    a = chance.integers(0, people, pairs)
    b = (a + chance.integers(1, people, pairs)) % people
    seen = np.log(features[:, [0, 4, 9]])
    standing = (seen - seen.mean(axis=0)) / seen.std(axis=0) @ np.array(weights)
    odds = 1.0 / (1.0 + np.exp(standing[b] - standing[a]))
    choice = (chance.random(pairs) < odds).astype(int)
    return parse_pairs(text(features, a.tolist(), b.tolist(), choice.tolist()), "made up")


def text(features: np.ndarray, a: Sequence[int], b: Sequence[int], choice: Sequence[int]) -> str:
    lines = [",".join(COLUMNS)]
    for one, other, chosen in zip(a, b, choice, strict=True):
        numbers = [*features[one].tolist(), *features[other].tolist()]
        lines.append(",".join([str(int(chosen)), *map(repr, numbers)]))
    return "\n".join(lines) + "\n"
