"""Randomness that is the same on every machine: integers in, integers out."""

from __future__ import annotations

MASK = (1 << 64) - 1


def mix(*parts: int) -> int:
    """A 64-bit hash of some integers (the finaliser of splitmix64, chained)."""
    state = 0
    for part in parts:
        state = (state + (part & MASK) + 0x9E3779B97F4A7C15) & MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & MASK
        state ^= state >> 31
    return state


def chance(*parts: int) -> float:
    """A number in [0, 1) that belongs to these integers."""
    return (mix(*parts) >> 11) / (1 << 53)


def power_of_two(at_least: int) -> int:
    """The smallest power of two that is not below; odd strides walk such a ring without repeats."""
    return 1 << max(0, at_least - 1).bit_length()
