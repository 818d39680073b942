"""What a webhook was told: the list, its filters and pages, one delivery, and sending again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.core import tenancy
from apps.integrations.models import Delivery, DeliveryState, Endpoint
from apps.organisations.models import Organisation
from apps.organisations.models.announcement import Kind
from apps.organisations.models.membership import Role
from tests.factories import make_candidate, make_organisation
from tests.integrations.told import REFUSED, SILENT, make_delivery, make_webhook
from tests.workspace.test_webhooks import mark, text
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden & Mohr")


@pytest.fixture
def admin(halden: Organisation) -> Client:
    return member(halden, Role.ADMIN)


@pytest.fixture
def payroll(halden: Organisation) -> Endpoint:
    return make_webhook(halden)


def shown(admin: Client, webhook: Endpoint, **query: Any) -> str:
    return text(admin.get(at("webhook", webhook.organisation, webhook.pk), query))


def listed(page: str) -> list[str]:
    return re.findall(r"<a href=\"[^\"]+/deliveries/[^\"]+\"><code>([^<]+)</code>", page)


def deliveries(webhook: Endpoint) -> list[Delivery]:
    with tenancy.organisation(webhook.organisation_id):
        return list(Delivery.objects.order_by("id"))


def test_what_it_was_told_stands_there_newest_first_with_what_came_of_it(
    admin: Client, payroll: Endpoint
) -> None:
    make_delivery(payroll, Kind.CONSENT_GIVEN)
    failed = {"state": DeliveryState.FAILED, "came": [SILENT, REFUSED]}
    make_delivery(payroll, Kind.SCORE_COMPUTED, **failed)  # type: ignore[arg-type]
    page = shown(admin, payroll)
    assert listed(page) == ["score.computed", "consent.given"]
    assert "Refused with 500." in page
    assert "Accepted with 204." in page


def test_one_that_waits_says_when_it_is_tried_next(admin: Client, payroll: Endpoint) -> None:
    due = timezone.now() + timedelta(minutes=5)
    make_delivery(payroll, state=DeliveryState.PENDING, came=[SILENT], due_at=due)
    page = shown(admin, payroll)
    assert "No answer in time. Next try:" in page
    assert "1 delivery waits; the next try is on" in page


def test_the_candidate_is_named_and_led_to_while_there_is_one(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    mara, erased = make_candidate(halden, "Mara Lind"), uuid4()
    make_delivery(payroll, candidate_id=mara.pk)
    make_delivery(payroll, Kind.CANDIDATE_ERASED, candidate_id=erased)
    page = shown(admin, payroll)
    assert f'<a href="{at("candidate", halden, mara.pk)}"><bdi>Mara Lind</bdi></a>' in page
    assert str(erased) in page
    assert at("candidate", halden, erased) not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "failed"}, ["score.computed"]),
        ({"kind": "consent.given"}, ["consent.given"]),
        ({"state": "failed", "kind": "consent.given"}, []),
        ({"state": "nonsense", "candidate": "nobody"}, ["score.computed", "consent.given"]),
    ],
)
def test_the_list_is_filtered(
    query: dict[str, str], found: list[str], admin: Client, payroll: Endpoint
) -> None:
    make_delivery(payroll, Kind.CONSENT_GIVEN)
    make_delivery(payroll, Kind.SCORE_COMPUTED, state=DeliveryState.FAILED, came=[REFUSED])
    assert listed(shown(admin, payroll, **query)) == found


def test_the_list_is_filtered_by_whom_it_is_about(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    mara = make_candidate(halden, "Mara Lind")
    make_delivery(payroll, Kind.CONSENT_GIVEN, candidate_id=mara.pk)
    make_delivery(payroll, Kind.SCORE_COMPUTED, candidate_id=uuid4())
    assert listed(shown(admin, payroll, candidate=str(mara.pk))) == ["consent.given"]


def test_there_are_pages_and_no_more_questions_for_more_rows(
    admin: Client,
    halden: Organisation,
    payroll: Endpoint,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(60):
        who = make_candidate(halden, f"Person {number}").pk if number < 3 else uuid4()
        make_delivery(payroll, candidate_id=who)
    with django_assert_max_num_queries(16):
        first = shown(admin, payroll)
    assert len(listed(first)) == 50
    (older,) = re.findall(r'href="\?cursor=([^"]+)" rel="next"', first)
    second = shown(admin, payroll, cursor=older)
    assert len(listed(second)) == 10
    assert 'rel="prev"' in second
    page = at("webhook", halden, payroll.pk)
    assert admin.get(page, {"cursor": "nonsense"}).status_code == 404


def test_one_delivery_shows_what_is_sent_and_each_try_but_no_secret(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    mara = make_candidate(halden, "Mara Lind")
    told = make_delivery(payroll, candidate_id=mara.pk, came=[SILENT, REFUSED, REFUSED])
    page = text(admin.get(at("webhook_delivery", halden, payroll.pk, told.pk)))
    assert '"type": "score.computed"' in page
    assert f'"candidate": "{mara.pk}"' in page
    assert f"webhook-id: msg_{told.message_id.hex}" in page
    assert page.count("Refused with 500.") >= 2
    assert "37 ms" in page
    assert "v1," not in page
    assert "whsec_" not in page


def test_a_delivery_of_another_webhook_is_not_found_here(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    other = make_delivery(make_webhook(halden, "Other"))
    assert admin.get(at("webhook_delivery", halden, payroll.pk, other.pk)).status_code == 404
    assert (
        admin.post(at("webhook_delivery_resend", halden, payroll.pk, other.pk)).status_code == 404
    )


def test_a_delivery_is_sent_again_and_a_double_click_sends_one(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    failed = make_delivery(payroll, state=DeliveryState.FAILED, came=[REFUSED])
    resend = at("webhook_delivery_resend", halden, payroll.pk, failed.pk)
    first, second = admin.post(resend), admin.post(resend)
    old, again = deliveries(payroll)
    assert again.replay_of_id == old.pk
    assert again.message_id == old.message_id
    assert first.url == second.url == at("webhook_delivery", halden, payroll.pk, again.pk)  # type: ignore[attr-defined]


def test_everything_that_failed_since_a_time_is_sent_again_once(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    make_delivery(payroll, Kind.CONSENT_GIVEN)
    make_delivery(payroll, state=DeliveryState.FAILED, came=[REFUSED])
    page = admin.get(at("webhook", halden, payroll.pk))
    since = re.search(r'name="since" value="([^"]+)"', page.content.decode())
    assert since
    form = {"since": since[1], "once": mark(page)}
    resend = at("webhook_resend", halden, payroll.pk)
    assert said(admin.post(resend, form)) == ["1 delivery is sent again."]
    assert said(admin.post(resend, form))[-1] == "That was done already."
    assert len(deliveries(payroll)) == 3


def test_a_test_is_sent_to_this_webhook_and_shown(
    admin: Client, halden: Organisation, payroll: Endpoint
) -> None:
    form = {"once": "one-click"}
    for _ in range(2):
        answer = admin.post(at("webhook_test", halden, payroll.pk), form)
    (sent,) = deliveries(payroll)
    page = text(admin.get(at("webhook_delivery", halden, payroll.pk, sent.pk)))
    assert "<code>endpoint.ping</code>" in page
    assert answer.status_code == 302
