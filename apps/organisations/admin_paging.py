"""Pages of a list that nobody counts: a page knows whether another one follows, not how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page
from unfold import paginator


class AheadPage(Page[Any]):
    """``following``: whether there is a next page."""

    following = False

    def has_next(self) -> bool:
        return self.following


class InfinitePaginator(paginator.InfinitePaginator):  # type: ignore[misc]  # unfold is untyped
    """By this name unfold's pages know that nobody counts. Reads one row more than it shows: as
    fast for 100,000 people as for 100. ``shown`` is the page that was read last."""

    template_name = "admin/pages.html"
    shown: AheadPage | None = None

    def page(self, number: Any) -> AheadPage:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows: Sequence[Any] = list(self.object_list[start : start + self.per_page + 1])
        page = AheadPage(rows[: self.per_page], number, self)
        page.following = len(rows) > self.per_page
        self.shown = page
        return page
