"""Readings of any shape that a network could tell, for the property tests."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Post,
    Profile,
    ReachKind,
    Reading,
)
from tests.scoring.readings import NOW

KINDS_OF_REACH = {
    "facebook": ReachKind.FRIENDS,
    "instagram": ReachKind.FOLLOWERS,
    "wordpress": ReachKind.FOLLOWERS,
    "wordpress_com": ReachKind.FOLLOWERS,
    "x": ReachKind.FOLLOWERS,
    "youtube": ReachKind.SUBSCRIBERS,
}
counts = st.one_of(st.none(), st.integers(0, 200), st.integers(0, 5_000_000))
hours = st.integers(0, 90 * 24)


@st.composite
def posts(draw: st.DrawFn, name: str = "") -> Post:
    return Post(
        post_id=name or f"p{draw(st.integers(0, 9))}",
        published_at=NOW - timedelta(hours=draw(hours)),
        likes=draw(counts),
        comments=draw(counts),
        shares=draw(counts),
        views=None,
    )


@st.composite
def acts(draw: st.DrawFn, actor: str = "") -> Interaction:
    return Interaction(
        actor_key=actor or f"a{draw(st.integers(0, 8))}",
        kind=draw(st.sampled_from(InteractionKind)),
        at=NOW - timedelta(hours=draw(hours)),
        post_id=draw(st.one_of(st.none(), st.sampled_from([f"p{i}" for i in range(10)]))),
        actor_reach=draw(counts),
        mutual=draw(st.sampled_from([None, False, True])),
    )


@st.composite
def readings(draw: st.DrawFn, network: str = "") -> Reading:
    name = network or draw(st.sampled_from(sorted(KINDS_OF_REACH)))
    profile = Profile(
        account_key=f"me@{name}",
        reach=draw(counts),
        reach_kind=KINDS_OF_REACH[name],
        posts_total=draw(counts),
        created_at=NOW - timedelta(days=draw(st.integers(90, 5000))),
    )
    return Reading(
        network=name,
        taken_at=NOW,
        profile=profile,
        posts=tuple(draw(st.lists(posts(), min_size=0, max_size=12))),
        interactions=tuple(draw(st.lists(acts(), max_size=25))),
    )


@st.composite
def people(draw: st.DrawFn, least: int = 1) -> list[Reading]:
    """Readings of distinct networks."""
    names = draw(
        st.lists(st.sampled_from(sorted(KINDS_OF_REACH)), min_size=least, max_size=4, unique=True)
    )
    return [draw(readings(name)) for name in names]
