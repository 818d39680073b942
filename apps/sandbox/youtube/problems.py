"""Errors in Google's own words and shapes."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

REAUTH = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
    "or other valid authentication credential."
)
KEYLESS = (
    "Method doesn't allow unregistered callers (callers without established identity). Please use "
    "API Key or other form of API consumer identity to call this API."
)
QUOTA = (
    "The request cannot be completed because you have exceeded your "
    '<a href="/youtube/v3/getting-started#quota">quota</a>.'
)
RATE = (
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service "
    "'youtube.googleapis.com'."
)


def error(code: int, reason: str, message: str, **more: str) -> dict[str, Any]:
    """``more``: ``domain``; ``status`` and ``detail``, which come where the gateway refuses and not
    YouTube itself."""
    entry = {"message": message, "domain": more.get("domain", "global"), "reason": reason}
    body: dict[str, Any] = {"code": code, "message": message, "errors": [entry]}
    if status := more.get("status"):
        body["status"] = status
    if detail := more.get("detail"):
        kind = "type.googleapis.com/google.rpc.ErrorInfo"
        body["details"] = [{"@type": kind, "reason": detail, "domain": "googleapis.com"}]
    return {"error": body}


def refusal(code: int, reason: str, message: str, **more: str) -> JsonResponse:
    return JsonResponse(error(code, reason, message, **more), status=code)


def invalid(reason: str, message: str) -> JsonResponse:
    return refusal(400, reason, message, domain="youtube.parameter")


def keyless() -> JsonResponse:
    return refusal(403, "forbidden", KEYLESS, status="PERMISSION_DENIED")


def bad_key() -> JsonResponse:
    message = "API key not valid. Please pass a valid API key."
    return refusal(400, "badRequest", message, status="INVALID_ARGUMENT", detail="API_KEY_INVALID")


def no_playlist() -> JsonResponse:
    message = (
        "The playlist identified with the request's <code>playlistId</code> parameter cannot be "
        "found."
    )
    return refusal(404, "playlistNotFound", message, domain="youtube.playlistItem")


def no_video() -> JsonResponse:
    message = "The video identified by the <code>videoId</code> parameter could not be found."
    return refusal(404, "videoNotFound", message, domain="youtube.commentThread")


def no_comment() -> JsonResponse:
    message = "The comment identified by the <code>parentId</code> parameter could not be found."
    return refusal(404, "commentNotFound", message, domain="youtube.comment")


def comments_disabled() -> JsonResponse:
    message = "The video identified by the <code>videoId</code> parameter has disabled comments."
    return refusal(403, "commentsDisabled", message, domain="youtube.commentThread")


def oauth(code: str, description: str, status: int = 400) -> JsonResponse:
    return JsonResponse({"error": code, "error_description": description}, status=status)
