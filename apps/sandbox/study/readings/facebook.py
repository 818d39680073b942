"""Facebook: a page's counts, and who commented, as far as Facebook names them."""

from __future__ import annotations

from datetime import datetime

from apps.connections.observations import Metric, Profile, ReachKind, Reading, Reason
from apps.connections.observations import Post as ReadPost
from apps.sandbox.facebook.pages import ManagedPage, is_nameless, pages_of
from apps.sandbox.study.readings.limits import Limits
from apps.sandbox.study.readings.parts import (
    comment,
    comments,
    key,
    most_commented,
    shown,
    to_second,
)
from apps.sandbox.world import Person, Post, PostKind, Reaction, World

PAGE = 100  # comments a call
NEVER = (Metric.VIEWS, Metric.ACCOUNT_AGE, Metric.INTERACTOR_REACH)


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading | None:
    """Of the first page; None for who has none."""
    managed = pages_of(person)
    if not managed:
        return None
    own = [post for post in shown(here, person, now) if post.kind is PostKind.ORIGINAL]
    posts = {str(post.id): post for post in own}
    told = tuple(_post(here, post, now) for post in own)
    most = limits.facebook_comment_pages * PAGE
    acts = tuple(
        comment(key("facebook", act.actor.id), act, post.post_id)
        for post in most_commented(told, limits.facebook_comment_posts)
        for act in comments(here, posts[post.post_id], now, most)
        if not is_nameless(act, managed[0])
    )
    return Reading("facebook", now, _profile(managed[0]), told, acts)


def _profile(page: ManagedPage) -> Profile:
    return Profile(
        account_key=key("facebook", page.id),
        reach=page.followers,
        reach_kind=ReachKind.FOLLOWERS,
        posts_total=None,
        created_at=None,
        not_measured=dict.fromkeys(NEVER, Reason.NOT_OFFERED),
    )


def _post(here: World, post: Post, now: datetime) -> ReadPost:
    return ReadPost(
        post_id=str(post.id),
        published_at=to_second(post.at),
        likes=here.count(post, Reaction.LIKE, now=now),
        comments=here.count(post, Reaction.REPLY, now=now),
        shares=here.count(post, Reaction.REPOST, now=now),
        views=None,
    )
