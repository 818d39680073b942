"""A page ahead: the order of pages and errors is as without, and nothing is left running."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from apps.connections.actions.ahead import Ahead, aside
from apps.connections.networks.errors import Transient


class Pages:
    """Three pages, asked for one by one; ``fails_at`` raises instead of that page."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.asked: list[int] = []
        self.threads: set[int] = set()
        self.is_closed = False
        self._fails_at = fails_at

    def __call__(self) -> Iterator[int]:
        try:
            for number in range(3):
                self.asked.append(number)
                self.threads.add(threading.get_ident())
                if number == self._fails_at:
                    raise Transient
                yield number
        finally:
            self.is_closed = True


def test_pages_come_in_their_order_from_one_other_thread() -> None:
    pages = Pages()
    with Ahead(pages(), goes_on=lambda: True) as found:
        read = []
        for page in found:
            found.ask()
            read.append(page)
    assert read == [0, 1, 2]
    assert pages.is_closed
    assert pages.threads == {aside(threading.get_ident)} != {threading.get_ident()}


def test_nothing_is_asked_before_it_is_wanted_or_begun() -> None:
    pages = Pages()
    with Ahead(pages(), goes_on=lambda: True) as found:
        rest = iter(found)
        assert pages.asked == []
        assert next(rest) == 0
        assert pages.asked == [0]
        found.ask()
        found.ask()
        assert next(rest) == 1
        assert pages.asked == [0, 1]


def test_a_turn_that_is_over_asks_no_further() -> None:
    pages = Pages()
    with Ahead(pages(), goes_on=lambda: False) as found:
        assert next(iter(found)) == 0
        found.ask()
    assert pages.asked == [0]
    assert pages.is_closed


def test_an_error_comes_after_the_page_before_it() -> None:
    pages = Pages(fails_at=1)
    with Ahead(pages(), goes_on=lambda: True) as found:
        rest = iter(found)
        assert next(rest) == 0
        found.ask()
        with pytest.raises(Transient):
            next(rest)
    assert pages.is_closed


def test_who_leaves_early_closes_the_pages_after_the_one_on_its_way() -> None:
    pages = Pages()
    with pytest.raises(KeyError), Ahead(pages(), goes_on=lambda: True) as found:
        next(iter(found))
        found.ask()
        raise KeyError
    assert pages.asked == [0, 1]
    assert pages.is_closed
