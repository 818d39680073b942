"""A close look at one page: accessibility by axe-core, sideways scroll, weight, what the console
says."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

WEIGHT = 150_000  # bytes, as a browser without anything in its cache would load them compressed
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PACKED = ("image/png", "image/jpeg", "image/webp", "font/woff2")


@dataclass
class Loaded:
    """What a page brought with it."""

    page: Page
    answers: dict[str, Response] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if not answer.url.startswith("data:"):
            self.answers[answer.url] = answer

    def forget(self) -> None:
        self.answers.clear()

    def weight(self) -> int:
        """Bytes of the page and all that it loaded, compressed as the server would."""
        return sum(_size(each) for each in self.answers.values() if each.ok)


def _size(answer: Response) -> int:
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
