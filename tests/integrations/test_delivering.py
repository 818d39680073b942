"""What happens reaches an employer's system: once, in order, signed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from apps.core.models import Due
from apps.integrations.actions import claims, delivering, noting, rotating, spreading
from apps.integrations.models import Delivery, DeliveryState, Message, Outcome
from apps.organisations import due
from apps.organisations.models import Announcement
from apps.organisations.models.announcement import Kind
from tests.integrations.receiver import Employer, Received, Receiver, Says, listening_at, somebody
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_passes_on_what_was_announced(employer: Employer, receiver: Receiver) -> None:
    mara = somebody()
    employer.tell(mara, 1)
    assert work() == ["integrations.spread", "integrations.deliver"]
    (got,) = receiver.received
    (delivery,) = employer.deliveries()
    path = reverse("api_candidate_score", args=[mara])
    assert got.body == {
        "type": "score.changed",
        "timestamp": delivery.message.created_at.isoformat(timespec="milliseconds"),
        "data": {"candidate": str(mara), "number": "1", "url": got.body["data"]["url"]},
    }
    assert got.body["data"]["url"].endswith(path)
    assert got.headers["webhook-id"] == f"msg_{delivery.message_id.hex}"
    assert got.headers["content-type"] == "application/json"
    assert Webhook(employer.secret).verify(got.text, got.headers) == got.body
    (attempt,) = employer.attempts()
    assert (attempt.number, attempt.outcome, attempt.status) == (1, Outcome.ACCEPTED, 204)
    assert (delivery.state, delivery.attempted) == (DeliveryState.DELIVERED, 1)
    with employer.scope():
        assert not Announcement.objects.exists()
    assert employer.due() is None


def test_messages_about_one_candidate_come_in_their_order(
    employer: Employer, receiver: Receiver
) -> None:
    people = [somebody() for _ in range(4)]
    for number in range(6):
        for candidate in people:
            employer.tell(candidate, number)
    employer.spread()
    employer.deliver()
    for candidate in people:
        mine = [number for who, number in receiver.whats if who == str(candidate)]
        assert mine == [str(n) for n in range(6)]
    assert len(receiver.received) == 24


def test_the_order_holds_over_failures_and_others_do_not_wait(
    employer: Employer, receiver: Receiver
) -> None:
    mara, jonas = somebody(), somebody()
    failing = {(str(mara), "0")}
    receiver.script = lambda got: Says(500 if got.what in failing else 204)
    employer.tell(jonas, 0)
    employer.tell(mara, 0)
    employer.tell(mara, 1)
    employer.tell(jonas, 1)
    employer.spread()
    employer.deliver()
    assert sorted(receiver.whats) == sorted(
        [(str(mara), "0"), (str(jonas), "0"), (str(jonas), "1")]
    )
    failing.clear()
    employer.the_wait_is_over()
    employer.deliver()
    assert receiver.whats[-2:] == [(str(mara), "0"), (str(mara), "1")]
    assert {each.state for each in employer.deliveries()} == {DeliveryState.DELIVERED}


def test_two_workers_at_once_double_nothing_and_keep_the_order(
    employer: Employer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "MOST", 7)
    people = [somebody() for _ in range(10)]
    for number in range(8):
        for candidate in people:
            employer.tell(candidate, number)
    employer.spread()
    receiver.script = lambda got: Says(seconds=0.002)

    def worker(_: int) -> int:
        try:
            return employer.deliver()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        calls = list(threads.map(worker, range(3)))
    assert sum(calls) == len(receiver.received) == 80
    assert len([each for each in calls if each]) > 1
    for candidate in people:
        mine = [number for who, number in receiver.whats if who == str(candidate)]
        assert mine == [str(n) for n in range(8)]


def test_two_who_spread_at_once_make_each_message_once(employer: Employer) -> None:
    for number in range(40):
        employer.tell(somebody(), number)

    def worker(_: int) -> int:
        try:
            return employer.spread()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(worker, range(4))) == 40
    assert len(employer.deliveries()) == 40


def test_what_a_killed_worker_had_is_sent_again_under_the_same_name(
    employer: Employer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies after sending, before noting."""
    employer.tell(somebody(), 1)
    employer.spread()
    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(noting, "note", _die)
        employer.deliver()
    assert len(receiver.received) == 1
    assert employer.deliver() == 0, "while the lease lasts"
    planned = employer.due()
    assert planned is not None
    assert planned.due_at <= timezone.now() + claims.LEASE
    with employer.scope():
        Delivery.objects.update(leased_until=timezone.now())
    employer.deliver()
    first, second = receiver.received
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.text == second.text
    assert [each.number for each in employer.attempts()] == [1]
    assert [each.state for each in employer.deliveries()] == [DeliveryState.DELIVERED]


def test_a_worker_whose_lease_has_passed_on_notes_nothing(
    employer: Employer, receiver: Receiver
) -> None:
    employer.tell(somebody(), 1)
    employer.spread()

    def slow(got: Received) -> Says:
        receiver.script = lambda _: Says()
        with employer.scope():
            Delivery.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        employer.deliver()
        return Says(500)

    receiver.script = slow
    employer.deliver()
    assert len(receiver.received) == 2
    (delivery,) = employer.deliveries()
    assert (delivery.state, delivery.attempted) == (DeliveryState.DELIVERED, 1)
    assert [each.outcome for each in employer.attempts()] == [Outcome.ACCEPTED]


def test_what_was_announced_is_found_though_its_task_was_lost(
    employer: Employer, receiver: Receiver
) -> None:
    employer.tell(somebody(), 1)
    planned = employer.due(due.SPREAD)
    assert planned is not None
    spreading.look_again(organisation_id=employer.organisation.pk)
    assert len(employer.deliveries()) == 1
    Due.objects.filter(kind=due.DELIVER).delete()
    spreading.look_again(organisation_id=employer.organisation.pk)
    assert employer.due() is not None
    again = employer.due(due.SPREAD)
    assert again is not None
    assert again.due_at <= timezone.now() + timedelta(minutes=5)


def test_an_endpoint_is_told_only_what_it_wants(receiver: Receiver) -> None:
    employer = listening_at(receiver.url, kinds=["consent.withdrawn", "candidate.erased"])
    mara = somebody()
    for number, kind in enumerate((Kind.SCORE_CHANGED, Kind.CONSENT_WITHDRAWN)):
        employer.tell(mara, number, kind)
    employer.tell(mara, 2, Kind.CANDIDATE_ERASED)
    employer.spread()
    employer.deliver()
    assert [each.body["type"] for each in receiver.received] == [
        "consent.withdrawn",
        "candidate.erased",
    ]
    erased = receiver.received[1].body["data"]
    assert erased == {"candidate": str(mara), "number": "2"}, "no address: there is nothing"
    with employer.scope():
        assert Message.objects.count() == 3


def test_while_a_secret_is_rotated_both_sign(employer: Employer, receiver: Receiver) -> None:
    newer = rotating.rotate_secret(endpoint=employer.endpoint, by=employer.by)
    employer.tell(somebody(), 1)
    employer.spread()
    employer.deliver()
    (got,) = receiver.received
    for secret in (employer.secret, newer):
        assert Webhook(secret).verify(got.text, got.headers) == got.body
    with employer.scope():
        type(employer.endpoint).objects.update(previous_until=timezone.now())
    employer.tell(somebody(), 2)
    employer.spread()
    employer.deliver()
    got = receiver.received[1]
    assert Webhook(newer).verify(got.text, got.headers) == got.body
    with pytest.raises(WebhookVerificationError):
        Webhook(employer.secret).verify(got.text, got.headers)


def test_connections_stay_open(employer: Employer, receiver: Receiver) -> None:
    for number in range(200):
        employer.tell(somebody(), number)
    employer.spread()
    employer.deliver()
    assert len(receiver.received) == 200
    assert receiver.connections <= delivering.THREADS + 1


def _die(*_: object) -> None:
    raise KeyboardInterrupt
