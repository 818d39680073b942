"""Reading page by page, so that it can be broken off after any of them and resumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from apps.connections.networks.adapter import Page


class Place(Protocol):
    """What is left to be read. ``dump`` writes it as the cursor."""

    def dump(self) -> str: ...


def pages[T, P: Place](
    place: P | None, take: Callable[[P], tuple[tuple[T, ...], P | None]]
) -> Iterator[Page[T]]:
    """From this place on: ``take`` reads the items of one page, and says what is left then."""
    while place is not None:
        items, place = take(place)
        yield Page(items, place.dump() if place is not None else None)
