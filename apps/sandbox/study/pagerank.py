"""Weighted PageRank, for studies alone: the score itself does not use it.

Source: Page, Brin, Motwani and Winograd 1999, "The PageRank Citation Ranking". ``d`` is the chance
to follow an edge; else, and at whoever has no edge out, the walk starts anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.scoring.engine.portable import Floats

D = 0.85
TOLERANCE = 1e-12  # of the sum of all changes in one step
MOST_STEPS = 500


class NotConverged(ArithmeticError):
    """The walk has not settled after MOST_STEPS steps."""


@dataclass(frozen=True)
class Graph:
    """Edges ``source`` -> ``target`` (places among ``nodes``) with a weight above 0 each; edges
    between the same two add up."""

    nodes: tuple[str, ...]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: Floats


def graph(edges: Iterable[tuple[str, str, float]], also: Iterable[str] = ()) -> Graph:
    """``also``: nodes that may have no edge. Edges of no weight are left out; one below 0, or one
    from a node to itself, raises ValueError."""
    kept = [edge for edge in edges if edge[2] != 0]
    for source, target, weight in kept:
        if weight < 0 or source == target:
            raise ValueError(f"{source} -> {target}: {weight}")
    nodes = tuple(sorted({*also, *(e[0] for e in kept), *(e[1] for e in kept)}))
    place = {name: i for i, name in enumerate(nodes)}
    return Graph(
        nodes=nodes,
        source=np.array([place[e[0]] for e in kept], dtype=np.int64),
        target=np.array([place[e[1]] for e in kept], dtype=np.int64),
        weight=np.array([e[2] for e in kept], dtype=np.float64),
    )


def pagerank(of: Graph, d: float = D) -> dict[str, float]:
    """By node; the sum is 1, and {} for no node."""
    count = len(of.nodes)
    if count == 0:
        return {}
    out = np.bincount(of.source, of.weight, count)
    share = of.weight / out[of.source]
    dangling = out == 0
    rank = np.full(count, 1.0 / count)
    for _ in range(MOST_STEPS):
        flow = np.bincount(of.target, rank[of.source] * share, count)
        after = d * (flow + rank[dangling].sum() / count) + (1.0 - d) / count
        if np.abs(after - rank).sum() < TOLERANCE:
            return dict(zip(of.nodes, after.tolist(), strict=True))
        rank = after
    raise NotConverged
