"""What Kombo is told of an order, as the tracking systems behind it show it: in English."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.integrations.ats.values import Report, Result
from apps.integrations.models import OrderState

GONE = "No longer shared"
TOO_LITTLE = "Too little to score"
HIGHEST = 100


def written(report: Report) -> dict[str, Any] | None:
    """The body of "update order result"; None where there is nothing to tell.

    A status can only leave "OPEN", and no field of a result can be deleted: a result that was told
    stays "COMPLETED" and is taken back by one without a number. While none was told, the order
    waits, so that somebody who shares again can still complete it."""
    if report.result:
        return _over("COMPLETED", report) | _numbers(report.result)
    if report.was_complete:
        return _over("COMPLETED", report) | {"attributes": [_text("Score", GONE)]}
    if report.state == OrderState.CANCELLED:
        return _over("CANCELLED", report)
    return None


def _over(status: str, report: Report) -> dict[str, Any]:
    result = report.result
    at = result.computed_at if result else report.changed_at
    url = result.url if result else report.url
    return {"status": status, "result_url": url, "completed_at": _moment(at)}


def _numbers(result: Result) -> dict[str, Any]:
    told = [
        _text("State", result.state.replace("_", " ").capitalize()),
        _text("Accounts on", ", ".join(result.networks)),
        _text("Notice", result.notice),
    ]
    if result.value is None:
        return {"attributes": [_text("Score", TOO_LITTLE), *told]}
    interval = _text("Interval (80 %)", f"{result.low} to {result.high}")
    return {
        "score": result.value,
        "max_score": HIGHEST,
        "attributes": [interval, *_factors(result), *told],
    }


def _factors(result: Result) -> list[dict[str, Any]]:
    factors = [
        ("reach", "Reach (points)", result.reach),
        ("engagement", "Engagement (points)", result.engagement),
        ("network", "Network (points)", result.network),
    ]
    return [
        {
            "type": "SUB_RESULT",
            "id": name,
            "label": label,
            "score": {"value": points, "max": HIGHEST},
            "status": "COMPLETED",
        }
        for name, label, points in factors
        if points is not None
    ]


def _text(label: str, value: str) -> dict[str, str]:
    return {"type": "TEXT", "label": label, "value": value}


def _moment(at: datetime) -> str:
    """YYYY-MM-DDTHH:mm:ss.sssZ."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
