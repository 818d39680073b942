"""Seeded chance that is the same on every machine.

Only ``random_raw`` of PCG64 is used, whose stream is guaranteed, and only integers, sums and
comparisons are made of it. Each purpose has a stream of its own, so that one account more does not
change what another one draws.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.portable import Floats

MOST_BUCKETS = 1500  # more are put together before they are resampled: memory stays bounded


def uniforms(seed: int, purpose: str, *shape: int) -> Floats:
    """In [0, 1), 53 bits each."""
    digest = hashlib.sha256(f"{seed}\x1f{purpose}".encode()).digest()
    source = np.random.PCG64(int.from_bytes(digest[:16], "big"))
    raw: NDArray[np.uint64] = source.random_raw(int(np.prod(shape)))
    return ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53).reshape(shape)


def bootstrap(seed: int, purpose: str, draws: int, items: int) -> Floats:
    """How often each item is drawn, with replacement, shape (draws, items): rows sum to items."""
    return np.ascontiguousarray(drawn_items(seed, purpose, draws, items).T)


def drawn_items(seed: int, purpose: str, draws: int, items: int) -> Floats:
    """The same the other way round, shape (items, draws): sums over items, one after the other, are
    quicker so."""
    if items == 0:
        return np.zeros((0, draws))
    picked = (uniforms(seed, purpose, draws, items) * items).astype(np.int64)
    picked *= draws
    picked += np.arange(draws)[:, None]
    counts = np.bincount(picked.ravel(), minlength=items * draws)
    return counts.reshape(items, draws).astype(np.float64)


def beta(seed: int, purpose: str, draws: int, a: int, b: int) -> Floats:
    """Beta(a, b) for whole a, b >= 1: the a-th smallest of a + b - 1 uniforms. b = 0 gives 1."""
    if b == 0:
        return np.ones(draws)
    sample = np.sort(uniforms(seed, purpose, draws, a + b - 1), axis=1)
    return np.ascontiguousarray(sample[:, a - 1])


def gather(items: Floats) -> Floats:
    """Put the last axis into at most MOST_BUCKETS groups, by sum."""
    count = items.shape[-1]
    if count <= MOST_BUCKETS:
        return items
    groups = np.zeros((*items.shape[:-1], MOST_BUCKETS))
    for start in range(0, count, MOST_BUCKETS):
        part = items[..., start : start + MOST_BUCKETS]
        groups[..., : part.shape[-1]] += part
    return groups
