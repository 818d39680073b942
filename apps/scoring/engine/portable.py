"""Elementary functions that give the same bits on every machine.

``numpy.log`` and ``numpy.exp`` pick another implementation on each processor and may differ in the
last bits. These use only +, -, *, /, frexp and ldexp, which IEEE 754 defines to the last bit, one
NumPy call each so that no compiler can fuse two of them. Error: below 2 units in the last place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_SQRT_HALF = 0.7071067811865476
_SQRT_TWO = 1.4142135623730951
_ATANH = tuple(1.0 / (2 * k + 1) for k in range(11))
_EXP_TERMS = 14


def log1p(x: Floats) -> Floats:
    """ln(1 + x) for x >= 0, by 2 atanh((m - 1) / (m + 1)) on the mantissa m in [0.71, 1.41]."""
    y = 1.0 + x
    lost = (x - (y - 1.0)) / y  # what the addition of 1 rounded away
    mantissa, exponent = np.frexp(y)
    small = mantissa < _SQRT_HALF
    mantissa *= 1.0 + small
    power = exponent.astype(np.float64) - small
    t = (mantissa - 1.0) / (mantissa + 1.0)
    square = t * t
    series = np.full_like(t, _ATANH[-1])
    for term in reversed(_ATANH[:-1]):
        series *= square
        series += term
    series *= t * 2.0
    lost += power * _LN2_LOW
    series += lost
    series += power * _LN2_HIGH
    return series


def log2p(x: Floats) -> Floats:
    """log2(1 + x) for x >= 0."""
    return log1p(x) / (_LN2_HIGH + _LN2_LOW)


def exp2(x: Floats) -> Floats:
    """2 ** x for -1000 <= x <= 1000, by Taylor on [-0.35, 0.35]."""
    whole = np.floor(x)
    y = (x - whole - 0.5) * (_LN2_HIGH + _LN2_LOW)
    series = np.ones_like(y)
    for n in range(_EXP_TERMS, 0, -1):
        series = series * y / n + 1.0
    result: Floats = np.ldexp(series * _SQRT_TWO, whole.astype(np.int64))
    return result


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + e ** -x), with |x| limited to 500."""
    limited = np.clip(x, -500.0, 500.0)
    return 1.0 / (1.0 + exp2(-limited / (_LN2_HIGH + _LN2_LOW)))


def ordered_sums(rows: Floats) -> Floats:
    """Along the last axis, one after the other: ``numpy.sum`` adds in an order of its own, which
    its next release may change. Shape of ``rows`` without that axis."""
    if not rows.shape[-1]:
        return np.zeros(rows.shape[:-1])
    sums: Floats = np.cumsum(rows, axis=-1)[..., -1]
    return sums


def between(at: Floats, table: Floats) -> Floats:
    """``table`` at places between its entries, linearly, for 0 <= at <= len(table) - 1; compilers
    of some processors fuse what ``numpy.interp`` does in one loop."""
    lower = np.minimum(np.floor(at), len(table) - 2.0)
    place = lower.astype(np.int64)
    step = (table[place + 1] - table[place]) * (at - lower)
    found: Floats = step + table[place]
    return found
