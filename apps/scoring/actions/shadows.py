"""Shadow scores: what the scores that count now would be under another model.

Fast where that model starts from the same amounts: they stand beside the scores, and thousands are
scored at once. Else, and where a score has none, from the readings, person by person."""

from __future__ import annotations

import functools
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Self
from uuid import UUID

import numpy as np
from django.db import IntegrityError
from numpy.typing import NDArray

from apps.core import tenancy
from apps.scoring.actions import runs, scores
from apps.scoring.actions.runs import Claimed
from apps.scoring.batch import shadowed, standing
from apps.scoring.batch.wire import Rows
from apps.scoring.engine.fingerprint import fingerprint
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Release, Score, ShadowScore
from apps.scoring.released import released_model, shipped_versions

BATCH = 4_096  # at once: few enough that the database finds their rows in memory again
TRIES = 5  # a step, where people withdraw meanwhile
READ_AGAIN = 25  # people between two looks at the clock


@dataclass(frozen=True, slots=True)
class Shadow:
    """The other model, and the versions whose amounts are its own too."""

    model: ScoreModel
    versions: tuple[str, ...]

    @classmethod
    def of(cls, version: str) -> Self:
        """Raises UnknownModel."""
        known = sorted({*shipped_versions(), *Release.objects.values_list("version", flat=True)})
        same = (name for name in known if _fingerprint(name) == _fingerprint(version))
        return cls(released_model(version), tuple(same))


@functools.cache
def _fingerprint(version: str) -> str:
    return fingerprint(released_model(version))


def advance(*, claimed: Claimed, cursor: UUID, shadow: Shadow) -> UUID | None:
    """One step further than ``cursor``; None where the chunk is through. Raises ClaimLost.

    Scores are not locked, which would take longer than all the rest: where one was withdrawn before
    the step ended, the database refuses the step, and it is made again without that score."""
    for _ in range(TRIES - 1):
        with suppress(IntegrityError):
            return _advance(claimed, cursor, shadow)
    return _advance(claimed, cursor, shadow)


def _advance(claimed: Claimed, cursor: UUID, shadow: Shadow) -> UUID | None:
    with tenancy.organisation(claimed.wall_id):
        runs.hold_chunk(claimed)
        found = standing.read(
            after=cursor,
            until=claimed.until,
            most=BATCH,
            versions=shadow.versions,
            leaves=len(shadow.model.leaves),
        )
        if not len(found):
            return None
        rows, ready = _first(found)
        last = standing.identifier(rows["candidate"][-1])
        through = len(rows) == len(found) < BATCH
        shadowed.write(rows[ready], shadow.model)
        slow = rows[rows["way"] == standing.UNREAD]
        if not len(slow):
            runs.keep(claimed, cursor=last, done=int(ready.sum()))
            return None if through else last
    done, failed = _skip(slow) if claimed.deadly else _read_again(slow, shadow.model)
    runs.keep(claimed, cursor=last, done=done + int(ready.sum()), failed=failed)
    return None if through else last


def _first(found: Rows) -> tuple[Rows, NDArray[np.bool_]]:
    """As many rows as one step takes, and which of them are ready to be written."""
    ready = (found["way"] == standing.TOO_LITTLE) | (found["way"] == standing.FAST)
    slow = np.flatnonzero(found["way"] == standing.UNREAD)
    end = slow[READ_AGAIN - 1] + 1 if len(slow) >= READ_AGAIN else len(found)
    return found[:end], ready[:end]


def _skip(rows: Rows) -> tuple[int, int]:
    for row in rows:
        runs.skip(person_id=standing.identifier(row["person"]))
    return 0, len(rows)


def _read_again(rows: Rows, model: ScoreModel) -> tuple[int, int]:
    """How many were done and how many could not be. Who has withdrawn meanwhile is neither."""
    done = failed = 0
    for row in rows:
        person, score = standing.identifier(row["person"]), standing.identifier(row["score"])
        outcome = runs.attempt(partial(_one, person, score, model), person_id=person)
        done += outcome is True
        failed += outcome is False
    return done, failed


def _one(person_id: UUID, score_id: UUID, model: ScoreModel) -> bool | None:
    """Whether there was something to read; None where the score is gone."""
    with tenancy.person(person_id):
        score = Score.objects.select_for_update(no_key=True).filter(pk=score_id).first()
        if score is None:
            return None
        result = scores.under(score=score, model=model)
        if result is None:
            return False
        _store(score, result)
    return True


def _store(score: Score, result: ScoreResult) -> None:
    shadow = ShadowScore(
        organisation_id=score.organisation_id,
        candidate_id=score.candidate_id,
        person_id=score.person_id,
        score=score,
        visible_until=score.visible_until,
        model_version=result.model,
        value=result.value,
        **scores.points(result),
    )
    ShadowScore.objects.bulk_create([shadow], ignore_conflicts=True)
