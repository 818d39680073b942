"""The messages that webhooks are sent, for the schema's ``webhooks`` (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiWebhook

from apps.organisations.models.announcement import Kind

type Schema = dict[str, Any]

_ID: Schema = {"type": "string", "format": "uuid"}
_TIME: Schema = {"type": "string", "format": "date-time"}
_TEXT: Schema = {"type": "string"}
_URL: Schema = {
    "type": "string",
    "format": "uri",
    "description": "Where the API shows what it is about. Asking there is a look that the candidate"
    " sees, and 404 once they no longer share.",
}
_ASKED = {"candidate": _ID, "invitation": _ID, "opening": _ID, "url": _URL}
_SCORE = {
    "candidate": _ID,
    "score": _ID,
    "state": {**_TEXT, "description": "scored, provisional or too_little"},
    "model_version": _TEXT,
    "url": _URL,
}
_GIVEN = {**_ASKED, "networks": {"type": "array", "items": _TEXT}, "expires_at": _TIME}

# What happened, and what its message holds.
_TOLD: dict[Kind, tuple[str, Schema]] = {
    Kind.INVITATION_SENT: ("An invitation went out to a candidate.", _ASKED),
    Kind.INVITATION_OPENED: (
        "A candidate opened the invitation: told just before their consent, never without it, so"
        " that nobody learns who declines.",
        _ASKED,
    ),
    Kind.CONSENT_GIVEN: ("A candidate agreed to share a score.", _GIVEN),
    Kind.CONSENT_WITHDRAWN: (
        "A candidate no longer shares. Why, is never told.",
        {"candidate": _ID, "url": _URL},
    ),
    Kind.SCORE_COMPUTED: ("A candidate's first score is there.", _SCORE),
    Kind.SCORE_CHANGED: ("A newer score took the place of the one before.", _SCORE),
    Kind.SCORE_WITHDRAWN: (
        "A score is no longer there: delete what you copied of it.",
        {"candidate": _ID, "url": _URL},
    ),
    Kind.CANDIDATE_ERASED: (
        "A candidate was erased: delete what you keep about them.",
        {"candidate": _ID},
    ),
    Kind.PING: ("A test that a member or a key sent.", {}),
}
_SIGNED = {
    "webhook-id": "The message: the same however often it is sent. Do what it asks once.",
    "webhook-timestamp": "Seconds since 1970, of this try. Refuse what is older than five minutes.",
    "webhook-signature": "v1, and the base64 HMAC-SHA256 of id.timestamp.body; several, separated"
    " by a space, for a day after the secret was rotated.",
}


def _operation(kind: Kind) -> Schema:
    summary, data = _TOLD[kind]
    return {
        "operationId": f"on_{kind.value.replace('.', '_')}",
        "summary": summary,
        "description": "A message after Standard Webhooks 1.0.0. It holds ids and codes, never a"
        " name or a score.",
        "tags": ["webhooks"],
        "parameters": [
            {"in": "header", "name": name, "required": True, "schema": _TEXT, "description": told}
            for name, told in _SIGNED.items()
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _event(kind, data)}},
        },
        "responses": {
            "2XX": {"description": "Accepted. Answer within 15 seconds and work afterwards."},
            "410": {"description": "The address is gone: the webhook is disabled."},
            "default": {"description": "The message comes again, ten times over three days."},
        },
    }


def _event(kind: Kind, data: Schema) -> Schema:
    return {
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {"type": "string", "enum": [kind.value]},
            "timestamp": {**_TIME, "description": "When it happened."},
            "data": {"type": "object", "properties": data, "required": sorted(data)},
        },
    }


ALL = [OpenApiWebhook(kind.value, {"post": _operation(kind)}) for kind in Kind]
