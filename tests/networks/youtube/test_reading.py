"""What is read, in which order, and how a reading goes on after a break."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from apps.connections.networks.youtube.reading import Reading, load, plan
from apps.connections.observations import Post

AT = datetime(2026, 11, 20, tzinfo=UTC)


def video(number: int, comments: int | None) -> Post:
    return Post(f"video{number:06d}", AT + timedelta(hours=number), 1, comments, None, None)


def listed(posts: list[Post], *, videos: int = 9, seen: frozenset[str] = frozenset()) -> list[str]:
    place = plan(posts, videos=videos, units=50, seen=seen)
    return list(place.lists) if place else []


def test_the_most_commented_videos_come_first_and_of_equal_ones_the_newest() -> None:
    posts = [video(1, 5), video(2, 90), video(3, 5), video(4, 1)]
    assert listed(posts, videos=3) == ["video000002", "video000003", "video000001"]


def test_nobody_is_asked_for_where_nobody_commented_or_can() -> None:
    assert listed([video(1, 0), video(2, None), video(3, 1)]) == ["video000003"]
    assert listed([video(1, 0)]) == []


def test_what_has_not_changed_is_not_asked_for_again_nor_is_another_in_its_place() -> None:
    posts = [video(1, 9), video(2, 8), video(3, 7)]
    assert listed(posts, videos=2, seen=frozenset({"video000001"})) == ["video000002"]


def test_a_cursor_comes_back_as_the_same_place() -> None:
    place = Reading(("a", "b"), 40).after("t1", pages=4, first="comment", spent=3)
    assert place is not None
    assert place.units == 37
    assert load(place.dump()) == place
    assert "comment" not in place.dump()


@pytest.mark.parametrize(
    "cursor",
    [
        None,
        "",
        "null",
        "{}",
        "[]",
        '{"lists": [], "units": 1, "token": "", "page": 0, "first": ""}',
        '{"lists": ["../1"], "units": 1, "token": "", "page": 0, "first": ""}',
        '{"lists": [3], "units": 1, "token": "", "page": 0, "first": ""}',
        '{"lists": ["a"], "units": "many", "token": "", "page": 0, "first": ""}',
    ],
)
def test_a_foreign_cursor_starts_over(cursor: str | None) -> None:
    assert load(cursor) is None


def test_after_the_last_page_comes_the_next_list_and_then_the_end() -> None:
    place = Reading(("a", "b"), 40)
    second = place.after("t1", pages=4, first="x", spent=1)
    assert second is not None
    assert (second.lists, second.token, second.page) == (("a", "b"), "t1", 1)
    third = second.after("", pages=4, first="y", spent=1)
    assert third == Reading(("b",), 38)
    assert third is not None
    assert third.after("", pages=4, first="z", spent=1) is None


def test_a_reading_ends_when_its_calls_are_spent() -> None:
    place = Reading(("a", "b"), 10)
    assert place.after("t1", pages=4, first="x", spent=10) is None
    assert place.after("t1", pages=4, first="x", spent=12) is None


def test_the_same_token_or_the_same_page_again_is_the_end_of_a_list() -> None:
    place = Reading(("a",), 40).after("t1", pages=9, first="x", spent=1)
    assert place is not None
    assert place.is_known("x")
    assert not place.is_known("y")
    assert not place.is_known("")
    assert place.after("t1", pages=9, first="y", spent=1) is None


def test_ever_new_pages_end_at_the_bound() -> None:
    place: Reading | None = Reading(("a",), 999)
    pages = 0
    while place is not None:
        pages += 1
        place = place.after(f"t{pages}", pages=7, first=f"x{pages}", spent=1)
    assert pages == 7
