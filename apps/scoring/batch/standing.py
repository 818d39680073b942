"""The scores that count now of one organisation's candidates, with what they start from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.core import tenancy
from apps.scoring.batch.wire import KEY, MOMENT, NUMBER, Rows, rows_from

# ``way``: not to be seen any more, has to be read again, has amounts, has no number.
GONE, UNREAD, FAST, TOO_LITTLE = -1, 0, 1, 2
MEASURED = ("reach", "engagement", "network")  # bits of ``unmeasured``, the lowest first

READ = """
COPY (
    SELECT t.candidate_id, t.person_id, t.score_id, coalesce(s.visible_until, t.visible_until),
        (CASE WHEN s.id IS NULL THEN -1
            WHEN s.model_version <> ALL(%(versions)s) THEN 0
            WHEN s.value IS NULL THEN 2
            WHEN octet_length(s.amounts) = %(width)s THEN 1
            ELSE 0 END)::int2,
        ((s.reach IS NULL)::int + 2 * (s.engagement IS NULL)::int
            + 4 * (s.network IS NULL)::int)::int2,
        CASE WHEN octet_length(s.amounts) = %(width)s THEN s.amounts ELSE %(blank)s END
    FROM (
        SELECT candidate_id, person_id, score_id, visible_until FROM scoring_standing
        WHERE organisation_id = %(organisation)s AND score_id IS NOT NULL
            AND candidate_id > %(after)s AND candidate_id <= %(until)s
        ORDER BY candidate_id LIMIT %(most)s) t
    LEFT JOIN scoring_score s ON s.id = t.score_id
) TO STDOUT (FORMAT binary)"""


def read(*, after: UUID, until: UUID, most: int, versions: Sequence[str], leaves: int) -> Rows:
    """In the organisation's scope, in the order of the candidates: ``candidate``, ``person``,
    ``score``, ``visible_until``, ``way``, ``unmeasured`` and ``amounts`` (of so many leaves).
    ``versions``: the models whose amounts may be taken."""
    width = 8 * leaves
    values = {
        "organisation": tenancy.required().organisation_id,
        "after": after,
        "until": until,
        "most": most,
        "versions": [*versions],
        "width": width,
        "blank": bytes(width),
    }
    columns = {
        "candidate": KEY,
        "person": KEY,
        "score": KEY,
        "visible_until": MOMENT,
        "way": NUMBER,
        "unmeasured": NUMBER,
        "amounts": ("<f8", (leaves,)),
    }
    with connection.cursor() as cursor, cursor.copy(READ, values) as copied:
        rows = rows_from(copied, columns)
    return _doubted(rows[_order(rows["candidate"])])


def _doubted(rows: Rows) -> Rows:
    """What cannot be amounts is as good as none."""
    x = rows["amounts"]
    doubtful = (rows["way"] == FAST) & ~((x >= 0) & (x < np.inf)).all(axis=1)
    if doubtful.any():
        rows["way"][doubtful] = UNREAD
    return rows


def _order(keys: Rows) -> NDArray[np.int64]:
    """As the database orders them. Sorting them here is quicker than sorting whole rows there."""
    halves = np.ascontiguousarray(keys).view(">u8").reshape(-1, 2)
    return np.lexsort((halves[:, 1], halves[:, 0]))


def identifier(value: np.void) -> UUID:
    return UUID(bytes=value.tobytes())
