"""All that the scheduler wakes: the kinds of ``Due`` rows, and the task that each starts with the
row's ``wall_id`` and ``subject_id``."""

from __future__ import annotations

from apps.candidates import due as candidates
from apps.connections import due as connections
from apps.organisations import due as organisations
from apps.scoring import due as scoring

CONSENT_EXPIRY = candidates.CONSENT_EXPIRY
ERASURE = "person.erasure"  # subject: the erasure

TASKS = {
    **organisations.TASKS,
    **candidates.TASKS,
    **connections.TASKS,
    **scoring.TASKS,
    CONSENT_EXPIRY: "pipeline.end_consent",
    ERASURE: "pipeline.finish_erasure",
    candidates.RETENTION: candidates.RETENTION_TASK,
}
