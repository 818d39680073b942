"""The stand-in's limits, and the bad days that can be switched on."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from pytest_django import Settings

from apps.sandbox.standin.faults import Fault
from apps.sandbox.world import Person, world
from apps.sandbox.x.standin import STANDIN
from tests.sandbox import dance

faults = STANDIN.faults
WINDOW = 900  # seconds


@pytest.fixture
def ada() -> Person:
    return world().people[1]


@pytest.fixture
def access(client: Client, ada: Person) -> str:
    return str(dance.tokens_of(client, ada.handle)["access_token"])


def test_every_answer_says_what_is_left(client: Client, access: str) -> None:
    answers = [dance.get(client, "/2/users/me", access) for _ in range(3)]
    assert [a["x-rate-limit-limit"] for a in answers] == ["75"] * 3
    left = [int(a["x-rate-limit-remaining"]) for a in answers]
    assert left == [74, 73, 72]
    assert 0 < int(answers[0]["x-rate-limit-reset"]) - time.time() <= WINDOW


def test_one_call_too_many_is_a_429_for_this_account_alone(
    client: Client, access: str, settings: Settings
) -> None:
    settings.SANDBOX_RATE_FACTOR = 0.04
    codes = [dance.get(client, "/2/users/me", access).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    refused = dance.get(client, "/2/users/me", access)
    assert refused.json() == {
        "title": "Too Many Requests",
        "type": "about:blank",
        "status": 429,
        "detail": "Too Many Requests",
    }
    assert refused["x-rate-limit-remaining"] == "0"
    other = dance.tokens_of(client, world().people[2].handle)["access_token"]
    assert dance.get(client, "/2/users/me", other).status_code == 200


def test_a_factor_lets_a_demo_load_faster(client: Client, access: str, settings: Settings) -> None:
    settings.SANDBOX_RATE_FACTOR = 100
    assert dance.get(client, "/2/users/me", access)["x-rate-limit-limit"] == "7500"


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Fault.RATE_LIMITED, 429),
        (Fault.RATE_LIMITED_RETRY_AFTER, 429),
        (Fault.RATE_LIMITED_BARE, 429),
        (Fault.CLOCK_OFF, 429),
        (Fault.QUOTA, 429),
        (Fault.SERVER_ERROR, 503),
        (Fault.HTML, 200),
        (Fault.ERRORS_IN_200, 200),
        (Fault.EXPIRED, 401),
        (Fault.REVOKED, 401),
        (Fault.FORBIDDEN, 403),
        (Fault.BROKEN_JSON, 200),
        (Fault.CUT_BODY, 200),
    ],
)
def test_a_fault_strikes_the_account_it_was_set_for(
    client: Client, access: str, ada: Person, fault: Fault, status: int
) -> None:
    whole = dance.get(client, "/2/users/me", access).content
    faults.set(fault, account=ada.id, times=1)
    struck = dance.get(client, "/2/users/me", access)
    assert struck.status_code == status
    assert struck.content != whole
    assert dance.get(client, "/2/users/me", access).content == whole
    faults.set(fault, account=world().people[2].id)
    assert dance.get(client, "/2/users/me", access).content == whole


def test_a_fault_for_all_strikes_everybody_until_cleared(client: Client, access: str) -> None:
    faults.set(Fault.SERVER_ERROR)
    assert [dance.get(client, "/2/users/me", access).status_code for _ in range(3)] == [503] * 3
    faults.clear()
    assert dance.get(client, "/2/users/me", access).status_code == 200


def test_a_fault_may_be_for_one_endpoint(client: Client, access: str, ada: Person) -> None:
    faults.set(Fault.SERVER_ERROR, account=ada.id, endpoint="mentions")
    assert dance.get(client, "/2/users/me", access).status_code == 200
    assert dance.get(client, f"/2/users/{ada.id}/mentions", access).status_code == 503


def test_paging_can_be_without_end(client: Client, access: str, ada: Person) -> None:
    faults.set(Fault.ENDLESS, account=ada.id)
    path = f"/2/users/{ada.id}/tweets"
    tokens = {dance.get(client, path, access).json()["meta"]["next_token"] for _ in range(3)}
    assert len(tokens) == 3
    faults.set(Fault.LOOP, account=ada.id)
    tokens = {dance.get(client, path, access).json()["meta"]["next_token"] for _ in range(3)}
    assert len(tokens) == 1


def test_a_huge_answer_is_huge(client: Client, access: str, ada: Person) -> None:
    faults.set(Fault.HUGE, account=ada.id)
    answer = dance.get(client, "/2/users/me", access)
    assert sum(len(chunk) for chunk in answer.streaming_content) >= 50_000_000
