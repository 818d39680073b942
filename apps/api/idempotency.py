"""``Idempotency-Key`` (draft-ietf-httpapi-idempotency-key-header): a request that is sent again
changes nothing twice and gets the first one's answer.

The first holds a lock of its transaction and writes its answer there too: a killed worker leaves
neither. Only what was done is kept; after a refusal nothing has changed, and the same key goes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from apps.api.faults import BadHeader, Busy, KeyReused
from apps.core import locks
from apps.organisations.actions import kept_answers
from apps.organisations.actions.kept_answers import Answer
from apps.organisations.models import ApiKey

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEPT_HEADERS = ("Content-Type", "Content-Language", "ETag", "Location")
_SHAPE = re.compile(r"[\x20-\x7e]{1,255}", re.ASCII)


class Replayed(Exception):
    """It was answered before, with this."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


@dataclass(frozen=True, slots=True)
class Once:
    """A request that is done once. ``name`` and ``asked`` as in ``KeptAnswer``."""

    organisation_id: UUID
    name: str
    asked: str
    address: str


def begin(request: Request, key: ApiKey) -> Once | None:
    """In the organisation's scope; None where nobody asks for it. Raises ``Replayed``, ``Busy``,
    ``KeyReused`` or ``BadHeader``."""
    given = request.headers.get(HEADER)
    if given is None or request.method in SAFE_METHODS:
        return None
    if not _SHAPE.fullmatch(given):
        raise BadHeader(HEADER, "Send 1 to 255 printable characters of ASCII.")
    address = request.get_full_path()
    asked = _digest(f"{request.method} {address}\n".encode(), request.body)
    once = Once(key.organisation_id, _digest(f"{key.pk} {given}".encode()), asked, address)
    if not locks.try_hold("idempotency", once.name):
        raise Busy
    if found := kept_answers.find(once.name):
        if found[0] != once.asked:
            raise KeyReused
        raise Replayed(_again(found[1]))
    return once


def keep(once: Once, response: HttpResponseBase) -> None:
    """In the transaction of the change, with the response rendered."""
    if not 200 <= response.status_code < 300 or not isinstance(response, HttpResponse):
        return
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    kept_answers.keep(
        organisation_id=once.organisation_id,
        name=once.name,
        asked=once.asked,
        address=once.address,
        answer=Answer(response.status_code, headers, response.content.decode()),
    )


def _again(answer: Answer) -> HttpResponse:
    headers = {**answer.headers, REPLAYED: "true"}
    return HttpResponse(answer.body, status=answer.status, headers=headers)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()
