"""Instagram: how many liked, and who commented; nobody's reach."""

from __future__ import annotations

from datetime import datetime

from apps.connections.observations import Metric, Profile, ReachKind, Reading, Reason
from apps.connections.observations import Post as ReadPost
from apps.sandbox.instagram.people import hides_likes, is_personal, professional_since
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

PAGE = 50  # comments a call


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading | None:
    """None for who has only a personal account."""
    if is_personal(person):
        return None
    own = [post for post in shown(here, person, now) if post.kind is PostKind.ORIGINAL]
    posts = {str(post.id): post for post in own}
    told = tuple(_post(here, post, person, now) for post in own)
    most = limits.instagram_comment_pages * PAGE
    acts = tuple(
        comment(key("instagram", act.actor.id), act, post.post_id)
        for post in most_commented(told, limits.instagram_interactor_posts)
        for act in comments(here, posts[post.post_id], now, most)
    )
    return Reading("instagram", now, _profile(here, person, now), told, acts)


def _profile(here: World, person: Person, now: datetime) -> Profile:
    missing = dict.fromkeys((Metric.INTERACTOR_REACH, Metric.ACCOUNT_AGE), Reason.NOT_OFFERED)
    if hides_likes(person) and here.posts(person, now=now):
        missing[Metric.LIKES] = Reason.HIDDEN
    return Profile(
        account_key=key("instagram", person.id),
        reach=person.followers,
        reach_kind=ReachKind.FOLLOWERS,
        posts_total=person.posts_total,
        created_at=None,
        not_measured=missing,
    )


def _post(here: World, post: Post, person: Person, now: datetime) -> ReadPost:
    told = post.at >= professional_since(person)
    passed_on = (Reaction.QUOTE, Reaction.REPOST)
    return ReadPost(
        post_id=str(post.id),
        published_at=to_second(post.at),
        likes=None if hides_likes(person) else here.count(post, Reaction.LIKE, now=now),
        comments=here.count(post, Reaction.REPLY, now=now),
        shares=sum(here.count(post, kind, now=now) for kind in passed_on) if told else None,
        views=here.views(post, now=now) if told else None,
    )
