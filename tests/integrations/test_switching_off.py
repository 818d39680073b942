"""An endpoint that nothing reaches for days is switched off, and the team is mailed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.models import Event
from apps.core.models import Due
from apps.integrations.actions import switching, telling_teams
from apps.integrations.models import Delivery, DeliveryState, Endpoint
from apps.organisations import due
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests import factories
from tests.integrations.receiver import Employer, Receiver, Says, somebody
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)


def fail_for_days(employer: Employer, receiver: Receiver) -> None:
    """Two messages, of which none arrives for three days."""
    receiver.script = lambda _: Says(500)
    for number in range(2):
        employer.tell(somebody(), number)
    employer.spread()
    employer.deliver()
    days_pass(employer)
    employer.deliver()


def days_pass(employer: Employer) -> None:
    employer.the_wait_is_over()
    with employer.scope():
        Endpoint.objects.update(failing_since=timezone.now() - timedelta(days=3))


def off_since(employer: Employer, ago: timedelta) -> None:
    with employer.scope():
        Endpoint.objects.update(disabled_at=timezone.now() - ago)


def tell(employer: Employer) -> int:
    return telling_teams.tell_disabled(
        organisation_id=employer.organisation.pk, endpoint_id=employer.endpoint.pk
    )


def test_after_three_days_without_success_it_is_switched_off(
    employer: Employer, receiver: Receiver
) -> None:
    fail_for_days(employer, receiver)
    now = employer.now()
    assert (now.is_enabled, now.disabled_because) == (False, "failing")
    assert {each.state for each in employer.deliveries()} == {DeliveryState.PENDING}
    with employer.scope():
        event = Event.objects.get(verb="webhook.disabled")
    assert (event.actor, event.facts) == ("system", {"because": "failing"})
    employer.the_wait_is_over()
    assert employer.deliver() == 0


def test_one_success_in_three_days_keeps_it(employer: Employer, receiver: Receiver) -> None:
    receiver.script = lambda got: Says(500 if got.what[1] == "0" else 200)
    employer.tell(somebody(), 0)
    employer.spread()
    employer.deliver()
    days_pass(employer)
    with employer.scope():
        Delivery.objects.update(due_at=timezone.now() + timedelta(hours=1))
    employer.tell(somebody(), 1)
    employer.spread()
    employer.deliver()
    assert employer.now().failing_since is None
    employer.the_wait_is_over()
    employer.deliver()
    now = employer.now()
    assert now.is_enabled
    assert now.failing_since is not None
    assert now.failing_since > timezone.now() - timedelta(minutes=1)


def test_its_team_is_mailed_once_each_in_their_language(
    employer: Employer, receiver: Receiver
) -> None:
    jutta = factories.make_member(employer.organisation, role=Role.ADMIN).user
    User.objects.filter(pk=jutta.pk).update(language="de")
    factories.make_member(employer.organisation, role=Role.RECRUITER)
    fail_for_days(employer, receiver)
    assert "integrations.tell_disabled" in work()
    assert tell(employer) == 0
    letters = {each.to[0]: each for each in mail.outbox}
    assert set(letters) == {employer.owner.email, jutta.email}
    assert len(mail.outbox) == 2
    english, german = letters[employer.owner.email], letters[jutta.email]
    assert english.subject == "Our system is told nothing any more"
    assert german.subject != english.subject
    assert f"/settings/webhooks/{employer.endpoint.pk}/" in str(english.body)
    assert not Due.objects.filter(kind=due.TELL_DISABLED).exists()


def test_two_workers_mail_once_and_a_killed_one_loses_nothing(
    employer: Employer, receiver: Receiver
) -> None:
    fail_for_days(employer, receiver)

    def worker(_: int) -> int:
        try:
            return tell(employer)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(worker, range(3))) == 1
    first = mail.outbox[0].extra_headers["Message-ID"]
    with employer.scope():  # as if it had died before noting it
        Endpoint.objects.update(mailed_at=None)
    assert tell(employer) == 0
    with employer.scope():
        Endpoint.objects.update(mailing_until=timezone.now())
    assert tell(employer) == 1
    assert mail.outbox[1].extra_headers["Message-ID"] == first


def test_whoever_is_switched_on_again_before_the_mail_gets_none(
    employer: Employer, receiver: Receiver
) -> None:
    fail_for_days(employer, receiver)
    switching.enable(endpoint=employer.endpoint, by=employer.by)
    work()
    assert mail.outbox == []


def test_what_happens_meanwhile_waits_for_three_days_and_goes_on_in_order(
    employer: Employer, receiver: Receiver
) -> None:
    fail_for_days(employer, receiver)
    mara = somebody()
    employer.tell(mara, 2)
    employer.tell(mara, 3)
    employer.spread()
    planned = employer.due()
    assert planned is not None
    assert planned.due_at > timezone.now() + timedelta(days=2.9)
    receiver.script = lambda _: Says()
    receiver.received.clear()
    switching.enable(endpoint=employer.endpoint, by=employer.by)
    work()
    employer.the_wait_is_over()
    employer.deliver()
    assert len(receiver.received) == 4
    mine = [number for who, number in receiver.whats if who == str(mara)]
    assert mine == ["2", "3"]


def test_what_nobody_repairs_is_dropped_after_three_days(
    employer: Employer, receiver: Receiver
) -> None:
    fail_for_days(employer, receiver)
    off_since(employer, timedelta(days=3, minutes=1))
    employer.deliver()
    assert {each.state for each in employer.deliveries()} == {DeliveryState.DROPPED}
    assert employer.due() is None
    with employer.scope():
        assert not Organisation.objects.get(pk=employer.organisation.pk).listens
    employer.tell(somebody(), 5)
    assert employer.spread() == 0
