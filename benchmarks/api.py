"""How fast the API is: 50 candidates of 100,000 beside a bare view, and many clients at once.

Run from the project's root, where a database server is at hand:
``python -m benchmarks.api [--people N] [--rounds N] [--seconds N] [--check]``.

It makes a database of its own, serves it by granian as in production, and drops it again. One
employer has everybody; a program asks for the first page of 50 through HTTP, on one connection, in
turns with a bare Django view in the same server that returns the same results from one SQL query,
with neither key, wall, look nor serializer. Then many clients ask the API at once.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

LEAST = 0.5  # of the bare view's rate
CLIENTS = 20
LOOKS = 100  # pages before the first that counts
SLUG = "many"


@dataclass(frozen=True)
class Address:
    path: str
    headers: dict[str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--calls", type=int, default=20, help="in each round, of each")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--check", action="store_true", help=f"fail below {LEAST}, or on errors")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from tests import database  # noqa: PLC0415

    logging.disable(logging.INFO)
    drop = database.make_database("api_bench")
    try:
        return _report(asked)
    finally:
        drop()


def _report(asked: argparse.Namespace) -> int:
    from benchmarks.rest.server import serving  # noqa: PLC0415

    api, bare = _addresses(asked.people)
    with serving() as port:
        _refuse_different(port, api, bare)
        _look_often(port, api)
        ratio = _beside(port, api, bare, asked)
        failed = _at_once(port, api, asked.seconds)
    return int(asked.check and (ratio < LEAST or failed))


def _addresses(people: int) -> tuple[Address, Address]:
    import psycopg  # noqa: PLC0415

    from apps.audit.actions import By  # noqa: PLC0415
    from apps.organisations.actions import api_keys  # noqa: PLC0415
    from apps.organisations.models import Organisation  # noqa: PLC0415
    from benchmarks.list.fill import employer  # noqa: PLC0415
    from benchmarks.rest.fill import scores  # noqa: PLC0415
    from tests import database  # noqa: PLC0415

    with psycopg.connect(database.owner_conninfo(), autocommit=True) as owner:
        employer(owner, SLUG, people)
        scores(owner, SLUG)
        owner.execute("VACUUM ANALYZE")
        row = owner.execute("SELECT id FROM organisations_organisation").fetchone()
    assert row is not None
    _, secret = api_keys.create(
        organisation=Organisation(id=row[0]), name="Bench", scopes=["read"], by=By.system()
    )
    return (
        Address("/api/v1/candidates?page_size=50", {"Authorization": f"Bearer {secret}"}),
        Address(f"/bare?organisation={row[0]}", {}),
    )


def _look_often(port: int, api: Address) -> None:
    """Looks have been recorded before, and statistics are taken as autovacuum takes them: plans
    that were made for empty tables are made anew."""
    import psycopg  # noqa: PLC0415

    from tests import database  # noqa: PLC0415

    link = HTTPConnection("127.0.0.1", port)
    for _ in range(LOOKS):
        _ask(link, api)
    with psycopg.connect(database.owner_conninfo(), autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE audit_event, audit_seal")


def _ask(link: HTTPConnection, address: Address) -> bytes:
    """Raises ValueError for anything but 200."""
    link.request("GET", address.path, headers=address.headers)
    answer = link.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise ValueError(f"{address.path}: {answer.status} {body[:300]!r}")
    return body


def _refuse_different(port: int, api: Address, bare: Address) -> None:
    link = HTTPConnection("127.0.0.1", port)
    ours, theirs = (json.loads(_ask(link, each))["results"] for each in (api, bare))
    if ours != theirs or len(ours) != 50:
        raise ValueError(f"the bare view says something else:\n{ours[:1]}\n{theirs[:1]}")


def _beside(port: int, api: Address, bare: Address, asked: argparse.Namespace) -> float:
    """The median of the rounds' ratios of rates."""
    link = HTTPConnection("127.0.0.1", port)
    times: list[tuple[float, float]] = []
    for number in range(asked.rounds + 1):
        pair = [_timed(link, each, asked.calls) for each in (api, bare)]
        if number:  # the first round warms up
            times.append((pair[0], pair[1]))
    ours, theirs = (statistics.median(each) for each in zip(*times, strict=True))
    ratio = statistics.median(bare_time / api_time for api_time, bare_time in times)
    size = len(_ask(link, api))
    print(f"50 of {asked.people:,}, {size:,} bytes; medians of {asked.rounds} rounds")
    print(f"API {ours * 1e3:.1f} ms, bare view {theirs * 1e3:.1f} ms: {ratio:.2f} of its rate")
    return ratio


def _timed(link: HTTPConnection, address: Address, calls: int) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    for _ in range(calls):
        _ask(link, address)
    return (time.perf_counter() - start) / calls


def _at_once(port: int, api: Address, seconds: float) -> int:
    """How many calls failed."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS) as clients:
        told = list(clients.map(lambda _: _client(port, api, until), range(CLIENTS)))
    times = sorted(each for times, _ in told for each in times)
    failed = sum(failures for _, failures in told)
    print(
        f"{CLIENTS} clients for {seconds:.0f} s: {len(times) / seconds:.1f} answers a second,"
        f" median {_quantile(times, 0.5):.0f} ms, p95 {_quantile(times, 0.95):.0f} ms,"
        f" {failed} failed"
    )
    return failed


def _client(port: int, api: Address, until: float) -> tuple[list[float], int]:
    """Milliseconds of each answer, and how many failed."""
    link = HTTPConnection("127.0.0.1", port, timeout=60)
    times, failed = [], 0
    while time.monotonic() < until:
        start = time.perf_counter()
        try:
            _ask(link, api)
        except (OSError, ValueError):
            failed += 1
            link.close()
        else:
            times.append((time.perf_counter() - start) * 1e3)
    return times, failed


def _quantile(times: Sequence[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


if __name__ == "__main__":
    raise SystemExit(main())
