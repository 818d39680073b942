"""The part of API v2 that Renown reads. Shapes: the OpenAPI description 2.167."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from apps.sandbox.world import Account, Act, Person, Post, PostKind, Reaction
from apps.sandbox.x import problems, shapes
from apps.sandbox.x.asked import FOLLOWERS, ME, QUOTES, TIMELINE, USERS, page_token
from apps.sandbox.x.gate import Body, Call, endpoint

LIKERS_MAX = 100  # X names at most so many a post, ever
EXCLUDED = {"retweets": PostKind.REPOST, "replies": PostKind.REPLY}


@endpoint("me", ME)
def me(call: Call) -> Body:
    return {"data": _user(call, call.viewer)}


@endpoint("tweets", TIMELINE)
def tweets(call: Call, user_id: str) -> Body:
    person = call.here.person(user_id)
    if person is None:
        return {"errors": [problems.not_found("user", user_id)]}
    without = {EXCLUDED[name] for name in call.asked.exclude}
    posts = [
        post
        for post in call.here.posts(person, now=call.now)
        if post.kind not in without and _is_asked(call, post)
    ]
    page = posts[: call.asked.size]
    shaped = [shapes.own_post(post, person, call.here, call.now) for post in page]
    return _posts_body(call, shaped, [person], more=len(posts) > len(page))


@endpoint("mentions", TIMELINE)
def mentions(call: Call, user_id: str) -> Body:
    person = call.here.person(user_id)
    if person is None:
        return {"errors": [problems.not_found("user", user_id)]}
    return _acts_body(call, person, call.here.mentions(person, now=call.now))


@endpoint("quote_tweets", QUOTES)
def quote_tweets(call: Call, post_id: str) -> Body:
    post = _post(call, post_id)
    if post is None:
        return {"errors": [problems.not_found("tweet", post_id)]}
    author = call.here.people[post.author]
    return _acts_body(call, author, call.here.reactions(post, Reaction.QUOTE, now=call.now))


@endpoint("liking_users", USERS, "like.read")
def liking_users(call: Call, post_id: str) -> Body:
    """Since June 2024 likes are private: X tells them to the post's author alone."""
    post = _post(call, post_id)
    if post and post.author != call.viewer.number:
        return {"errors": [problems.not_yours("tweet", post_id)]}
    return _reactors(call, post, post_id, Reaction.LIKE)


@endpoint("retweeted_by", USERS)
def retweeted_by(call: Call, post_id: str) -> Body:
    return _reactors(call, _post(call, post_id), post_id, Reaction.REPOST)


@endpoint("followers", FOLLOWERS, "follows.read")
def followers(call: Call, user_id: str) -> Body:
    person = call.here.person(user_id)
    if person is None:
        return {"errors": [problems.not_found("user", user_id)]}
    start = call.asked.place or 0
    page = call.here.followers(person, start=start, limit=call.asked.size)
    end = start + len(page)
    return _users_body(call, page, end if end < person.followers else None)


def _reactors(call: Call, post: Post | None, post_id: str, kind: Reaction) -> Body:
    if post is None:
        return {"errors": [problems.not_found("tweet", post_id)]}
    acts = call.here.reactions(post, kind, now=call.now, limit=min(LIKERS_MAX, call.asked.size))
    return _users_body(call, [act.actor for act in acts], None)


def _users_body(call: Call, users: Sequence[Account], next_place: int | None) -> Body:
    meta: dict[str, Any] = {"result_count": len(users)}
    if next_place is not None:
        meta["next_token"] = page_token(next_place)
    shaped = [_user(call, user) for user in users]
    return {"data": shaped, "meta": meta} if shaped else {"meta": meta}


def _acts_body(call: Call, author: Person, acts: list[Act]) -> Body:
    asked = [act for act in acts if _is_asked(call, act)]
    page = list(islice(asked, call.asked.size))
    shaped = [shapes.act_post(act, author) for act in page]
    actors = {act.actor.id: act.actor for act in page}
    return _posts_body(call, shaped, list(actors.values()), more=len(asked) > len(page))


def _posts_body(
    call: Call, shaped: list[dict[str, Any]], authors: Sequence[Account], *, more: bool
) -> Body:
    """``data`` is absent where there is nothing, as with X."""
    if not shaped:
        return {"meta": {"result_count": 0}}
    fields, expansions = call.asked.post_fields, call.asked.expansions
    ids = [post["id"] for post in shaped]
    meta = {"result_count": len(ids), "newest_id": ids[0], "oldest_id": ids[-1]}
    if more:
        meta["next_token"] = page_token(int(ids[-1]))
    body = {"data": [shapes.fitted(post, fields, expansions) for post in shaped], "meta": meta}
    if "author_id" in expansions:
        body["includes"] = {"users": [_user(call, author) for author in authors]}
    return body


def _is_asked(call: Call, item: Post | Act) -> bool:
    since, place = call.asked.since, call.asked.place
    return (since is None or item.at >= since) and (place is None or item.id < place)


def _user(call: Call, account: Account) -> dict[str, Any]:
    return shapes.user(account, call.asked.user_fields, call.viewer, call.here)


def _post(call: Call, post_id: str) -> Post | None:
    return call.here.post(int(post_id), now=call.now)
