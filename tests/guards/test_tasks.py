"""Every task is thin, takes identifiers and says why running it twice does no harm."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from config.celery import app

app.loader.import_default_modules()
TASKS = {name: task for name, task in sorted(app.tasks.items()) if not name.startswith("celery.")}


@pytest.mark.parametrize("task", TASKS.values(), ids=[*TASKS])
def test_each_task_says_why_it_may_run_twice(task: Any) -> None:
    doc = inspect.getdoc(task.run) or ""
    assert "Idempotent: " in doc.splitlines()[-1], task.name


@pytest.mark.parametrize("task", TASKS.values(), ids=[*TASKS])
def test_each_task_is_at_most_fifteen_lines_and_takes_strings(task: Any) -> None:
    lines = inspect.getsource(task.run).splitlines()
    body = [line for line in lines if line.strip()]
    assert len(body) <= 15, task.name
    parameters = [p for p in inspect.signature(task.run).parameters.values() if p.name != "self"]
    assert all(p.annotation in {"str", str} for p in parameters), task.name


@pytest.mark.parametrize("task", TASKS.values(), ids=[*TASKS])
def test_each_task_survives_a_lost_worker(task: Any) -> None:
    assert task.acks_late
    assert task.reject_on_worker_lost


def test_the_visibility_timeout_is_above_the_longest_task() -> None:
    limit = app.conf.task_time_limit
    assert app.conf.broker_transport_options["visibility_timeout"] > limit
    assert all((task.time_limit or limit) <= limit for task in TASKS.values())


def test_beat_sends_only_tasks_that_exist() -> None:
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(TASKS)
