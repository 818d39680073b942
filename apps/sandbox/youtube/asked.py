"""The query of a call, checked as YouTube checks it: what it does not know is a 400."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from django.http import HttpRequest

from apps.sandbox.youtube import fields
from apps.sandbox.youtube.fields import Tree

EVERYWHERE = frozenset({"part", "fields", "key", "alt", "prettyPrint", "quotaUser"})
IDS = 50


class QueryError(Exception):
    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.message = reason, message


@dataclass(frozen=True, slots=True)
class Accepts:
    """``filters``: of these, exactly one. ``sizes``: usual and largest maxResults."""

    parts: frozenset[str]
    filters: frozenset[str]
    names: frozenset[str] = frozenset()
    sizes: tuple[int, int] = (5, 50)


@dataclass(frozen=True, slots=True)
class Asked:
    """``filter``: its name and value. ``start``: how many came before this page."""

    parts: frozenset[str]
    filter: tuple[str, str]
    fields: Tree
    size: int
    start: int

    @property
    def ids(self) -> list[str]:
        return self.filter[1].split(",")


def read(request: HttpRequest, accepts: Accepts, *, first_page: bool = False) -> Asked:
    """Raises ``QueryError``."""
    known = EVERYWHERE | accepts.filters | accepts.names | {"maxResults", "pageToken"}
    for name in sorted(set(request.GET) - known):
        raise QueryError("badRequest", f"Invalid JSON payload received. Unknown name {name}.")
    return Asked(
        parts=_parts(request, accepts),
        filter=_filter(request, accepts),
        fields=_fields(request),
        size=_size(request, accepts.sizes),
        start=0 if first_page else _start(request),
    )


def _parts(request: HttpRequest, accepts: Accepts) -> frozenset[str]:
    text = request.GET.get("part", "")
    if not text:
        raise QueryError("missingRequiredParameter", "No filter selected. Expected one of: part")
    parts = frozenset(text.split(","))
    if unknown := parts - accepts.parts - {"id"}:
        raise QueryError("unknownPart", f"'{min(unknown)}'")
    return parts


def _filter(request: HttpRequest, accepts: Accepts) -> tuple[str, str]:
    given = [(n, v) for n in sorted(accepts.filters) if (v := request.GET.get(n))]
    if not given:
        listed = ", ".join(sorted(accepts.filters))
        raise QueryError("missingRequiredParameter", f"No filter selected. Expected: {listed}")
    if len(given) > 1:
        raise QueryError("incompatibleParameters", f"Incompatible parameters: {given}")
    if given[0][0] == "id" and given[0][1].count(",") >= IDS:
        raise QueryError("invalidFilters", "The request specifies an invalid filter parameter.")
    return given[0]


def _fields(request: HttpRequest) -> Tree:
    text = request.GET.get("fields", "")
    try:
        return fields.parse(text) if text else {}
    except fields.BadFields:
        raise QueryError("invalidParameter", f"Invalid field selection {text}") from None


def _size(request: HttpRequest, sizes: tuple[int, int]) -> int:
    usual, largest = sizes
    text = request.GET.get("maxResults", str(usual))
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= largest:
        raise QueryError("invalidParameter", f"Invalid value '{text}'. Values up to {largest}.")
    return int(text)


def page_token(start: int) -> str:
    """Opaque to who gets it."""
    return base64.urlsafe_b64encode(f"from:{start:08d}".encode()).decode().rstrip("=")


def _start(request: HttpRequest) -> int:
    text = request.GET.get("pageToken")
    if text is None:
        return 0
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        plain = ""
    if not (found := re.fullmatch(r"from:([0-9]{8})", plain)):
        raise QueryError("invalidPageToken", "The request specifies an invalid page token.")
    return int(found[1])
