"""Real PostgreSQL and Valkey, as the app role behind the wall; no socket but to this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

_worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")

import pytest  # noqa: E402  # the environment comes first
from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402
from pytest_socket import socket_allow_hosts  # noqa: E402

from config import celery  # noqa: E402
from tests.database import as_app_role, as_owner, make_database, truncate  # noqa: E402

# pytest-django has read the settings before this file could set the environment.
settings.CACHES["default"]["KEY_PREFIX"] = os.environ["CACHE_PREFIX"]
settings.CELERY_TASK_DEFAULT_QUEUE = os.environ["TASK_QUEUE"]


def forget_cache() -> None:
    """This worker's entries only: ``cache.clear`` empties the server, other workers' queues too."""
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # django's own
    if keys := [*client.scan_iter(match=f"{cache.key_prefix}:*", count=1000)]:
        client.delete(*keys)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One database a worker, built by the owner, used by the app role."""
    with django_db_blocker.unblock():
        drop = make_database(_worker)
    yield
    with django_db_blocker.unblock():
        drop()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    forget_cache()


@pytest.fixture(scope="session", autouse=True)
def _owner_empties_tables() -> Iterator[None]:
    """The app role may not truncate: after a transactional test the owner does."""

    def teardown(self: Any) -> None:
        truncate()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.testcases.TransactionTestCase._fixture_teardown", teardown)
        yield


__all__ = ["as_app_role", "as_owner", "celery"]
