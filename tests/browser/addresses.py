"""Every address that answers a page, for whom it does: those of today and of tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import get_resolver

from tests.browser.guest import known_client
from tests.browser.scene import Scene
from tests.guards.test_attack import NEUTRAL
from tests.guards.test_csp import _address
from tests.guards.test_urls import _walk

GUEST, MEMBER, PERSON, ADMIN = "guest", "member", "person", "admin"
# Not pages of ours: programs' answers, and the made-up networks.
NO_PAGES = ("api/", "sandbox/", "i18n/")
# Signing in and up, which send away who is signed in.
GUESTS = ("login", "signup", "password/reset", "inactive", "3rdparty/login", "confirm-email")


@dataclass(frozen=True)
class Address:
    """``name`` is that of the pattern, with what sets this visit apart from another there."""

    name: str
    path: str


def pages(scene: Scene, who: str) -> list[Address]:
    """What answers with a page of its own to a plain visit of these people, and to guests a page
    that is not there."""
    user = scene.visitor(who)
    client = known_client(user) if user else Client()
    wanted = {200, 404, 410} if who == GUEST else {200}  # a link that opens nothing has a page
    return [each for each in _addresses(scene, who) if _is_page(client.get(each.path), wanted)]


def _is_page(answer: Any, wanted: set[int]) -> bool:
    kind = str(answer.headers.get("Content-Type", ""))
    is_html = answer.status_code in wanted and kind.startswith("text/html")
    return is_html and b"<html" in answer.content  # not a part of a page that htmx asks for


def _addresses(scene: Scene, who: str) -> Iterator[Address]:
    if who == GUEST:
        yield Address("not-there", "/there/is/nothing/")
    for path, pattern in _walk(get_resolver().url_patterns):
        if path.startswith(NO_PAGES) or who != _visitor_of(path):
            continue
        address = _address(path, pattern, scene.side)
        name = str(pattern.name or path)
        yield Address(name, address)
        if token := scene.tokens.get(name):
            yield Address(f"{name}-open", address.replace(str(NEUTRAL["token"]), token))
        for kind, query in _queries(scene, name):
            yield Address(f"{name}-{kind}", address + query)


def _visitor_of(path: str) -> str:
    if path.startswith("admin/"):
        return ADMIN
    if path.startswith(("me/", "consent/", "declined/")):
        return PERSON
    if path.startswith("accounts/"):
        is_guests = any(part in path for part in GUESTS) and "reauthenticate" not in path
        return GUEST if is_guests else MEMBER
    return MEMBER if path.startswith(("o/", "home", "organisations/", "preferences/")) else GUEST


def _queries(scene: Scene, name: str) -> list[tuple[str, str]]:
    """Pages that differ by what is asked for."""
    ids = [f"candidate={each.pk}" for each in scene.compared[:4]]
    return {
        "compare": [("of-two", "?" + "&".join(ids[:2])), ("of-four", "?" + "&".join(ids))],
        "webhook": [("filtered", "?state=failed"), ("none", "?state=failed&kind=endpoint.ping")],
        "opening": [("filtered", "?score_min=30"), ("nobody", "?score_min=99&score_max=100")],
    }.get(name, [])
