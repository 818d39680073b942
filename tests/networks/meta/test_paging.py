"""Paging ends where Graph says so, and also where Graph never would."""

from __future__ import annotations

from typing import Any

import pytest

from apps.connections.networks.meta.paging import Place, after_of, load

NEXT = "https://graph.facebook.com/v26.0/1/feed?access_token=secret&after=from-the-address"


def page(first: str = "1_1", *, after: str = "", following: str = NEXT) -> dict[str, Any]:
    cursors = {"cursors": {"before": "b", "after": after}} if after else {}
    return {"data": [{"id": first}], "paging": cursors | ({"next": following} if following else {})}


@pytest.mark.parametrize(
    ("body", "token"),
    [
        (page(after="MTAx"), "MTAx"),
        (page(after="MTAx", following=""), ""),
        (page(), "from-the-address"),
        (page(following="https://elsewhere.example/feed"), ""),
        (page(following="https://[elsewhere/feed?after=1"), ""),
        (page(after="x" * 5000), ""),
        ({"data": []}, ""),
        ({"data": [], "paging": None}, ""),
        ({"data": [], "paging": {"next": 5, "cursors": {"after": "MTAx"}}}, ""),
        ({"data": [], "paging": {"next": NEXT, "cursors": ["MTAx"]}}, "from-the-address"),
    ],
)
def test_the_next_page_is_known_by_its_token(body: dict[str, Any], token: str) -> None:
    assert after_of(body) == token


def test_pages_of_one_node_come_before_the_next_node() -> None:
    place = Place.at(["1", "2"])
    assert place is not None
    second = place.after(page(after="t1"), pages=9)
    assert second == Place(("1", "2"), "t1", 1, "1_1")
    last = second.after(page("1_2", following=""), pages=9)
    assert last == Place(("2",))
    assert last.after(page("2_1", following=""), pages=9) is None
    assert Place.at([]) is None


@pytest.mark.parametrize(
    "body",
    [page("1_9", after="t1"), page("1_1", after="t2")],
    ids=["the same token again", "the same page by a new token"],
)
def test_a_loop_ends(body: dict[str, Any]) -> None:
    place = Place(("1",), "t1", 1, "1_1")
    assert place.after(body, pages=9) is None


def test_endless_pages_end() -> None:
    assert Place(("1",), "t1", 8, "1_1").after(page("1_9", after="t2"), pages=9) is None


def test_a_page_that_comes_again_is_known() -> None:
    assert Place(("1",), "t1", 1, "1_1").is_loop(page("1_1"))
    assert not Place(("1",), "t1", 1, "1_1").is_loop(page("1_2"))
    assert not Place(("1",)).is_loop({"data": []})


def test_a_cursor_comes_back_as_it_went() -> None:
    place = Place(("1_22", "1_33"), "t1", 3, "1_9")
    assert load(place.dump()) == place


@pytest.mark.parametrize(
    "cursor",
    [
        None,
        "",
        "[]",
        "{}",
        "null",
        '{"nodes": [], "token": "", "page": 0, "first": ""}',
        '{"nodes": ["../me"], "token": "", "page": 0, "first": ""}',
        '{"nodes": [5], "token": "", "page": 0, "first": ""}',
        '{"nodes": ["1"], "token": "", "page": "x", "first": ""}',
    ],
)
def test_what_is_no_cursor_starts_over(cursor: str | None) -> None:
    assert load(cursor) is None
