"""What becomes of messages whose receiver fails, and how it is spared meanwhile."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from apps.integrations import backoff, sending
from apps.integrations.actions import delivering
from apps.integrations.models import Delivery, DeliveryState, Endpoint, Outcome
from tests.integrations.receiver import Employer, Receiver, Says, listening_at, somebody
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)


def told_once(employer: Employer) -> None:
    employer.tell(somebody(), 1)
    employer.spread()
    employer.deliver()


def waits(employer: Employer) -> timedelta:
    (delivery,) = employer.deliveries()
    return delivery.due_at - timezone.now()


def outcome(employer: Employer) -> tuple[str, int | None]:
    attempt = employer.attempts()[-1]
    return attempt.outcome, attempt.status


def test_a_message_is_tried_ten_times_over_three_days(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(500)
    told_once(employer)
    for wait in backoff.WAITS:
        assert wait * 0.89 <= waits(employer) <= wait * 1.1
        employer.the_wait_is_over()
        employer.deliver()
    (delivery,) = employer.deliveries()
    assert (delivery.state, delivery.attempted) == (DeliveryState.FAILED, 10)
    assert [each.number for each in employer.attempts()] == [*range(1, 11)]
    assert len({each.headers["webhook-id"] for each in receiver.received}) == 1
    employer.the_wait_is_over()
    assert employer.deliver() == 0
    assert sum(backoff.WAITS, timedelta()) > timedelta(days=3)


def test_when_a_message_is_given_up_the_next_about_that_candidate_goes(
    employer: Employer, receiver: Receiver
) -> None:
    mara = somebody()
    receiver.script = lambda got: Says(500 if got.what[1] == "0" else 200)
    employer.tell(mara, 0)
    employer.tell(mara, 1)
    employer.spread()
    for _ in range(len(backoff.WAITS) + 2):
        employer.deliver()
        employer.the_wait_is_over()
    states = [each.state for each in employer.deliveries()]
    assert states == [DeliveryState.FAILED, DeliveryState.DELIVERED]


def test_the_first_retry_does_not_wait_for_the_scheduler(
    employer: Employer, receiver: Receiver
) -> None:
    answers = iter([Says(503), Says()])
    receiver.script = lambda _: next(answers)
    told_once(employer)
    planned = employer.due()
    assert planned is not None
    assert timedelta(seconds=3) < planned.due_at - timezone.now() < timedelta(seconds=7)
    employer.the_wait_is_over()
    assert "integrations.deliver" in work()
    assert len(receiver.received) == 2


def test_a_server_that_is_down_is_asked_by_one_message_at_a_time(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(502)
    for number in range(50):
        employer.tell(somebody(), number)
    employer.spread()
    employer.deliver()
    assert len(receiver.received) == 1
    assert employer.deliver() == 0, "it rests"
    with employer.scope():
        Endpoint.objects.update(resting_until=timezone.now())
    employer.deliver()
    assert len(receiver.received) == 2
    assert employer.now().failures == 2
    receiver.script = lambda _: Says()
    employer.the_wait_is_over()
    employer.deliver()
    assert {each.state for each in employer.deliveries()} == {DeliveryState.DELIVERED}
    now = employer.now()
    assert (now.failures, now.failing_since, now.resting_until) == (0, None, None)


def test_a_server_that_goes_down_amid_many_gets_few_of_them(
    employer: Employer, receiver: Receiver
) -> None:
    for number in range(100):
        employer.tell(somebody(), number)
    employer.spread()
    receiver.script = lambda _: Says(200 if len(receiver.received) < 20 else 500)
    employer.deliver()
    assert len(receiver.received) < 20 + 3 * delivering.THREADS
    left = [each for each in employer.deliveries() if each.attempted == 0]
    assert len(left) > 100 - 20 - 3 * delivering.THREADS
    assert all(each.leased_until is None for each in left)


def test_one_that_says_it_is_gone_is_switched_off_at_once(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(410)
    for number in range(3):
        employer.tell(somebody(), number)
    employer.spread()
    employer.deliver()
    assert len(receiver.received) == 1
    now = employer.now()
    assert (now.is_enabled, now.disabled_because) == (False, "gone")
    states = sorted(each.state for each in employer.deliveries())
    assert states == [DeliveryState.DROPPED, DeliveryState.DROPPED, DeliveryState.FAILED]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_for_time_has_it(
    employer: Employer, receiver: Receiver, status: int
) -> None:
    receiver.script = lambda _: Says(status, {"Retry-After": "1800"})
    told_once(employer)
    assert timedelta(seconds=1790) < waits(employer) <= timedelta(seconds=1800)
    resting = employer.now().resting_until
    assert resting is not None
    assert timedelta(seconds=1790) < resting - timezone.now() <= timedelta(seconds=1800)
    employer.tell(somebody(), 2)
    employer.spread()
    assert employer.deliver() == 0
    planned = employer.due()
    assert planned is not None
    assert planned.due_at == resting


def test_a_date_to_come_back_at_is_kept_but_never_beyond_a_day(
    employer: Employer, receiver: Receiver
) -> None:
    at = timezone.now() + timedelta(hours=3)
    receiver.script = lambda _: Says(503, {"Retry-After": format_datetime(at, usegmt=True)})
    told_once(employer)
    assert timedelta(hours=2.9) < waits(employer) <= timedelta(hours=3)
    receiver.script = lambda _: Says(503, {"Retry-After": "99999999999999"})
    employer.the_wait_is_over()
    employer.deliver()
    assert timedelta(hours=23.9) < waits(employer) <= timedelta(days=1)


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "²", "Thu, 99 Foo 2026 00:00:00 GMT"])
def test_a_wish_that_says_nothing_is_none(text: str) -> None:
    assert backoff.asked_to_wait(text, timezone.now()) is None


def test_a_date_of_the_past_is_now() -> None:
    text = "Thu, 01 Jan 2026 00:00:00 GMT"
    assert backoff.asked_to_wait(text, timezone.now()) == timedelta()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_no_success(
    employer: Employer, receiver: Receiver, status: int
) -> None:
    receiver.script = lambda _: Says(status, {"Location": "/elsewhere"})
    told_once(employer)
    assert [each.path for each in receiver.received] == ["/hooks"]
    assert outcome(employer) == (Outcome.REFUSED, status)
    assert employer.deliveries()[0].state == DeliveryState.PENDING


def test_a_server_that_does_not_answer_in_time_has_failed(
    employer: Employer, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.3)
    receiver.script = lambda _: Says(seconds=0.6)
    told_once(employer)
    assert outcome(employer) == (Outcome.TIMED_OUT, None)
    assert 300 <= employer.attempts()[0].milliseconds < 600


def test_a_server_that_hangs_up_or_is_not_there_has_failed(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(0)
    told_once(employer)
    assert outcome(employer) == (Outcome.UNREACHABLE, None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with employer.scope():
        Endpoint.objects.update(url=f"http://127.0.0.1:{port}/")
    employer.the_wait_is_over()
    employer.deliver()
    assert outcome(employer) == (Outcome.UNREACHABLE, None)


def test_a_connection_that_was_closed_meanwhile_is_opened_anew_at_once(
    employer: Employer, receiver: Receiver
) -> None:
    """As a server does whose patience with open connections is short."""
    receiver.script = lambda got: Says(0 if len(receiver.received) == 2 else 204)
    mara = somebody()
    employer.tell(mara, 0)
    employer.tell(mara, 1)
    employer.spread()
    employer.deliver()
    assert [each.what[1] for each in receiver.received] == ["0", "1", "1"]
    assert [each.attempted for each in employer.deliveries()] == [1, 1]


def test_a_long_answer_is_not_read_and_nothing_of_it_kept(
    employer: Employer, receiver: Receiver
) -> None:
    receiver.script = lambda _: Says(200, body=b"remember me" * 300_000)
    told_once(employer)
    assert outcome(employer) == (Outcome.ACCEPTED, 200)


def test_nothing_is_sent_into_a_private_network(
    employer: Employer, receiver: Receiver, settings: Settings
) -> None:
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = []
    told_once(employer)
    assert receiver.received == []
    assert outcome(employer) == (Outcome.FORBIDDEN_ADDRESS, None)


def test_a_secret_whose_key_is_lost_signs_nothing_and_loses_nothing(
    employer: Employer, receiver: Receiver, settings: Settings
) -> None:
    keys = settings.TOKEN_KEYS
    settings.TOKEN_KEYS = ["YW5vdGhlciBrZXkgdGhhdCBpcyBub3Qgb3VycyAtLS0="]
    told_once(employer)
    assert outcome(employer) == (Outcome.NO_KEY, None)
    settings.TOKEN_KEYS = keys
    employer.the_wait_is_over()
    employer.deliver()
    assert len(receiver.received) == 1


def test_one_employers_failing_system_holds_up_nobody_else(
    employer: Employer, receiver: Receiver
) -> None:
    other = listening_at(f"{receiver.url}/other")
    receiver.script = lambda got: Says(500 if got.path == "/hooks" else 204)
    told_once(employer)
    told_once(other)
    assert [each.state for each in other.deliveries()] == [DeliveryState.DELIVERED]
    assert other.deliveries()[0].message_id != employer.deliveries()[0].message_id
    with other.scope():
        assert Delivery.objects.count() == 1
