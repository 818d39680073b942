"""What WordPress.com's answers mean, and what is no answer of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.wordpress_com import parse
from apps.connections.networks.wordpress_com.parse import Listed
from apps.connections.networks.wordpress_com.reading import (
    ActsPlace,
    PostsPlace,
    load_acts,
    load_posts,
    plan,
)
from apps.connections.observations import Post

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def post(number: int, *, likes: int | None = 0) -> Post:
    return Post(str(number), AT, likes, 0, None, None)


def listed(number: int, at: datetime = AT) -> Listed:
    return Listed(number, at, 0, 0)


@pytest.mark.parametrize("told", [["posts", "stats"], "posts,stats", "posts stats", "posts, stats"])
def test_scopes_are_read_in_each_of_their_forms(told: object) -> None:
    assert parse.scopes(told) == {"posts", "stats"}
    assert parse.scopes(None) == frozenset()


def test_a_token_of_one_site_says_which() -> None:
    assert parse.me({"ID": 5, "token_site_id": 77}).site_id == "77"
    assert parse.me({"ID": 5, "token_site_id": 0}).site_id == ""
    assert parse.me({"ID": 5}).site_id == ""


def test_deleted_sites_are_not_there() -> None:
    raw = {"ID": 7, "name": "Notes", "user_can_manage": True, "subscribers_count": 3}
    (found,) = parse.sites({"sites": [raw, {**raw, "ID": 8, "is_deleted": True}]})
    assert (found.id, found.manages, found.writes, found.followers) == ("7", True, False, 3)


def test_counts_that_are_missing_are_unknown_and_not_zero() -> None:
    (found,) = parse.posts({"posts": [{"ID": 1, "date": "2026-11-20T10:30:00+01:00"}]})
    assert found == Listed(1, AT, None, None)
    assert parse.followers({}) is None
    assert parse.followers({"total_wpcom": 4}) == 4
    assert parse.found({}) is None


def test_a_like_without_a_time_has_that_of_its_post() -> None:
    body = {"likes": [{"ID": 1}, {"ID": 2, "date_liked": "2026-11-21T04:02:42+0000"}, {"ID": 9}]}
    first, second = parse.likes(body, post(3), own=("9",))
    assert first.at == AT
    assert second.at == datetime(2026, 11, 21, 4, 2, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    "broken",
    [
        {"posts": None},
        {"posts": [7]},
        {"posts": [{"ID": 0, "date": "2026-11-20T10:30:00+00:00"}]},
        {"posts": [{"ID": "1", "date": "2026-11-20T10:30:00+00:00"}]},
        {"posts": [{"ID": 1, "date": "yesterday"}]},
        {"posts": [{"ID": 1}]},
    ],
)
def test_another_shape_is_another_network(broken: dict[str, Any]) -> None:
    with pytest.raises(NotThisNetwork):
        parse.posts(broken)


def test_a_place_among_posts_comes_back_from_its_cursor() -> None:
    first = PostsPlace()
    second = first.after([listed(9), listed(7)], "value=x&id=7")
    assert second is not None
    assert load_posts(second.dump()) == second
    older = AT - timedelta(seconds=1)
    assert second.below([listed(9), listed(7), listed(6), listed(8, older)]) == (
        listed(6),
        listed(8, older),
    )


@pytest.mark.parametrize("cursor", [None, "", "{}", "[]", "7", '{"floor": ["x", 1]}'])
def test_a_foreign_cursor_starts_over(cursor: str | None) -> None:
    assert load_posts(cursor) == PostsPlace()
    assert load_acts(cursor) is None


@pytest.mark.parametrize(
    "cursor",
    ['{"comments": "../1", "likes": []}', '{"comments": null, "likes": ["1/../2"]}'],
)
def test_a_cursor_never_becomes_part_of_an_address(cursor: str) -> None:
    assert load_acts(cursor) is None


def test_paging_that_loops_or_never_ends_comes_to_an_end() -> None:
    place = PostsPlace("same", 1, (AT.isoformat(), 7))
    assert place.after([listed(6)], "same") is None
    assert place.after([], "new") is None
    found: PostsPlace | None = PostsPlace()
    pages = 0
    while found is not None:
        pages += 1
        found = found.after([listed(10_000 - pages)], f"handle-{pages}")
    assert pages == 20


def test_comments_come_first_and_the_likes_of_the_most_liked_posts_next() -> None:
    posts = [post(1, likes=5), post(2, likes=90), post(3), post(4, likes=None), post(5, likes=5)]
    place = plan(posts, seen=frozenset({"5"}), budget=4, comments_granted=True)
    assert place == ActsPlace("", ("2", "1", "4"))  # nobody says whether somebody liked the last
    assert load_acts(place.dump()) == place
    assert plan([], seen=frozenset(), budget=4, comments_granted=True).is_end
