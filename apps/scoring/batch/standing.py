"""The scores that count now of one organisation's candidates, with what they start from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from apps.core import tenancy
from apps.scoring.batch.wire import KEY, MOMENT, NUMBER, Rows, rows_from

UNREAD, FAST, TOO_LITTLE = 0, 1, 2  # ``way``: has to be read again, has amounts, has no number
MEASURED = ("reach", "engagement", "network")  # bits of ``unmeasured``, the lowest first

# The scores' rows stay locked to the transaction's end: whoever withdraws waits for a moment, and
# what was written beside the score goes with it.
READ = """
COPY (
    SELECT t.candidate_id, t.person_id, t.score_id, s.visible_until,
        (CASE WHEN s.model_version <> ALL(%(versions)s) THEN 0
            WHEN s.value IS NULL THEN 2
            WHEN octet_length(s.amounts) = %(width)s THEN 1
            ELSE 0 END)::int2,
        ((s.reach IS NULL)::int + 2 * (s.engagement IS NULL)::int
            + 4 * (s.network IS NULL)::int)::int2,
        CASE WHEN octet_length(s.amounts) = %(width)s THEN s.amounts ELSE %(blank)s END
    FROM scoring_standing t JOIN scoring_score s ON s.id = t.score_id
    WHERE t.organisation_id = %(organisation)s
        AND t.candidate_id > %(after)s AND t.candidate_id <= %(until)s
    ORDER BY t.candidate_id LIMIT %(most)s FOR KEY SHARE OF s
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
        return rows_from(copied, columns)


def usable(rows: Rows) -> NDArray[np.bool_]:
    """Which rows have amounts that can be amounts."""
    x = rows["amounts"]
    fine: NDArray[np.bool_] = (rows["way"] == FAST) & ((x >= 0) & (x < np.inf)).all(axis=1)
    return fine


def identifier(value: np.void) -> UUID:
    return UUID(bytes=value.tobytes())
