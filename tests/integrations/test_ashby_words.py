"""What Ashby asks is read, and what it is told fits its own specification, in every state."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from apps.core.answers import Answer, Headers
from apps.core.refusals import Refused
from apps.integrations.ats import ashby
from apps.integrations.ats.values import Connected, Package, Report
from apps.integrations.models import OrderState
from tests.integrations.contracts import ASHBY_ASKS, ASHBY_TAKES, check_answer, check_request
from tests.integrations.reports import NUMBERS, ORDER, PAGE, make_report, make_result, too_little
from tests.integrations.standins.ashby import order

CONNECTED = Connected(uuid4(), {"ashby_key": "of-the-employer", "key": "ours"}, {})
KIND = "0199f000-0000-7000-8000-000000000009"

STANDINGS = {
    "sent": make_report(OrderState.SENT),
    "complete": make_report(OrderState.COMPLETE, result=make_result()),
    "provisional": make_report(OrderState.COMPLETE, result=make_result("provisional")),
    "too little": make_report(OrderState.COMPLETE, result=too_little()),
    "withdrawn": make_report(OrderState.WITHDRAWN, was_complete=True),
    "erased": make_report(OrderState.WITHDRAWN, was_complete=True, is_erased=True),
    "cancelled": make_report(OrderState.CANCELLED),
    "cancelled later": make_report(OrderState.CANCELLED, was_complete=True),
}


def told(report: Report) -> dict[str, Any]:
    request = ashby.ADAPTER.update(CONNECTED, report)
    assert request is not None
    assert isinstance(request.json, dict)
    return request.json


def fields(body: dict[str, Any]) -> dict[str, Any]:
    return {field["identifier"]: field["value"] for field in body["metadata"]}


@pytest.mark.parametrize("standing", STANDINGS)
def test_whatever_ashby_is_told_fits_its_specification(standing: str) -> None:
    body = told(STANDINGS[standing])
    check_request(ASHBY_TAKES, "post", "/assessment.update", body)
    assert UUID(body["assessment_id"]) == ORDER
    assert "assessment_status" in body
    assert "assessment_result" not in body or body["assessment_profile_url"]["type"] == "url"


def test_ashby_is_called_with_the_employers_key_and_an_empty_password() -> None:
    request = ashby.ADAPTER.update(CONNECTED, STANDINGS["complete"])
    assert request is not None
    assert (request.method, request.url) == ("POST", "https://api.ashbyhq.com/assessment.update")
    assert request.auth == ("of-the-employer", "")
    assert request.guarded


def test_a_score_is_told_with_its_interval_its_parts_its_notice_and_its_report() -> None:
    body = told(STANDINGS["complete"])
    assert body["assessment_result"]["value"] == NUMBERS["value"]
    assert body["assessment_result"]["type"] == "numeric_score"
    assert body["assessment_profile_url"]["value"] == PAGE
    shown = fields(body)
    assert (shown["interval_low"], shown["interval_high"]) == (49, 63)
    assert (shown["reach"], shown["engagement"], shown["network"]) == (24, 20, 13)
    assert shown["notice"] == "It does not measure job performance."


def test_a_factor_without_points_is_a_number_and_not_missing() -> None:
    body = told(make_report(OrderState.COMPLETE, result=make_result(network=0)))
    network = next(field for field in body["metadata"] if field["identifier"] == "network")
    assert (network["type"], network["value"]) == ("numeric_score", 0)


def test_too_little_to_score_is_said_and_never_a_number() -> None:
    body = told(STANDINGS["too little"])
    assert body["assessment_result"]["value"] == "Too little to score"
    assert not [f for f in body["metadata"] if f["type"] == "numeric_score"]


@pytest.mark.parametrize("standing", ["withdrawn", "erased", "cancelled later"])
def test_what_was_told_is_taken_back_field_by_field(standing: str) -> None:
    before, after = told(STANDINGS["complete"]), told(STANDINGS[standing])
    assert after["assessment_result"]["identifier"] == before["assessment_result"]["identifier"]
    assert after["assessment_result"]["value"] == "No longer shared"
    assert {*fields(before)} - {*fields(after)} == {"notice"}
    assert {*fields(after).values()} == {"No longer shared"}
    assert after["cancelled_reason"]["value"] in ("No longer shared", "Cancelled")


def test_an_order_that_ended_without_a_score_tells_no_result() -> None:
    body = told(STANDINGS["cancelled"])
    assert body["cancelled_reason"]["value"] == "Cancelled"
    assert not {"assessment_result", "metadata"} & {*body}


def test_an_invited_person_is_told_as_invited_and_nothing_more() -> None:
    assert {*told(STANDINGS["sent"])} == {"assessment_id", "timestamp", "assessment_status"}


def test_an_order_is_read_and_the_same_one_has_the_same_name() -> None:
    body = order(KIND, application="a-1")
    wanted = ashby.ADAPTER.order(body)
    assert (wanted.package_id, wanted.name) == (KIND, "Mara Lindqvist")
    assert wanted.email == "mara@people.example"
    assert ashby.ADAPTER.order(body).external_id == wanted.external_id
    other = body | {"application": {"ashby_id": "a-2", "status": "Active"}}
    assert ashby.ADAPTER.order(other).external_id != wanted.external_id


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"assessment_type_id": None}, "assessment_type_id"),
        ({"assessment_type_id": ["x"]}, "assessment_type_id"),
        ({"candidate": "Mara"}, "candidate"),
        ({"candidate": {}}, "candidate.ashby_id"),
        ({"application": {}}, "application.ashby_id"),
        ({"application": None}, "application"),
    ],
)
def test_an_order_that_is_not_as_documented_names_the_field(
    broken: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        ashby.ADAPTER.order(order(KIND) | broken)
    assert refused.value.field == field


def test_openings_are_listed_as_assessments() -> None:
    listed = ashby.assessments([Package(KIND, "Community Manager", "You speak for us.")])
    check_answer(ASHBY_ASKS, "post", "/assessment.list", 200, {"success": True, "results": listed})


@pytest.mark.parametrize(
    ("status", "said", "yes"),
    [
        (200, {"success": True}, True),
        (200, None, True),
        (200, {"success": False, "errors": ["assessment_not_found"]}, False),
        (403, {"success": False, "errors": ["missing_endpoint_permission"]}, False),
        (500, None, False),
    ],
)
def test_a_no_in_the_body_is_a_no(status: int, said: object, yes: bool) -> None:
    assert ashby.says_yes(answered(status, said)) is yes


@pytest.mark.parametrize(
    ("status", "errors", "known"),
    [
        (200, [], True),
        (403, ["missing_endpoint_permission"], True),
        (403, ["invalid_api_key"], False),
        (401, [], False),
    ],
)
def test_a_key_that_may_only_write_candidates_is_known(
    status: int, errors: list[str], known: bool
) -> None:
    said = {"success": status == 200, "errors": errors}
    assert ashby.knows_the_key(answered(status, said)) is known


def answered(status: int, said: object) -> Answer:
    content = b"" if said is None else json.dumps(said).encode()
    return Answer(status, Headers(), content, "https://api.ashbyhq.com/assessment.update")
