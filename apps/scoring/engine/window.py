"""What of a reading counts: the last 90 days, each thing once, nothing from the future.

A time up to ``skew_hours`` ahead of ``now`` is a clock that is off and becomes ``now``; one beyond
that is refused. Refused things are counted, so that the result can say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from apps.connections.observations import Interaction, InteractionKind, Post, Reading
from apps.scoring.engine.model import ScoreModel

DAY = 86_400.0
MOST = 10_000_000_000  # more people than live: a count beyond this is not true

_ONCE_A_POST = (InteractionKind.LIKE, InteractionKind.SHARE)


@dataclass(frozen=True)
class AgedPost:
    post: Post
    age_days: float


@dataclass(frozen=True)
class AgedAct:
    """``told``: each time that the network told of this act, it told the actor's reach too."""

    act: Interaction
    age_days: float
    told: bool


@dataclass(frozen=True)
class Window:
    """Posts and acts within the window in a canonical order, so that the order of pages is of no
    effect; ``seen_days`` is the age of the oldest thing seen at all."""

    posts: tuple[AgedPost, ...]
    acts: tuple[AgedAct, ...]
    seen_days: float
    refused: int


def plausible(count: int | None) -> bool:
    return count is not None and 0 <= count <= MOST


def days_ago(at: datetime, now: datetime) -> float:
    return (now - at).total_seconds() / DAY


def open_window(reading: Reading, model: ScoreModel, now: datetime) -> Window:
    """The acts of the account itself (replies to its own posts) never count."""
    posts = _unique_posts(reading.posts, now)
    acts = _unique_acts(reading, now)
    ages = [p.age_days for p in posts] + [a.age_days for a in acts]
    ahead = -model.skew_hours / 24.0
    return Window(
        posts=tuple(
            _aged_post(p, ahead) for p in posts if ahead <= p.age_days <= model.window_days
        ),
        acts=tuple(_aged_act(a, ahead) for a in acts if ahead <= a.age_days <= model.window_days),
        seen_days=max([0.0, *ages]),
        refused=sum(age < ahead for age in ages),
    )


def _aged_post(post: AgedPost, ahead: float) -> AgedPost:
    return AgedPost(post.post, max(0.0, post.age_days))


def _aged_act(act: AgedAct, ahead: float) -> AgedAct:
    return replace(act, age_days=max(0.0, act.age_days))


def _unique_posts(posts: Iterable[Post], now: datetime) -> list[AgedPost]:
    """One entry a post, with the highest of each count where pages repeat it."""
    known: dict[str, Post] = {}
    for post in posts:
        same = known.get(post.post_id)
        known[post.post_id] = post if same is None else _merged_post(same, post)
    return [AgedPost(p, days_ago(p.published_at, now)) for _, p in sorted(known.items())]


def _merged_post(one: Post, other: Post) -> Post:
    return replace(
        one,
        published_at=min(one.published_at, other.published_at),
        likes=_higher(one.likes, other.likes),
        comments=_higher(one.comments, other.comments),
        shares=_higher(one.shares, other.shares),
    )


def _higher(one: int | None, other: int | None) -> int | None:
    return max((n for n in (one, other) if n is not None), default=None)


def _unique_acts(reading: Reading, now: datetime) -> list[AgedAct]:
    """Likes and shares count once a person and post (the latest), other acts once a moment."""
    known: dict[tuple[str, str, str, str], Interaction] = {}
    silent: set[tuple[str, str, str, str]] = set()
    for act in reading.interactions:
        if act.actor_key == reading.profile.account_key:
            continue
        moment = "" if act.kind in _ONCE_A_POST else act.at.isoformat()
        key = (act.actor_key, act.kind.value, act.post_id or "", moment)
        same = known.get(key)
        known[key] = act if same is None else _merged_act(same, act)
        if not plausible(act.actor_reach):
            silent.add(key)
    return [
        AgedAct(act, days_ago(act.at, now), key not in silent) for key, act in sorted(known.items())
    ]


def _merged_act(one: Interaction, other: Interaction) -> Interaction:
    return replace(
        one,
        at=max(one.at, other.at),
        mutual=one.mutual if one.mutual is not True else other.mutual,
        actor_reach=_higher(one.actor_reach, other.actor_reach),
    )
