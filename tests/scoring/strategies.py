"""Readings of any shape that a network could tell, sound or not, for the property tests.

``wild`` readings also hold what cannot be true: counts below zero or beyond belief, times to come
and from before the web, the same thing twice with other numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    ReachKind,
    Reading,
    Reason,
)
from apps.scoring.engine.audience import FollowerSample
from apps.scoring.engine.weights import FactorWeights
from apps.scoring.engine.window import MOST
from tests.scoring.readings import NOW

KINDS_OF_REACH = {
    "facebook": (ReachKind.FRIENDS, ReachKind.FOLLOWERS),
    "instagram": (ReachKind.FOLLOWERS,),
    "wordpress": (ReachKind.FOLLOWERS, ReachKind.SUBSCRIBERS),
    "wordpress_com": (ReachKind.FOLLOWERS, ReachKind.SUBSCRIBERS),
    "x": (ReachKind.FOLLOWERS,),
    "youtube": (ReachKind.SUBSCRIBERS,),
}
NETWORKS = sorted(KINDS_OF_REACH)
counts = st.one_of(st.none(), st.integers(0, 200), st.integers(0, 5_000_000), st.just(MOST))
untrue = st.sampled_from([-1, -(10**12), MOST + 1, 10**18])
wild_counts = st.one_of(counts, counts, counts, untrue)
hours = st.one_of(st.integers(0, 90 * 24), st.sampled_from([0, 1, 90 * 24, 90 * 24 + 1]))
wild_hours = st.one_of(
    hours, hours, st.integers(-24, -1), st.sampled_from([-25, -24, -9000, 400_000])
)
seconds = st.sampled_from([0, 0, 0, 1, -1])
weights = st.builds(
    FactorWeights,
    reach=st.floats(0.5, 2.0),
    engagement=st.floats(0.5, 2.0),
    network=st.floats(0.5, 2.0),
)


@dataclass(frozen=True)
class Person:
    """Somebody's accounts, and samples of followers by account key."""

    readings: tuple[Reading, ...]
    samples: Mapping[str, FollowerSample] = field(default_factory=dict)


def ago(in_hours: int, in_seconds: int = 0) -> datetime:
    return NOW - timedelta(hours=in_hours, seconds=in_seconds)


@st.composite
def posts(draw: st.DrawFn, name: str = "", wild: bool = False) -> Post:
    told = wild_counts if wild else counts
    return Post(
        post_id=name or f"p{draw(st.integers(0, 9))}",
        published_at=ago(draw(wild_hours if wild else hours), draw(seconds) if wild else 0),
        likes=draw(told),
        comments=draw(told),
        shares=draw(told),
        views=None,
    )


@st.composite
def acts(draw: st.DrawFn, actor: str = "", wild: bool = False) -> Interaction:
    return Interaction(
        actor_key=actor or f"a{draw(st.integers(0, 8))}",
        kind=draw(st.sampled_from(InteractionKind)),
        at=ago(draw(wild_hours if wild else hours), draw(seconds) if wild else 0),
        post_id=draw(st.one_of(st.none(), st.sampled_from([f"p{i}" for i in range(10)]))),
        actor_reach=draw(wild_counts if wild else st.one_of(counts, st.integers(0, 30))),
        mutual=draw(st.sampled_from([None, False, True])),
    )


@st.composite
def readings(draw: st.DrawFn, network: str = "", wild: bool = False, number: int = 0) -> Reading:
    """``number`` tells apart several accounts on one network."""
    name = network or draw(st.sampled_from(NETWORKS))
    told = wild_counts if wild else counts
    ages = st.one_of(st.integers(0, 5000), st.sampled_from([89, 90, -3, 20_000] if wild else [90]))
    profile = Profile(
        account_key=f"me{number}@{name}",
        reach=draw(told),
        reach_kind=draw(st.sampled_from([*KINDS_OF_REACH[name], *(list(ReachKind) * wild)])),
        posts_total=draw(told),
        created_at=draw(st.one_of(st.none(), ages.map(lambda days: NOW - timedelta(days=days)))),
        not_measured=draw(reasons),
    )
    return Reading(
        network=name,
        taken_at=NOW,
        profile=profile,
        posts=tuple(draw(st.lists(posts(wild=wild), min_size=0, max_size=12))),
        interactions=tuple(draw(st.lists(acts(wild=wild), max_size=25))),
    )


reasons = st.one_of(
    st.just({}),
    st.just({Metric.INTERACTORS: Reason.NOT_GRANTED}),
    st.dictionaries(st.sampled_from(Metric), st.sampled_from(Reason), max_size=3),
)
_samples = st.integers(0, 300).flatmap(
    lambda looked: st.builds(FollowerSample, st.just(looked), st.integers(0, looked))
)


@st.composite
def people(draw: st.DrawFn, least: int = 1, wild: bool = False) -> Person:
    """One to four accounts, of which several may stand on one network."""
    names = draw(st.lists(st.sampled_from(NETWORKS), min_size=least, max_size=4))
    found = tuple(draw(readings(name, wild=wild, number=i)) for i, name in enumerate(names))
    keys = [reading.profile.account_key for reading in found]
    samples = {key: draw(_samples) for key in keys if draw(st.booleans())}
    return Person(found, samples)
