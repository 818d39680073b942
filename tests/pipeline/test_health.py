"""Whether the machine works, as load balancers ask."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from apps.pipeline import health, tasks
from config.celery import app
from tests.database import as_app_role, as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def test_all_is_well_after_a_beat_that_a_worker_executed() -> None:
    tasks.heartbeat()
    assert health.checks() == dict.fromkeys(
        ["database", "wall", "migrations", "broker", "worker"], "ok"
    )


def test_without_a_beat_no_worker_is_alive() -> None:
    assert health.checks()["worker"] == "no worker answers"
    cache.set(health.BEAT, time.time() - 300)
    assert health.checks()["worker"] == "no worker answers"


def test_a_missing_migration_is_seen() -> None:
    health._missing.cache_clear()
    as_owner()
    ((_, newest),) = MigrationLoader(connection).graph.leaf_nodes("connections")
    _rename(newest, "from_tomorrow")
    try:
        assert health.checks()["migrations"] == "1 not applied"
    finally:
        _rename("from_tomorrow", newest)
        as_app_role()
    assert health.checks()["migrations"] == "ok"


def test_a_broker_that_is_gone_is_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.heartbeat()
    monkeypatch.setitem(app.conf, "broker_write_url", "redis+socket:///nowhere.sock")
    before = time.monotonic()
    checks = health.checks()
    assert checks["broker"] == "does not answer"
    assert checks["worker"] == "unknown"
    assert time.monotonic() - before < 10


def test_a_database_that_is_gone_is_seen() -> None:
    tasks.heartbeat()
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        checks = health.checks()
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert (checks["database"], checks["migrations"]) == ("does not answer", "unknown")


def _rename(before: str, after: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = %s WHERE name = %s", (after, before))
