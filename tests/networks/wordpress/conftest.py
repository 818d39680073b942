"""Blogs on loopback may be reached, and retries do not wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _loopback_is_allowed(settings: Settings) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.fixture(autouse=True)
def _retries_do_not_wait() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield
