"""Greenhouse, as far as an assessment partner meets it (developers.greenhouse.io/assessment.html,
read on 2026-11-23): it lists tests, sends one, and asks for its state whenever we tell it by a
PATCH that something happened."""

from __future__ import annotations

import base64
from typing import Any

import httpx

from tests.integrations.standins.server import Answered, Received, StandIn

TESTS = "/integrations/testing_partners/take_home_tests/"
PROFILE = "https://app.greenhouse.io/people/17681532?application_id=26234709"


class Greenhouse(StandIn):
    """``shown`` is what its users see of each test: the last answer of test_status."""

    def __init__(self, partner_url: str = "", partner_key: str = "") -> None:
        super().__init__()
        self.partner_url, self.partner_key = f"{partner_url}/ats/greenhouse", partner_key
        self.tests: dict[str, str] = {}  # number of the test: partner_interview_id
        self.shown: dict[str, dict[str, Any]] = {}

    def list_tests(self) -> list[dict[str, str]]:
        answer = self._ask("GET", "list_tests")
        tests: list[dict[str, str]] = answer.json()
        for test in tests:
            assert set(test) == {"partner_test_id", "partner_test_name"}
            assert all(isinstance(value, str) for value in test.values())
        return tests

    def send_test(self, test_id: str, number: str = "12345", **changed: Any) -> httpx.Response:
        body = order(test_id, url=f"{self.url}{TESTS}{number}", **changed)
        answer = self._ask("POST", "send_test", body)
        if answer.status_code == 200:
            assert set(answer.json()) == {"partner_interview_id"}
            self.tests[number] = str(answer.json()["partner_interview_id"])
        return answer

    def ask_status(self, number: str) -> dict[str, Any]:
        named = self.tests[number]
        answer = self._ask("GET", f"test_status?partner_interview_id={named}")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        check(told)
        self.shown[number] = told
        return told

    def answer(self, request: Received) -> Answered:
        assert request.method == "PATCH", request.method
        assert request.body is None
        coded = request.headers.get("authorization", "").removeprefix("Basic ")
        if base64.b64decode(coded).decode() != f"{self.partner_key}:":
            return 401, None
        number = request.path.removeprefix(TESTS)
        if number not in self.tests:
            return 404, None
        self.ask_status(number)
        return 200, None

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        return httpx.request(
            method,
            f"{self.partner_url}/{path}",
            json=body,
            auth=(self.partner_key, ""),
            timeout=30,
        )


def check(told: dict[str, Any]) -> None:
    """Up to four keys; a complete one has its page; details are primitives."""
    assert set(told) <= {"partner_status", "partner_profile_url", "partner_score", "metadata"}
    assert isinstance(told["partner_status"], str)
    assert isinstance(told.get("partner_score"), int | float | None)
    if told["partner_status"] == "complete":
        assert told["partner_profile_url"].startswith("http")
    for value in (told.get("metadata") or {}).values():
        assert isinstance(value, str | int | float | bool | None)


def order(
    test_id: str,
    *,
    url: str = "https://app.greenhouse.io/integrations/testing_partners/take_home_tests/12345",
    first: str = "Mara",
    last: str = "Lindqvist",
    email: str = "mara@people.example",
    profile: str = PROFILE,
) -> dict[str, Any]:
    """The body of send_test, with null for what is missing."""
    return {
        "partner_test_id": test_id,
        "candidate": {
            "first_name": first,
            "last_name": last,
            "preferred_name": None,
            "resume_url": "https://hogwarts.example/resume",
            "phone_number": None,
            "email": email,
            "greenhouse_profile_url": profile,
        },
        "sent_by": "katrin@people.example",
        "url": url,
    }
