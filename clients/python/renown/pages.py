"""Lists come in pages; these walk through them as far as they are asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any


class Pages[Item, Page]:
    """Iterate for the items of all pages. ``first()``: the first page with what is said beside its
    items, such as a list's ``notice``."""

    def __init__(self, fetch: Callable[[str | None], Any]) -> None:
        self._fetch = fetch

    def first(self) -> Page:
        page: Page = self._fetch(None)
        return page

    def pages(self) -> Iterator[Page]:
        address: str | None = None
        while True:
            page = self._fetch(address)
            yield page
            address = page["next"]
            if address is None:
                return

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            items: list[Item] = page["results"]  # type: ignore[index]  # each page has them
            yield from items


class AsyncPages[Item, Page]:
    """``Pages`` for ``async for``."""

    def __init__(self, fetch: Callable[[str | None], Awaitable[Any]]) -> None:
        self._fetch = fetch

    async def first(self) -> Page:
        page: Page = await self._fetch(None)
        return page

    async def pages(self) -> AsyncIterator[Page]:
        address: str | None = None
        while True:
            page = await self._fetch(address)
            yield page
            address = page["next"]
            if address is None:
                return

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page["results"]:  # type: ignore[index]  # each page has them
                yield item
