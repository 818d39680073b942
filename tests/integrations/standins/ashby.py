"""Ashby, as far as an assessment partner meets it: it asks us for what can be ordered, orders,
cancels, and takes what we report. Everything is held against its specification.

What the specification says in prose is asked for too (developers.ashbyhq.com, "Creating an
Assessments Integration" and "Authentication", read on 2026-11-23): identifiers are unique, an
update is not older than the one before, a missing key is 401, a wrong one 403."""

from __future__ import annotations

import base64
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import httpx

from tests.integrations.contracts import ASHBY_ASKS, ASHBY_TAKES, check_answer, check_request
from tests.integrations.standins.server import Answered, Received, StandIn

UPDATE = "/assessment.update"


class Ashby(StandIn):
    """``key`` is the employer's at Ashby, with which we come. ``shown`` is what its users see of
    each assessment: ``status``, ``result``, ``cancelled``, ``profile`` and ``fields``."""

    def __init__(self, partner_url: str = "", partner_key: str = "") -> None:
        super().__init__()
        self.key = "ashby-key-of-the-employer"
        self.may_read_keys = False
        self.partner_url, self.partner_key = partner_url, partner_key
        self.shown: dict[str, dict[str, Any]] = {}

    # What Ashby asks of us

    def list(self) -> list[dict[str, str]]:
        body = self._ask("/assessment.list", {}).json()
        found: list[dict[str, str]] = body["results"]
        return found

    def start(self, kind: str, **told: Any) -> httpx.Response:
        response = self._ask("/assessment.start", order(kind, **told))
        if response.status_code == 200:
            begun = response.json()["results"]
            shown = self.shown.setdefault(begun["assessment_id"], _unknown())
            if "update_request" in begun:
                _show(shown, begun["update_request"])
        return response

    def cancel(self, assessment_id: str) -> httpx.Response:
        return self._ask("/assessment.cancel", {"assessment_id": assessment_id})

    def _ask(self, path: str, body: dict[str, Any]) -> httpx.Response:
        check_request(ASHBY_ASKS, "post", path, body)
        auth = (self.partner_key, "")
        response = httpx.post(f"{self.partner_url}{path}", json=body, auth=auth, timeout=30)
        if response.status_code != 401:
            told = response.json() if response.content else None
            check_answer(ASHBY_ASKS, "post", path, response.status_code, told)
        return response

    # What we ask of Ashby

    def answer(self, request: Received) -> Answered:
        refused = self._refused(request)
        if refused:
            return refused
        if request.path == "/apiKey.info":
            return 200, {"success": True, "results": {"title": "Renown"}}
        assert (request.method, request.path) == ("POST", UPDATE), request.path
        check_request(ASHBY_TAKES, "post", UPDATE, request.json)
        return self._updated(request.json)

    def _refused(self, request: Received) -> Answered | None:
        scheme, _, coded = request.headers.get("authorization", "").partition(" ")
        if scheme != "Basic":
            return 401, {"success": False, "errors": ["missing_key"]}
        if base64.b64decode(coded).decode() != f"{self.key}:":
            return 403, {"success": False, "errors": ["invalid_api_key"]}
        if request.path == "/apiKey.info" and not self.may_read_keys:
            return 403, {"success": False, "errors": ["missing_endpoint_permission"]}
        return None

    def _updated(self, body: dict[str, Any]) -> Answered:
        shown = self.shown.get(body["assessment_id"])
        if shown is None:
            return 200, _error("assessment_not_found")
        if "cancelled_reason" not in body and "assessment_status" not in body:
            return 200, _error("invalid_input")
        if "assessment_result" in body and "assessment_profile_url" not in body:
            return 200, _error("invalid_input")
        if body["timestamp"] <= shown["timestamp"]:
            return 200, _error("older_than_known")
        fields = _fields_of(body)
        names = [field["identifier"] for field in fields]
        assert len(set(names)) == len(names), "all data of an assessment has unique identifiers"
        _show(shown, body)
        return 200, {"success": True, "results": {"assessment_id": body["assessment_id"]}}


def order(
    kind: str,
    *,
    first: str = "Mara",
    last: str = "Lindqvist",
    email: str = "mara@people.example",
    application: str = "",
) -> dict[str, Any]:
    """The body of assessment.start. Who has the same address is the same candidate."""
    application = application or str(uuid4())
    return {
        "assessment_type_id": kind,
        "candidate": {
            "ashby_id": str(uuid5(NAMESPACE_URL, email)),
            "first_name": first,
            "last_name": last,
            "email": email,
            "ashby_profile_url": "https://app.ashbyhq.com/candidates/1",
        },
        "application": {"ashby_id": application, "status": "Active"},
        "job": {
            "ashby_id": str(uuid4()),
            "name": "Community Manager",
            "ashby_job_url": "https://app.ashbyhq.com/jobs/1",
        },
    }


def _unknown() -> dict[str, Any]:
    return {"timestamp": 0, "fields": {}}


def _fields_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    named = ("assessment_status", "assessment_profile_url", "assessment_result", "cancelled_reason")
    return [*(body[name] for name in named if name in body), *body.get("metadata", [])]


def _show(shown: dict[str, Any], body: dict[str, Any]) -> None:
    """A field of the same identifier takes the place of the one before."""
    shown["timestamp"] = body["timestamp"]
    for name, part in [
        ("status", "assessment_status"),
        ("profile", "assessment_profile_url"),
        ("result", "assessment_result"),
        ("cancelled", "cancelled_reason"),
    ]:
        if part in body:
            shown[name] = body[part]["value"]
    for field in body.get("metadata", []):
        shown["fields"][field["identifier"]] = field["value"]


def _error(code: str) -> dict[str, Any]:
    return {"success": False, "errors": [code], "errorInfo": {"code": code, "message": code}}
