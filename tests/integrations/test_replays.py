"""A test, and what was sent before once more; and what is kept of it for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.audit.models import Event
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.integrations.actions import clearing, replays, switching
from apps.integrations.models import (
    Attempt,
    Delivery,
    DeliveryState,
    Endpoint,
    Message,
    Outcome,
)
from apps.organisations import due
from apps.organisations.models.announcement import Kind
from tests.integrations.receiver import Employer, Receiver, Says, listening_at, somebody
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)


def facts(employer: Employer, verb: str) -> list[dict[str, object]]:
    with employer.scope():
        return [each.facts for each in Event.objects.filter(verb=verb).order_by("pk")]


def told(employer: Employer, *numbers: int) -> None:
    for number in numbers:
        employer.tell(somebody(), number)
    employer.spread()
    employer.deliver()


def test_a_test_reaches_this_endpoint_alone(employer: Employer, receiver: Receiver) -> None:
    delivery = replays.ping(endpoint=employer.endpoint, by=employer.by)
    assert "integrations.deliver" in work()
    (got,) = receiver.received
    assert got.body["type"] == "endpoint.ping"
    assert got.body["data"] == {}
    assert got.headers["webhook-id"] == f"msg_{delivery.message_id.hex}"
    assert facts(employer, "webhook.pinged") == [{}]


def test_a_test_is_tried_once_and_says_nothing_of_the_endpoints_health(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(500)
    replays.ping(endpoint=employer.endpoint, by=employer.by)
    employer.deliver()
    assert [each.state for each in employer.deliveries()] == [DeliveryState.FAILED]
    assert employer.now().failing_since is None


def test_a_test_goes_though_the_endpoint_rests_and_its_success_ends_that(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(500)
    told(employer, 1)
    receiver.script = lambda _: Says()
    replays.ping(endpoint=employer.endpoint, by=employer.by)
    employer.deliver()
    assert receiver.received[-1].body["type"] == "endpoint.ping"
    assert employer.now().resting_until is None
    employer.the_wait_is_over()
    employer.deliver()
    assert {each.state for each in employer.deliveries()} == {DeliveryState.DELIVERED}


def test_nothing_is_sent_by_hand_while_it_is_off(employer: Employer, receiver: Receiver) -> None:
    told(employer, 1)
    switching.disable(endpoint=employer.endpoint, by=employer.by)
    (delivery,) = employer.deliveries()
    for again in (
        lambda: replays.ping(endpoint=employer.endpoint, by=employer.by),
        lambda: replays.replay(delivery=delivery, by=employer.by),
        lambda: replays.replay_since(
            endpoint=employer.endpoint, since=timezone.now(), by=employer.by
        ),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "endpoint_disabled"


def test_what_was_sent_is_sent_again_under_its_name(employer: Employer, receiver: Receiver) -> None:
    told(employer, 1)
    (delivery,) = employer.deliveries()
    again = replays.replay(delivery=delivery, by=employer.by)
    assert again.replay_of == delivery
    assert replays.replay(delivery=delivery, by=employer.by).pk == again.pk, "it is on its way"
    employer.deliver()
    first, second = receiver.received
    assert (first.text, first.headers["webhook-id"]) == (
        second.text,
        second.headers["webhook-id"],
    )
    assert facts(employer, "webhook.replayed") == [
        {"message": str(delivery.message_id), "count": 1}
    ]
    assert [each.number for each in employer.attempts()] == [1, 1]


def test_what_was_missed_is_sent_again_in_its_order_and_after_what_waits(
    employer: Employer, receiver: Receiver
) -> None:
    mara = somebody()
    since = timezone.now()
    receiver.script = lambda got: Says(410 if got.what[1] == "1" else 204)
    for number in range(4):
        employer.tell(mara, number)
    employer.spread()
    employer.deliver()
    switching.enable(endpoint=employer.now(), by=employer.by)
    states = [each.state for each in employer.deliveries()]
    assert states == ["delivered", "failed", "dropped", "dropped"]
    receiver.script = lambda _: Says()
    receiver.received.clear()
    employer.tell(mara, 4)
    employer.spread()
    assert replays.replay_since(endpoint=employer.endpoint, since=since, by=employer.by) == 3
    assert replays.replay_since(endpoint=employer.endpoint, since=since, by=employer.by) == 0
    employer.deliver()
    assert [each.what[1] for each in receiver.received] == ["4", "1", "2", "3"]
    assert facts(employer, "webhook.replayed")[0]["count"] == 3


def test_everything_can_be_sent_again_and_only_what_the_webhook_wants(receiver: Receiver) -> None:
    employer = listening_at(receiver.url, kinds=["score.changed"])
    everything = listening_at(receiver.url)
    for each in (employer, everything):
        each.tell(somebody(), 1)
        each.tell(somebody(), 2, Kind.CONSENT_GIVEN)
        each.spread()
        each.deliver()
    since = timezone.now() - timedelta(minutes=1)
    for each, count in ((employer, 1), (everything, 2)):
        counted = replays.replay_since(
            endpoint=each.endpoint, since=since, missed=False, by=each.by
        )
        assert counted == count
    later = timezone.now()
    assert replays.replay_since(endpoint=employer.endpoint, since=later, by=employer.by) == 0


def test_more_than_ten_thousand_are_refused_at_the_field(
    employer: Employer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replays, "MOST", 2)
    told(employer, 1, 2, 3)
    since = timezone.now() - timedelta(minutes=1)
    with pytest.raises(Refused) as refused:
        replays.replay_since(endpoint=employer.endpoint, since=since, missed=False, by=employer.by)
    assert refused.value.field == "since"


def test_nobody_sends_again_what_another_employer_was_told(
    employer: Employer, receiver: Receiver
) -> None:
    other = listening_at(receiver.url)
    told(employer, 1)
    (theirs,) = employer.deliveries()
    claimed = Delivery(
        pk=theirs.pk,
        organisation_id=other.organisation.pk,
        endpoint_id=other.endpoint.pk,
        message_id=theirs.message_id,
    )
    with pytest.raises(Message.DoesNotExist):
        replays.replay(delivery=claimed, by=other.by)
    claimed.endpoint_id = employer.endpoint.pk
    with pytest.raises(Endpoint.DoesNotExist):
        replays.replay(delivery=claimed, by=other.by)
    since = timezone.now() - timedelta(minutes=1)
    assert replays.replay_since(endpoint=other.endpoint, since=since, by=other.by) == 0


def test_after_thirty_days_a_message_goes_with_all_that_came_of_it(
    employer: Employer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "BATCH", 2)
    told(employer, 1, 2, 3)
    replays.replay(delivery=employer.deliveries()[0], by=employer.by)
    _make_old(employer, timedelta(days=29))
    assert clearing.clear(organisation_id=employer.organisation.pk) == 0
    _make_old(employer, timedelta(days=2))
    told(employer, 4)
    assert clearing.clear(organisation_id=employer.organisation.pk) == 3
    with employer.scope():
        counts = [model.objects.count() for model in (Message, Delivery, Attempt)]
    assert counts == [1, 1, 1]
    planned = Due.objects.get(kind=due.CLEAR_MESSAGES, wall_id=employer.organisation.pk)
    assert planned.due_at > timezone.now() + timedelta(hours=23)


def _make_old(employer: Employer, by: timedelta) -> None:
    """Messages are facts, which only their owner's own hand may change."""
    with employer.scope():
        old = list(Message.objects.all())
        deliveries = list(Delivery.objects.all())
        attempts = list(Attempt.objects.all())
        Message.objects.all().delete()
        for each in old:
            each.created_at -= by
        Message.objects.bulk_create(old)
        Delivery.objects.bulk_create(deliveries)
        Attempt.objects.bulk_create(attempts)


def test_a_failed_replay_is_a_delivery_like_any_other(
    employer: Employer, receiver: Receiver
) -> None:
    told(employer, 1)
    receiver.script = lambda _: Says(500)
    again = replays.replay(delivery=employer.deliveries()[0], by=employer.by)
    employer.deliver()
    with employer.scope():
        again.refresh_from_db()
    assert (again.state, again.attempted) == (DeliveryState.PENDING, 1)
    assert employer.attempts()[-1].outcome == Outcome.REFUSED
