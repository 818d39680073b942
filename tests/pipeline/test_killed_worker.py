"""A real worker, killed with -9 in the middle of a fetch; another one finishes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from apps.accounts.models import User
from apps.connections.models import FetchState
from apps.pipeline import actions
from tests.pipeline.people import agree, link, newest_fetch, rows_read, work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@contextmanager
def worker(*, hangs_at: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """``hangs_at``: the call of the network that is never answered."""
    database = {part: connection.settings_dict[part] for part in PARTS}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.worker"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "WORKER_DATABASE": json.dumps(database),
            "WORKER_HANGS_AT": hangs_at,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def begin(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"begin\n")
    process.stdin.flush()


def until(holds: Callable[[], bool], process: subprocess.Popen[Any]) -> None:
    for _ in range(1_800):
        if holds():
            return
        assert process.poll() is None, "the worker has ended"
        time.sleep(0.1)
    raise AssertionError("it took too long")


def done_with_help_of_the_scheduler(person: User) -> bool:
    actions.dispatch()
    return newest_fetch(person).state == FetchState.DONE


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(network: Scripted) -> None:
    ada = agree().person
    link(ada, network)
    with worker(hangs_at="interactions:2") as first, worker() as second:
        begin(first)
        until(lambda: newest_fetch(ada).pages >= 4, first)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        halfway = newest_fetch(ada)
        assert halfway.state == FetchState.RUNNING
        assert halfway.pages < 10
        begin(second)
        until(lambda: done_with_help_of_the_scheduler(ada), second)
    assert (newest_fetch(ada).pages, newest_fetch(ada).items) == (10, 43)
    assert rows_read(ada) == _undisturbed(network)


def _undisturbed(network: Scripted) -> list[tuple[Any, ...]]:
    network.account_id = "4200"
    bob = agree().person
    link(bob, network)
    work()
    return rows_read(bob)
