"""What Kombo asks is read, and what it is told fits its own specification, in every state."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from apps.core.refusals import Refused
from apps.integrations.ats import kombo
from apps.integrations.ats.values import Connected, Package, Report
from apps.integrations.models import OrderState
from tests.integrations.contracts import KOMBO, check_request, example_of_event
from tests.integrations.reports import PAGE, make_report, make_result, too_little
from tests.integrations.standins.kombo import (
    ORDERED,
    ORDERED_INLINE,
    PACKAGES,
    RESULT,
)
from tests.integrations.standins.kombo import Kombo as StandIn

OPTIONS = {"integration_id": "workday:1"}
SECRETS = {"kombo_key": "of-the-employer", "webhook_secret": "shh"}
CONNECTED = Connected(uuid4(), SECRETS, OPTIONS)

STANDINGS = {
    "complete": make_report(OrderState.COMPLETE, result=make_result()),
    "provisional": make_report(OrderState.COMPLETE, result=make_result("provisional")),
    "too little": make_report(OrderState.COMPLETE, result=too_little()),
    "withdrawn": make_report(OrderState.WITHDRAWN, was_complete=True),
    "erased": make_report(OrderState.WITHDRAWN, was_complete=True, is_erased=True),
    "cancelled": make_report(OrderState.CANCELLED),
    "cancelled later": make_report(OrderState.CANCELLED, was_complete=True),
}


def told(report: Report) -> dict[str, Any]:
    request = kombo.ADAPTER.update(CONNECTED, report)
    assert request is not None
    assert isinstance(request.json, dict)
    return request.json


@pytest.mark.parametrize("standing", STANDINGS)
def test_whatever_kombo_is_told_fits_its_specification(standing: str) -> None:
    body = told(STANDINGS[standing])
    check_request(KOMBO, "put", RESULT, body)
    assert body["completed_at"].endswith("Z")
    assert body["result_url"] == PAGE


def test_kombo_is_called_with_the_key_for_the_one_integration() -> None:
    request = kombo.ADAPTER.update(CONNECTED, STANDINGS["complete"])
    assert request is not None
    assert request.method == "PUT"
    assert request.url.startswith("https://api.kombo.dev/v1/assessment/orders/B5KQ")
    assert request.headers["Authorization"] == "Bearer of-the-employer"
    assert request.headers["X-Integration-Id"] == "workday:1"


def test_an_employer_in_the_us_is_told_in_the_us() -> None:
    there = OPTIONS | {"api": "https://api.us.kombo.dev/v1/"}
    probe = kombo.ADAPTER.probe(Connected(uuid4(), SECRETS, there))
    assert probe is not None
    assert probe.url == "https://api.us.kombo.dev/v1/assessment/packages"


def test_an_order_of_any_name_stays_one_part_of_the_address() -> None:
    report = make_report(OrderState.COMPLETE, result=make_result(), external_id="../../x?y")
    request = kombo.ADAPTER.update(CONNECTED, report)
    assert request is not None
    assert request.url.endswith("/assessment/orders/..%2F..%2Fx%3Fy/result")


def test_a_score_is_told_with_its_interval_its_parts_and_its_notice() -> None:
    body = told(STANDINGS["complete"])
    assert (body["score"], body["max_score"]) == (57, 100)
    shown = {each["label"]: each for each in body["attributes"]}
    assert shown["Interval (80 %)"]["value"] == "49 to 63"
    assert shown["Reach (points)"]["score"] == {"value": 24, "max": 100}
    assert shown["Notice"]["value"] == "It does not measure job performance."


def test_too_little_to_score_is_said_and_never_a_number() -> None:
    body = told(STANDINGS["too little"])
    assert not {"score", "max_score"} & {*body}
    assert [each["type"] for each in body["attributes"]] == ["TEXT"] * 4


@pytest.mark.parametrize("standing", ["withdrawn", "erased", "cancelled later"])
def test_a_result_is_taken_back_by_one_without_a_number(standing: str) -> None:
    """The status stays: Kombo changes one only while it is "OPEN"."""
    body = told(STANDINGS[standing])
    assert body["status"] == "COMPLETED"
    assert "score" not in body
    text = {"type": "TEXT", "label": "Score", "value": "No longer shared"}
    assert body["attributes"] == [text]


@pytest.mark.parametrize("state", [OrderState.SENT, OrderState.WITHDRAWN])
def test_an_order_without_a_result_waits(state: OrderState) -> None:
    assert kombo.ADAPTER.update(CONNECTED, make_report(state)) is None


@pytest.mark.parametrize("event", [ORDERED, ORDERED_INLINE])
def test_both_webhooks_bring_an_order(event: str) -> None:
    wanted = kombo.ADAPTER.order(example_of_event(KOMBO, event))
    assert wanted.external_id == "B5KQKhAgTv6ZwzrfAbqbhipd"
    assert (wanted.name, wanted.email) == ("John Doe", "john.doe@gmail.com")
    assert wanted.package_id == "typescript_test"
    assert wanted.is_own_id


def test_somebody_without_a_name_is_called_by_their_address() -> None:
    body = example_of_event(KOMBO, ORDERED)
    body["data"]["candidate"] |= {"first_name": None, "last_name": None}
    assert kombo.ADAPTER.order(body).name == "john.doe@gmail.com"


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"id": ""}, "data.id"),
        ({"package_id": {}}, "data.package_id"),
        ({"candidate": None}, "data.candidate"),
        ({"candidate": {"email": None}}, "data.candidate.email"),
    ],
)
def test_an_order_that_is_not_as_documented_names_the_field(
    broken: dict[str, Any], field: str
) -> None:
    body = example_of_event(KOMBO, ORDERED)
    body["data"] |= broken
    with pytest.raises(Refused) as refused:
        kombo.ADAPTER.order(body)
    assert refused.value.field == field


def test_openings_are_offered_as_packages() -> None:
    request = kombo.offering(CONNECTED, [Package("1", "Community Manager", "You speak for us.")])
    check_request(KOMBO, "put", PACKAGES, request.json)
    assert request.method == "PUT"


def test_a_signature_is_of_this_body_by_this_secret() -> None:
    stand_in, content = StandIn(), b'{"id": "1"}'
    signature, secret = stand_in.signed(content), stand_in.secret
    assert kombo.is_signed(content, signature, secret=secret)
    assert kombo.is_signed(content, signature + "=", secret=secret)
    assert not kombo.is_signed(content + b" ", signature, secret=secret)
    assert not kombo.is_signed(content, signature, secret="another")
    assert not kombo.is_signed(content, "", secret=secret)
    assert not kombo.is_signed(content, "ünlesbar", secret=secret)
