"""What the live server has still to answer when a test is over: a call that nobody waits for any
more, as one that was left hanging, would else count in the next test."""

from __future__ import annotations

import threading
import time

from django.core.signals import request_finished, request_started

PATIENCE = 30.0  # seconds
_answering: set[threading.Thread] = set()


def watch() -> None:
    """From now on calls are noted; those of the test's own thread are answered when it goes on."""
    request_started.connect(_begin, weak=False)
    request_finished.connect(_end, weak=False)


def all_is_answered() -> None:
    """Waits until it is, or the patience ends."""
    until = time.monotonic() + PATIENCE
    while any(thread.is_alive() for thread in _answering.copy()) and time.monotonic() < until:
        time.sleep(0.01)
    _answering.clear()


def _begin(**_: object) -> None:
    if threading.current_thread() is not threading.main_thread():
        _answering.add(threading.current_thread())


def _end(**_: object) -> None:
    _answering.discard(threading.current_thread())
