"""How fast a worker reads accounts: the product against a bare HTTP loop, in one run.

Run from the project's root, where a database server and Redis are at hand:
``python -m benchmarks.fetching [--accounts N] [--small] [--concurrency N] [--check]``.

A stand-in of X serves full pages from memory, each after 20 ms. The bare loop asks for the same
pages with httpx over connections that it keeps, and throws the bodies away. The product does what a
worker does with each account: claim, read, check, keep every page in the database, finish. Both run
in processes of their own with as many accounts at once; rounds take turns. A worker process of
Celery's prefork pool reads one account at a time, which is ``--concurrency 1``.

``--small`` reads many small accounts (10,000 are usual) and watches the memory instead.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx

from benchmarks.standin import pages, people, server
from benchmarks.standin.people import Account

LATENCY = 0.020  # seconds, added to each answer
BOUND = 0.8  # of what the bare loop reads in the same time
GROWTH = 16.0  # megabytes between the 1,000th account and the last
ROUNDS = 9
WARM_UP = 1_000  # accounts after which memory has to stay
STEADY = 0.7  # of the first thousands' speed is kept by the last ones, however many there are

type Pages = int
type Job = Callable[..., None]
spawn = multiprocessing.get_context("spawn")


class Worker:
    """A process that does one job after the other, and says how it went."""

    def __init__(self, job: Job, *arguments: object) -> None:
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(job, *arguments, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, *what: object) -> Any:
        self._pipe.send(what)
        return self.told()

    def told(self) -> Any:
        return self._pipe.recv()

    def end(self) -> None:
        self._process.terminate()
        self._process.join()


def _work(job: Job, *arguments: object) -> None:
    with contextlib.suppress(EOFError):  # nobody asks any more
        job(*arguments)


def bare(url: str, tell: Connection) -> None:
    """The loop without the product: ``ask(accounts, concurrency)``."""
    while True:
        accounts, concurrency = tell.recv()
        tell.send(_timed(accounts, concurrency, lambda each: _bare(url, each)))


def _bare(url: str, accounts: Sequence[Account]) -> Pages:
    with httpx.Client(base_url=url, trust_env=False) as client:
        count = 0
        for _, _, account_id in accounts:
            client.headers["Authorization"] = f"Bearer {account_id}"
            for path in _paths(account_id):
                client.get(path).raise_for_status()
                count += 1
    return count


def _paths(account_id: str) -> list[str]:
    """What the product asks for, in its order."""
    found = ["/2/users/me"]
    for kind in ("tweets", "mentions"):
        path = f"/2/users/{account_id}/{kind}?max_results=100"
        found += [path, f"{path}&pagination_token={pages.TOKEN}"]
    for number in range(10):
        post = f"/2/tweets/{pages.FIRST_ID - number}"
        found += [f"{post}/{kind}?max_results=100" for kind in _OF_POST]
    return [*found, f"/2/users/{account_id}/followers?max_results=100"]


_OF_POST = ("liking_users", "retweeted_by", "quote_tweets")


def product(url: str, database: dict[str, Any], tell: Connection) -> None:
    """The worker's own task: ``ask(accounts, concurrency)``."""
    people.set_up(database, url)
    while True:
        accounts, concurrency = tell.recv()
        tell.send(_timed(accounts, concurrency, _product))


def _product(accounts: Sequence[Account]) -> Pages:
    from apps.connections.actions.reading import Outcome  # noqa: PLC0415  # settings come first
    from apps.connections.models import Fetch  # noqa: PLC0415
    from apps.core import tenancy  # noqa: PLC0415
    from apps.pipeline import actions  # noqa: PLC0415

    for person_id, connection_id, _ in accounts:
        outcome = actions.fetch(person_id=person_id, connection_id=connection_id)
        assert outcome is Outcome.DONE, outcome
    with tenancy.person(accounts[-1][0]):
        each = Fetch.objects.newest_first()[0].pages
    return each * len(accounts)


def _timed(
    accounts: Sequence[Account], concurrency: int, work: Callable[[Sequence[Account]], Pages]
) -> tuple[Pages, float, float]:
    """Pages, seconds, and the megabytes that the process holds after it."""
    shares = [accounts[n::concurrency] for n in range(concurrency)]
    start = time.perf_counter()
    with ThreadPoolExecutor(concurrency) as threads:
        count = sum(threads.map(work, shares))
    return count, time.perf_counter() - start, _megabytes()


def _megabytes() -> float:
    held = int(Path("/proc/self/statm").read_text().split()[1])
    return held * resource.getpagesize() / 1e6


def speed(url: str, database: dict[str, Any], asked: argparse.Namespace) -> bool:
    """Whether the product keeps up with the bare loop. The best round of each counts: what else the
    machine does only ever slows one down."""
    each, at_once = asked.accounts or 8 * asked.concurrency, asked.concurrency
    linking = Worker(people.link, database)
    accounts: list[Account] = linking.ask(ROUNDS * each + at_once)
    linking.end()
    sides = {"bare": Worker(bare, url), "product": Worker(product, url, database)}
    for side in sides.values():
        side.ask(accounts[-at_once:], at_once)  # imports, connections, plans
    print(f"{each} accounts a round, {at_once} at once, {LATENCY * 1000:.0f} ms a page")
    print(f"{'':8}{'bare':>12}{'product':>12}{'ratio':>8}")
    best = dict.fromkeys(sides, 0.0)
    for number in range(ROUNDS):
        share = accounts[number * each : (number + 1) * each]
        rates = {name: _rate(side.ask(share, at_once)) for name, side in sides.items()}
        best = {name: max(rate, best[name]) for name, rate in rates.items()}
        _print_rates(f"round {number + 1}", rates)
    _print_rates("best", best)
    for side in sides.values():
        side.end()
    ratio = best["product"] / best["bare"]
    print(f"ratio {ratio:.2f} (bound {BOUND}): pages a second, the product to the bare loop")
    return ratio >= BOUND


def _rate(told: tuple[Pages, float, float]) -> float:
    return told[0] / told[1]


def _print_rates(name: str, rates: dict[str, float]) -> None:
    ratio = rates["product"] / rates["bare"]
    print(f"{name:8}{rates['bare']:10.1f}/s{rates['product']:10.1f}/s{ratio:8.2f}", flush=True)


def memory(url: str, database: dict[str, Any], asked: argparse.Namespace) -> bool:
    """Whether the worker's memory stays where it was after the first thousand accounts, and its
    speed where it was with the first three thousand; of three the best, as other work only slows
    one down."""
    total, step = asked.accounts or 10_000, WARM_UP
    linking, worker = Worker(people.link, database), Worker(product, url, database)
    held, rates = list[float](), list[float]()
    print(f"{total:,} small accounts, {asked.concurrency} at once")
    for first in range(0, total, step):
        share = linking.ask(min(step, total - first))
        _, taken, megabytes = worker.ask(share, asked.concurrency)
        held.append(megabytes)
        rates.append(len(share) / taken)
        done = f"{first + len(share):>8,} accounts"
        print(f"{done} {rates[-1]:8.1f}/s {megabytes:8.1f} MB", flush=True)
    worker.end()
    growth, kept = max(held) - held[0], max(rates[-3:]) / max(rates[:3])
    print(f"grew {growth:.1f} MB after the first {step:,} (bound {GROWTH:.0f})")
    print(f"kept {kept:.2f} of its speed (bound {STEADY})")
    return growth <= GROWTH and kept >= STEADY


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--accounts", type=int, default=0, help="of a round; with --small in all")
    parser.add_argument("--concurrency", type=int, default=1, help="accounts at once")
    parser.add_argument("--small", action="store_true", help="small accounts, and the memory")
    parser.add_argument("--check", action="store_true", help="fail beyond the stated bounds")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ["PYTEST_XDIST_WORKER"] = "fetching"  # a queue and a cache of its own
    return 0 if _run(asked) or not asked.check else 1


def _run(asked: argparse.Namespace) -> bool:
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from django.db import connection  # noqa: PLC0415  # the settings come first

    from tests import database  # noqa: PLC0415
    from tests.pipeline.people import empty_queue  # noqa: PLC0415

    shape = pages.SMALL if asked.small else pages.FULL
    standin = Worker(server.serve, shape, 0.0 if asked.small else LATENCY)
    drop = database.make_database("fetching")
    try:
        app = dict(connection.settings_dict)
        url: str = standin.told()
        return memory(url, app, asked) if asked.small else speed(url, app, asked)
    finally:
        standin.end()
        empty_queue()
        drop()


if __name__ == "__main__":
    raise SystemExit(main())
