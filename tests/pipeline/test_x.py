"""X, over real HTTP to its stand-in, from the link to the score, on good days and bad ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from django.core import mail
from django.core.signals import request_started
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.audit.actions import By
from apps.connections.actions import connections, fetches, reading
from apps.connections.actions.reading import Outcome
from apps.connections.credentials import unseal
from apps.connections.models import (
    Connection,
    Fetch,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.connections.networks.adapter import Credential
from apps.connections.networks.x.adapter import ADAPTER
from apps.connections.networks.x.statements import SCOPES
from apps.core import tenancy
from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Kind, Person, world
from apps.sandbox.x.standin import STANDIN
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score, Standing
from tests.pipeline.people import Asked, agree, empty_queue, newest_fetch, work

faults, grants = STANDIN.faults, STANDIN.grants

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def stand_in(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    here = {"API_URL": f"{live_server.url}/sandbox/x", "TIMEOUT": 4.0, "INTERACTOR_POSTS": 3}
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **here}}
    settings.SANDBOX_RATE_FACTOR = 100
    stamina.set_testing(True, attempts=3)
    empty_queue()
    yield
    stamina.set_testing(False)
    empty_queue()


def busy() -> Person:
    people = world().people
    return next(p for p in people if p.kind is Kind.ORDINARY and 2_000 < p.followers < 40_000)


def credential_for(person: Person, *, expires_in: timedelta = timedelta(hours=2)) -> Credential:
    tokens = grants.issue_tokens(grants.open_grant(person.id, SCOPES))
    return Credential(
        account_id=person.id,
        label=f"@{person.handle}",
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_at=datetime.now(UTC) + expires_in,
        scopes=frozenset(SCOPES),
    )


def linked(asked: Asked, credential: Credential) -> Connection:
    return connections.link(
        person_id=asked.person.pk,
        network="x",
        credential=credential,
        account_key=ADAPTER.profile(credential).account_key,
        by=By.person(asked.person.pk),
    )


def run(connection: Connection) -> Outcome:
    return reading.run(person_id=connection.person_id, connection_id=connection.pk)


def test_from_x_to_a_score_that_adds_up() -> None:
    asked = agree(networks=("x",))
    linked(asked, credential_for(busy()))
    work()
    with tenancy.organisation(asked.consent.organisation_id):
        standing = Standing.objects.with_score().get()
        score = Score.objects.get()
    assert standing.value is not None
    assert 1 <= standing.low <= standing.value <= standing.high <= 100  # type: ignore[operator]
    result = ScoreResult.from_json(score.result, bytes(score.draws or b""))
    points = sum(line.points for line in result.factors)
    assert result.base + points + result.clipped == score.value
    assert standing.networks == ["x"]


def test_the_second_reading_asks_only_for_what_can_have_changed() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy()))
    with calls() as first:
        assert run(connection) is Outcome.DONE
    with tenancy.person(asked.person.pk):
        fetches.start(connection_id=connection.pk, by=By.system())
    with calls() as second:
        assert run(connection) is Outcome.DONE
    assert {"liking_users", "retweeted_by"} <= {path.rpartition("/")[2] for path in first}
    assert [path.rpartition("/")[2] for path in second] == ["me", "tweets", "mentions"]
    with tenancy.person(asked.person.pk):
        before, after = Snapshot.objects.order_by("taken_at")
        assert _acts(after) == _acts(before) != []


@contextmanager
def calls() -> Iterator[list[str]]:
    """Paths that the stand-in is asked for."""
    found: list[str] = []

    def note(environ: dict[str, str], **_: object) -> None:
        found.append(environ["PATH_INFO"])

    request_started.connect(note)
    try:
        yield found
    finally:
        request_started.disconnect(note)


def _acts(snapshot: Snapshot) -> list[tuple[object, ...]]:
    acts = snapshot.interactions.values_list("post_id", "actor_key", "kind", "at", "actor_reach")
    return sorted(acts, key=str)


def test_a_token_that_expired_is_rotated_and_the_account_read() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy(), expires_in=timedelta(0)))
    before = _held(connection)
    assert run(connection) is Outcome.DONE
    assert _held(connection).refresh_token != before.refresh_token


def test_x_says_wait_and_we_wait() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy()))
    faults.set(Fault.RATE_LIMITED, account=busy().id, endpoint="tweets")
    assert run(connection) is Outcome.WAITING
    fetch = newest_fetch(asked.person)
    assert fetch.error_code == "rate_limited"
    assert fetch.next_try_at is not None
    assert timedelta(minutes=5) < fetch.next_try_at - datetime.now(UTC) < timedelta(minutes=20)


def test_x_fails_for_a_while_and_nothing_is_lost() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy()))
    faults.set(Fault.SERVER_ERROR, account=busy().id, endpoint="mentions", times=3)
    assert run(connection) is Outcome.WAITING
    with tenancy.person(asked.person.pk):
        posts = PostObservation.objects.count()
    faults.clear()
    _no_wait(asked)
    assert run(connection) is Outcome.DONE
    with tenancy.person(asked.person.pk):
        assert PostObservation.objects.count() == posts > 0
        assert InteractionObservation.objects.exists()


def test_a_grant_revoked_at_x_asks_to_link_again() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy()))
    faults.set(Fault.REVOKED, account=busy().id)
    assert run(connection) is Outcome.FAILED
    work()
    assert [message.to for message in mail.outbox] == [[asked.person.email]]


def test_unlinking_closes_the_grant_at_x() -> None:
    asked = agree(networks=("x",))
    connection = linked(asked, credential_for(busy()))
    token = _held(connection).access_token
    with tenancy.person(asked.person.pk):
        connections.unlink(connection_id=connection.pk, by=By.person(asked.person.pk))
    assert grants.grant_of(token) is not None
    work()
    assert grants.grant_of(token) is None


def _held(connection: Connection) -> Credential:
    with tenancy.person(connection.person_id):
        connection.refresh_from_db()
    return unseal(connection.sealed_credential, owner=connection.pk).credential


def _no_wait(asked: Asked) -> None:
    with tenancy.person(asked.person.pk):
        Fetch.objects.open().update(next_try_at=None)
