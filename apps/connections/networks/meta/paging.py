"""What is still to be read of an edge or of several, as a value that becomes a cursor and comes
back from one.

Graph's ``next`` is an address with the token in it. It is never followed: only that it is there
counts, and the ``after`` beside it goes into a call of our own.

Source: https://developers.facebook.com/docs/graph-api/results"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlsplit

from apps.connections.networks.answers import Body
from apps.connections.networks.meta.values import items, text

LONGEST_TOKEN = 2000


def after_of(body: Body) -> str:
    """The token of the page that follows, "" at the end: where no ``next`` is."""
    paging = body.get("paging")
    if not isinstance(paging, Mapping) or not text(paging, "next"):
        return ""
    cursors = paging.get("cursors")
    token = text(cursors, "after") if isinstance(cursors, Mapping) else ""
    token = token or _after_in(text(paging, "next"))
    return token if len(token) <= LONGEST_TOKEN else ""


def _after_in(url: str) -> str:
    try:
        found = parse_qs(urlsplit(url).query).get("after", [])
    except ValueError:
        return ""
    return found[0] if found else ""


def first_of(body: Body) -> str:
    """The id that a page begins with."""
    return next((text(item, "id") for item in items(body)), "")


@dataclass(frozen=True, slots=True)
class Place:
    """The nodes whose edge is left to be read, the first of them begun: ``page`` pages of it are
    read, the last of them began with ``first``, and ``token`` goes on."""

    nodes: tuple[str, ...]
    token: str = ""
    page: int = 0
    first: str = ""

    @classmethod
    def at(cls, nodes: Iterable[str]) -> Self | None:
        """The beginning; None where there is nothing to read."""
        left = tuple(nodes)
        return cls(left) if left else None

    @property
    def node(self) -> str:
        return self.nodes[0]

    def is_loop(self, body: Body) -> bool:
        """Whether this page is the one before once more."""
        return bool(self.first) and first_of(body) == self.first

    def after(self, body: Body, *, pages: int) -> Self | None:
        """The next place, None at the end. Paging that comes back to the same page or the same
        token, or never ends, has ended here."""
        token = after_of(body)
        if token and token != self.token and self.page + 1 < pages and not self.is_loop(body):
            return replace(self, token=token, page=self.page + 1, first=first_of(body))
        return self.skip()

    def skip(self) -> Self | None:
        """Goes on with the next node."""
        left = self.nodes[1:]
        return type(self)(left) if left else None

    def dump(self) -> str:
        place = {"token": self.token, "page": self.page, "first": self.first}
        return json.dumps({"nodes": self.nodes, **place})


def load(cursor: str | None) -> Place | None:
    """None where there is no cursor, or none of ours: then the reading starts over."""
    if cursor is None:
        return None
    try:
        found = json.loads(cursor)
        nodes = tuple(_node(each) for each in found["nodes"])
        place = Place(nodes, str(found["token"]), int(found["page"]), str(found["first"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return place if nodes else None


def _node(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_]{1,100}", value):
        raise ValueError("no id of a node")
    return value
