"""Answers as the schema shows them: one of each kind, and the lists of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

from apps.api.examples import SCORE
from apps.api.serializers import NOTICE

CANDIDATE_ID = "0193567a-6c1e-7d40-9a39-000000000001"
OTHER_ID = "0193567a-6c1e-7d40-9a39-000000000002"
THIRD_ID = "0193567a-6c1e-7d40-9a39-000000000003"
OPENING_ID = "01935679-2c2e-7b1c-8f63-5b9a1d2e3f40"
APPLICATION_ID = "0193567a-7777-7d40-9a39-6f2f1c1f7a10"
MEMBER_ID = "01935600-0c1e-7d40-9a39-00000000000a"
APPLICATION = {
    "id": APPLICATION_ID,
    "candidate": CANDIDATE_ID,
    "opening": OPENING_ID,
    "status": "in_review",
    "created_at": "2026-11-02T09:30:00Z",
}
CANDIDATE: dict[str, Any] = {
    "id": CANDIDATE_ID,
    "name": "Ada Lindqvist",
    "email": "ada@example.com",
    "place": "Hamburg",
    "state": "scored",
    "applications": [{name: APPLICATION[name] for name in ("id", "opening", "status")}],
    "score": SCORE,
    "decisions": None,
    "invitations": None,
    "openings": None,
}
_SILENT: dict[str, Any] = {
    "name": "Bo",
    "email": "bo@example.com",
    "place": "",
    "state": "not_shared",
    "applications": [],
    "score": None,
}
DECISION = {
    "id": "0193567b-0c1e-7d40-9a39-6f2f1c1f7a10",
    "application": APPLICATION_ID,
    "candidate": CANDIDATE_ID,
    "opening": OPENING_ID,
    "kind": "advance",
    "decided_at": "2026-11-23T11:05:00Z",
    "decided_by": MEMBER_ID,
    "reason": "She has built two communities like ours, and both of us liked the talk with her.",
    "seen": {
        "value": 54,
        "low": 48,
        "high": 61,
        "model_version": SCORE["model_version"],
        "computed_at": SCORE["computed_at"],
        "contested": False,
    },
}
NOTE = {
    "id": "0193567c-0c1e-7d40-9a39-6f2f1c1f7a10",
    "candidate": CANDIDATE_ID,
    "opening": None,
    "author": MEMBER_ID,
    "created_at": "2026-11-20T10:00:00Z",
    "removed_at": None,
    "text": "Speaks Danish too, and could begin in March.",
}
CONTEST = {
    "id": "0193567d-0c1e-7d40-9a39-6f2f1c1f7a10",
    "candidate": CANDIDATE_ID,
    "contested_at": "2026-11-21T08:00:00Z",
    "outcome": "",
    "answered_at": None,
    "answered_by": None,
    "score": SCORE["id"],
    "text": "Half of my videos were private that week.",
    "answer": "",
}
MEMBER = {"id": MEMBER_ID, "name": "Rea Recruiter", "role": "recruiter", "may_decide": True}
COMPARISON = {
    "candidates": [
        CANDIDATE,
        CANDIDATE | {"id": OTHER_ID, "name": "Cy", "email": "cy@example.com"},
        CANDIDATE | _SILENT | {"id": THIRD_ID},
    ],
    "verdicts": [
        {
            "a": CANDIDATE_ID,
            "b": OTHER_ID,
            "verdict": "too_close",
            "higher": None,
            "points": 0,
            "probability_a": 0.5,
        }
    ],
    "left_out": [
        {"a": CANDIDATE_ID, "b": THIRD_ID, "reason": "no_score"},
        {"a": OTHER_ID, "b": THIRD_ID, "reason": "no_score"},
    ],
    "notice": NOTICE,
}


def one(row: dict[str, Any], name: str = "One") -> OpenApiExample:
    return OpenApiExample(name, row, response_only=True)


def page(*rows: dict[str, Any], **more: Any) -> OpenApiExample:
    """The last page, with these."""
    told = {"next": None, "previous": None, "results": [*rows], **more}
    return OpenApiExample("The only page", told, response_only=True)
