"""Kombo, as far as an assessment partner meets it: it takes packages and results and sends signed
webhooks about orders. Everything is held against its specification.

What the specification says in prose is asked for too: a status changes only while it is "OPEN", and
one that is over has its moment. The signature is HMAC-SHA256 of the body in base64url without
padding (docs.kombo.dev/webhooks, read on 2026-11-23); no moment is signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from typing import Any

import httpx

from tests.integrations.contracts import (
    KOMBO,
    check_answer,
    check_event,
    check_request,
    example_of_event,
)
from tests.integrations.standins.server import Answered, Received, StandIn

PACKAGES = "/assessment/packages"
RESULT = "/assessment/orders/{assessment_order_id}/result"
ORDERED = "assessment:order-received"
ORDERED_INLINE = "inline-assessment:order-received"
_RESULT_PATH = re.compile(r"/assessment/orders/([^/]+)/result")


class Kombo(StandIn):
    """``packages`` by id, ``orders`` by id, each with ``status`` and what was reported last."""

    def __init__(self, webhook_url: str = "") -> None:
        super().__init__()
        self.key = "kombo-key-of-the-employer"
        self.secret = "kombo-webhook-secret"
        self.integration = "workday:CBNMt7dSNCzBdnRTx87dev4E"
        self.webhook_url = webhook_url
        self.packages: dict[str, dict[str, str]] = {}
        self.orders: dict[str, dict[str, Any]] = {}

    # What Kombo sends us

    def send_order(
        self,
        order_id: str,
        package_id: str,
        *,
        event: str = ORDERED,
        integration: str = "",
        signature: str | None = None,
        **person: str,
    ) -> httpx.Response:
        """A webhook; ``signature`` in the place of the right one."""
        body = example_of_event(KOMBO, event)
        body["data"] |= {
            "id": order_id,
            "package_id": package_id,
            "integration_id": integration or self.integration,
        }
        body["data"]["candidate"] |= {"first_name": "Mara", "last_name": "Lindqvist"}
        body["data"]["candidate"] |= {"email": "mara@people.example"} | person
        check_event(KOMBO, event, body)
        self.orders.setdefault(order_id, {"status": "OPEN"})
        content = json.dumps(body).encode()
        return self.send(content, self.signed(content) if signature is None else signature)

    def send(self, content: bytes, signature: str) -> httpx.Response:
        headers = {"Content-Type": "application/json", "X-Kombo-Signature": signature}
        return httpx.post(self.webhook_url, content=content, headers=headers, timeout=30)

    def signed(self, content: bytes) -> str:
        code = hmac.digest(self.secret.encode(), content, hashlib.sha256)
        return base64.urlsafe_b64encode(code).decode().rstrip("=")

    # What we ask of Kombo

    def answer(self, request: Received) -> Answered:
        method, path = request.method.lower(), request.path
        ordered = _RESULT_PATH.fullmatch(path)
        template = RESULT if ordered else path
        status, body = self._answer(request, ordered.group(1) if ordered else "")
        check_answer(KOMBO, method, template, status, body)
        return status, body

    def _answer(self, request: Received, order_id: str) -> Answered:
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return 401, _error("PLATFORM.AUTHENTICATION_INVALID", "This key is not one of ours.")
        if request.path == "/check-api-key":
            return 200, _success(environment_id="env", customer_id="env")
        if request.headers.get("x-integration-id") != self.integration:
            return 404, _error("PLATFORM.INTEGRATION_NOT_FOUND", "There is no such integration.")
        if request.path == PACKAGES and request.method == "GET":
            kept = [{**package, "updated_at": None} for package in self.packages.values()]
            return 200, {"status": "success", "data": {"packages": kept}}
        return self._packed(request) if request.path == PACKAGES else self._told(request, order_id)

    def _packed(self, request: Received) -> Answered:
        check_request(KOMBO, "put", PACKAGES, request.json)
        self.packages = {package["id"]: package for package in request.json["packages"]}
        assert len(self.packages) == len(request.json["packages"]), "each package once"
        return 200, _success()

    def _told(self, request: Received, order_id: str) -> Answered:
        check_request(KOMBO, "put", RESULT, request.json)
        order, told = self.orders.get(order_id), request.json
        if order is None:
            return 404, _error("PLATFORM.INPUT_INVALID", "There is no such order.")
        if order["status"] not in ("OPEN", told["status"]):
            return 400, _error("PLATFORM.INPUT_INVALID", "The order is not open any more.")
        if told["status"] != "OPEN" and "completed_at" not in told:
            return 400, _error("PLATFORM.INPUT_INVALID", "completed_at is missing.")
        self.orders[order_id] = told
        return 200, _success()


def _success(**data: str) -> dict[str, Any]:
    return {"status": "success", "data": data, "warnings": []}


def _error(code: str, message: str) -> dict[str, Any]:
    told = {"code": code, "title": None, "message": message, "log_url": None}
    return {"status": "error", "error": told}
