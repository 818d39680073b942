"""Answers of Graph as they arrive."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from apps.core.answers import Answer, Headers

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def answer(status: int, body: object = None, **headers: str) -> Answer:
    raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    pairs = {"content-type": "application/json; charset=UTF-8"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return Answer(status, Headers(pairs.items()), raw, "")


def error(code: object, *, subcode: int | None = None, **more: object) -> dict[str, object]:
    told: dict[str, object] = {"message": "secret-message", "type": "OAuthException", "code": code}
    if subcode is not None:
        told["error_subcode"] = subcode
    return {"error": {**told, "fbtrace_id": "AsWJL6JBKPVj_KXF4SNcPAQ", **more}}


def business(*, share: int = 28, minutes: int = 0, **more: object) -> str:
    case = {
        "type": "pages",
        "call_count": share,
        "total_cputime": 2,
        "total_time": 3,
        "estimated_time_to_regain_access": minutes,
    }
    return json.dumps({"114900791201516": [case | more]})
