"""A close look at one page: accessibility by axe-core, sideways scroll, weight, what the console
says."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIResponse, Page

WEIGHT = 150_000  # bytes, as a browser without anything in its cache would load them compressed
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PACKED = ("image/png", "image/jpeg", "image/webp", "font/woff2")


@dataclass
class Loaded:
    """What the open page brought with it."""

    page: Page
    addresses: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("response", lambda answer: self.addresses.append(answer.url))

    def weight(self) -> int:
        """Bytes of all that was loaded since the last time, compressed as the server would; each
        address once."""
        loaded = {each for each in self.addresses if each.startswith("http")}
        self.addresses.clear()
        return sum(self._size(each) for each in loaded)

    def _size(self, address: str) -> int:
        if "/static/" not in address:
            return _compressed(self.page.request.get(address))
        if address not in self.sizes:
            self.sizes[address] = _compressed(self.page.request.get(address))
        return self.sizes[address]


def _compressed(answer: APIResponse) -> int:
    body = answer.body()
    if answer.headers.get("content-type", "").startswith(_PACKED):
        return len(body)
    return len(gzip.compress(body, 6))


def violations(page: Page) -> list[str]:
    """What axe-core finds, a line each: rule, and the first elements that break it."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{each['id']}: " + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found.response["violations"]
    ]
