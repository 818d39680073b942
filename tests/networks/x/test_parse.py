"""From X's answers to observations: both spellings, partial answers, and what is unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.connections.networks.counts import NO_COUNT
from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.keys import account_key
from apps.connections.networks.x import parse
from apps.connections.observations import InteractionKind, Metric, Post, ReachKind, Reason
from tests.networks.x import recorded

ADA, BOB = "101", "202"
AT = "2026-11-20T10:00:00.000Z"
POST = Post("900", datetime(2026, 11, 20, 10, tzinfo=UTC), 1, 1, 1, 1)


def post(post_id: str = "900", **fields: Any) -> dict[str, Any]:
    metrics = {"retweet_count": 2, "quote_count": 3, "reply_count": 4, "like_count": 5}
    return {"id": post_id, "created_at": AT, "author_id": ADA, "public_metrics": metrics} | fields


def user(user_id: str = BOB, followers: int = 10, **fields: Any) -> dict[str, Any]:
    return {"id": user_id, "public_metrics": {"followers_count": followers}} | fields


def mention(**fields: Any) -> dict[str, Any]:
    return post("950", author_id=BOB, **fields)


def aim_of(raw: dict[str, Any], quotes_read: frozenset[str] = frozenset()) -> list[tuple[str, Any]]:
    found = parse.mentions(
        {"data": [raw], "includes": {"users": [user()]}},
        own_id=ADA,
        own_posts={"900": POST},
        quotes_read=quotes_read,
    )
    return [(act.kind.value, act.post_id) for act in found]


def test_a_profile_tells_followers_and_age() -> None:
    metrics = {"followers_count": 580, "tweet_count": 55_186}
    found = parse.profile({"data": {"id": ADA, "created_at": AT, "public_metrics": metrics}})
    assert (found.reach, found.reach_kind) == (580, ReachKind.FOLLOWERS)
    assert found.posts_total == 55_186
    assert found.created_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert found.account_key == account_key("x", ADA)
    assert found.not_measured == {}


def test_what_a_profile_does_not_tell_is_unknown_and_never_zero() -> None:
    found = parse.profile({"data": {"id": ADA}})
    assert (found.reach, found.reach_kind, found.posts_total, found.created_at) == (None,) * 4
    assert found.not_measured == {
        Metric.REACH: Reason.NOT_OFFERED,
        Metric.ACCOUNT_AGE: Reason.NOT_OFFERED,
    }


@pytest.mark.parametrize("name", ["retweet_count", "repost_count"])
def test_reposts_are_read_by_either_name(name: str) -> None:
    metrics = {name: 7, "quote_count": 1, "reply_count": 0, "like_count": 9}
    (found,) = parse.posts({"data": [post(public_metrics=metrics)]})
    assert (found.likes, found.comments, found.shares, found.views) == (9, 0, 8, None)


def test_a_post_without_metrics_has_unknown_counts() -> None:
    (found,) = parse.posts({"data": [post(public_metrics=None)]})
    assert (found.likes, found.comments, found.shares, found.views) == (None,) * 4


@pytest.mark.parametrize("bad", [-1, True, "12", 1.5, 1e999, 10**30])
def test_what_is_no_count_is_kept_as_none(bad: object) -> None:
    (found,) = parse.posts({"data": [post(public_metrics={"like_count": bad})]})
    assert found.likes == NO_COUNT


def test_a_count_that_is_not_told_is_unknown() -> None:
    (found,) = parse.posts({"data": [post(public_metrics={"like_count": None})]})
    assert found.likes is None


@pytest.mark.parametrize("name", ["referenced_tweets", "referenced_posts"])
def test_what_was_passed_on_is_no_post_of_one_s_own(name: str) -> None:
    assert parse.posts({"data": [post() | {name: [{"type": "retweeted", "id": "1"}]}]}) == ()
    assert len(parse.posts({"data": [post() | {name: [{"type": "quoted", "id": "1"}]}]})) == 1


def test_an_empty_answer_has_no_data_and_no_posts() -> None:
    assert parse.posts({"meta": {"result_count": 0}}) == ()
    assert parse.next_token({"meta": {"result_count": 0}}) == ""


@pytest.mark.parametrize(
    "raw",
    [
        {"id": 900, "created_at": AT},
        {"id": "9x", "created_at": AT},
        {"id": "٣", "created_at": AT},
        {"created_at": AT},
        {"id": "900", "created_at": "yesterday"},
        {"id": "900"},
        "900",
        None,
    ],
)
def test_what_is_no_post_is_not_this_network(raw: object) -> None:
    with pytest.raises(NotThisNetwork):
        parse.posts({"data": [raw]})


@pytest.mark.parametrize(
    ("raw", "aim"),
    [
        (mention(referenced_tweets=[{"type": "replied_to", "id": "900"}]), ("comment", "900")),
        (mention(referenced_tweets=[{"type": "quoted", "id": "900"}]), ("share", "900")),
        (mention(in_reply_to_user_id=ADA, conversation_id="900"), ("comment", "900")),
        (mention(in_reply_to_user_id=BOB, conversation_id="900"), ("mention", None)),
        (mention(referenced_tweets=[{"type": "replied_to", "id": "1"}]), ("mention", None)),
        (mention(), ("mention", None)),
    ],
)
def test_a_mention_may_be_a_reply_or_a_quote(raw: dict[str, Any], aim: tuple[str, Any]) -> None:
    assert aim_of(raw) == [aim]


def test_nobody_counts_for_mentioning_themselves_or_passing_on() -> None:
    assert aim_of(mention() | {"author_id": ADA}) == []
    assert aim_of(mention(referenced_tweets=[{"type": "retweeted", "id": "900"}])) == []


def test_a_quote_that_is_read_by_itself_does_not_count_twice() -> None:
    quote = mention(referenced_tweets=[{"type": "quoted", "id": "900"}])
    assert aim_of(quote, frozenset({"900"})) == []
    assert aim_of(quote, frozenset({"901"})) == [("share", "900")]


def test_a_suspended_author_is_missing_and_has_unknown_reach() -> None:
    (found,) = parse.quotes(
        {"data": [mention()], "errors": [{"resource_id": BOB}]}, POST, own_id=ADA
    )
    assert found.actor_key == account_key("x", BOB)
    assert (found.actor_reach, found.mutual) == (None, None)


@pytest.mark.parametrize(
    ("status", "mutual"),
    [
        (["following", "followed_by"], True),
        (["followed_by"], False),
        ([], False),
        (None, None),
    ],
)
def test_whether_two_follow_each_other(status: list[str] | None, mutual: bool | None) -> None:
    body = {"data": [user(connection_status=status)]}
    (found,) = parse.users(body, InteractionKind.LIKE, POST, own_id=ADA)
    assert (found.mutual, found.actor_reach, found.at) == (mutual, 10, POST.published_at)


def test_one_s_own_like_does_not_count() -> None:
    assert parse.users({"data": [user(ADA)]}, InteractionKind.LIKE, POST, own_id=ADA) == ()


def test_recorded_posts_are_read() -> None:
    for body in recorded.bodies(of_posts=True):
        data = body["data"] if isinstance(body["data"], list) else [body["data"]]
        own = [
            raw
            for raw in data
            if all(r["type"] != "retweeted" for r in raw.get("referenced_tweets", []))
        ]
        found = parse.posts(body)
        assert [p.post_id for p in found] == [raw["id"] for raw in own]
        for seen, raw in zip(found, own, strict=True):
            metrics = raw["public_metrics"]
            assert seen.likes == metrics["like_count"]
            assert seen.shares == metrics["retweet_count"] + metrics["quote_count"]
            assert seen.views == metrics.get("impression_count")
        assert parse.next_token(body) == body.get("meta", {}).get("next_token", "")


def test_recorded_mentions_come_with_their_authors_reach() -> None:
    known = 0
    for body in recorded.bodies(of_posts=True):
        acts = parse.mentions(body, own_id=ADA, own_posts={}, quotes_read=frozenset())
        known += sum(act.actor_reach is not None for act in acts)
    assert known > 5


def test_recorded_accounts_are_read_and_no_name_of_theirs_is_kept() -> None:
    for body in recorded.bodies(of_posts=False):
        acts = parse.users(body, InteractionKind.LIKE, POST, own_id=ADA)
        reach = [raw["public_metrics"]["followers_count"] for raw in body["data"]]
        assert [act.actor_reach for act in acts] == reach
        assert all(raw["username"] not in repr(acts) for raw in body["data"])
        assert all(raw["id"] not in repr(acts) for raw in body["data"])
