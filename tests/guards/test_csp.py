"""Scripts and styles come from our own files alone: on every page of today and of tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from tests.guards.attack import Side, make_side
from tests.guards.test_attack import NEUTRAL, _filled
from tests.guards.test_urls import _walk

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self' http: https:",  # in production 'self' https://*
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
DOCS = STRICT | {"style-src": "'self' 'unsafe-inline'"}
ADMIN = DOCS | {"script-src": "'self' 'unsafe-eval'"}
# Pages of ours, or redirects.
ADMINS_OWN_WAY_IN = {"login", "logout", "password_change", "choose", "open"}
ALL = list(_walk(get_resolver().url_patterns))
PARTS = {**NEUTRAL, "uidb36": "1", "pk": 1, "object_id": "1", "content_type_id": 1}
PARTS |= {"app_label": "candidates", "url": "nothing", "path": "nothing"}
# Of stand-ins.
PARTS |= dict.fromkeys(("user", "page_id", "media_id", "number", "site_id"), "1")
PARTS |= {"handle": "nobody", "uuid": uuid4()}
TEMPLATES = [
    path
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    if "email" not in path.relative_to(settings.BASE_DIR / "templates").parts  # mails need styles
]


def _declared(path: str, name: str, status: int = 200) -> dict[str, str]:
    """What the admin refuses is answered by the site's own pages."""
    if path.startswith("admin/") and name not in ADMINS_OWN_WAY_IN and status < 400:
        return ADMIN
    return DOCS if path == "api/docs" else STRICT


def _policy(answer: Any) -> dict[str, str]:
    header = answer.headers.get("Content-Security-Policy", "")
    parts = [part.strip().partition(" ") for part in header.split(";") if part.strip()]
    return {name: value for name, _, value in parts}


def _address(path: str, pattern: Any, side: Side) -> str:
    ids = {**PARTS, **side.ids}
    if "^" in path:  # a regular expression of a library
        plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: str(ids[m[1]]), path)
        return "/" + re.sub(r"[\^$]|\(\?:.*?\)", "", plain)
    return _filled(pattern, path, side.organisation.slug, ids)


def _visits(side: Side) -> Iterator[tuple[str, str, Any]]:
    """Path, name and answer of each address, as a member and owner sees it, or as the person."""
    owner, person = Client(), Client()
    owner.force_login(side.owner)
    person.force_login(side.person)
    for path, pattern in ALL:
        if pattern.name == "account_logout":
            continue
        client = person if path.startswith(("me/", "consent/", "declined/")) else owner
        yield path, str(pattern.name), client.get(_address(path, pattern, side))
    yield "accounts/logout/", "account_logout", Client().get("/accounts/logout/")


def _inline(page: str) -> list[str]:
    """What the policy would refuse: scripts and styles in the page itself, wherever they hide."""
    found = [tag for tag in re.findall(r"<script\b[^>]*>", page) if not _is_harmless(tag)]
    found += re.findall(r"<style\b[^>]*>", page)
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", page):
        attributes = re.sub(r"=\s*(\"[^\"]*\"|'[^']*')", "=", tag)
        if re.search(r"\s(on[a-z]+|style)\s*=", attributes) or "javascript:" in tag:
            found.append(tag)
    return found


def _is_harmless(tag: str) -> bool:
    return " src=" in tag or 'type="application/json"' in tag


@pytest.mark.django_db(transaction=True)
def test_each_address_has_the_policy_declared_for_it_and_holds_nothing_that_it_refuses() -> None:
    wrong, softer, pages = {}, set(), 0
    for path, name, answer in _visits(make_side("Ada")):
        policy, declared = _policy(answer), _declared(path, name, answer.status_code)
        if policy != declared:
            wrong[path] = [f"{k} {v}" for k, v in policy.items() if v != declared.get(k)]
        if answer.status_code == 200 and policy != STRICT:
            softer.add(path)
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            pages += 1
            if found := _inline(answer.content.decode()):
                wrong[path] = found
        assert answer.status_code != 500, path
    assert wrong == {}
    assert pages > 40
    assert {"admin/", "admin/candidates/candidate/", "api/docs"} <= softer


def test_production_lets_forms_lead_to_https_only() -> None:
    source = (settings.BASE_DIR / "config/settings/security.py").read_text()
    assert '["https://*"] if ENVIRONMENT == "production"' in source


def test_no_policy_allows_scripts_in_pages_or_from_elsewhere() -> None:
    for policy in (STRICT, DOCS, ADMIN):
        assert "unsafe-inline" not in policy["script-src"]
        assert "http" not in policy["script-src"] + policy["style-src"] + policy["connect-src"]


def test_refused_pages_and_pages_that_are_not_there_are_strict_too() -> None:
    lost = Client().get("/there/is/nothing/")
    stale = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})
    assert (lost.status_code, stale.status_code) == (404, 403)
    for answer in (lost, stale):
        assert _policy(answer) == STRICT
        assert _inline(answer.content.decode()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_holds_a_script_or_a_style(path: Any) -> None:
    source = re.sub(r"\{%-?.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    assert _inline(source) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        '<p  onclick="go()">',
        "<b\nstyle = 'color: red'>",
        "<style>p {}</style>",
        '<a href="javascript:go()">',
    ],
)
def test_the_look_for_scripts_finds_them(text: str) -> None:
    assert _inline(text)
    assert not _inline('<p title="a style=1 onclick=2"><script src="/a.js"></script>')
