"""Greenhouse's calls, one at a time."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.integrations.connections import Connected
from tests.integrations.standins.greenhouse import order

LIST, SEND = "/ats/greenhouse/list_tests", "/ats/greenhouse/send_test"
STATUS, ERROR = "/ats/greenhouse/test_status", "/ats/greenhouse/response_error"


def get(to: Connected, address: str, **query: str) -> Any:
    return Client().get(address, query, headers=to.basic())


def post(to: Connected, address: str, body: Any) -> Any:
    return Client().post(address, body, content_type="application/json", headers=to.basic())


def send(to: Connected, **changed: Any) -> str:
    answer = post(to, SEND, order(str(to.opening.pk), **changed))
    assert answer.status_code == 200, answer.content
    return str(answer.json()["partner_interview_id"])
