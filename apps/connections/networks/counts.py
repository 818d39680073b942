"""Counts as networks tell them. What is told and can be no count is kept as that: the score leaves
it out and says so, which it could not where nothing was told."""

from __future__ import annotations

NO_COUNT = -1  # negative, not whole, not finite, no number, or beyond what is kept
MOST_KEPT = 2**63 - 1


def count(value: object) -> int | None:
    """None where it is no count."""
    found = told(value)
    return None if found == NO_COUNT else found


def told(value: object) -> int | None:
    """None where nothing is told, ``NO_COUNT`` where what is told is no count."""
    if value is None:
        return None
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and 0 <= value <= MOST_KEPT else NO_COUNT  # type: ignore[operator,return-value]  # whole says so


def total(*counts: int | None) -> int | None:
    """Of those that are told; ``NO_COUNT`` where one of them is none, or the sum is beyond."""
    known = [each for each in counts if each is not None]
    if NO_COUNT in known:
        return NO_COUNT
    return told(sum(known)) if known else None
