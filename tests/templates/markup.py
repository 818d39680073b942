"""Reads HTML as a browser would, for what the content security policy and ids allow."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Markup(HTMLParser):
    """Everything in a page that a strict policy refuses, its ids, and its visible text."""

    refused: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.text += " "
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.refused += [f"<{tag} {name}>" for name in given if name == "style" or name[:2] == "on"]
        if tag == "style":
            self.refused.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.refused.append("<script> without src")

    def handle_endtag(self, tag: str) -> None:
        self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Markup:
    markup = Markup()
    markup.feed(html)
    return markup


def words(html: str) -> str:
    """The text with single spaces."""
    return " ".join(read(html).text.split())
