"""Everything that is kept about a person, as one JSON document, written piece by piece.

Each batch is read in a scope of its own: a slow reader holds no transaction open."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import models
from django.utils import timezone

from apps.accounts.models import User
from apps.core import tenancy
from apps.portal.rights.sections import LEFT_OUT, SECTIONS, Section

BATCH = 500
FORMAT = "renown-person-1"


def document(person_id: UUID) -> Iterator[str]:
    """Pieces of the JSON document: what it is, the profile, then section by section."""
    yield "{" + _pair("format", FORMAT) + "," + _pair("written_at", timezone.now())
    yield "," + _pair("profile", _profile(person_id))
    for section in SECTIONS:
        yield f",\n{json.dumps(section.name)}:["
        yield from _rows(section, person_id)
        yield "]"
    yield ",\n" + _pair("left_out", _left_out()) + "}\n"


def _rows(section: Section, person_id: UUID) -> Iterator[str]:
    """Oldest first: identifiers come in the order of time."""
    last, comma = UUID(int=0), ""
    while batch := _batch(section, person_id, last):
        for key, row in batch:
            yield f"{comma}\n{json.dumps(row, default=_plain, ensure_ascii=False)}"
            comma, last = ",", key


def _batch(section: Section, person_id: UUID, last: UUID) -> list[tuple[UUID, dict[str, Any]]]:
    with tenancy.person(person_id):
        found = section.model.objects.filter(pk__gt=last).order_by("pk")
        rows: list[models.Model] = list(found[:BATCH])
        told = section.beside(rows)
        return [
            (row.pk, {name: getattr(row, name) for name in section.columns} | more)
            for row, more in zip(rows, told, strict=True)
        ]


def _profile(person_id: UUID) -> dict[str, Any]:
    user = User.objects.get(pk=person_id)
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    return {
        "id": user.pk,
        "name": user.name,
        "email": user.email,
        "language": user.language,
        "time_zone": user.time_zone,
        "joined_at": user.date_joined,
        "signed_in_at": user.last_login,
        "addresses": [*addresses.values("email", "verified", "primary")],
        "second_factors": [*factors.values("type", "created_at", "last_used_at")],
    }


def _left_out() -> dict[str, Any]:
    """What is kept and not given, each with its reason."""
    columns = {each.name: dict(each.without) for each in SECTIONS if each.without}
    return {"tables": LEFT_OUT, "columns": columns, "profile": "the password, as a hash"}


def _pair(name: str, value: Any) -> str:
    return f"{json.dumps(name)}:{json.dumps(value, default=_plain, ensure_ascii=False)}"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return str(value)
