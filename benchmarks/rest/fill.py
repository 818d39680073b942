"""Scores for an employer's people: those of the real engine over a few made-up readings, dealt out
to as many people as share."""

from __future__ import annotations

import json
from datetime import datetime

import psycopg
from django.utils import timezone
from psycopg.types.json import Jsonb

from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.result import ScoreResult
from apps.scoring.released import active_model
from benchmarks.wall import insert_into
from tests.readings import make_reading

type Link = psycopg.Connection[tuple[object, ...]]

KINDS = 60  # different scores
NETWORKS = (("x",), ("x", "youtube"), ("instagram",), ("facebook", "x", "youtube"))


def scores(owner: Link, slug: str) -> None:
    """For everybody whose standing has a number: a user, a consent, a score, the standing's own
    numbers from it."""
    _deal(owner, timezone.now())
    for statement in _statements(owner):
        owner.execute(statement.encode(), {"slug": slug})


def _deal(owner: Link, now: datetime) -> None:
    owner.execute(
        "CREATE TEMP TABLE dealt (n integer PRIMARY KEY, result jsonb, state text, value integer,"
        " low integer, high integer, reach integer, engagement integer, network integer,"
        " percentile integer, networks text[], draws bytea, amounts bytea, model text)"
    )
    with owner.cursor() as cursor:
        for number in range(KINDS):
            cursor.execute(
                "INSERT INTO dealt VALUES (" + ", ".join(["%s"] * 14) + ")", _row(number, now)
            )


def _row(number: int, now: datetime) -> tuple[object, ...]:
    networks = NETWORKS[number % len(NETWORKS)]
    result = _scored(number, networks, now)
    points = {line.factor.value: line.points for line in result.factors}
    return (
        number,
        Jsonb(result.to_json(), dumps=json.dumps),
        str(result.state),
        *(result.value, result.low, result.high),
        *(points.get(factor) for factor in ("reach", "engagement", "network")),
        result.percentile,
        list(networks),
        result.draws or None,
        result.amounts or None,
        result.model,
    )


def _scored(number: int, networks: tuple[str, ...], now: datetime) -> ScoreResult:
    readings = [
        make_reading(now=now, network=each, followers=400 * (number + 3), people=60 + 3 * number)
        for each in networks
    ]
    return score_candidate(
        readings, model=active_model(), key=str(number), now=now, networks_consented=networks
    )


def _statements(owner: Link) -> list[str]:
    mine = "(SELECT id FROM organisations_organisation WHERE slug = %(slug)s)"
    theirs = f"WHERE s.organisation_id = {mine} AND s.value IS NOT NULL"
    consent = {
        "id": "uuidv7()",
        "organisation_id": mine,
        "candidate_id": "s.candidate_id",
        "invitation_id": "i.id",
        "person_id": "s.candidate_id",
        "networks": "s.networks",
        "purpose": "'They speak for us in public.'",
        "text_version": "'2026-11'",
        "text_language": "'en'",
        "expires_at": "s.visible_until",
    }
    score = {
        "id": "uuidv7()",
        "organisation_id": mine,
        "candidate_id": "s.candidate_id",
        "consent_id": "c.id",
        "person_id": "s.candidate_id",
        "model_version": "d.model",
        "inputs_digest": "md5(s.candidate_id::text)",
        "computed_at": "now()",
        "visible_until": "s.visible_until",
        **{name: f"d.{name}" for name in ("state", "value", "low", "high", "percentile")},
        **{name: f"d.{name}" for name in ("reach", "engagement", "network", "networks")},
        **{name: f"d.{name}" for name in ("result", "draws", "amounts")},
    }
    user = {"id": "s.candidate_id", "email": "s.candidate_id || '@people.example'"}
    numbers = ("state", "value", "low", "high", "reach", "engagement", "network", "networks")
    return [
        insert_into(
            owner,
            "accounts_user",
            {**user, "is_operator": "false"},
            f"FROM scoring_standing s {theirs}",
        ),
        f"UPDATE candidates_candidate c SET person_id = c.id FROM scoring_standing s {theirs}"
        " AND s.candidate_id = c.id",
        f"UPDATE scoring_standing s SET person_id = s.candidate_id {theirs}",
        insert_into(
            owner,
            "candidates_consent",
            consent,
            "FROM scoring_standing s JOIN candidates_invitation i"
            f" ON i.candidate_id = s.candidate_id {theirs}",
        ),
        insert_into(
            owner,
            "scoring_score",
            score,
            "FROM scoring_standing s JOIN candidates_consent c ON c.candidate_id = s.candidate_id"
            f" JOIN dealt d ON d.n = abs(hashtext(s.candidate_id::text)) %% {KINDS} {theirs}",
        ),
        "UPDATE scoring_standing s SET score_id = r.id, "
        + ", ".join(f"{name} = r.{name}" for name in numbers)
        + f" FROM scoring_score r {theirs} AND r.candidate_id = s.candidate_id",
    ]
