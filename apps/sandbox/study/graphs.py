"""PageRank over the people of the world: by who acts on whose posts, and by who follows whom.

Networks add up, each as a multiple of the mean of its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from apps.sandbox.study.pagerank import graph, pagerank
from apps.sandbox.study.population import TELL_REACH, Population

Numbers = Mapping[int, float]  # by a member's number


def acts_rank(people: Population) -> Numbers:
    """Edges from who acts to whose post it is, weighted by the decayed acts."""
    found: dict[int, float] = {}
    for network in TELL_REACH:
        linked = [member for member in people.members if network in member.around]
        authors = {member.around[network].author: member.number for member in linked}
        rank = pagerank(graph(_acts(people, network), also=authors))
        for author, number in authors.items():
            found[number] = found.get(number, 0.0) + rank[author] * len(rank)
    return found


def _acts(people: Population, network: str) -> Iterator[tuple[str, str, float]]:
    for member in people.members:
        if network in member.around:
            around = member.around[network]
            weights = around.activity.tolist()
            for actor, weight in zip(around.keys, weights, strict=True):
                yield actor, around.author, weight


def follows_rank(people: Population) -> Numbers:
    """Among the members alone: of the crowd nobody knows whom it follows."""
    numbers = [member.number for member in people.members]
    found = dict.fromkeys(numbers, 0.0)
    for network in TELL_REACH:
        among = people.follows[network][np.ix_(numbers, numbers)]
        edges = [(numbers[i], numbers[j]) for i, j in np.argwhere(among).tolist()]
        named = ((str(i), str(j), 1.0) for i, j in edges)
        rank = pagerank(graph(named, also=map(str, numbers)))
        for number in numbers:
            found[number] += rank[str(number)] * len(rank)
    return found
