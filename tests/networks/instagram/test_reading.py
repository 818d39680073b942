"""Whose comments are read, and of how many posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from apps.connections.networks.meta.reading import plan
from apps.connections.observations import Post

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NOTHING: frozenset[str] = frozenset()


def post(post_id: str, comments: int | None, *, days_old: int = 0) -> Post:
    return Post(post_id, NOW - timedelta(days=days_old), 1, comments, None, None)


def nodes(*posts: Post, seen: frozenset[str] = NOTHING, budget: int = 10) -> tuple[str, ...]:
    place = plan(posts, seen=seen, budget=budget)
    return place.nodes if place else ()


def test_the_most_discussed_posts_come_first_and_of_equal_ones_the_newest() -> None:
    assert nodes(post("1", 2, days_old=3), post("2", 9), post("3", 2)) == ("2", "3", "1")


def test_nobody_is_asked_for_where_nobody_commented() -> None:
    assert nodes(post("1", 0), post("2", None)) == ("2",)
    assert nodes(post("1", 0)) == ()


def test_a_post_that_has_not_changed_is_not_read_again() -> None:
    assert nodes(post("1", 5), post("2", 4), seen=frozenset({"1"})) == ("2",)


def test_the_budget_is_spent_on_the_most_discussed_posts_whether_read_before_or_not() -> None:
    posts = [post(str(n), n) for n in range(1, 6)]
    assert nodes(*posts, budget=2) == ("5", "4")
    assert nodes(*posts, budget=2, seen=frozenset({"5"})) == ("4",)
