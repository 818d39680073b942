"""A key of TOKEN_KEYS is gone, so that what it sealed opens no more: people stay in control."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.models import Event
from apps.connections.models import Connection, ConnectionState, Revocation
from apps.core import tenancy
from apps.pipeline import actions
from tests.pipeline.people import Asked, agree, dues, empty_queue, link, time_passes, work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def linked(network: Scripted) -> Asked:
    asked = agree()
    link(asked.person, network)
    return asked


@pytest.fixture
def another_key(linked: Asked, settings: Settings) -> None:
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]


def test_withdrawing_takes_effect_all_the_same(linked: Asked, another_key: None) -> None:
    actions.withdraw(person_id=linked.person.pk, consent_id=linked.consent.pk)
    with tenancy.person(linked.person.pk):
        assert not Connection.objects.exists()


def test_the_person_is_asked_to_link_again_and_can(
    linked: Asked, another_key: None, network: Scripted
) -> None:
    work()
    assert _state(linked.person) == ConnectionState.NEEDS_REAUTH
    link(linked.person, network)
    assert _state(linked.person) == ConnectionState.ACTIVE


def test_a_revocation_that_nobody_can_open_is_given_up(linked: Asked, settings: Settings) -> None:
    actions.withdraw(person_id=linked.person.pk, consent_id=linked.consent.pk)
    empty_queue()
    settings.TOKEN_KEYS = [Fernet.generate_key().decode()]
    time_passes("grant.revoke")
    actions.dispatch()
    work()
    with tenancy.person(linked.person.pk):
        assert not Revocation.objects.exists()
        assert Event.objects.filter(verb="grant.given_up").exists()
    assert "grant.revoke" not in dues(linked.person)


def _state(person: User) -> str:
    with tenancy.person(person.pk):
        return Connection.objects.get().state
