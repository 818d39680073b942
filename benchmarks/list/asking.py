"""One visit of a list through the real view, and where its time went."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.test import Client

ROWS = 50


@dataclass
class Visit:
    """Seconds: the whole answer, and of it the database and the templates."""

    whole: float = 0.0
    sql: float = 0.0
    templates: float = 0.0
    queries: int = 0

    @property
    def python(self) -> float:
        return self.whole - self.sql - self.templates


def visit(client: Client, address: str) -> Visit:
    """Raises ValueError for what is no list of so many rows."""
    told = Visit()
    with _watched(told):
        start = time.perf_counter()
        answer = client.get(address)
        told.whole = time.perf_counter() - start
    rows = answer.content.count(b'<tr role="row" id="row-')
    if answer.status_code != 200 or rows != ROWS:
        raise ValueError(f"{address}: {answer.status_code}, {rows} rows")
    return told


def next_page(client: Client, address: str, pages: int) -> str:
    """The address so many pages on; the same where there are none."""
    for _ in range(pages):
        html = client.get(address).content.decode()
        link = re.search(r'href="([^"]*)" rel="next"', html)
        if not link:
            return address
        address = address.partition("?")[0] + unescape(link.group(1))
    return address


@contextmanager
def _watched(told: Visit) -> Iterator[None]:
    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            told.sql += time.perf_counter() - start
            told.queries += 1

    kept = SimpleTemplateResponse.rendered_content

    def rendered(response: Any) -> Any:
        before, start = told.sql, time.perf_counter()
        content = kept.fget(response)  # type: ignore[attr-defined]  # a property
        told.templates += time.perf_counter() - start - (told.sql - before)
        return content

    SimpleTemplateResponse.rendered_content = property(rendered)  # type: ignore[assignment,method-assign]
    try:
        with connection.execute_wrapper(timed):
            yield
    finally:
        SimpleTemplateResponse.rendered_content = kept  # type: ignore[method-assign]
