"""Made-up readings: as many followers, posts and people as a test wants."""

from __future__ import annotations

from datetime import datetime, timedelta

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

KINDS = (InteractionKind.LIKE, InteractionKind.COMMENT, InteractionKind.SHARE)


def make_reading(
    *,
    now: datetime,
    network: str = "x",
    followers: int = 5_000,
    people: int = 120,
    posts: int = 30,
    age_days: int = 900,
) -> Reading:
    """``people`` distinct accounts interact, every third of them with a known audience."""
    made = tuple(
        Post(
            f"post-{n}",
            now - timedelta(days=1 + n % 85),
            likes=people,
            comments=people // 3,
            shares=people // 5,
            views=None,
        )
        for n in range(posts)
    )
    acts = tuple(
        Interaction(
            actor_key=f"{network}-actor-{n}",
            kind=KINDS[n % 3],
            at=now - timedelta(days=n % 80, hours=1),
            post_id=f"post-{n % max(posts, 1)}",
            actor_reach=300 * (n + 1) if n % 3 == 0 else None,
        )
        for n in range(people)
    )
    profile = Profile(
        account_key=f"{network}-account",
        reach=followers,
        reach_kind=ReachKind.FOLLOWERS,
        posts_total=posts,
        created_at=now - timedelta(days=age_days),
        not_measured={Metric.VIEWS: Reason.NOT_OFFERED},
    )
    return Reading(network, now, profile, made, acts)
