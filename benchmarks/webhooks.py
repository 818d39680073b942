"""How fast one worker delivers webhooks: the product against a bare loop, in one run.

Run from the project's root, where a database server and Redis are at hand:
``python -m benchmarks.webhooks [--messages N] [--latency MS] [--check]``.

A receiver on this machine says yes to everything. The product does what a worker process does with
announcements about as many candidates: the outbox becomes messages and deliveries, each is claimed,
signed, posted and noted with its attempt, all in real rows behind the wall. The bare loop posts the
same bodies with httpx over one kept connection, with nothing before or after. Both run in processes
of their own; rounds take turns, and the best of each counts: what else the machine does only ever
slows one down.
"""

from __future__ import annotations

import argparse
import os
import time
from multiprocessing.connection import Connection
from typing import Any

import httpx

from benchmarks.fetching import Worker
from benchmarks.hooks import receiver
from benchmarks.standin import people

BOUND = 200.0  # deliveries a second and worker
ROUNDS = 5
SIGNED = {
    "content-type": "application/json",
    "webhook-id": "msg_" + "0" * 32,
    "webhook-timestamp": "1790000000",
    "webhook-signature": "v1," + "0" * 44,
}


def bare(url: str, tell: Connection) -> None:
    """``ask(bodies)``: seconds."""
    with httpx.Client(trust_env=False, headers=SIGNED) as client:
        while True:
            [bodies] = tell.recv()
            start = time.perf_counter()
            for body in bodies:
                client.post(url, content=body).raise_for_status()
            tell.send(time.perf_counter() - start)


def product(url: str, database: dict[str, Any], tell: Connection) -> None:
    """``ask(messages)``: seconds for the outbox, seconds for the deliveries, and the bodies."""
    people.set_up(database)
    from django.conf import settings  # noqa: PLC0415  # settings come first

    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    from apps.integrations import webhooks  # noqa: PLC0415
    from apps.integrations.models import Delivery  # noqa: PLC0415
    from apps.organisations.models import Announcement  # noqa: PLC0415
    from apps.organisations.models.announcement import Kind  # noqa: PLC0415
    from tests.integrations import receiver as employers  # noqa: PLC0415

    employer = employers.listening_at(url)
    while True:
        [messages] = tell.recv()
        with employer.scope():
            Announcement.objects.bulk_create(
                Announcement(
                    organisation_id=employer.organisation.pk,
                    kind=Kind.SCORE_CHANGED,
                    candidate_id=employers.somebody(),
                    facts={"score": str(employers.somebody()), "state": "scored"},
                )
                for _ in range(messages)
            )
        start = time.perf_counter()
        employer.spread()
        spread = time.perf_counter()
        sent = employer.deliver()
        end = time.perf_counter()
        assert sent == messages, sent
        with employer.scope():
            assert not Delivery.objects.pending().exists()
            newest = Delivery.objects.select_related("message").order_by("-sequence")[:messages]
            bodies = [webhooks.body(each.message).encode() for each in newest]
        tell.send((spread - start, end - spread, bodies))


def measure(url: str, database: dict[str, Any], messages: int) -> bool:
    loop, worker = Worker(bare, url), Worker(product, url, database)
    loop.ask(worker.ask(50)[2])  # imports, connections, plans
    print(f"{messages} messages a round")
    print(f"{'':8}{'bare loop':>12}{'delivering':>12}{'with outbox':>13}{'ratio':>8}")
    best = dict.fromkeys(("bare", "delivering", "whole"), 0.0)
    for number in range(ROUNDS):
        outbox, delivering, bodies = worker.ask(messages)
        rates = {
            "bare": messages / loop.ask(bodies),
            "delivering": messages / delivering,
            "whole": messages / (outbox + delivering),
        }
        best = {name: max(rate, best[name]) for name, rate in rates.items()}
        _print(f"round {number + 1}", rates)
    _print("best", best)
    loop.end()
    worker.end()
    print(f"{best['whole']:.0f} a second and worker, outbox included (bound {BOUND:.0f})")
    return best["whole"] >= BOUND


def _print(name: str, rates: dict[str, float]) -> None:
    ratio = rates["whole"] / rates["bare"]
    shown = f"{rates['bare']:10.0f}/s{rates['delivering']:10.0f}/s{rates['whole']:11.0f}/s"
    print(f"{name:8}{shown}{ratio:8.2f}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=1000, help="of a round")
    parser.add_argument("--latency", type=float, default=0.0, help="of each answer, milliseconds")
    parser.add_argument("--check", action="store_true", help="fail below the stated bound")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ["PYTEST_XDIST_WORKER"] = "webhooks"  # a queue and a cache of its own
    return 0 if _run(asked) or not asked.check else 1


def _run(asked: argparse.Namespace) -> bool:
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from django.db import connection  # noqa: PLC0415  # the settings come first

    from tests import database  # noqa: PLC0415
    from tests.pipeline.people import empty_queue  # noqa: PLC0415

    server = Worker(receiver.serve, asked.latency / 1000)
    drop = database.make_database("webhooks")
    try:
        return measure(server.told(), dict(connection.settings_dict), asked.messages)
    finally:
        server.end()
        empty_queue()
        drop()


if __name__ == "__main__":
    raise SystemExit(main())
