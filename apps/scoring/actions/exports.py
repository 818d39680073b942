"""A list of candidates leaves the house as a file: who took it, and whose scores are in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from apps.audit.actions import By, record
from apps.candidates.models import Candidate
from apps.scoring.actions import looks

MOST = 10_000  # people in one file


@transaction.atomic
def note(*, candidates: Sequence[Candidate], by: By, kind: str) -> None:
    """Notes one export of these people (``standing`` is joined), and one look at each score that
    is in it. ``kind`` is csv or xlsx. In the organisation's scope."""
    looks.record(candidates=candidates, by=by, where="export")
    record(by=by, verb="candidates.exported", facts={"people": len(candidates), "format": kind})
