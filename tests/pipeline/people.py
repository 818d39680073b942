"""Candidates who consent and link, and a worker that does what is in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Consent
from apps.connections.actions import reading
from apps.connections.actions.reading import Outcome
from apps.connections.models import (
    Connection,
    Fetch,
    FollowersObservation,
    InteractionObservation,
    PostObservation,
    Snapshot,
)
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import actions
from config.celery import app
from tests import factories
from tests.database import owner_conninfo
from tests.pipeline.scripted import NAME, Scripted


@dataclass(frozen=True)
class Asked:
    """Somebody whom an employer asked, and who agreed."""

    person: User
    consent: Consent


def agree(person: User | None = None, networks: tuple[str, ...] = (NAME,)) -> Asked:
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)
    person = person or factories.make_user()
    candidate = factories.make_candidate(organisation, opening=opening)
    consent = factories.make_consent(candidate, person, opening=opening, networks=networks)
    return Asked(person, consent)


def link(person: User, network: Scripted, **credential: Any) -> Connection:
    return actions.link(
        person_id=person.pk,
        network=network.name,
        credential=network.credential(**credential),
        account_key=network.key,
        by=By.person(person.pk),
    )


def work(limit: int = 100) -> list[str]:
    """Runs what is in the queue, as a worker would, until it is empty; the tasks' names."""
    app.loader.import_default_modules()
    done: list[str] = []
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue(settings.CELERY_TASK_DEFAULT_QUEUE)
        while len(done) < limit:
            try:
                message = queue.get_nowait()
            except queue.Empty:
                break
            name, args = message.headers["task"], message.payload[0]
            app.tasks[name](*args)
            message.ack()
            done.append(name)
        queue.close()
    return done


def empty_queue() -> None:
    with app.connection_for_write() as broker:
        queue = broker.SimpleQueue(settings.CELERY_TASK_DEFAULT_QUEUE)
        queue.clear()
        queue.close()


def time_passes(kind: str) -> None:
    """What was to come later of this kind is due now."""
    assert Due.objects.filter(kind=kind).update(due_at=timezone.now() - timedelta(seconds=1))


def newest_fetch(person: User) -> Fetch:
    with tenancy.person(person.pk):
        return Fetch.objects.newest_first()[0]


def dues(person: User) -> set[str]:
    return set(Due.objects.filter(wall_id=person.pk).values_list("kind", flat=True))


def rows_read(person: User) -> list[tuple[Any, ...]]:
    """Everything that was read, without keys and times of writing."""
    with tenancy.person(person.pk):
        posts = PostObservation.objects.values_list("post_id", "published_at", "likes", "comments")
        acts = InteractionObservation.objects.values_list(
            "post_id", "actor_key", "kind", "at", "actor_reach"
        )
        taken = Snapshot.objects.values_list("network", "reach", "posts_total", "not_measured")
        samples = FollowersObservation.objects.values_list("looked_at", "authentic", "rule")
        return [*sorted(taken, key=str), *sorted(posts), *sorted(acts, key=str), *sorted(samples)]


def read(person: User, linked: Connection) -> Outcome:
    return reading.run(person_id=person.pk, connection_id=linked.pk)


def skip_the_wait(person: User) -> None:
    with tenancy.person(person.pk):
        Fetch.objects.open().update(next_try_at=None)


def lease_ends(person: User) -> None:
    with tenancy.person(person.pk):
        Fetch.objects.open().update(lease_until=timezone.now())


def expire(asked: Asked) -> None:
    """Time cannot be turned, and consents cannot be changed but by the owner of the tables."""
    with psycopg.connect(owner_conninfo()) as owner:
        for table, column in (
            ("candidates_consent", "expires_at"),
            ("scoring_score", "visible_until"),
            ("scoring_standing", "visible_until"),
        ):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            owner.execute(
                f"UPDATE {table} SET {column} = now() - interval '1 second'"
                + (", granted_at = now() - interval '1 day'" if column == "expires_at" else "")
            )
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    with tenancy.person(asked.person.pk):
        assert not Consent.objects.active().exists()
        assert Connection.objects.exists()
