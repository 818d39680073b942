"""LightGBM on the same pairs and folds: what a model reaches that is free of every rule.

It may be negative, look at all eleven features and their interplay, and cannot be explained. How
far the score stands below it is the price of being additive and monotone. Needs the extra ``fit``
and the system's OpenMP library (libgomp).
"""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from apps.scoring.engine.portable import Floats
from apps.scoring.fitting.folds import Mask, Predict
from apps.scoring.fitting.pairs import Pairs

ROUNDS = 300
OPTIONS = {  # small trees, slowly: the default ones remember persons and do worse than followers
    "objective": "binary",
    "learning_rate": 0.02,
    "num_leaves": 4,
    "min_data_in_leaf": 60,
    "lambda_l2": 10.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
EDGE = 1e-6


class NotInstalled(ImportError):
    """LightGBM, or a library that it needs, is not there. The message says which."""


def lightgbm() -> Any:
    """The module. Raise NotInstalled where it cannot be loaded."""
    try:
        return importlib.import_module("lightgbm")
    except (ImportError, OSError) as error:
        raise NotInstalled(f"install the extra `fit` ({error})") from error


def free(pairs: Pairs) -> Predict:
    """Each pair stands in the fit twice, once with A and B exchanged; predictions are exchanged
    likewise, so that neither side is preferred."""
    trees = lightgbm()
    logs = np.log1p(pairs.features)
    a, b = logs[pairs.a], logs[pairs.b]
    seen, turned = _inputs(a, b), _inputs(b, a)

    def predict(known: Mask, asked: Mask) -> Floats:
        inputs = np.concatenate([seen[known], turned[known]])
        choice = np.concatenate([pairs.choice[known], 1.0 - pairs.choice[known]])
        model = trees.train(OPTIONS, trees.Dataset(inputs, choice), ROUNDS)
        chance = (model.predict(seen[asked]) + 1.0 - model.predict(turned[asked])) / 2.0
        chance = np.clip(chance, EDGE, 1.0 - EDGE)
        logit: Floats = np.log(chance / (1.0 - chance))
        return logit

    return predict


def _inputs(a: Floats, b: Floats) -> Floats:
    return np.concatenate([a, b, a - b], axis=1)
