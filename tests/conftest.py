"""Real PostgreSQL and Valkey, as the app role behind the wall; no socket but to this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import settings as examples
from pytest_django.plugin import DjangoDbBlocker
from pytest_socket import socket_allow_hosts

from config import celery
from tests import live
from tests.database import make_database, truncate
from tests.moments import until_the_clock_has_struck

# No example fails for being slow, and what is tried does not differ from one run to the next;
# --hypothesis-profile=default looks for new ones.
examples.register_profile("renown", deadline=None, derandomize=True)
examples.load_profile("renown")
live.watch()


def forget_cache() -> None:
    """This worker's entries only: ``cache.clear`` empties the server, other workers' queues too."""
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # django's own
    if keys := [*client.scan_iter(match=f"{cache.key_prefix}:*", count=1000)]:
        client.delete(*keys)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    time.sleep(until_the_clock_has_struck(time.time()))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    live.all_is_answered()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One database a worker, built by the owner, used by the app role."""
    with django_db_blocker.unblock():
        drop = make_database(settings.TEST_WORKER)
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


@pytest.fixture(scope="session", autouse=True)
def _a_stand_in_may_break_off() -> Iterator[None]:
    """Real servers let an application end a connection; that of the tests asserts that none does,
    and would answer 500 where a stand-in breaks off in the middle of an answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wsgiref.handlers.is_hop_by_hop", lambda _: False)
        yield


__all__ = ["celery"]
