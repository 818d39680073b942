"""The people of one seed as the engine sees them: signals instead of readings, and the truth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from apps.connections.observations import Reading
from apps.sandbox.study.circle import Interactors, interactors
from apps.sandbox.study.readings import NETWORKS, reading
from apps.sandbox.world import Kind, World
from apps.sandbox.world.people import POPULATION
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.signals import NetworkSignals, network_signals

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # fixed, so that figures can be had again
TELL_REACH = ("x", "youtube")  # the networks that tell how widely an interactor is heard


@dataclass(frozen=True)
class Member:
    """One of the 300. ``signals`` and ``around`` by network; of ``around`` those in TELL_REACH."""

    number: int
    kind: Kind
    truth: float
    followers: int  # told, over all networks
    signals: Mapping[str, NetworkSignals]
    around: Mapping[str, Interactors]


@dataclass(frozen=True)
class Population:
    """``follows[network][i, j]``: i follows j."""

    seed: int
    members: tuple[Member, ...]
    follows: Mapping[str, NDArray[np.bool_]]

    def key(self, member: Member) -> str:
        """What seeds the engine's draws for this person."""
        return f"{self.seed}-{member.number}"

    def only(self, numbers: Collection[int]) -> Population:
        """As if these alone had linked accounts."""
        kept = tuple(member for member in self.members if member.number in numbers)
        return replace(self, members=kept)


@lru_cache(maxsize=1)
def worlds(seed: int) -> dict[str, World]:
    return {network: World(seed, NOW.date(), network) for network in NETWORKS}


def population(
    seed: int, model: ScoreModel, numbers: Iterable[int] = range(POPULATION)
) -> Population:
    """``numbers``: who is read, else everybody."""
    here = worlds(seed)
    return Population(
        seed=seed,
        members=tuple(_member(here, number, model) for number in numbers),
        follows={name: here[name].population.follows for name in TELL_REACH},
    )


def _member(here: Mapping[str, World], number: int, model: ScoreModel) -> Member:
    person = here["x"].people[number]
    told = {name: reading(world, number, now=NOW) for name, world in sorted(here.items())}
    read: dict[str, Reading] = {name: each for name, each in told.items() if each is not None}
    return Member(
        number=number,
        kind=person.kind,
        truth=person.true_influence,
        followers=sum(each.profile.reach or 0 for each in read.values()),
        signals={name: _signals(each, model) for name, each in read.items()},
        around={n: interactors(read[n], model, NOW) for n in TELL_REACH if n in read},
    )


def _signals(read: Reading, model: ScoreModel) -> NetworkSignals:
    return network_signals(read, model=model, now=NOW, sample=sample(read))


def sample(read: Reading) -> FollowerSample | None:
    """As the engine takes it."""
    found = read.followers
    return None if found is None else FollowerSample(found.looked_at, found.authentic)
