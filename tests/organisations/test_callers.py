"""From where somebody asks, behind proxies and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from apps.core.callers import address_of


@pytest.mark.parametrize(
    ("proxies", "passed", "remote", "found"),
    [
        (0, None, "203.0.113.9", "203.0.113.9"),
        (0, "198.51.100.7", "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (2, "1.1.1.1, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1", "10.0.0.1"),
        (1, None, "10.0.0.1", "10.0.0.1"),
        (1, "[2001:db8::1]", "10.0.0.1", "2001:db8::1"),
        (1, "nonsense", "10.0.0.1", None),
        (0, None, "::ffff:203.0.113.9", "203.0.113.9"),
        (0, None, "", None),
    ],
)
def test_an_address_is_read_past_our_own_proxies_and_no_further(
    settings: Any, proxies: int, passed: str | None, remote: str, found: str | None
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)
    address = address_of(request)
    assert (str(address) if address else None) == found
