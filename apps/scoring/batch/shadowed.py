"""Many shadow scores at once, into the database.

Under row-level security COPY FROM is refused, so the rows go into a temporary table, and from there
through the wall as any other row."""

from __future__ import annotations

import numpy as np
from django.db import connection

from apps.core import tenancy
from apps.scoring.batch.identifiers import identifiers
from apps.scoring.batch.standing import FAST, MEASURED
from apps.scoring.batch.wire import KEY, MOMENT, NUMBER, Rows, parts_of
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.score import score_batch

NOTHING = -1  # in the temporary table, for what is NULL then: points are never below 0
COLUMNS = {
    "id": KEY,
    "candidate": KEY,
    "person": KEY,
    "score": KEY,
    "visible_until": MOMENT,
    "value": NUMBER,
    "reach": NUMBER,
    "engagement": NUMBER,
    "network": NUMBER,
}
MAKE = """
CREATE TEMPORARY TABLE scoring_shadowed (
    id uuid, candidate uuid, person uuid, score uuid, visible_until timestamptz,
    value int2, reach int2, engagement int2, network int2)"""
COPY = "COPY pg_temp.scoring_shadowed FROM STDIN (FORMAT binary)"
INSERT = """
INSERT INTO scoring_shadowscore (
    id, created_at, organisation_id, candidate_id, person_id, score_id, visible_until,
    model_version, value, reach, engagement, network)
SELECT id, now(), %s, candidate, person, score, visible_until,
    %s, nullif(value, -1), nullif(reach, -1), nullif(engagement, -1), nullif(network, -1)
FROM pg_temp.scoring_shadowed
ON CONFLICT (organisation_id, score_id, model_version) DO NOTHING"""
DROP = "DROP TABLE pg_temp.scoring_shadowed"


def points_under(rows: Rows, model: ScoreModel) -> dict[str, Rows]:
    """``value`` and the three factors' points under ``model``, one entry a row of
    ``apps.scoring.batch.standing``; NOTHING where there is no number or it was not measured."""
    has_number = rows["way"] == FAST
    scores = score_batch(np.ascontiguousarray(rows["amounts"][has_number].T), model)
    found = {"value": scores.value, **dict(zip(MEASURED, scores.lines[1:4], strict=True))}
    whole = {name: np.full(len(rows), NOTHING, np.int16) for name in found}
    for name, points in found.items():
        whole[name][has_number] = points
    for bit, name in enumerate(MEASURED):
        whole[name][(rows["unmeasured"] >> bit & 1).astype(bool)] = NOTHING
    return whole


def write(rows: Rows, model: ScoreModel) -> None:
    """In the organisation's scope. What stands there already stays: it is the same."""
    values = {name: rows[name] for name in ("candidate", "person", "score", "visible_until")}
    values |= {"id": identifiers(len(rows)), **points_under(rows, model)}
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        with cursor.copy(COPY) as copying:
            copying.write(parts_of(values, COLUMNS))
        cursor.execute(INSERT, [tenancy.required().organisation_id, model.version])
        cursor.execute(DROP)
