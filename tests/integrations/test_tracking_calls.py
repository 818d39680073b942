"""Who may call as a tracking system, how often, and what is said to who cannot be read."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from apps.api.ats import base
from apps.audit.actions import By
from apps.audit.models import Event
from apps.core import tenancy
from apps.integrations.actions import connecting, switching
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey
from tests.integrations.calling import ERROR, LIST, SEND, STATUS, get, post
from tests.integrations.connections import Connected, connect
from tests.integrations.standins.greenhouse import order

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


WRONG_KEYS = {
    "no key": {},
    "no such scheme": {"Authorization": "Digest abc"},
    "no base64": {"Authorization": "Basic ä"},
    "an unknown key": {"Authorization": "Basic cm53Xw=="},
}


@pytest.mark.parametrize("headers", WRONG_KEYS.values(), ids=WRONG_KEYS)
@pytest.mark.parametrize("address", [LIST, STATUS])
def test_without_a_key_nothing_opens(
    halden: Connected, address: str, headers: dict[str, str]
) -> None:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert answer.json()["status"] == 401


def test_a_key_that_ran_out_or_was_revoked_opens_nothing(halden: Connected) -> None:
    with tenancy.organisation(halden.organisation.pk):
        keys = ApiKey.objects.filter(endpoint=halden.endpoint)
        keys.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert get(halden, LIST).status_code == 401
    with tenancy.organisation(halden.organisation.pk):
        keys.update(expires_at=None)
    assert get(halden, LIST).status_code == 200
    connecting.disconnect(endpoint=halden.endpoint, by=By.user(halden.owner.pk))
    assert get(halden, LIST).status_code == 401


def test_a_key_of_the_api_or_of_another_system_opens_nothing(halden: Connected) -> None:
    _key, secret = api_keys.create(
        organisation=halden.organisation, name="Other", scopes=["read", "invite"], by=By.system()
    )
    for wrong in (secret, connect("recruitee", "Other Ltd").key):
        stranger = Connected(
            halden.organisation, halden.opening, halden.endpoint, wrong, halden.owner
        )
        assert get(stranger, LIST).status_code == 401


def test_the_key_of_a_tracking_system_does_not_open_the_api(halden: Connected) -> None:
    assert Client().get("/api/v1/candidates", headers=halden.bearer()).status_code == 403


def test_a_connection_that_is_switched_off_orders_nothing(halden: Connected) -> None:
    switching.disable(endpoint=halden.endpoint, by=By.user(halden.owner.pk))
    assert post(halden, SEND, order(str(halden.opening.pk))).status_code == 403
    assert halden.orders() == []


def test_too_many_calls_are_told_when_to_come_back(
    halden: Connected, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "CALLS_A_MINUTE", 2)
    assert [get(halden, LIST).status_code for _ in range(3)] == [200, 200, 429]
    assert get(halden, LIST).headers["Retry-After"] == "60"


GARBAGE = {
    "no json": "{",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "nothing": "",
    "not utf-8": b"\xff\xfe{",
    "deep": "[" * 60_000,
    "a number without end": "9" * 5_000,
}


@pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE)
@pytest.mark.parametrize("address", [SEND, ERROR])
def test_garbage_is_400_in_the_vendors_shape(
    halden: Connected, address: str, body: str | bytes
) -> None:
    answer = post(halden, address, body)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


WRONG = {
    "no candidate": {"candidate": None},
    "no test": {"partner_test_id": None},
    "a list as name": {"candidate": {"first_name": ["Mara"]}},
    "nul": {"candidate": {"first_name": "Ma\0ra"}},
    "half a character": {"candidate": {"first_name": "\ud800"}},
    "a long name": {"candidate": {"last_name": "x" * 201}},
    "no email": {"candidate": {"email": True}},
    "an address without https": {"url": "http://greenhouse.example/1"},
    "an address with a user": {"url": "https://me:you@greenhouse.example/1"},
    "no address": {"url": "javascript:alert(1)"},
    "a broken address": {"url": "https://[::1"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_types_are_400_and_order_nothing(halden: Connected, wrong: dict[str, Any]) -> None:
    body = order(str(halden.opening.pk))
    candidate = wrong.get("candidate", {})
    body |= wrong
    body["candidate"] = candidate and {**order("")["candidate"], **candidate}
    answer = post(halden, SEND, json.dumps(body))
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["message"]
    assert halden.orders() == []


def test_an_order_of_a_megabyte_is_413(halden: Connected) -> None:
    answer = post(halden, SEND, {"partner_test_id": "x" * 1_000_000})
    assert answer.status_code == 413


def test_what_was_refused_is_noted_by_its_code_in_the_employers_language(
    halden: Connected, settings: Settings
) -> None:
    with tenancy.organisation(halden.organisation.pk):
        type(halden.organisation).objects.update(language="de")
    answer = post(halden, SEND, order(str(uuid4())))
    assert answer.status_code == 404
    assert "Stelle" in answer.json()["errors"][0]["message"]
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="order.refused")
    facts = {"system": "greenhouse", "code": "package_unknown", "field": "package"}
    assert event.facts == facts


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head"])
def test_other_methods_are_405(halden: Connected, method: str) -> None:
    assert getattr(Client(), method)(SEND, headers=halden.basic()).status_code == 405
