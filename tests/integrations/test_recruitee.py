"""Recruitee calls us as its documentation says (docs.recruitee.com/reference), and as it does
not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from apps.core import tenancy
from apps.integrations.actions import telling
from apps.integrations.ats import recruitee
from apps.integrations.ats.reports import connected
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import Endpoint
from tests.integrations.connections import Connected, connect
from tests.integrations.standins.recruitee import REPORT_ID, sent

pytestmark = pytest.mark.django_db
TESTS, SEND = "/ats/recruitee/tests", "/ats/recruitee/send_candidate"


@pytest.fixture
def halden() -> Connected:
    return connect("recruitee")


def post(to: Connected, body: Any) -> Any:
    return Client().post(SEND, body, content_type="application/json", headers=to.bearer())


def send(to: Connected, **changed: Any) -> Any:
    test = {"id": str(to.opening.pk), "name": "Community Manager"}
    return post(to, sent(test, **changed))


def told(to: Connected) -> OutgoingRequest:
    """What Recruitee is told now."""
    with tenancy.organisation(to.organisation.pk):
        order = to.order()
        report = telling.begin(order=order)
        telling.told(order=order, report=report)
        request = recruitee.ADAPTER.update(connected(Endpoint.objects.get()), report)
    assert request is not None
    return request


def written(to: Connected) -> Any:
    return told(to).json


def test_the_tests_are_names_and_ids(halden: Connected) -> None:
    answer = Client().get(TESTS, headers=halden.bearer())
    name = "Community Manager (Hamburg)"
    assert answer.json() == [{"name": name, "id": str(halden.opening.pk)}]


def test_a_candidate_who_is_sent_is_an_order_and_twice_is_once(halden: Connected) -> None:
    assert [send(halden).status_code for _ in range(2)] == [201, 200]
    order = halden.order()
    assert order.external_id == REPORT_ID
    assert order.details == {"company_id": "1", "candidate_id": "1"}


def test_another_report_about_the_same_person_is_another_order(halden: Connected) -> None:
    send(halden)
    send(halden, report_id="another")
    assert len(halden.orders()) == 2
    assert len(halden.candidates()) == 1


def test_the_report_is_written_with_the_partners_secret(halden: Connected) -> None:
    send(halden)
    halden.share()
    request = told(halden)
    address = f"https://integrations.recruitee.com/api/p/renown/reports/{REPORT_ID}"
    assert (request.method, request.url) == ("PATCH", address)
    assert request.headers == {"RT-PARTNER-SECRET": "partner-secret-7"}
    body: Any = request.json
    assert body["status"] == "completed"
    assert body["completed_at"]
    assert "partner-secret" not in repr(request)


def test_the_score_is_a_text_with_its_interval(halden: Connected) -> None:
    send(halden)
    halden.share()
    value, _blank, interval = written(halden)["score"].partition(" ")
    low, high = interval.strip("()").split(" to ")
    assert 1 <= int(low) <= int(value) <= int(high) <= 100


def test_a_withdrawn_consent_empties_the_report(halden: Connected) -> None:
    send(halden)
    consent = halden.share()
    written(halden)
    halden.withdraw(consent)
    assert written(halden) == {"status": "canceled", "score": "", "completed_at": None}


def test_a_reports_name_cannot_lead_elsewhere(halden: Connected) -> None:
    send(halden, report_id="../../c/1?x=")
    halden.share()
    assert told(halden).url.endswith("/reports/..%2F..%2Fc%2F1%3Fx%3D")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nothing"}])
def test_without_a_token_nothing_opens(halden: Connected, headers: dict[str, str]) -> None:
    assert Client().get(TESTS, headers=headers).status_code == 401
    assert Client().get(TESTS, headers=halden.basic()).status_code == 401


WRONG: dict[str, dict[str, Any]] = {
    "no report": {"report_id": None},
    "a report that is an object": {"report_id": {}},
    "no test": {"test_id": ""},
    "a test that is true": {"test_id": True},
    "no email": {"email": 7.5},
    "a huge number": {"candidate_id": 2**70},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_types_are_400_and_order_nothing(halden: Connected, wrong: dict[str, Any]) -> None:
    test = {"id": str(halden.opening.pk), "name": ""}
    answer = post(halden, json.dumps(sent(test) | wrong))
    assert answer.status_code == 400
    assert answer.json()["field"] == next(iter(wrong))
    assert halden.orders() == []
