"""A site that answers badly is told apart, tried again where that helps, and never looped over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    RateLimited,
    Transient,
)
from apps.connections.networks.wordpress import ADAPTER
from apps.connections.observations import Metric, Reason
from tests.http.stage import Script, Stage, head
from tests.networks.wordpress.blog import (
    COMMENTS,
    ME,
    NOW,
    POSTS,
    Reply,
    Route,
    blog,
    comment,
    credential,
    error,
    post,
)

SINCE = NOW - timedelta(days=90)


@pytest.mark.parametrize(
    ("reply", "expected", "tries"),
    [
        (error(401, "rest_not_logged_in"), NeedsReauth, 1),
        ((301, b"", {"Location": "https://new.example/"}), NeedsReauth, 1),
        (error(403, "rest_forbidden"), Forbidden, 1),
        ((403, b"<html>blocked"), Forbidden, 1),
        (error(404, "rest_user_invalid_id"), Gone, 1),
        ((404, b"<html>not found"), NotThisNetwork, 1),
        ((410, b""), Gone, 1),
        ((429, b""), RateLimited, 1),
        ((500, b"<html>error"), Transient, 3),
        ((503, b"<html>maintenance"), Transient, 3),
        ((200, b"<html>hello"), NotThisNetwork, 1),
        ((200, b""), NotThisNetwork, 1),
        ((200, b"x", {"Content-Type": "image/png"}), NotThisNetwork, 1),
        ((302, b"", {"Location": "/soon"}), NotThisNetwork, 1),
        (error(400, "rest_invalid_param"), NotThisNetwork, 1),
        ((200, error(500, "internal_server_error")[1]), Transient, 3),
        ((200, error(401, "rest_not_logged_in")[1]), NeedsReauth, 1),
        ((200, {"id": 0}), NotThisNetwork, 1),
        ((200, {"id": True}), NotThisNetwork, 1),
        ((200, {"id": 7, "registered_date": "yesterday"}), NotThisNetwork, 1),
        ((200, b'{"id": 7}', {"Content-Length": "9000000000"}), Transient, 3),
        ((200, b"x" * 6_000_000), NotThisNetwork, 1),
    ],
)
def test_each_bad_answer_is_its_own_error(
    reply: Reply, expected: type[NetworkError], tries: int
) -> None:
    with Stage(blog({ME: reply})) as server, pytest.raises(NetworkError) as told:
        ADAPTER.profile(credential(server.url))
    assert type(told.value) is expected
    assert len(server.requests) == tries
    assert "abcdefgh" not in str(told.value)


def test_a_fault_that_passes_is_not_noticed() -> None:
    answers: list[Reply] = [(503, b""), (502, b""), (200, {"id": 7, "registered_date": None})]
    with Stage(blog({ME: lambda query: answers.pop(0)})) as server:
        profile = ADAPTER.profile(credential(server.url))
    assert profile.created_at is None
    assert profile.not_measured[Metric.ACCOUNT_AGE] is Reason.HIDDEN


def test_a_limit_says_until_when() -> None:
    limited: Route = (429, b"", {"Retry-After": "120"})
    with Stage(blog({ME: limited})) as server, pytest.raises(RateLimited) as told:
        ADAPTER.profile(credential(server.url))
    assert told.value.until is not None
    wait = told.value.until - datetime.now(UTC)
    assert timedelta(seconds=100) < wait <= timedelta(seconds=120)


def test_a_site_that_now_leads_inwards_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = credential("http://10.0.0.1")
    with pytest.raises(NotThisNetwork):
        ADAPTER.profile(inside)


@pytest.mark.parametrize("pages", ["3", "999999999", ""])
def test_paging_that_loops_comes_to_an_end(pages: str) -> None:
    same = [post(number) for number in range(1, 101)]
    headers = {"X-WP-TotalPages": pages} if pages else {}
    with Stage(blog({POSTS: (200, same, headers)})) as server:
        found = list(ADAPTER.posts(credential(server.url), since=SINCE))
    assert [len(page.items) for page in found] == [100, 0]
    assert found[-1].cursor is None


def test_a_page_past_the_end_is_the_end() -> None:
    past = error(400, "rest_post_invalid_page_number")
    full = [post(number) for number in range(1, 101)]

    def posts(query: dict[str, str]) -> Reply:
        return (200, full) if query["page"] == "1" else past

    with Stage(blog({POSTS: posts})) as server:
        found = list(ADAPTER.posts(credential(server.url), since=SINCE))
    assert [len(page.items) for page in found] == [100, 0]


def test_closed_comments_are_unknown_and_not_none() -> None:
    closed = error(403, "rest_comments_disabled")
    with Stage(blog({POSTS: (200, [post(1)]), COMMENTS: closed})) as server:
        anna = credential(server.url)
        (page,) = ADAPTER.posts(anna, since=SINCE)
        profile = ADAPTER.profile(anna)
        (acts,) = ADAPTER.interactions(anna, posts=page.items, since=SINCE)
    assert [item.comments for item in page.items] == [None]
    assert profile.not_measured[Metric.COMMENTS] is Reason.NOT_GRANTED
    assert profile.not_measured[Metric.INTERACTORS] is Reason.NOT_GRANTED
    assert not acts.items


def test_own_comments_and_those_on_foreign_posts_do_not_count() -> None:
    on_one = [comment(1, 1), comment(2, 1, author=7), comment(3, 99), comment(4, 1, author=8)]
    spam = [comment(5, 1, status="spam"), comment(6, 1, type="pingback")]
    with Stage(blog({POSTS: (200, [post(1)]), COMMENTS: (200, on_one + spam)})) as server:
        anna = credential(server.url)
        (page,) = ADAPTER.posts(anna, since=SINCE)
        (acts,) = ADAPTER.interactions(anna, posts=page.items, since=SINCE)
    assert page.items[0].comments == 2
    assert len({act.actor_key for act in acts.items}) == 2


def test_what_is_older_than_asked_for_is_left_out() -> None:
    old = "2026-08-01T00:00:00"
    routes: dict[str, Route] = {
        POSTS: (200, [post(2), post(1, old)]),
        COMMENTS: (200, [comment(1, 2), comment(2, 2, date_gmt=old)]),
    }
    with Stage(blog(routes)) as server:
        anna = credential(server.url)
        (page,) = ADAPTER.posts(anna, since=SINCE)
        (acts,) = ADAPTER.interactions(anna, posts=page.items, since=SINCE)
    assert [item.post_id for item in page.items] == ["2"]
    assert len(acts.items) == 1


@pytest.mark.parametrize("link", ["http://[", "//", "javascript:x", "\x00", "http://a/\ud800"])
def test_a_broken_link_of_a_stranger_breaks_nothing(link: str) -> None:
    routes: dict[str, Route] = {COMMENTS: (200, [comment(1, 1, author_url=link)])}
    with Stage(blog({POSTS: (200, [post(1)]), **routes})) as server:
        anna = credential(server.url)
        (page,) = ADAPTER.posts(anna, since=SINCE)
        (acts,) = ADAPTER.interactions(anna, posts=page.items, since=SINCE)
    assert len(acts.items) == 1


@pytest.mark.parametrize("cursor", ["x", "-1", "1:x", "../1"])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with Stage(blog({})) as server, pytest.raises(NotThisNetwork):
        list(ADAPTER.interactions(credential(server.url), posts=[], since=SINCE, cursor=cursor))


@pytest.mark.parametrize(
    "reply", [(200, {"deleted": True}), error(401, "x"), error(404, "rest_no_route"), (410, b"")]
)
def test_unlinking_a_grant_that_is_gone_is_no_error(reply: Reply) -> None:
    own = credential("")
    with Stage(blog({f"{ME}/application-passwords/{own.grant_id}": reply})) as server:
        ADAPTER.revoke(credential(server.url))
    assert server.requests[0].startswith(b"DELETE ")


def test_unlinking_at_a_site_that_is_down_says_so() -> None:
    down: Script = lambda connection, path: connection.sendall(head(503))  # noqa: E731
    with Stage(down) as server, pytest.raises(Transient):
        ADAPTER.revoke(credential(server.url))
