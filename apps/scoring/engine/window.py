"""What of a reading counts: the last 90 days, each thing once, and nothing that cannot be true.

A time up to ``skew_hours`` ahead of ``now`` is a clock that is off and becomes ``now``; one beyond
that is refused, and so is one from before there were networks. A count that cannot be true is taken
as not told. Both are counted, so that the result can say so, and neither touches what another copy
of the same thing tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from apps.connections.observations import Interaction, InteractionKind, Post, Reading
from apps.scoring.engine.kinds import SignalKind
from apps.scoring.engine.model import ScoreModel

DAY = 86_400.0
MOST = 10_000_000_000  # more people than live: a count beyond this is not true
EARLIEST = datetime(1991, 8, 6, tzinfo=UTC)  # the first page of the web

_ONCE_A_POST = (InteractionKind.LIKE, InteractionKind.SHARE)
_Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class AgedPost:
    """``doubtful``: kinds whose count was told and cannot be true."""

    post: Post
    age_days: float
    doubtful: frozenset[SignalKind] = frozenset()


@dataclass(frozen=True)
class AgedAct:
    """``told``: each time that the network told of this act, it told the actor's reach too."""

    act: Interaction
    age_days: float
    told: bool


@dataclass(frozen=True)
class Window:
    """Posts and acts within the window in a canonical order, so that the order of pages is of no
    effect; ``seen_days`` is the age of the oldest thing seen at all. ``doubtful_people``: whose
    reach was told and cannot be true."""

    posts: tuple[AgedPost, ...]
    acts: tuple[AgedAct, ...]
    seen_days: float
    refused: int
    doubtful_people: frozenset[str]

    def doubtful(self) -> int:
        """How many numbers were told within the window that cannot be true."""
        return sum(len(post.doubtful) for post in self.posts) + len(self.doubtful_people)


@dataclass
class _Found:
    """What the pages tell, each thing once, and what was refused of it."""

    posts: dict[str, AgedPost] = field(default_factory=dict)
    acts: dict[_Key, AgedAct] = field(default_factory=dict)
    refused: set[str | _Key] = field(default_factory=set)
    doubtful_people: set[str] = field(default_factory=set)


def plausible(count: int | None) -> bool:
    return count is not None and 0 <= count <= MOST


def days_ago(at: datetime, now: datetime) -> float:
    return (now - at).total_seconds() / DAY


def possible(at: datetime, now: datetime, model: ScoreModel) -> bool:
    """Whether something of the web can have happened then, clocks that are off allowed for."""
    return at >= EARLIEST and days_ago(at, now) * 24.0 >= -model.skew_hours


def open_window(reading: Reading, model: ScoreModel, now: datetime) -> Window:
    """The acts of the account itself (replies to its own posts) never count."""
    found = _Found()
    for post in reading.posts:
        _take_post(found, post, model, now)
    for act in reading.interactions:
        if act.actor_key != reading.profile.account_key:
            _take_act(found, act, model, now)
    posts = [post for _, post in sorted(found.posts.items())]
    acts = [act for _, act in sorted(found.acts.items())]
    return Window(
        posts=tuple(post for post in posts if post.age_days <= model.window_days),
        acts=tuple(act for act in acts if act.age_days <= model.window_days),
        seen_days=max([0.0, *(p.age_days for p in posts), *(a.age_days for a in acts)]),
        refused=len(found.refused - found.posts.keys() - found.acts.keys()),
        doubtful_people=frozenset(found.doubtful_people),
    )


def _take_post(found: _Found, post: Post, model: ScoreModel, now: datetime) -> None:
    """One entry a post, with the highest of each count where pages repeat it."""
    if not possible(post.published_at, now, model):
        found.refused.add(post.post_id)
        return
    aged = _believed(post, max(0.0, days_ago(post.published_at, now)))
    same = found.posts.get(post.post_id)
    found.posts[post.post_id] = aged if same is None else _merged_post(same, aged)


def _believed(post: Post, age_days: float) -> AgedPost:
    counts = {
        SignalKind.LIKE: post.likes,
        SignalKind.COMMENT: post.comments,
        SignalKind.SHARE: post.shares,
    }
    doubtful = frozenset(k for k, n in counts.items() if n is not None and not plausible(n))
    if not doubtful:
        return AgedPost(post, age_days)
    sound = {k: None if k in doubtful else n for k, n in counts.items()}
    believed = replace(
        post,
        likes=sound[SignalKind.LIKE],
        comments=sound[SignalKind.COMMENT],
        shares=sound[SignalKind.SHARE],
    )
    return AgedPost(believed, age_days, doubtful)


def _merged_post(one: AgedPost, other: AgedPost) -> AgedPost:
    post = replace(
        one.post,
        likes=_higher(one.post.likes, other.post.likes),
        comments=_higher(one.post.comments, other.post.comments),
        shares=_higher(one.post.shares, other.post.shares),
    )
    return AgedPost(post, max(one.age_days, other.age_days), one.doubtful | other.doubtful)


def _higher(one: int | None, other: int | None) -> int | None:
    return max((n for n in (one, other) if n is not None), default=None)


def _take_act(found: _Found, act: Interaction, model: ScoreModel, now: datetime) -> None:
    """Likes and shares count once a person and post (the latest), other acts once a moment."""
    moment = "" if act.kind in _ONCE_A_POST else act.at.astimezone(UTC).isoformat()
    key = (act.actor_key, act.kind.value, act.post_id or "", moment)
    if not possible(act.at, now, model):
        found.refused.add(key)
        return
    age_days = max(0.0, days_ago(act.at, now))
    told = plausible(act.actor_reach)
    if act.actor_reach is not None and not told:
        if age_days <= model.window_days:
            found.doubtful_people.add(act.actor_key)
        act = replace(act, actor_reach=None)
    same = found.acts.get(key)
    aged = AgedAct(act, age_days, told)
    found.acts[key] = aged if same is None else _merged_act(same, aged)


def _merged_act(one: AgedAct, other: AgedAct) -> AgedAct:
    act = replace(
        one.act,
        at=max(one.act.at, other.act.at),
        mutual=one.act.mutual if one.act.mutual is not True else other.act.mutual,
        actor_reach=_higher(one.act.actor_reach, other.act.actor_reach),
    )
    return AgedAct(act, min(one.age_days, other.age_days), one.told and other.told)
