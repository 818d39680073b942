"""Whether what the formulas start from would be the same under another model.

The amounts of a score (one a leaf, ``apps.scoring.engine.amounts``) come out of the readings by
the window, the fading, the weights of acts, the networks and the gates. The weights of factors,
the scales, kappa and the reference come after them: models that differ in these alone can be
applied to stored amounts, without the readings.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats

# What comes after the amounts, or beside them. Whatever else a model has, or will have, counts:
# reading once too often is right too, only slower.
AFTER = (
    "version",
    "source",
    "prior_shares",
    "beta",
    "scale",
    "clip",
    "a",
    "b",
    "interval",
    "comparison",
    "weight_bounds",
    "reference",
    "seed",
    "beta_draws",
    "fit",
)


def fingerprint(model: ScoreModel) -> str:
    """Of everything that amounts depend on, their order included: 64 hexadecimal digits."""
    plain: dict[str, Any] = to_plain(model)
    for name in AFTER:
        plain.pop(name, None)
    for network in plain["networks"].values():
        network["reach"] = sorted(network["reach"])
        del network["engagement"], network["network"]  # a kappa each
    leaves = [f"{leaf.factor}/{leaf.network}/{leaf.kind}" for leaf in model.leaves]
    text = json.dumps([plain, leaves], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def same_amounts(one: ScoreModel, other: ScoreModel) -> bool:
    """Whether amounts under the one are amounts under the other, leaf by leaf."""
    return fingerprint(one) == fingerprint(other)


def packed_amounts(x: Floats) -> bytes:
    """One column of amounts, float64 little-endian in the order of the model's leaves."""
    return x.astype("<f8").tobytes()


def unpacked_amounts(amounts: bytes) -> Floats:
    """Shape (leaves, 1)."""
    return np.frombuffer(amounts, dtype="<f8").astype(np.float64)[:, None]
