"""Who is chosen for a comparison so far; they stay chosen on every page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from apps.candidates.blind import name_in_sql
from apps.candidates.models import Candidate
from apps.scoring.comparison import FEWEST, MOST
from apps.scoring.listing import listed


@dataclass(frozen=True, slots=True)
class Chosen:
    """``without``: the same list, without this person among the chosen."""

    person: Candidate
    without: str


def bar(ids: Sequence[UUID], query: str, path: str = "") -> dict[str, Any]:
    """For templates/workspace/candidates/selection.html. ``query``: the list's, without anybody
    chosen. People stand by name: an order by score would be a verdict. One query at most."""
    people = _scored(ids) if ids else []
    keys = [str(person.pk) for person in people]
    address = f"{path}{query}"
    chosen = [
        Chosen(person, joined(address, [key for key in keys if key != str(person.pk)]))
        for person in people
    ]
    return {
        "chosen": chosen,
        "few": len(chosen) < FEWEST,
        "many_chosen": len(chosen) > MOST,
        "most": MOST,
        "list_address": address,
    }


def joined(address: str, keys: Sequence[str]) -> str:
    """A list's address with these people chosen."""
    if not keys:
        return address
    path, _, query = address.partition("?")
    chosen = urlencode([("candidate", key) for key in keys])
    return f"{path}?{query}&{chosen}" if query else f"{path}?{chosen}"


def _scored(ids: Sequence[UUID]) -> list[Candidate]:
    scored = listed().filter(pk__in=ids, standing__value__isnull=False)
    return list(scored.order_by(name_in_sql(), "id"))
