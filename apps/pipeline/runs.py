"""A worker's turn at a chunk of a run: through everybody's scores, one step after the other."""

from __future__ import annotations

import logging
import time
from functools import partial
from uuid import UUID

from apps.pipeline import actions
from apps.scoring import cuts
from apps.scoring.actions import runs, shadows
from apps.scoring.actions.runs import Claimed, ClaimLost
from apps.scoring.actions.shadows import Shadow
from apps.scoring.models import RunKind

log = logging.getLogger(__name__)
TURN = 5.0  # seconds: then readings and mails come first
PEOPLE = 100  # asked for at once


def work(*, chunk_id: UUID) -> bool:
    """Claims the chunk and goes on until its end or the turn's. False where there is nothing to do:
    another worker holds it, or it is done."""
    claimed = runs.claim(chunk_id=chunk_id)
    if claimed is None:
        return False
    until = time.monotonic() + TURN
    try:
        shadow = claimed.kind == RunKind.SHADOW
        through = _shadow(claimed, until) if shadow else _rescore(claimed, until)
        (runs.finish if through else runs.put_back)(claimed)
    except ClaimLost:
        log.info("chunk %s went to another worker", chunk_id)
    return True


def _shadow(claimed: Claimed, until: float) -> bool:
    """Whether the chunk is through."""
    shadow = Shadow.of(claimed.model_version)
    cursor: UUID | None = claimed.cursor
    while cursor is not None and time.monotonic() < until:
        cursor = shadows.advance(claimed=claimed, cursor=cursor, shadow=shadow)
    return cursor is None


def _rescore(claimed: Claimed, until: float) -> bool:
    """Whether the chunk is through."""
    cursor, deadly = claimed.cursor, claimed.deadly
    while people := cuts.people(
        claimed.one_employer, after=cursor, until=claimed.until, most=PEOPLE
    ):
        for cursor in people:
            failed = _skipped(cursor) if deadly else _failed(cursor)
            runs.keep(claimed, cursor=cursor, done=int(not failed), failed=int(failed))
            deadly = False
            if time.monotonic() >= until:
                return False
    return True


def _skipped(person_id: UUID) -> bool:
    runs.skip(person_id=person_id)
    return True


def _failed(person_id: UUID) -> bool:
    return runs.attempt(partial(actions.score, person_id=person_id), person_id=person_id) is False
