"""From YouTube's JSON to observations: what was recorded, and what could come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.connections.networks.counts import NO_COUNT
from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.keys import account_key
from apps.connections.networks.youtube import parse
from apps.connections.observations import InteractionKind, Metric, Post, ReachKind, Reason
from tests.networks.youtube import recorded

AT = datetime(2026, 11, 1, tzinfo=UTC)
OWN, ADA, BOB = (f"UC{letter * 22}" for letter in "oab")
VIDEO = Post("dQw4w9WgXcQ", AT, 5, 3, None, 70)


def channel(**statistics: object) -> dict[str, Any]:
    snippet = {"title": "A channel", "publishedAt": "2015-03-04T05:06:07Z"}
    return {"items": [{"id": OWN, "snippet": snippet, "statistics": statistics}]}


def comment(number: int, author: str | None, at: str = "2026-11-02T10:00:00Z") -> dict[str, Any]:
    snippet: dict[str, Any] = {"publishedAt": at}
    if author:
        snippet["authorChannelId"] = {"value": author}
    return {"id": f"comment{number}", "snippet": snippet}


def thread(top: dict[str, Any], *replies: dict[str, Any], total: int = 0) -> dict[str, Any]:
    snippet = {"topLevelComment": top, "totalReplyCount": total or len(replies)}
    return {"id": top["id"], "snippet": snippet, "replies": {"comments": [*replies]}}


def test_recorded_channels_become_profiles() -> None:
    for body in recorded.bodies("channelListResponse"):
        found = parse.channels(body)
        assert len(found) == len(body["items"])
        for each, raw in zip(found, body["items"], strict=True):
            profile = parse.profile(each, never={})
            assert profile.account_key == account_key("youtube", raw["id"])
            assert profile.created_at == datetime.fromisoformat(raw["snippet"]["publishedAt"])
            told = raw.get("statistics", {}).get("subscriberCount")
            assert profile.reach == (int(told) if told else None)


def test_recorded_uploads_and_videos_are_read() -> None:
    for body in recorded.bodies("playlistItemListResponse"):
        if all("contentDetails" in raw for raw in body["items"]):
            assert len(parse.uploads(body)) == len(body["items"])
    for body in recorded.bodies("videoListResponse"):
        public = [{**raw, "status": {"privacyStatus": "public"}} for raw in body["items"]]
        posts = parse.posts({"items": public})
        assert {post.post_id for post in posts} == {raw["id"] for raw in body["items"]}
        assert all(post.shares is None for post in posts)
        assert [p.published_at for p in posts] == sorted(p.published_at for p in posts)[::-1]


def test_recorded_comments_have_authors_and_times() -> None:
    for body in recorded.bodies("commentThreadListResponse"):
        found = parse.threads(body)
        assert len(found) == len(body["items"])
        acts = parse.acts((each.top for each in found), VIDEO, own_id=OWN, known={})
        assert len(acts) == len(found)
        keys = {each["snippet"]["topLevelComment"]["id"] for each in body["items"]}
        assert not {act.actor_key for act in acts} & keys


@pytest.mark.parametrize(
    ("statistics", "reach"),
    [
        ({"subscriberCount": "1230", "hiddenSubscriberCount": False}, 1230),
        ({"subscriberCount": "0", "hiddenSubscriberCount": False}, 0),
        ({"subscriberCount": "0", "hiddenSubscriberCount": True}, None),
        ({"hiddenSubscriberCount": True}, None),
        ({}, None),
        ({"subscriberCount": "many"}, NO_COUNT),
        ({"subscriberCount": "-1"}, NO_COUNT),
        ({"subscriberCount": "1e999"}, NO_COUNT),
    ],
)
def test_a_hidden_count_is_not_zero(statistics: dict[str, object], reach: int | None) -> None:
    (found,) = parse.channels(channel(**statistics))
    profile = parse.profile(found, never={Metric.SHARES: Reason.NOT_OFFERED})
    assert profile.reach == reach
    assert profile.reach_kind == (None if reach is None else ReachKind.SUBSCRIBERS)
    hidden = {Metric.REACH: Reason.HIDDEN} if reach is None else {}
    assert profile.not_measured == hidden | {Metric.SHARES: Reason.NOT_OFFERED}


def test_a_video_without_likes_or_comments_to_count_has_none() -> None:
    raw = {"id": "dQw4w9WgXcQ", "snippet": {"publishedAt": "2026-11-02T10:00:00Z"}}
    shown = {"status": {"privacyStatus": "public"}}
    (post,) = parse.posts({"items": [raw | shown | {"statistics": {"viewCount": "12"}}]})
    assert (post.likes, post.comments, post.shares, post.views) == (None, None, None, 12)


@pytest.mark.parametrize(
    "unseen",
    [
        {"status": {"privacyStatus": "private"}},
        {"status": {"privacyStatus": "unlisted"}},
        {},
        {"status": {"privacyStatus": "public"}, "snippet": {"liveBroadcastContent": "upcoming"}},
    ],
)
def test_what_nobody_can_see_is_no_post(unseen: dict[str, Any]) -> None:
    assert parse.posts({"items": [{"id": "dQw4w9WgXcQ"} | unseen]}) == ()


def test_comments_and_replies_count_once_and_never_the_owner_s_or_nobody_s() -> None:
    answered = thread(comment(1, ADA), comment(2, BOB), comment(3, OWN), comment(4, None), total=9)
    (found,) = parse.threads({"items": [answered]})
    assert found.missing == 6
    said = [found.top, *found.replies, *parse.comments({"items": [comment(2, BOB)]})]
    acts = parse.acts(said, VIDEO, own_id=OWN, known={ADA: 1_200})
    assert [(act.actor_key, act.actor_reach) for act in acts] == [
        (account_key("youtube", ADA), 1_200),
        (account_key("youtube", BOB), None),
    ]
    assert {(act.kind, act.post_id, act.mutual) for act in acts} == {
        (InteractionKind.COMMENT, VIDEO.post_id, None)
    }


@pytest.mark.parametrize(
    "items",
    [
        "text",
        [3],
        [{}],
        [{"id": 5}],
        [{"id": "../x"}],
        [{"id": "a" * 65}],
        [{"id": OWN, "snippet": "text"}],
        [{"id": OWN, "snippet": {"publishedAt": "yesterday"}}],
    ],
)
def test_what_is_no_channel_is_refused(items: object) -> None:
    with pytest.raises(NotThisNetwork):
        parse.channels({"items": items})


def test_reach_is_known_of_those_that_are_told() -> None:
    body = {
        "items": [
            {"id": ADA, "statistics": {"subscriberCount": "77", "hiddenSubscriberCount": False}},
            {"id": BOB, "statistics": {"hiddenSubscriberCount": True}},
        ]
    }
    assert parse.reach(body) == {ADA: 77, BOB: None}
    assert parse.reach({"kind": "youtube#channelListResponse"}) == {}
