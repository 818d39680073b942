"""Errors in X's own words and shapes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

PROBLEMS = "https://api.x.com/2/problems"


def blank(status: int, detail: str = "") -> JsonResponse:
    """What the gateway answers before any resource is looked at: 401, 403, 429, 503."""
    title = HTTPStatus(status).phrase
    body = {"title": title, "type": "about:blank", "status": status, "detail": detail or title}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def invalid(parameter: str, value: str, message: str) -> JsonResponse:
    body = {
        "errors": [{"parameters": {parameter: [value]}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": f"{PROBLEMS}/invalid-request",
    }
    return JsonResponse(body, status=400, content_type="application/problem+json")


def forbidden_client() -> JsonResponse:
    body = {
        "title": "Forbidden",
        "detail": "The token lacks a scope that this endpoint needs.",
        "type": f"{PROBLEMS}/not-authorized-for-resource",
        "resource_type": "app",
        "status": 403,
    }
    return JsonResponse(body, status=403, content_type="application/problem+json")


def not_found(resource: str, value: str, parameter: str = "id") -> dict[str, Any]:
    """One entry of ``errors`` in a 200."""
    return {
        "value": value,
        "detail": f"Could not find {resource} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": resource,
        "parameter": parameter,
        "resource_id": value,
        "type": f"{PROBLEMS}/resource-not-found",
    }


def not_yours(resource: str, value: str) -> dict[str, Any]:
    return {
        "value": value,
        "detail": f"Sorry, you are not authorized to see the {resource} with id: [{value}].",
        "title": "Authorization Error",
        "resource_type": resource,
        "parameter": "id",
        "resource_id": value,
        "type": f"{PROBLEMS}/not-authorized-for-resource",
    }


def oauth(error: str, description: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": error, "error_description": description}, status=status)
