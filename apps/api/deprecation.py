"""Addresses that will go: ``Deprecation`` (RFC 9745) and ``Sunset`` (RFC 8594) in each answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http.response import HttpResponseBase
from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Deprecation:
    """``sunset``: from when on it may be gone. ``instead``: an address that says what to use."""

    since: datetime
    sunset: datetime | None = None
    instead: str = ""

    def tell(self, response: HttpResponseBase) -> None:
        response.headers["Deprecation"] = f"@{int(self.since.timestamp())}"
        if self.sunset:
            response.headers["Sunset"] = http_date(self.sunset.timestamp())
        if self.instead:
            add_link(response, self.instead, "deprecation")


def add_link(response: HttpResponseBase, address: str, relation: str) -> None:
    """One more ``Link`` (RFC 8288)."""
    link = f'<{address}>; rel="{relation}"'
    before = response.headers.get("Link")
    response.headers["Link"] = f"{before}, {link}" if before else link
