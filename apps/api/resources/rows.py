"""A page of candidates as plain rows, read by one statement: fifty models with four joined to each
would be most of the time of a list. They have the names that ``CandidateSerializer`` and
``ScoreSerializer`` ask of models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from apps.candidates.models import Consent
from apps.core import tenancy
from apps.core.arrays import of_ids
from apps.scoring.listing import NOT_SHARED

# The wall stands around each of these tables; the organisation is named for the reader.
_PAGE = """
    SELECT c.id, c.name, c.email, c.place, c.person_id, coalesce(s.state, %(not_shared)s), s.value,
        EXISTS (SELECT FROM scoring_contest t WHERE t.organisation_id = c.organisation_id
            AND t.candidate_id = c.id AND t.answered_at IS NULL AND t.taken_back_at IS NULL),
        (SELECT json_agg(json_build_array(a.id, a.opening_id, a.status) ORDER BY a.id)::text
            FROM candidates_application a
            WHERE a.organisation_id = c.organisation_id AND a.candidate_id = c.id),
        r.id, r.state, r.value, r.low, r.high, r.result::text, r.percentile, r.networks,
        r.model_version, r.computed_at, r.visible_until, r.consent_id
    FROM candidates_candidate c
    LEFT JOIN scoring_standing s ON s.candidate_id = c.id
    LEFT JOIN scoring_score r ON r.id = s.score_id
    WHERE c.organisation_id = %(organisation)s AND c.id = ANY(%(keys)s::uuid[])"""


@dataclass
class ScoreRow:
    pk: UUID
    state: str
    value: int | None
    low: int | None
    high: int | None
    result: Mapping[str, Any]
    percentile: int | None
    networks: list[str]
    model_version: str
    computed_at: datetime
    visible_until: datetime
    consent_id: UUID
    contested: bool
    asked_for: tuple[UUID | None, str] | None = None


@dataclass
class StandingRow:
    value: int | None
    score: ScoreRow | None


@dataclass
class ApplicationRow:
    pk: UUID | str
    opening_id: UUID | str
    status: str


@dataclass
class CandidateRow:
    pk: UUID
    name: str
    email: str
    place: str
    person_id: UUID | None
    state: str
    standing: StandingRow
    contested: bool
    applied: list[ApplicationRow]

    @property
    def id(self) -> UUID:
        return self.pk


class Rows:
    """In the organisation's scope."""

    def in_bulk(self, keys: Iterable[UUID]) -> dict[UUID, CandidateRow]:
        values = {
            "not_shared": NOT_SHARED,
            "organisation": tenancy.required().organisation_id,
            "keys": of_ids(keys),
        }
        with connection.cursor() as cursor:
            cursor.execute(_PAGE, values)
            found = {row[0]: _candidate(row) for row in cursor.fetchall()}
        _tell_weights([each.standing.score for each in found.values()])
        return found


def _candidate(row: tuple[Any, ...]) -> CandidateRow:
    key, name, email, place, person, state, value, contested, applied, *score = row
    here = [ApplicationRow(*each) for each in orjson.loads(applied)] if applied else []
    standing = StandingRow(value, _score(score, contested) if score[0] else None)
    return CandidateRow(key, name, email, place, person, state, standing, contested, here)


def _score(row: list[Any], contested: bool) -> ScoreRow:
    key, state, value, low, high, result, percentile, networks, version, *rest = row
    computed_at, visible_until, consent_id = rest
    numbers = (key, state, value, low, high)
    told = (orjson.loads(result), percentile, networks, version, computed_at, visible_until)
    return ScoreRow(*numbers, *told, consent_id, contested)


def _tell_weights(scores: Iterable[ScoreRow | None]) -> None:
    """Of the few that are weighted, the opening whose weights these are."""
    weighted = [score for score in scores if score and score.result.get("weighted")]
    if not weighted:
        return
    consents = Consent.objects.filter(pk__in=[score.consent_id for score in weighted])
    told = consents.values_list(
        "pk", "invitation__opening_id", "invitation__opening__weights_reason"
    )
    asked_for = {key: (opening, reason) for key, opening, reason in told}
    for score in weighted:
        score.asked_for = asked_for.get(score.consent_id, (None, ""))
