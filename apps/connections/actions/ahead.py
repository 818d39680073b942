"""The network has a thread of its own beside each worker's: while the worker keeps a page, the next
one is on its way. The worker's transactions never wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context, copy_context
from functools import partial
from typing import Self

LET_GO = 0.002  # seconds in which the network's thread has Python to itself and gets the call out
_beside = threading.local()


def aside[T](call: Callable[[], T]) -> T:
    """What ``call`` returns, or raises, in the network's thread."""
    return _begin(call, copy_context()).result()


class Ahead[T]:
    """The pages of a network, to be left as a context. ``ask`` begins the next one, while
    ``goes_on``; whoever does not call it asks for each page when it is wanted. What asking raises
    comes when the page is wanted."""

    def __init__(self, pages: Iterator[T], *, goes_on: Callable[[], bool]) -> None:
        self._pages, self._goes_on = pages, goes_on
        self._context = copy_context()  # of outside any transaction, where pages may be asked for
        self._asked: Future[T | None] | None = None

    def ask(self) -> None:
        if self._asked is None and self._goes_on():
            self._asked = _begin(partial(next, self._pages, None), self._context)
            time.sleep(LET_GO)

    def __iter__(self) -> Iterator[T]:
        while (page := self._next()) is not None:
            yield page

    def _next(self) -> T | None:
        asked, self._asked = self._asked, None
        return asked.result() if asked else aside(partial(next, self._pages, None))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """After a page that is on its way: a generator that runs cannot be closed."""
        if close := getattr(self._pages, "close", None):
            aside(close)


def _begin[T](call: Callable[[], T], context: Context) -> Future[T]:
    """``context``: so that lines in the log say there too which task they belong to."""
    if not hasattr(_beside, "thread"):
        _beside.thread = ThreadPoolExecutor(1, thread_name_prefix="network")
    begun: Future[T] = _beside.thread.submit(context.run, call)
    return begun
