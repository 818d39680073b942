"""Whole points that add up: largest remainder, for many columns at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.portable import Floats

Integers = NDArray[np.int16]


def whole(exact: Floats) -> Integers:
    """To the nearest whole number, halves up."""
    return np.floor(exact + 0.5).astype(np.int16)


def largest_remainder(parts: Floats, total: Integers) -> Integers:
    """Round ``parts`` (lines, columns) to whole numbers that add up to ``total`` per column.

    Each part goes down or up to a whole number next to it; the largest remainders go up, the
    earlier line first among equals. ``total`` has to lie between the sums of the parts rounded down
    and up; where the last bit of a sum breaks that, the largest part takes the difference.
    """
    floors = np.floor(parts)
    result = floors.astype(np.int16)
    ups = total - result.sum(axis=0, dtype=np.int16)
    result += _rank(parts - floors) < ups
    rest = total - result.sum(axis=0, dtype=np.int16)
    if rest.any():
        wrong = np.flatnonzero(rest)
        result[parts[:, wrong].argmax(axis=0), wrong] += rest[wrong]
    return result


def _rank(remainders: Floats) -> NDArray[np.int8]:
    """How many remainders of the same column are larger (or equal and on an earlier line)."""
    lines = len(remainders)
    rank = np.zeros(remainders.shape, dtype=np.int8)
    for later in range(1, lines):
        beaten = remainders[later] > remainders[:later]
        rank[:later] += beaten
        rank[later] += later - beaten.sum(axis=0, dtype=np.int8)
    return rank
