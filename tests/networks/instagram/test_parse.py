"""From Instagram's answers to observations: what is hidden, refused or never told stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.instagram import parse, statements
from apps.connections.networks.instagram.parse import Identity
from apps.connections.networks.keys import account_key
from apps.connections.observations import InteractionKind, Metric, Post, ReachKind, Reason
from tests.networks.instagram import recorded

ALL = frozenset(statements.SCOPES)
AT = "2026-11-20T10:00:00+0000"
THEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
POST = Post("900", THEN, None, 2, None, None)
ADA = Identity("17841400000000101", "101", "ada", is_personal=False, followers=10)
NEVER_TOLD = {
    Metric.INTERACTOR_REACH: Reason.NOT_OFFERED,
    Metric.ACCOUNT_AGE: Reason.NOT_OFFERED,
    Metric.FOLLOWER_SAMPLE: Reason.NOT_OFFERED,
}


def me(**fields: Any) -> dict[str, Any]:
    told = {"id": "101", "user_id": "17841400000000101", "username": "ada"}
    return told | {"account_type": "MEDIA_CREATOR", "followers_count": 580} | fields


def media(**fields: Any) -> dict[str, Any]:
    told = {"id": "900", "timestamp": AT, "like_count": 5, "comments_count": 4}
    return told | {"media_product_type": "FEED"} | fields


def insight(name: str, value: object) -> dict[str, Any]:
    return {"name": name, "values": [{"value": value}]}


def comment(**fields: Any) -> dict[str, Any]:
    told = {"id": "1", "timestamp": AT, "from": {"id": "202", "username": "bob"}, "username": "bob"}
    return told | fields


def without(name: str, raw: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != name}


def keys_of(*raw: dict[str, Any]) -> list[str]:
    return [act.actor_key for act in parse.comments({"data": [*raw]}, POST, own=ADA)]


def test_a_profile_tells_followers_and_no_age() -> None:
    found = parse.profile(me(media_count=55, media={"data": [media()]}), scopes=ALL)
    assert (found.reach, found.reach_kind) == (580, ReachKind.FOLLOWERS)
    assert (found.posts_total, found.created_at) == (55, None)
    assert found.account_key == account_key("instagram", "17841400000000101")
    assert found.not_measured == NEVER_TOLD


def test_what_a_profile_does_not_tell_is_unknown_and_never_zero() -> None:
    found = parse.profile({"user_id": "17841400000000101"}, scopes=ALL)
    assert (found.reach, found.reach_kind, found.posts_total) == (None, None, None)
    assert found.not_measured == NEVER_TOLD | {Metric.REACH: Reason.NOT_OFFERED}


def test_likes_that_no_post_tells_are_hidden() -> None:
    hidden = without("like_count", media())
    found = parse.profile(me(media={"data": [hidden, hidden]}), scopes=ALL)
    assert found.not_measured[Metric.LIKES] is Reason.HIDDEN


@pytest.mark.parametrize("newest", [[], [media(), without("like_count", media())]])
def test_likes_that_some_post_tells_are_not_hidden(newest: list[dict[str, Any]]) -> None:
    found = parse.profile(me(media={"data": newest}), scopes=ALL)
    assert Metric.LIKES not in found.not_measured


def test_what_was_not_allowed_is_not_measured() -> None:
    found = parse.profile(me(), scopes=frozenset({statements.BASIC}))
    assert found.not_measured == NEVER_TOLD | {
        Metric.SHARES: Reason.NOT_GRANTED,
        Metric.VIEWS: Reason.NOT_GRANTED,
        Metric.INTERACTORS: Reason.NOT_GRANTED,
    }


@pytest.mark.parametrize("wrapped", [False, True])
def test_an_account_is_read_with_and_without_a_list_around_it(wrapped: bool) -> None:
    found = parse.identity({"data": [me()]} if wrapped else me())
    assert (found.account_id, found.scoped_id) == ("17841400000000101", "101")
    assert (found.username, found.is_personal, found.followers) == ("ada", False, 580)


def test_ids_may_be_numbers() -> None:
    found = parse.identity(me(id=101, user_id=17841400000000101))
    assert (found.account_id, found.scoped_id) == ("17841400000000101", "101")


@pytest.mark.parametrize("told", ["PERSONAL", "Personal"])
def test_a_personal_account_is_known_as_one(told: str) -> None:
    assert parse.identity(me(account_type=told)).is_personal


@pytest.mark.parametrize("body", [{}, {"id": "1"}, {"id": True, "user_id": True}, {"data": [5]}])
def test_what_is_no_account_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(NotThisNetwork):
        parse.identity(body)


def test_a_post_tells_its_counts_and_no_more() -> None:
    (found,) = parse.posts({"data": [media()]})
    assert found == Post("900", THEN, likes=5, comments=4, shares=None, views=None)


def test_a_post_whose_likes_are_hidden_has_unknown_likes() -> None:
    (found,) = parse.posts({"data": [without("like_count", media())]})
    assert (found.likes, found.comments) == (None, 4)


def test_insights_tell_views_and_how_often_a_post_was_passed_on() -> None:
    told = [insight("views", 90), insight("shares", 3), insight("reposts", 2)]
    (found,) = parse.posts({"data": [media(insights={"data": told})]})
    assert (found.views, found.shares) == (90, 5)


def test_insights_that_are_not_known_yet_are_unknown_and_never_zero() -> None:
    told = [insight("shares", 0), {"name": "views", "values": []}, insight("reposts", "many")]
    (found,) = parse.posts({"data": [media(insights={"data": told})]})
    assert (found.views, found.shares) == (None, 0)


def test_an_advertisement_is_no_post() -> None:
    assert parse.posts({"data": [media(media_product_type="AD")]}) == ()


def test_who_commented_is_known_by_the_id_that_instagram_gives() -> None:
    (found,) = parse.comments({"data": [comment()]}, POST, own=ADA)
    assert found.actor_key == account_key("instagram", "202")
    assert (found.kind, found.at, found.post_id) == (InteractionKind.COMMENT, THEN, "900")
    assert (found.actor_reach, found.mutual) == (None, None)


def test_where_there_is_no_id_the_name_tells_people_apart() -> None:
    first, again, other = keys_of(
        without("from", comment()),
        comment(**{"from": {"username": "Bob"}, "username": "Bob"}),
        without("from", comment(username="eve")),
    )
    assert first == again == account_key("instagram", "username:bob")
    assert other != first


def test_somebody_whom_instagram_does_not_name_is_left_out() -> None:
    assert keys_of({"id": "1", "timestamp": AT}) == []


@pytest.mark.parametrize(
    "own",
    [
        comment(**{"from": {"id": "101"}, "username": "former_name"}),
        comment(**{"from": {"id": "17841400000000101"}, "username": "former_name"}),
        comment(**{"from": {"id": "999", "username": "Ada"}, "username": "Ada"}),
        without("from", comment(username="ada")),
    ],
)
def test_one_s_own_comments_are_not_those_of_others(own: dict[str, Any]) -> None:
    assert keys_of(own) == []


def test_answers_to_comments_are_comments_too() -> None:
    answers = [
        comment(id="2", **{"from": {"id": "303"}, "username": "eve"}),
        comment(id="3", **{"from": {"id": "101"}, "username": "ada"}),
    ]
    thread = comment(replies={"data": answers})
    assert keys_of(thread) == [account_key("instagram", actor) for actor in ("202", "303")]


def test_real_posts_are_read() -> None:
    told = [body for url, body in recorded.answers("/media") if "timestamp" in url]
    found = [post for body in told for post in parse.posts(body)]
    assert len(found) == 50
    assert all(post.likes is not None and post.comments is not None for post in found)
    assert all(post.views is None for post in found)
    assert found == sorted(found, key=lambda post: post.published_at, reverse=True)


def test_real_comments_that_name_nobody_are_nobody_s() -> None:
    told = [body for url, body in recorded.answers("/media") if "timestamp" in url]
    threads = [post["comments"] for body in told for post in body["data"] if "comments" in post]
    assert len(threads) == 19
    assert [act for each in threads for act in parse.comments(each, POST, own=ADA)] == []
