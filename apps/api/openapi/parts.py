"""What all operations share in the schema: headers, parameters, and the answers of refusals."""

from __future__ import annotations

from typing import Any

from apps.api import problem_kinds
from apps.api.idempotency import REPLAYED
from apps.api.problem_kinds import Kind
from apps.api.problems import CONTENT_TYPE, plain

type Part = dict[str, Any]

_NUMBER = {"type": "integer", "minimum": 0}


def _header(meaning: str, example: str | int, **schema: Any) -> Part:
    kind = schema or {"type": "string"}
    return {"description": meaning, "schema": kind, "example": example}


HEADERS: dict[str, Part] = {
    "X-Request-Id": _header(
        "Stands in our log too: name it when you ask about an answer.",
        "01935b1c-7c0d-4c1e-9a39-6f2f1c1f7a10",
    ),
    "RateLimit-Policy": _header(
        "How often the key may ask, and in how many seconds.", '"key";q=600;w=60'
    ),
    "RateLimit": _header(
        "How often it may still ask, and in how many seconds that begins anew.", '"key";r=599;t=42'
    ),
    "Retry-After": _header("Seconds to wait before asking again.", 18, **_NUMBER),
    "ETag": _header("The version of what is shown, for If-None-Match and If-Match.", '"8f2c0a"'),
    "Link": _header(
        "The first, the next and the previous page (RFC 8288).",
        '<https://renown.example/api/v1/openings>; rel="first"',
    ),
    REPLAYED: _header("true: this was done before and is not done again.", "true"),
    "WWW-Authenticate": _header("How to send a key.", 'Bearer realm="Renown"'),
}


def _asked(name: str, meaning: str, example: str, **schema: Any) -> Part:
    kind = {"type": "string", **schema}
    told = {"in": "header", "name": name, "required": False, "description": meaning}
    return {**told, "schema": kind, "example": example}


PARAMETERS: dict[str, Part] = {
    "IdempotencyKey": _asked(
        "Idempotency-Key",
        "A word of your own for this request, new for each new one. Sent again within 24 hours,"
        " the request changes nothing and gets the first one's answer.",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        minLength=1,
        maxLength=255,
        pattern="^[!-~]+$",
    ),
    "IfNoneMatch": _asked(
        "If-None-Match", "The ETag that you have: 304 where it is the present one.", '"8f2c0a"'
    ),
    "IfMatch": _asked(
        "If-Match",
        "The ETag of what you have read: 412 where it was changed since, and nothing happens.",
        '"8f2c0a"',
    ),
}
NAMES = {
    304: "NotModified",
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    406: "NotAcceptable",
    409: "Conflict",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    415: "UnsupportedMediaType",
    422: "UnprocessableContent",
    429: "TooManyRequests",
}
EXAMPLES: dict[int, tuple[tuple[Kind, str, str], ...]] = {
    400: (
        (problem_kinds.VALIDATION, "invalid", "This field is required."),
        (problem_kinds.MALFORMED, "parse_error", "The body is not JSON: line 1, column 2."),
    ),
    401: (
        (problem_kinds.UNAUTHENTICATED, "authentication_failed", "This key opens nothing here."),
    ),
    403: ((problem_kinds.FORBIDDEN, "permission_denied", "This key may not do that."),),
    404: ((problem_kinds.NOT_FOUND, "not_found", "There is no such thing in your organisation."),),
    406: (
        (problem_kinds.NOT_ACCEPTABLE, "not_acceptable", "Could not satisfy the Accept header."),
    ),
    409: (
        (problem_kinds.CONFLICT, "opening_closed", "This opening is closed."),
        (problem_kinds.BUSY, "idempotency_key_in_use", "The first request still runs."),
    ),
    412: ((problem_kinds.CHANGED, "changed", "It was changed in between. Read it again."),),
    413: ((problem_kinds.TOO_LARGE, "too_large", "A body has at most 1,000,000 bytes."),),
    415: ((problem_kinds.MEDIA_TYPE, "unsupported_media_type", "Unsupported media type."),),
    422: ((problem_kinds.KEY_REUSED, "idempotency_key_reused", "Used for another request."),),
    429: ((problem_kinds.TOO_MANY, "throttled", "Request was throttled."),),
}
_WRONG = [{"pointer": "#/email", "code": "required", "detail": "This field is required."}]
_ALWAYS = ("X-Request-Id",)
KEYED = (*_ALWAYS, "RateLimit-Policy", "RateLimit")
_MORE = {401: ("WWW-Authenticate",), 409: ("Retry-After",), 429: ("Retry-After",)}
_UNKEYED = {401, 406, 413}


def headers(*names: str) -> Part:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def answers() -> dict[str, Part]:
    """By the names that operations refer to."""
    found = {NAMES[status]: _problem(status) for status in EXAMPLES}
    told = {"description": "You have this version already.", "headers": headers(*KEYED, "ETag")}
    return {NAMES[304]: told, **found}


def _problem(status: int) -> Part:
    known = _ALWAYS if status in _UNKEYED else KEYED
    examples = {kind.name: {"value": _example(kind, *told)} for kind, *told in EXAMPLES[status]}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": " Or: ".join(kind.meaning for kind, *_told in EXAMPLES[status]),
        "headers": headers(*known, *_MORE.get(status, ())),
        "content": {CONTENT_TYPE: {"schema": schema, "examples": examples}},
    }


def _example(kind: Kind, code: str, detail: str) -> Part:
    wrong = {"errors": _WRONG} if kind is problem_kinds.VALIDATION else {}
    return plain(kind, code, detail) | wrong
