"""What a network said, parsed at the edge into frozen values. Pure: no Django, no HTTP.

Unknown is ``None``, never 0. Whatever is ``None`` because the network does not tell it has an
entry in ``not_measured`` with its reason. All times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ReachKind(StrEnum):
    FOLLOWERS = "followers"
    SUBSCRIBERS = "subscribers"
    FRIENDS = "friends"


class InteractionKind(StrEnum):
    LIKE = "like"
    COMMENT = "comment"
    SHARE = "share"
    MENTION = "mention"


class Metric(StrEnum):
    """A thing that a network may or may not tell. The page names each that is not measured."""

    REACH = "reach"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    VIEWS = "views"
    INTERACTORS = "interactors"
    INTERACTOR_REACH = "interactor_reach"
    ACCOUNT_AGE = "account_age"
    FOLLOWER_SAMPLE = "follower_sample"


class Reason(StrEnum):
    """Why a metric was not measured."""

    NOT_OFFERED = "not_offered"  # the network has no such thing, or tells nobody
    NOT_GRANTED = "not_granted"  # the person or the network refused the scope
    NEEDS_REVIEW = "needs_review"  # the network wants to review the application first
    HIDDEN = "hidden"  # the account hides it
    LIMITED = "limited"  # only a part is told (see the capability's note)
    NOT_READ = "not_read"  # not asked for, or not answered, so far: it is tried again


@dataclass(frozen=True, slots=True)
class Profile:
    """The linked account at one moment. ``account_key`` is the keyed hash of the network's id."""

    account_key: str
    reach: int | None
    reach_kind: ReachKind | None
    posts_total: int | None
    created_at: datetime | None
    not_measured: Mapping[Metric, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """One post with its counts so far. ``post_id`` is the network's own id: no text, no title."""

    post_id: str
    published_at: datetime
    likes: int | None
    comments: int | None
    shares: int | None
    views: int | None


@dataclass(frozen=True, slots=True)
class Interaction:
    """One act of one other account. ``actor_key`` is a keyed hash; ``post_id`` is None for a
    mention; ``actor_reach`` is None where the network does not tell it."""

    actor_key: str
    kind: InteractionKind
    at: datetime
    post_id: str | None
    actor_reach: int | None
    mutual: bool | None = None


@dataclass(frozen=True, slots=True)
class SampledFollowers:
    """Of some of an account's followers, how many could be looked at, and how many of those looked
    authentic by the rule of this name. Nothing says who they are."""

    looked_at: int
    authentic: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything of one snapshot, as the score reads it. ``followers``: the newest sample of them,
    None where there is none that counts."""

    network: str
    taken_at: datetime
    profile: Profile
    posts: tuple[Post, ...]
    interactions: tuple[Interaction, ...]
    followers: SampledFollowers | None = None
