"""Every address of today and of tomorrow says who may call it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from apps.core.access import Access, Who, access_of
from apps.organisations.permissions import Permission

# Third-party pages under these prefixes do their own checks; each has a test of its own.
THIRD_PARTY = ("accounts/", "admin/")


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield path, pattern


def _access(pattern: URLPattern) -> Access | None:
    view = pattern.callback
    return access_of(view)


ADDRESSES = [(p, u) for p, u in _walk(get_resolver().url_patterns) if not p.startswith(THIRD_PARTY)]


@pytest.mark.parametrize(("path", "pattern"), ADDRESSES, ids=[path or "/" for path, _ in ADDRESSES])
def test_each_address_declares_who_may_call_it(path: str, pattern: URLPattern) -> None:
    access = _access(pattern)
    assert access is not None, f"{path}: use for_members, for_persons, public or an API view"
    if access.who is Who.PUBLIC:
        assert access.rule, "a public address says why it is public"
    if access.who is Who.MEMBER:
        assert access.rule in set(Permission)


def test_each_address_of_an_organisation_is_for_its_members() -> None:
    for path, pattern in ADDRESSES:
        if path.startswith("o/<"):
            access = _access(pattern)
            assert access is not None
            assert access.who is Who.MEMBER, path
