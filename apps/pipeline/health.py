"""Whether the whole machine works: asked by load balancers and by whoever starts it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cache as once

from celery import current_app
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
OK = "ok"
BEAT = "pipeline:beat"
ALIVE = 60.0  # seconds since the last beat that a worker executed


def checks() -> dict[str, str]:
    """By part, "ok" or what is wrong with it in a few words."""
    found = {"database": _asked(_database)}
    found["wall"] = _asked(_wall) if found["database"] == OK else "unknown"
    found["migrations"] = _asked(_migrations) if found["database"] == OK else "unknown"
    found["broker"] = _asked(_broker)
    found["worker"] = _asked(_worker) if found["broker"] == OK else "unknown"
    return found


def beat() -> None:
    """Called by the heartbeat's task: beat has sent it, and a worker has run it."""
    cache.set(BEAT, time.time(), timeout=3600)


def _asked(check: Callable[[], str]) -> str:
    try:
        return check()
    except (Error, OSError, RedisError, OperationalError) as error:
        log.warning("not ready", extra={"check": check.__name__, "error": type(error).__name__})
        return "does not answer"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _wall() -> str:
    """Row-level security holds for everybody but superusers, BYPASSRLS and the tables' owner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables"
            " WHERE schemaname = 'public' AND tableowner = current_user)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        row = cursor.fetchone()
    return OK if row == (False,) else "this role looks over the wall"


def _migrations() -> str:
    missing = _missing()
    if missing:
        _missing.cache_clear()
        return f"{missing} not applied"
    return OK


@once
def _missing() -> int:
    """How many are not applied; once there is none left, none comes while this process runs."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _broker() -> str:
    with current_app.connection_for_write(connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
    return OK


def _worker() -> str:
    """A beat that was executed lately; where beat has just begun, a worker is asked directly."""
    last = cache.get(BEAT)
    if last and time.time() - last <= ALIVE:
        return OK
    answers = current_app.control.ping(timeout=0.5, limit=1)
    return OK if answers else "no worker answers"
