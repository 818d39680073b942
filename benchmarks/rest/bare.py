"""The same bytes as the API's first page of 50, by a bare view and one SQL query: no key, no wall,
no look recorded, no serializer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

SQL = """
SELECT c.id, c.name, c.email, c.place, coalesce(s.state, 'not_shared'), r.id, r.state, r.value,
    r.low, r.high, r.result, r.percentile, r.networks, r.model_version, r.computed_at,
    r.visible_until,
    EXISTS (SELECT 1 FROM scoring_contest t WHERE t.candidate_id = c.id
        AND t.answered_at IS NULL AND t.taken_back_at IS NULL),
    (SELECT json_agg(json_build_object('id', a.id, 'opening', a.opening_id, 'status', a.status))
        FROM candidates_application a WHERE a.candidate_id = c.id)
FROM scoring_standing s JOIN candidates_candidate c ON c.id = s.candidate_id
LEFT JOIN scoring_score r ON r.id = s.score_id
WHERE s.organisation_id = %s AND s.value IS NOT NULL
ORDER BY s.value DESC, c.id DESC LIMIT 50
"""
LINE = ("factor", "network", "kind", "points", "counted", "unit")
NOT_ASKED_FOR = {"decisions": None, "invitations": None, "openings": None}


def bare(request: HttpRequest) -> HttpResponse:
    with connections["bare"].cursor() as cursor:
        cursor.execute(SQL, [request.GET["organisation"]])
        results = [_candidate(row) for row in cursor.fetchall()]
    return HttpResponse(
        json.dumps({"results": results}, ensure_ascii=False, separators=(",", ":"), default=str),
        content_type="application/json",
    )


def _candidate(row: tuple[Any, ...]) -> dict[str, Any]:
    key, name, email, place, state, *score, applications = row
    return {
        "id": key,
        "name": name,
        "email": email,
        "place": place,
        "state": state,
        "applications": applications,
        "score": _score(*score) if score[0] else None,
        **NOT_ASKED_FOR,
    }


def _score(
    key: Any, state: str, value: int | None, low: int, high: int, result: str, *rest: Any
) -> dict[str, Any]:
    percentile, networks, version, computed_at, visible_until, contested = rest
    told = json.loads(result)
    return {
        "id": key,
        "state": state,
        "value": value,
        "interval": {"low": low, "high": high, "level": 0.8},
        "factors": {each["factor"]: each["points"] for each in told["factors"]},
        "contributions": _lines(told),
        "not_measured": [
            {"network": gap["network"], "metric": gap["metric"], "reason": gap["why"]}
            for gap in told["not_measured"]
        ],
        "percentile": percentile,
        "weighted": None,
        "networks": networks,
        "model_version": version,
        "computed_at": _moment(computed_at),
        "visible_until": _moment(visible_until),
        "contested": contested,
    }


def _lines(told: dict[str, Any]) -> list[dict[str, Any]]:
    base = {"factor": "base", "network": "", "kind": "base", "points": told["base"]}
    lines = [{**base, "counted": None, "unit": ""}]
    lines += [{name: leaf[name] for name in LINE} for leaf in told["leaves"]]
    if told["clipped"]:
        limit = {"factor": "limit", "network": "", "kind": "limit", "points": told["clipped"]}
        lines.append({**limit, "counted": None, "unit": ""})
    return lines


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


urlpatterns = [path("bare", bare), path("", include("config.urls"))]
