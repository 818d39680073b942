"""Permissions that end: renewed in time also where nobody reads, and where only the person can give
a new one they are asked in time, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.connections import due
from apps.connections.actions import connections, relinking, renewals
from apps.connections.actions.reading import Outcome
from apps.connections.credentials import seal, unseal
from apps.connections.models import Connection, ConnectionState
from apps.connections.networks import registry
from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import NeedsReauth, RateLimited, Transient
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import tasks
from apps.scoring.models import Score
from tests.factories import make_user
from tests.pipeline.people import agree, dues, link, read, time_passes, work
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
MOMENT = timedelta(seconds=5)


class Fortnight(Scripted):
    """A network that renews nothing: after two weeks the person has to come again."""

    def credential(self, *, expires_in: timedelta | None = 14 * DAY) -> Credential:
        return replace(super().credential(expires_in=expires_in), refresh_token="")

    def renew(self, credential: Credential) -> Credential:
        self._call("renew")
        raise NeedsReauth


@pytest.fixture
def fortnight(network: Scripted, monkeypatch: pytest.MonkeyPatch) -> Fortnight:
    ending = Fortnight()
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, NAME: ending})
    return ending


def keep(linked: Connection) -> None:
    renewals.keep(person_id=linked.person_id, connection_id=linked.pk)


def later(linked: Connection, *, lived: timedelta, left: timedelta) -> None:
    """So much of its credential's life has passed, so much is to come."""
    with tenancy.person(linked.person_id):
        connection = Connection.objects.get(pk=linked.pk)
        held = unseal(connection.sealed_credential, owner=linked.pk)
        ends = timezone.now() + left
        credential = replace(held.credential, expires_at=ends)
        issued = timezone.now() - lived
        connection.sealed_credential = seal(credential, owner=linked.pk, issued_at=issued)
        connection.credential_expires_at = ends
        connection.save()


def due_in(kind: str) -> timedelta:
    return Due.objects.get(kind=kind).due_at - timezone.now()


def state(person: User) -> str:
    with tenancy.person(person.pk):
        return Connection.objects.get().state


def test_what_lives_for_two_hours_is_renewed_after_three_days_without_a_reading(
    network: Scripted,
) -> None:
    ada = make_user()
    linked = link(ada, network)
    assert abs(due_in(due.RENEW) - 3 * DAY) < MOMENT
    later(linked, lived=3 * DAY, left=-2 * DAY)
    time_passes(due.RENEW)
    tasks.dispatch_due()
    assert "pipeline.renew_connection" in work()
    assert network.calls == ["renew"]
    assert abs(due_in(due.RENEW) - 3 * DAY) < MOMENT


def test_what_lives_for_sixty_days_is_renewed_after_forty_eight(network: Scripted) -> None:
    linked = link(make_user(), network, expires_in=60 * DAY)
    assert abs(due_in(due.RENEW) - 48 * DAY) < MOMENT
    keep(linked)
    assert network.calls == []
    later(linked, lived=49 * DAY, left=11 * DAY)
    keep(linked)
    assert network.calls == ["renew"]


def test_what_has_no_end_is_never_renewed(network: Scripted) -> None:
    ada = make_user()
    link(ada, network, expires_in=None)
    assert due.RENEW not in dues(ada)


def test_a_network_that_is_switched_off_is_renewed_though_nobody_reads_it(
    network: Scripted, settings: Settings
) -> None:
    ada = agree().person
    linked = link(ada, network)
    settings.NETWORKS = {**settings.NETWORKS, NAME: {"ENABLED": False}}
    later(linked, lived=3 * DAY, left=-2 * DAY)
    time_passes(due.RENEW)
    tasks.dispatch_due()
    work()
    assert network.calls == ["renew"]
    assert state(ada) == ConnectionState.ACTIVE


def test_a_bad_day_at_the_network_puts_it_off(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network, expires_in=timedelta(0))
    until = timezone.now() + timedelta(minutes=20)
    network.faults["renew"] = [Transient(), RateLimited(until=until)]
    keep(linked)
    assert abs(due_in(due.RENEW) - renewals.PAUSE) < MOMENT
    keep(linked)
    assert Due.objects.get(kind=due.RENEW).due_at == until
    keep(linked)
    assert network.generation == 2
    assert state(ada) == ConnectionState.ACTIVE


def test_what_died_unread_brings_one_mail_and_is_left_alone(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network, expires_in=timedelta(0))
    network.closed = True
    for _ in range(2):
        keep(linked)
        work()
    assert state(ada) == ConnectionState.NEEDS_REAUTH
    assert network.calls == ["renew"]
    assert len(mail.outbox) == 1
    assert due.RENEW not in dues(ada)


def test_what_is_unlinked_is_not_renewed(network: Scripted) -> None:
    ada = make_user()
    linked = link(ada, network)
    with tenancy.person(ada.pk):
        connections.unlink(connection_id=linked.pk, by=By.person(ada.pk))
    assert due.RENEW not in dues(ada)
    keep(linked)
    assert network.calls == []


def test_where_only_the_person_can_help_they_are_asked_in_time_and_once(
    fortnight: Fortnight,
) -> None:
    ada = agree().person
    linked = link(ada, fortnight)
    assert abs(due_in(due.RENEW) - 14 * DAY * 0.8) < MOMENT
    later(linked, lived=12 * DAY, left=2 * DAY)
    time_passes(due.RENEW)
    tasks.dispatch_due()
    work()
    (message,) = mail.outbox
    assert message.to == [ada.email]
    assert message.subject == "Please link your Scripted account again soon"
    ends = timezone.now() + 2 * DAY
    assert f"ends on {ends.day} {ends:%B %Y}" in message.body
    assert state(ada) == ConnectionState.ACTIVE
    assert abs(due_in(due.RENEW) - 2 * DAY) < MOMENT

    assert read(ada, linked) in {Outcome.DONE, Outcome.IDLE}  # it serves to its end
    later(linked, lived=14 * DAY, left=timedelta(0))
    keep(linked)
    work()
    assert state(ada) == ConnectionState.NEEDS_REAUTH
    assert len(mail.outbox) == 1


def test_the_last_days_are_read_with_the_old_permission(fortnight: Fortnight) -> None:
    ada = agree().person
    linked = link(ada, fortnight)
    later(linked, lived=12 * DAY, left=2 * DAY)
    assert read(ada, linked) is Outcome.DONE
    work()
    assert len(mail.outbox) == 1
    assert state(ada) == ConnectionState.ACTIVE


def test_who_links_again_in_time_hears_no_more_of_it(fortnight: Fortnight) -> None:
    ada = agree().person
    linked = link(ada, fortnight)
    later(linked, lived=12 * DAY, left=2 * DAY)
    keep(linked)
    assert link(ada, fortnight).pk == linked.pk
    work()  # the mail was planned before, and is not sent
    assert mail.outbox == []
    assert abs(due_in(due.RENEW) - 14 * DAY * 0.8) < MOMENT
    with tenancy.person(ada.pk):
        assert Connection.objects.get().relink_asked_at is None


def test_a_worker_that_was_killed_while_it_mailed_loses_no_letter(
    network: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = agree(networks=(NAME,)).person
    linked = link(ada, network)
    network.closed = True
    read(ada, linked)

    def killed(*_: object, **__: object) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", killed)
        with pytest.raises(SystemExit):
            relinking.ask(person_id=ada.pk, connection_id=linked.pk)
    assert not relinking.ask(person_id=ada.pk, connection_id=linked.pk), "it may still be at it"
    with tenancy.person(ada.pk):
        Connection.objects.update(relink_asked_at=timezone.now() - relinking.LEASE)
    assert relinking.ask(person_id=ada.pk, connection_id=linked.pk)
    assert not relinking.ask(person_id=ada.pk, connection_id=linked.pk)
    work()
    assert len(mail.outbox) == 1


def test_a_dead_permission_leaves_the_score_with_its_date(network: Scripted) -> None:
    ada = agree(networks=(NAME,)).person
    linked = link(ada, network)
    read(ada, linked)
    work()
    before = _scores(ada)
    assert before
    network.closed = True
    with tenancy.person(ada.pk):
        Connection.objects.update(fetched_at=timezone.now() - 2 * DAY)
    tasks.refresh_connection(str(ada.pk), str(linked.pk))
    work()
    assert state(ada) == ConnectionState.NEEDS_REAUTH
    assert _scores(ada) == before
    assert len(mail.outbox) == 1


def _scores(person: User) -> list[tuple[object, ...]]:
    with tenancy.person(person.pk):
        return [*Score.objects.values_list("pk", "computed_at", "value")]
