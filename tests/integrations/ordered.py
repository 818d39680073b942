"""Somebody whose score was ordered in a tracking system: they are invited, share, and take it back,
and everything that follows is done as by workers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import invitations
from apps.candidates.models import Consent, Invitation
from apps.connections.networks import registry
from apps.core import tenancy
from apps.core.models import Due
from apps.integrations.actions import delivering, offering
from apps.integrations.models import Attempt, Delivery, Endpoint
from apps.organisations import due
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.portal.invitation import sharing
from tests.factories import make_user
from tests.integrations.connections import Connected
from tests.pipeline.people import empty_queue, link, work
from tests.pipeline.scripted import Scripted


def scripted_x(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    """X by made-up pages: a network that the score model knows, so that there is a number."""
    network = Scripted()
    network.name = "x"
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, "x": network})
    empty_queue()
    yield network
    empty_queue()


def allow(settings: Settings, url: str) -> None:
    """A stand-in on this machine may be called."""
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [urlsplit(url).netloc]


def invitation(at: Connected) -> Invitation:
    with tenancy.organisation(at.organisation.pk):
        return Invitation.objects.with_people().latest("id")


def invite_again(at: Connected) -> None:
    with tenancy.organisation(at.organisation.pk):
        invitations.resend(invitation=Invitation.objects.latest("id"), by=By.user(at.owner.pk))
    work()


def share(at: Connected, network: Scripted) -> Consent:
    """Who was invited last consents, links an account, and is scored; all is told."""
    consent = agree(at, network.name)
    link(User.objects.get(pk=consent.person_id), network)
    work()
    return consent


def agree(at: Connected, network: str) -> Consent:
    asked = invitation(at)
    person = User.objects.filter(email=asked.candidate.email).first()
    if person is None:
        person = make_user(asked.candidate.name, email=asked.candidate.email)
    return sharing.grant(asked, person, [network], "en")


def withdraw(consent: Consent) -> None:
    actions.withdraw(person_id=consent.person_id, consent_id=consent.pk)
    work()


def later(organisation: Organisation, *, by: timedelta = timedelta(days=1)) -> None:
    """What waits to be tried again is tried again."""
    with tenancy.organisation(organisation.pk):
        Delivery.objects.pending().update(due_at=F("due_at") - by)
        Endpoint.objects.update(resting_until=None)
        waiting = [*Endpoint.objects.values_list("pk", flat=True)]
    for endpoint_id in waiting:
        delivering.deliver(organisation_id=organisation.pk, endpoint_id=endpoint_id)
    work()


def attempts(organisation: Organisation) -> list[tuple[str, int | None]]:
    with tenancy.organisation(organisation.pk):
        return [*Attempt.objects.order_by("id").values_list("outcome", "status")]


def offer_later(organisation: Organisation) -> None:
    """What was to be offered again is offered now, as the scheduler has it."""
    kept = Due.objects.get(kind=due.OFFER, subject_id=organisation.pk)
    assert kept.due_at > timezone.now()
    offering.offer(organisation_id=organisation.pk)
    assert not Due.objects.filter(kind=due.OFFER, subject_id=organisation.pk).exists()
