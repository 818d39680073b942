"""What Ashby is told by assessment.update, as its users read it: in English, field by field."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.integrations.ats.values import Report, Result
from apps.integrations.models import OrderState

GONE = "No longer shared"
REASONS = {OrderState.WITHDRAWN: GONE, OrderState.CANCELLED: "Cancelled"}
TOO_LITTLE = "Too little to score"
LABELS = {
    "score": "Score (1 to 100)",
    "state": "State",
    "interval_low": "Interval (80 %), from",
    "interval_high": "Interval (80 %), to",
    "reach": "Reach (points)",
    "engagement": "Engagement (points)",
    "network": "Network (points)",
    "networks": "Accounts on",
    "computed_at": "Computed at",
}


def invited(order_id: UUID) -> dict[str, Any]:
    """How an assessment begins."""
    return _begun(order_id) | {"assessment_status": _field("status", "Status", "Invited")}


def written(report: Report) -> dict[str, Any]:
    """The body of assessment.update. Ashby keeps each field under its identifier, and none can be
    deleted: what was told is taken back by another value in its place."""
    if report.state == OrderState.SENT:
        return invited(report.order_id)
    told = _begun(report.order_id)
    if report.result is None:
        return told | _taken_back(report, REASONS.get(report.state, GONE))
    told |= {
        "assessment_status": _field("status", "Status", "Completed"),
        "assessment_profile_url": _field("report", "Report", report.result.url, "url"),
        "assessment_result": _shown("score", report.result.value or TOO_LITTLE),
    }
    return told | {"metadata": [*_metadata(report.result)]}


def _begun(order_id: UUID) -> dict[str, Any]:
    """``timestamp``: now, in milliseconds, so that it grows with each update."""
    now = int(timezone.now().timestamp() * 1000)
    return {"assessment_id": str(order_id), "timestamp": now}


def _taken_back(report: Report, reason: str) -> dict[str, Any]:
    """It counts as cancelled; where a result was told, each of its fields says why it is gone."""
    told: dict[str, Any] = {
        "assessment_status": _field("status", "Status", reason),
        "cancelled_reason": _field("cancelled_reason", "Reason", reason),
    }
    if not report.was_complete:
        return told
    return told | {
        "assessment_profile_url": _field("report", "Report", report.url, "url"),
        "assessment_result": _shown("score", GONE),
        "metadata": [_shown(name, GONE) for name in LABELS if name != "score"],
    }


def _metadata(result: Result) -> list[dict[str, Any]]:
    told: dict[str, str | int | None] = {
        "state": result.state.replace("_", " ").capitalize(),
        "interval_low": result.low,
        "interval_high": result.high,
        "reach": result.reach,
        "engagement": result.engagement,
        "network": result.network,
        "networks": ", ".join(result.networks),
        "computed_at": result.computed_at.isoformat(timespec="seconds"),
    }
    shown = [_shown(name, TOO_LITTLE if value is None else value) for name, value in told.items()]
    return [*shown, _field("notice", "Notice", result.notice)]


def _shown(name: str, value: str | int) -> dict[str, Any]:
    kind = "string" if isinstance(value, str) else "numeric_score"
    return _field(name, LABELS[name], value, kind)


def _field(identifier: str, label: str, value: str | int, kind: str = "string") -> dict[str, Any]:
    return {"identifier": identifier, "label": label, "type": kind, "value": value}
