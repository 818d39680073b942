"""From Graph's answers about pages to observations: what is left out stays unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.connections.networks.counts import NO_COUNT
from apps.connections.networks.errors import Forbidden, NetworkError, NotThisNetwork
from apps.connections.networks.facebook import parse, statements
from apps.connections.networks.keys import account_key
from apps.connections.networks.meta.refusals import body_of
from apps.connections.observations import InteractionKind, Metric, Post, ReachKind, Reason
from tests.networks.meta import recorded
from tests.networks.meta.answers import NOW, answer

ALL = frozenset(statements.SCOPES)
AT = "2026-11-20T10:00:00+0000"
THEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
POST = Post("61_9", THEN, None, 2, None, None)
NEVER_TOLD = {
    Metric.VIEWS: Reason.NOT_OFFERED,
    Metric.ACCOUNT_AGE: Reason.NOT_OFFERED,
    Metric.INTERACTOR_REACH: Reason.NOT_OFFERED,
    Metric.FOLLOWER_SAMPLE: Reason.NOT_OFFERED,
}


def post(**fields: Any) -> dict[str, Any]:
    counts = {"reactions": total(12), "comments": total(3), "shares": {"count": 2}}
    return {"id": "61_9", "created_time": AT} | counts | fields


def total(count: int) -> dict[str, Any]:
    return {"data": [], "summary": {"total_count": count}}


def comment(author: object = "24501", **fields: Any) -> dict[str, Any]:
    told = {"id": "9_1", "created_time": AT}
    return told | ({"from": {"id": author}} if author is not None else {}) | fields


def keys_of(*raw: dict[str, Any]) -> list[str]:
    own = frozenset({"61", "10"})
    return [act.actor_key for act in parse.comments({"data": [*raw]}, POST, own=own)]


def test_a_page_tells_who_follows_it() -> None:
    found = parse.profile({"id": "61", "followers_count": 1406, "fan_count": 1385}, ALL)
    assert (found.reach, found.reach_kind) == (1406, ReachKind.FOLLOWERS)
    assert found.account_key == account_key("facebook", "61")
    assert found.not_measured == NEVER_TOLD


def test_where_followers_are_not_told_those_who_like_it_stand_for_them() -> None:
    assert parse.profile({"id": "61", "fan_count": 1385}, ALL).reach == 1385


def test_what_a_page_does_not_tell_is_unknown_and_never_zero() -> None:
    found = parse.profile({"id": "61"}, ALL)
    assert (found.reach, found.reach_kind, found.posts_total) == (None, None, None)
    assert found.not_measured == NEVER_TOLD | {Metric.REACH: Reason.NOT_OFFERED}


def test_without_reading_engagement_nothing_is_measured() -> None:
    found = parse.profile({"id": "61"}, ALL - {statements.ENGAGEMENT})
    refused = {metric for metric, why in found.not_measured.items() if why is Reason.NOT_GRANTED}
    assert refused == {
        Metric.REACH,
        Metric.LIKES,
        Metric.COMMENTS,
        Metric.SHARES,
        Metric.INTERACTORS,
    }


def test_without_reading_what_people_wrote_counts_of_it_are_not_measured() -> None:
    found = parse.profile({"id": "61", "followers_count": 5}, ALL - {statements.CONTENT})
    refused = {metric for metric, why in found.not_measured.items() if why is Reason.NOT_GRANTED}
    assert refused == {Metric.LIKES, Metric.COMMENTS, Metric.INTERACTORS}
    assert found.reach == 5


def test_a_post_has_its_counts() -> None:
    assert parse.posts({"data": [post()]}) == (Post("61_9", THEN, 12, 3, 2, None),)


def test_a_post_that_nobody_shared_has_no_shares_and_what_is_closed_is_unknown() -> None:
    (found,) = parse.posts({"data": [{"id": "61_9", "created_time": AT}]})
    assert (found.likes, found.comments, found.shares, found.views) == (None, None, 0, None)


@pytest.mark.parametrize(
    "raw",
    [
        {"created_time": AT},
        {"id": 5, "created_time": AT},
        {"id": "../me", "created_time": AT},
        {"id": "61_9"},
        {"id": "61_9", "created_time": "yesterday"},
        post(shares=3),
        post(reactions=[1]),
        post(comments={"summary": "many"}),
    ],
)
def test_what_is_no_post_is_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(NotThisNetwork):
        parse.posts({"data": [raw]})


@pytest.mark.parametrize("count", [-1, "12", 1.5, True, 1e999, 10**30])
def test_what_is_no_count_is_kept_as_none(count: object) -> None:
    (found,) = parse.posts({"data": [post(reactions={"summary": {"total_count": count}})]})
    assert found.likes == NO_COUNT


def test_a_count_that_is_not_told_is_unknown() -> None:
    (found,) = parse.posts({"data": [post(reactions={"summary": {"total_count": None}})]})
    assert found.likes is None


def test_a_comment_is_one_act_of_somebody_without_reach() -> None:
    (act,) = parse.comments({"data": [comment()]}, POST, own=frozenset())
    assert (act.kind, act.post_id, act.at) == (InteractionKind.COMMENT, "61_9", THEN)
    assert act.actor_key == account_key("facebook", "24501")
    assert (act.actor_reach, act.mutual) == (None, None)


def test_whom_facebook_may_not_name_is_nobody() -> None:
    assert keys_of(comment(None), comment("24501")) == [account_key("facebook", "24501")]


@pytest.mark.parametrize("own", ["61", "10"])
def test_what_the_page_answers_itself_is_not_what_others_did(own: str) -> None:
    assert keys_of(comment(own)) == []


@pytest.mark.parametrize("author", [5, "", "a b"])
def test_an_author_of_another_shape_is_refused(author: object) -> None:
    with pytest.raises(NotThisNetwork):
        keys_of(comment(author))


def test_only_what_is_granted_now_counts() -> None:
    told = [
        {"permission": "public_profile", "status": "granted"},
        {"permission": "pages_show_list", "status": "declined"},
        {"permission": "pages_read_engagement", "status": "expired"},
    ]
    assert parse.granted({"data": told}) == {"public_profile"}


def test_a_page_without_a_token_cannot_be_linked() -> None:
    one = {"id": "61", "name": "One", "access_token": "t", "followers_count": 7}
    found = [*parse.pages({"data": [one, {"id": "62", "name": "Two"}]})]
    assert found == [parse.ManagedPage("61", "One", "t", 7)]


def test_recorded_pages_are_read() -> None:
    for _, body in recorded.answers("facebook", "/me/accounts"):
        found = [*parse.pages(body)]
        assert [page.page_id for page in found] == [raw["id"] for raw in body["data"]]
        assert len(found) > 1


def test_recorded_follower_counts_are_read() -> None:
    answers = [body for _, body in recorded.answers("facebook", "") if "followers_count" in body]
    assert answers
    for body in answers:
        assert parse.profile(body, ALL).reach == body["followers_count"]


def test_recorded_counts_of_reactions_are_read() -> None:
    """They were asked for without times."""
    told = [raw for _, body in recorded.answers("facebook", "/posts") for raw in body["data"]]
    counted = [raw for raw in told if "reactions" in raw]
    assert counted
    found = parse.posts({"data": [{**raw, "created_time": AT} for raw in counted]})
    wanted = [raw["reactions"]["summary"]["total_count"] for raw in counted]
    assert [each.likes for each in found] == wanted


def test_recorded_refusals_are_understood_without_their_codes() -> None:
    refused = recorded.refusals("facebook")
    assert {status for status, _ in refused} == {400, 403}
    for status, body in refused:
        with pytest.raises(NetworkError) as caught:
            body_of(answer(status, body), now=NOW)
        assert type(caught.value) is (Forbidden if status == 403 else NotThisNetwork)
