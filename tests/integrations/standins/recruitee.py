"""Recruitee, as far as a partner of the kind "assessment" meets it (docs.recruitee.com/reference,
"Sending candidates", "Reports" and "Concepts", read on 2026-11-23): it asks for tests, sends a
candidate, and takes what is written into its report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import httpx

from tests.integrations.standins.server import Answered, Received, StandIn

STATUSES = ("sent", "completed", "failed", "canceled")
FIELDS = {"status", "score", "completed_at"}
REPORT_ID = "bb83dc83-91b2-46a5-8a21-824067f29c68"


class Recruitee(StandIn):
    """``reports``: what its users see of each, by its id."""

    def __init__(self, partner_url: str = "", token: str = "") -> None:
        super().__init__()
        self.partner_url, self.token = f"{partner_url}/ats/recruitee", token
        self.codename, self.secret = "renown", "partner-secret-7"
        self.reports: dict[str, dict[str, Any]] = {}

    def list_tests(self) -> list[dict[str, Any]]:
        answer = self._ask("GET", "tests")
        assert answer.status_code == 200
        tests: list[dict[str, Any]] = answer.json()
        assert all({"name", "id"} <= set(test) for test in tests)
        return tests

    def send_candidate(
        self, test: dict[str, Any], report_id: str = REPORT_ID, **changed: Any
    ) -> httpx.Response:
        """The report stands at "sent" from the beginning."""
        self.reports.setdefault(report_id, {"status": "sent", "score": None, "completed_at": None})
        return self._ask("POST", "send_candidate", sent(test, report_id, **changed))

    def answer(self, request: Received) -> Answered:
        base = f"/p/{self.codename}/reports/"
        if request.headers.get("rt-partner-secret") != self.secret:
            return 401, {"error": "unauthorized"}
        report = self.reports.get(request.path.removeprefix(base))
        if request.method != "PATCH" or report is None:
            return 404, {"error": "not found"}
        return self._written(report, request.json)

    def _written(self, report: dict[str, Any], body: dict[str, Any]) -> Answered:
        assert set(body) <= FIELDS
        assert body["status"] in STATUSES
        assert isinstance(body["score"], str)
        if body["completed_at"] is not None:
            assert datetime.fromisoformat(body["completed_at"]).tzinfo
        report.update(body)
        return 200, report

    def _ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"}
        address = f"{self.partner_url}/{path}"
        return httpx.request(method, address, json=body, headers=headers, timeout=30)


def sent(test: dict[str, Any], report_id: str = REPORT_ID, **changed: Any) -> dict[str, Any]:
    """The body of send_candidate with the three inputs that are always there."""
    told: dict[str, Any] = {
        "first_name": "Mara",
        "last_name": "Lindqvist",
        "email": "mara@people.example",
        "candidate_id": 1,
        "company_id": 1,
        "report_id": report_id,
        "test_id": test["id"],
        "test_name": test["name"],
    }
    return told | changed
