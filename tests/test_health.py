"""The two addresses that load balancers ask: what they say, and what they never say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from apps.pipeline import health, tasks
from config.celery import app

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = {"database", "wall", "migrations", "broker", "worker"}
# Whoever asks learns a part's name and one of these.
WORDS = {"ok", "does not answer", "no worker answers", "unknown", "1 not applied"}
NOWHERE = "redis+socket:///var/secret/place.sock"


def ask(address: str) -> tuple[int, dict[str, Any]]:
    answer = Client().get(address)
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    return answer.status_code, json.loads(answer.content)


def not_ready() -> dict[str, str]:
    """What is told beyond "ok", after a look that nothing else is told."""
    status, body = ask("/readyz")
    assert (status, body["status"]) == (503, "not ready")
    assert set(body) == {"status", "checks"}
    assert set(body["checks"]) == PARTS
    assert set(body["checks"].values()) <= WORDS
    return {part: state for part, state in body["checks"].items() if state != "ok"}


@contextmanager
def database_away() -> Iterator[None]:
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host


def test_the_process_answers_whatever_else_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "broker_write_url", NOWHERE)
    with database_away():
        assert ask("/healthz") == (200, {"status": "ok"})


def test_all_is_well_where_a_worker_has_just_executed_a_beat() -> None:
    tasks.heartbeat()
    assert ask("/readyz") == (200, {"status": "ok", "checks": dict.fromkeys(PARTS, "ok")})


def test_a_worker_that_is_away_is_named() -> None:
    assert not_ready() == {"worker": "no worker answers"}


def test_a_beat_of_long_ago_is_no_beat() -> None:
    cache.set(health.BEAT, 1.0)
    assert not_ready() == {"worker": "no worker answers"}


def test_a_broker_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.heartbeat()
    monkeypatch.setitem(app.conf, "broker_write_url", NOWHERE)
    assert not_ready() == {"broker": "does not answer", "worker": "unknown"}


def test_a_database_that_is_away_is_named() -> None:
    tasks.heartbeat()
    with database_away():
        assert not_ready() == {
            "database": "does not answer",
            "wall": "unknown",
            "migrations": "unknown",
        }


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_no_address_name_or_version_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "broker_write_url", NOWHERE)
    database = connection.settings_dict
    private = [database["NAME"], database["USER"], database["HOST"], settings.REDIS_URL]
    with database_away():
        told = Client().get(address)
    whole = told.content.decode() + str(told.headers)
    for word in [*private, "secret", "sock", "Traceback", "Error", "nowhere", "celery", "Server"]:
        assert not word or str(word) not in whole, word


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_has_to_sign_in_and_no_session_begins(address: str) -> None:
    assert not Client().get(address).cookies
