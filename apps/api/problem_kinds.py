"""The kinds of problems that the API answers with: their ``type`` is an address that explains them.
Programs rely on these names: one is added, never renamed."""

from __future__ import annotations

from dataclasses import dataclass

WHERE = "/api/problems/"


@dataclass(frozen=True, slots=True)
class Kind:
    """``meaning``: what went wrong and how a program goes on."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def type(self) -> str:
        return WHERE + self.name


VALIDATION = Kind(
    "validation",
    400,
    "The request is not right",
    "A field, a parameter or a header has a wrong value, is missing, or does not exist."
    " 'errors' names each: 'pointer' into the body, or the 'parameter' or 'header'."
    " Nothing was changed.",
)
MALFORMED = Kind(
    "malformed",
    400,
    "The request cannot be read",
    "The body is not JSON in UTF-8 (RFC 8259, without doubled names, NaN, or NUL characters).",
)
UNAUTHENTICATED = Kind(
    "unauthenticated",
    401,
    "A key is needed",
    "No key was sent, or one that opens nothing here: unknown, revoked, expired, or used from a"
    " network that it is not for. The organisation's settings say which.",
)
FORBIDDEN = Kind(
    "forbidden",
    403,
    "This key may not do that",
    "The key is right but lacks the scope that the operation names.",
)
NOT_FOUND = Kind(
    "not-found",
    404,
    "Not found",
    "Your organisation has no such thing, or nothing has this address.",
)
METHOD = Kind(
    "method-not-allowed",
    405,
    "This address does not take that method",
    "The header Allow names the methods that it takes.",
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable",
    406,
    "This is not answered in that format",
    "The header Accept leaves none of the formats that the operation answers in.",
)
CONFLICT = Kind(
    "conflict",
    409,
    "That does not fit the present state",
    "What was asked for cannot be done now; 'code' is stable and says why. Nothing was changed.",
)
BUSY = Kind(
    "idempotency-key-in-use",
    409,
    "The first request with this key still runs",
    "Another request with the same Idempotency-Key has not been answered yet. Send it again after"
    " the seconds of Retry-After.",
)
CHANGED = Kind(
    "precondition-failed",
    412,
    "It was changed in between",
    "If-Match names another version than the present one. Read it again, then decide.",
)
TOO_LARGE = Kind(
    "too-large", 413, "The body is too large", "A body has at most 1 MB. Send it in parts."
)
MEDIA_TYPE = Kind(
    "unsupported-media-type", 415, "Send JSON", "The body's Content-Type is not application/json."
)
KEY_REUSED = Kind(
    "idempotency-key-reused",
    422,
    "This key was used for another request",
    "The Idempotency-Key was used within 24 hours for another method, address or body. Take a new"
    " key for a new request.",
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    "Too many requests",
    "The key asked more often than RateLimit-Policy allows. Go on after the seconds of"
    " Retry-After.",
)
INTERNAL = Kind(
    "internal",
    500,
    "Something went wrong",
    "A mistake of ours, which is in our log under the X-Request-Id. Try again in a minute, with"
    " the same Idempotency-Key where something is changed.",
)
KINDS = (
    VALIDATION,
    MALFORMED,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    METHOD,
    NOT_ACCEPTABLE,
    CONFLICT,
    BUSY,
    CHANGED,
    TOO_LARGE,
    MEDIA_TYPE,
    KEY_REUSED,
    TOO_MANY,
    INTERNAL,
)
BY_NAME = {kind.name: kind for kind in KINDS}
_OTHERS = (MALFORMED, BUSY)  # share their status with a wider one
BY_STATUS = {kind.status: kind for kind in KINDS if kind not in _OTHERS}
