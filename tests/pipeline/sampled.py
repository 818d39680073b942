"""Samples of followers, and what is known of them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.consent_text import VERSIONS
from apps.connections import due, readings
from apps.connections.actions.reading import Outcome
from apps.connections.models import Connection, FollowersObservation
from apps.connections.observations import Metric, Reason, SampledFollowers
from apps.core import tenancy
from apps.pipeline import tasks
from tests import factories
from tests.pipeline.people import Asked, empty_queue, read, time_passes
from tests.pipeline.scripted import NAME

SAMPLE = SampledFollowers(100, 93, "ten-to-one")


def agreed_to_an_older_text() -> Asked:
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)
    person = factories.make_user()
    candidate = factories.make_candidate(organisation, opening=opening)
    consent = factories.make_consent(
        candidate, person, opening=opening, networks=(NAME,), text_version=VERSIONS[0]
    )
    return Asked(person, consent)


def samples_of(person: User) -> list[tuple[int, int, str]]:
    with tenancy.person(person.pk):
        rows = FollowersObservation.objects.order_by("taken_at")
        return [*rows.values_list("looked_at", "authentic", "rule")]


def days_pass(person: User, days: float) -> None:
    """For the samples that were taken; they are facts, so later ones stand for them."""
    with tenancy.person(person.pk):
        for row in FollowersObservation.objects.all():
            at = row.taken_at - timedelta(days=days)
            snapshot = row.snapshot_id
            row.delete()
            FollowersObservation.objects.create(
                person_id=person.pk,
                snapshot_id=snapshot,
                looked_at=row.looked_at,
                authentic=row.authentic,
                rule=row.rule,
                taken_at=at,
            )


def read_again(person: User, linked: Connection) -> Outcome:
    time_passes(due.REFRESH)
    tasks.refresh_connection(str(person.pk), str(linked.pk))
    empty_queue()
    return read(person, linked)


def told(person: User, *, days: int = 35) -> tuple[SampledFollowers | None, Reason | None]:
    """What the score is told, and why not."""
    with tenancy.person(person.pk):
        since = timezone.now() - timedelta(days=days)
        (stored,) = readings.newest([NAME], followers_since=since)
    reasons = stored.reading.profile.not_measured
    return stored.reading.followers, reasons.get(Metric.FOLLOWER_SAMPLE)
