"""A receiver of webhooks on loopback, and an employer who listens there."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.audit.actions import By
from apps.core import tenancy
from apps.core.models import Due, identifier
from apps.integrations.actions import delivering, endpoints, spreading
from apps.integrations.models import Attempt, Delivery, Endpoint
from apps.organisations import due
from apps.organisations.actions.announcements import announce
from apps.organisations.models import Organisation
from apps.organisations.models.announcement import Kind
from tests import factories


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    @property
    def what(self) -> tuple[str, str]:
        """Candidate and number, as ``tell`` wrote them."""
        data = self.body["data"]
        return data["candidate"], data["number"]


@dataclass(frozen=True)
class Says:
    """An answer: after ``seconds``; ``status`` 0 hangs up without one."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    body: bytes = b""


type Script = Callable[[Received], Says]


class Receiver:
    """Keeps what came, in the order in which it came, and answers by ``script``."""

    def __init__(self, script: Script = lambda _: Says()) -> None:
        self.script = script
        self.received: list[Received] = []
        self.at_once = self.most_at_once = self.connections = 0
        self.lock = threading.Lock()

    def __enter__(self) -> Receiver:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/hooks"

    @property
    def whats(self) -> list[tuple[str, str]]:
        return [each.what for each in self.received]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            receiver.connections += 1

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            got = Received(self.path, {k.lower(): v for k, v in self.headers.items()}, text)
            with receiver.lock:
                receiver.received.append(got)
                receiver.at_once += 1
                receiver.most_at_once = max(receiver.most_at_once, receiver.at_once)
            says = receiver.script(got)
            time.sleep(says.seconds)
            with receiver.lock:
                receiver.at_once -= 1
            self._say(says)

        def _say(self, says: Says) -> None:
            if says.status == 0:
                self.close_connection = True
                return
            self.send_response(says.status)
            for name, value in {**says.headers, "Content-Length": str(len(says.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(says.body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    return Handler


@dataclass
class Employer:
    """Somebody whose systems listen at a receiver."""

    organisation: Organisation
    owner: Any
    endpoint: Endpoint
    secret: str

    @property
    def by(self) -> By:
        return By.user(self.owner.pk)

    def tell(self, candidate: UUID, number: int, kind: Kind = Kind.SCORE_CHANGED) -> None:
        announce(
            organisation_id=self.organisation.pk,
            kind=kind,
            candidate_id=candidate,
            facts={"number": str(number)},
        )

    def spread(self) -> int:
        return spreading.spread(organisation_id=self.organisation.pk)

    def deliver(self) -> int:
        return delivering.deliver(
            organisation_id=self.organisation.pk, endpoint_id=self.endpoint.pk
        )

    def deliveries(self) -> list[Delivery]:
        with self.scope():
            rows = Delivery.objects.select_related("message").filter(endpoint=self.endpoint)
            return list(rows.order_by("sequence"))

    def attempts(self) -> list[Attempt]:
        with self.scope():
            return list(Attempt.objects.order_by("pk"))

    def now(self) -> Endpoint:
        with self.scope():
            return Endpoint.objects.get(pk=self.endpoint.pk)

    @contextmanager
    def scope(self) -> Iterator[None]:
        with tenancy.organisation(self.organisation.pk):
            yield

    def the_wait_is_over(self) -> None:
        """What is put off is due, and the server has rested."""
        with self.scope():
            Delivery.objects.pending().update(due_at=timezone.now())
            Endpoint.objects.update(resting_until=None)

    def due(self, kind: str = due.DELIVER) -> Due | None:
        subject = self.organisation.pk if kind == due.SPREAD else self.endpoint.pk
        return Due.objects.filter(kind=kind, subject_id=subject).first()


def listening_at(url: str, name: str = "", **choice: Any) -> Employer:
    owner = factories.make_user()
    organisation = factories.make_organisation(name, owner=owner)
    by = By.user(owner.pk)
    endpoint, secret = endpoints.create_webhook(
        organisation=organisation, url=url, name="Our system", by=by, **choice
    )
    return Employer(organisation, owner, endpoint, secret)


def somebody() -> UUID:
    return identifier()
