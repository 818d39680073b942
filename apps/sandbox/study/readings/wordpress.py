"""A blog of one's own: who commented, and nothing about readers."""

from __future__ import annotations

from datetime import datetime

from apps.connections.observations import Metric, Profile, Reading, Reason
from apps.connections.observations import Post as ReadPost
from apps.sandbox.study.readings.limits import Limits
from apps.sandbox.study.readings.parts import comment, comments, key, shown, to_second
from apps.sandbox.world import Person, Reaction, World

NEVER = (Metric.REACH, Metric.LIKES, Metric.SHARES, Metric.VIEWS, Metric.INTERACTOR_REACH)


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading:
    """All comments are read, whatever ``limits`` says."""
    own = shown(here, person, now)
    told = tuple(
        ReadPost(
            post_id=str(post.id),
            published_at=to_second(post.at),
            likes=None,
            comments=here.count(post, Reaction.REPLY, now=now),
            shares=None,
            views=None,
        )
        for post in own
    )
    acts = tuple(
        comment(key("wordpress", act.actor.id), act, str(post.id))
        for post in own
        for act in comments(here, post, now)
    )
    return Reading("wordpress", now, _profile(here, person, now), told, acts)


def _profile(here: World, person: Person, now: datetime) -> Profile:
    of_a_year = len(here.posts(person, now=now))
    return Profile(
        account_key=key("wordpress", person.id),
        reach=None,
        reach_kind=None,
        posts_total=max(person.posts_total, of_a_year) if of_a_year else 0,
        created_at=to_second(person.created_at),
        not_measured=dict.fromkeys(NEVER, Reason.NOT_OFFERED),
    )
