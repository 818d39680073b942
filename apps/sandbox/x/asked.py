"""The query of a call, checked as X checks it: an unknown name or value is a 400."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest

from apps.sandbox.x.shapes import EXPANSIONS, POST_FIELDS, USER_FIELDS

POST_FIELDS_NAMES = ("tweet.fields", "post.fields")
HARMLESS = frozenset({"id", "text", "name", "username"})
PASSED = frozenset(
    {"attachments", "context_annotations", "edit_history_tweet_ids", "entities", "source"}
)


class QueryError(Exception):
    """The query is not one that X takes."""

    def __init__(self, parameter: str, value: str, message: str) -> None:
        super().__init__(message)
        self.parameter, self.value, self.message = parameter, value, message


@dataclass(frozen=True, slots=True)
class Asked:
    user_fields: frozenset[str]
    post_fields: frozenset[str]
    expansions: frozenset[str]
    exclude: frozenset[str]
    size: int
    since: datetime | None
    place: int | None  # where the page before ended: an id, or a number in a row


@dataclass(frozen=True, slots=True)
class Accepts:
    """What an endpoint takes: names of parameters and the bounds of max_results."""

    names: frozenset[str]
    sizes: tuple[int, int, int] = (1, 100, 100)  # smallest, largest, usual


USER = frozenset({"user.fields", "expansions", *POST_FIELDS_NAMES})
USERS = Accepts(USER | {"max_results", "pagination_token"})
FOLLOWERS = Accepts(USERS.names, (1, 1000, 100))
QUOTES = Accepts(USERS.names | {"exclude"}, (10, 100, 10))
TIMELINE = Accepts(
    USERS.names | {"exclude", "start_time", "end_time", "since_id", "until_id"}, (5, 100, 10)
)
ME = Accepts(USER)


def read(request: HttpRequest, accepts: Accepts, *, always_first_page: bool = False) -> Asked:
    """Raises ``QueryError``."""
    for name in request.GET:
        if name not in accepts.names:
            raise QueryError(name, request.GET[name], f"The query parameter [{name}] is not known.")
    posts = [_listed(request, name, POST_FIELDS | PASSED) for name in POST_FIELDS_NAMES]
    return Asked(
        user_fields=_listed(request, "user.fields", USER_FIELDS),
        post_fields=posts[0] | posts[1],
        expansions=_listed(request, "expansions", EXPANSIONS),
        exclude=_listed(request, "exclude", frozenset({"replies", "retweets"})),
        size=_size(request, accepts.sizes),
        since=_time(request, "start_time"),
        place=None if always_first_page else _place(request),
    )


def _listed(request: HttpRequest, name: str, known: Collection[str]) -> frozenset[str]:
    text = request.GET.get(name, "")
    values = frozenset(text.split(",")) if text else frozenset()
    for value in values - HARMLESS:
        if value not in known:
            raise QueryError(
                name, text, f"The `{name}` query parameter value [{value}] is not known."
            )
    return values


def _size(request: HttpRequest, sizes: tuple[int, int, int]) -> int:
    smallest, largest, usual = sizes
    text = request.GET.get("max_results", str(usual))
    if not re.fullmatch(r"[0-9]{1,5}", text) or not smallest <= int(text) <= largest:
        message = f"The value [{text}] of `max_results` is not in {smallest} to {largest}"
        raise QueryError("max_results", text, message)
    return int(text)


def _time(request: HttpRequest, name: str) -> datetime | None:
    text = request.GET.get(name)
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise QueryError(name, text, f"Invalid use of '{name}'; expected RFC 3339") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def page_token(place: int) -> str:
    """Opaque to who gets it, and at least 16 characters long."""
    return base64.urlsafe_b64encode(f"after:{place:020d}".encode()).decode().rstrip("=")


def _place(request: HttpRequest) -> int | None:
    text = request.GET.get("pagination_token")
    if text is None:
        return None
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        plain = ""
    if not (found := re.fullmatch(r"after:([0-9]{20})", plain)):
        raise QueryError("pagination_token", text, "The pagination_token is invalid.")
    return int(found[1])
