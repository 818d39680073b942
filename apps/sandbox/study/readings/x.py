"""X: the newest mentions, and of the posts with the most reactions who liked and passed them on,
each with followers and whether the two follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from apps.connections.networks.followers import Follower, sampled
from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Profile,
    ReachKind,
    Reading,
    SampledFollowers,
)
from apps.connections.observations import Post as ReadPost
from apps.sandbox.study.readings.limits import Limits
from apps.sandbox.study.readings.parts import WINDOW, key, shown
from apps.sandbox.world import Act, Person, Post, Reaction, World

PAGE = 100  # people of a post that X names, mentions a page, followers in a sample


def read(here: World, person: Person, now: datetime, limits: Limits) -> Reading:
    posts = {str(post.id): post for post in shown(here, person, now)}
    told = tuple(_post(here, post, now) for post in posts.values())
    acts = (
        *_mentions(here, person, now, posts, limits),
        *_reactions(here, person, now, told, posts, limits),
    )
    return Reading("x", now, _profile(person), told, acts, _sample(here, person))


def _sample(here: World, person: Person) -> SampledFollowers:
    newest = here.followers(person, start=0, limit=PAGE)
    return sampled(Follower(each.following, each.followers) for each in newest)


def _profile(person: Person) -> Profile:
    return Profile(
        account_key=key("x", person.id),
        reach=person.followers,
        reach_kind=ReachKind.FOLLOWERS,
        posts_total=person.posts_total,
        created_at=_time(person.created_at),
    )


def _post(here: World, post: Post, now: datetime) -> ReadPost:
    def count(kind: Reaction) -> int:
        return here.count(post, kind, now=now)

    return ReadPost(
        post_id=str(post.id),
        published_at=_time(post.at),
        likes=count(Reaction.LIKE),
        comments=count(Reaction.REPLY),
        shares=count(Reaction.REPOST) + count(Reaction.QUOTE),
        views=here.views(post, now=now),
    )


def _mentions(
    here: World, person: Person, now: datetime, posts: Mapping[str, Post], limits: Limits
) -> Iterator[Interaction]:
    fresh = [act for act in here.mentions(person, now=now) if act.at >= now - WINDOW]
    for act in fresh[: limits.x_mention_pages * PAGE]:
        if act.kind is Reaction.REPLY and str(act.post.id) in posts:
            yield _act(here, person, act, InteractionKind.COMMENT, str(act.post.id))
        else:
            yield _act(here, person, act, InteractionKind.MENTION, None)


def _reactions(
    here: World,
    person: Person,
    now: datetime,
    told: tuple[ReadPost, ...],
    posts: Mapping[str, Post],
    limits: Limits,
) -> Iterator[Interaction]:
    """X does not tell when somebody liked or reposted: the post's own time stands in."""
    for post in sorted(told, key=_rank)[: limits.x_interactor_posts]:
        own = posts[post.post_id]
        for kind, as_kind in (
            (Reaction.LIKE, InteractionKind.LIKE),
            (Reaction.REPOST, InteractionKind.SHARE),
            (Reaction.QUOTE, InteractionKind.SHARE),
        ):
            at = None if kind is Reaction.QUOTE else post.published_at
            for act in here.reactions(own, kind, now=now, limit=PAGE):
                yield _act(here, person, act, as_kind, post.post_id, at=at)


def _act(
    here: World,
    person: Person,
    act: Act,
    kind: InteractionKind,
    post_id: str | None,
    *,
    at: datetime | None = None,
) -> Interaction:
    return Interaction(
        actor_key=key("x", act.actor.id),
        kind=kind,
        at=at or _time(act.at),
        post_id=post_id,
        actor_reach=act.actor.followers,
        mutual=all(here.relation(person, act.actor)),
    )


def _rank(post: ReadPost) -> tuple[int, int]:
    reactions = (post.likes or 0) + (post.comments or 0) + (post.shares or 0)
    return -reactions, -int(post.post_id)


def _time(at: datetime) -> datetime:
    """X tells milliseconds."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
