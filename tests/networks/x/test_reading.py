"""What is read, in which order, and how a reading goes on after a break."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from apps.connections.networks.x.reading import Reading, Stage, load, plan
from apps.connections.observations import Post

AT = datetime(2026, 11, 20, tzinfo=UTC)


def post(number: int, *, likes: int | None = 0, shares: int | None = 0) -> Post:
    return Post(str(number), AT, likes, 0, shares, None)


def test_mentions_come_first_and_the_most_answered_posts_next() -> None:
    posts = [post(1, likes=5), post(2, likes=90), post(3, likes=5), post(4, likes=1)]
    steps = plan(posts, budget=3, likes_granted=True).steps
    assert steps == (
        (Stage.MENTIONS, ""),
        (Stage.LIKES, "2"),
        (Stage.LIKES, "3"),
        (Stage.LIKES, "1"),
    )


def test_nobody_is_asked_for_where_the_count_says_nobody() -> None:
    posts = [post(1), post(2, shares=4), post(3, likes=None, shares=None)]
    steps = plan(posts, budget=9, likes_granted=True).steps
    assert steps[1:] == (
        (Stage.REPOSTS, "2"),
        (Stage.QUOTES, "2"),
        (Stage.LIKES, "3"),
        (Stage.REPOSTS, "3"),
        (Stage.QUOTES, "3"),
    )


def test_without_the_scope_likes_are_left_out() -> None:
    steps = plan([post(1, likes=5)], budget=9, likes_granted=False).steps
    assert steps == ((Stage.MENTIONS, ""),)


def test_a_cursor_comes_back_as_the_same_place() -> None:
    place = Reading(((Stage.MENTIONS, ""), (Stage.LIKES, "12")), token="abc", page=2, floor=7)
    assert load(place.dump()) == place


@pytest.mark.parametrize(
    "cursor",
    [
        None,
        "",
        "null",
        "{}",
        "[]",
        '{"steps": ["else:1"], "token": "", "page": 0, "floor": 0}',
        '{"steps": ["likes:../1"], "token": "", "page": 0, "floor": 0}',
        '{"steps": [], "token": "", "page": 0, "floor": 0}',
        '{"steps": [3], "token": "", "page": 0, "floor": 0}',
    ],
)
def test_a_foreign_cursor_starts_over(cursor: str | None) -> None:
    assert load(cursor) is None


def test_a_page_after_the_last_is_the_next_step_and_then_the_end() -> None:
    place = Reading(((Stage.MENTIONS, ""), (Stage.LIKES, "12")))
    second = place.after("t1", pages=4, floor=950)
    assert second == Reading(place.steps, "t1", 1, 950)
    assert second is not None
    third = second.after("", pages=4)
    assert third == Reading(((Stage.LIKES, "12"),))
    assert third is not None
    assert third.after("", pages=1) is None


def test_the_same_token_again_is_the_end() -> None:
    place = Reading(((Stage.POSTS, ""),), "t1", 1)
    assert place.after("t1", pages=99) is None


def test_ever_new_tokens_end_at_the_bound() -> None:
    place: Reading | None = Reading(((Stage.POSTS, ""),))
    pages = 0
    while place is not None:
        pages += 1
        place = place.after(f"t{pages}", pages=7)
    assert pages == 7
