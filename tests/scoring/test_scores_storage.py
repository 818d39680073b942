"""Scores as rows: once for the same inputs, seen while the consent stands, read by pages."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from apps.audit.models import Event
from apps.candidates.models import Opening
from apps.connections import readings
from apps.connections.networks import registry
from apps.core import tenancy
from apps.scoring.actions import scores
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score, Standing
from apps.scoring.released import shipped_model
from tests.database import owner_conninfo
from tests.pipeline.people import Asked, agree, empty_queue, link, work
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Asked]:
    """Somebody whose account has been read, and who has not been scored."""
    network = Scripted()
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, NAME: network})
    settings.NETWORKS = {**settings.NETWORKS, NAME: {"ENABLED": True}}
    empty_queue()
    somebody = agree()
    link(somebody.person, network)
    assert work(limit=1) == ["pipeline.fetch_connection"]
    empty_queue()
    yield somebody
    empty_queue()


def compute(asked: Asked, *, days: int = 0) -> Score | None:
    now = timezone.now() + timedelta(days=days)
    with tenancy.person(asked.person.pk):
        return scores.compute(person_id=asked.person.pk, consent_id=asked.consent.pk, now=now)


def test_the_stored_result_is_whole(asked: Asked) -> None:
    score = compute(asked)
    assert score is not None
    assert (
        ScoreResult.from_json(score.result, bytes(score.draws or b"")).model == score.model_version
    )
    assert score.model_version == shipped_model().version
    assert score.visible_until == asked.consent.expires_at
    with tenancy.person(asked.person.pk):
        assert Event.objects.filter(verb="score.computed", subject_id=score.pk).count() == 1


def test_the_same_inputs_on_the_same_day_are_the_same_score(asked: Asked) -> None:
    first, again = compute(asked), compute(asked)
    assert first is not None
    assert again is not None
    assert first.pk == again.pk


def test_the_next_day_is_another_score_and_the_standing_follows(asked: Asked) -> None:
    compute(asked)
    later = compute(asked, days=1)
    assert later is not None
    with tenancy.organisation(asked.consent.organisation_id):
        assert Score.objects.count() == 2
        assert Standing.objects.get().score_id == later.pk


def test_an_older_computation_that_ends_later_does_not_come_back(asked: Asked) -> None:
    newer = compute(asked, days=1)
    compute(asked)
    assert newer is not None
    with tenancy.organisation(asked.consent.organisation_id):
        assert Standing.objects.get().score_id == newer.pk


def test_racing_workers_store_one_score(asked: Asked) -> None:
    def run(_: int) -> object:
        try:
            score = compute(asked)
            return score and score.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(run, range(4)))
    assert len(keys) == 1
    with tenancy.person(asked.person.pk):
        assert Score.objects.count() == 1
        assert Event.objects.filter(verb="score.computed").count() == 1


def test_no_score_is_computed_under_another_persons_consent(asked: Asked) -> None:
    other = agree()
    with tenancy.person(asked.person.pk):
        assert (
            scores.compute(
                person_id=asked.person.pk, consent_id=other.consent.pk, now=timezone.now()
            )
            is None
        )


def test_reading_back_takes_three_queries_however_much_there_is(asked: Asked) -> None:
    with tenancy.person(asked.person.pk), CaptureQueriesContext(connection) as queries:
        (stored,) = readings.newest([NAME], followers_since=None)
    assert len(queries) == 3
    reading = stored.reading
    assert (len(reading.posts), len(reading.interactions)) == (12, 30)
    assert reading.profile.reach == 1234
    assert reading.profile.account_key == Scripted().key
    assert {str(k): str(v) for k, v in reading.profile.not_measured.items()} == {
        "views": "not_offered"
    }


def test_the_weights_of_an_opening_are_fixed_by_its_first_score(asked: Asked) -> None:
    compute(asked)
    with tenancy.organisation(asked.consent.organisation_id):
        assert Opening.objects.filter(applications__candidate=asked.consent.candidate_id).exists()
        assert Opening.objects.get().weights_fixed_at is not None


def test_the_weights_of_the_opening_are_counted_beside_the_standard(asked: Asked) -> None:
    with tenancy.organisation(asked.consent.organisation_id):
        Opening.objects.update(reach_weight=2, weights_reason="Reach matters most to this job.")
    score = compute(asked)
    assert score is not None
    if score.value is not None:
        assert score.result["weighted"]["reach"] == 2.0


def test_the_history_has_one_score_a_day_of_twelve_weeks(asked: Asked) -> None:
    score = compute(asked)
    assert score is not None
    _copy(score, days=(0.01, 0.02, 1, 7, 30, 83, 85, 200))
    with tenancy.organisation(asked.consent.organisation_id):
        history = list(Score.objects.history(score.candidate_id, now=timezone.now()))
    ages = [(timezone.now() - each.computed_at).days for each in history]
    assert len(ages) in {5, 6}  # the two of today may lie on both sides of midnight
    assert ages == sorted(ages, reverse=True)
    assert ages[0] == 83


def test_pages_rank_without_a_query_a_row(asked: Asked) -> None:
    compute(asked)
    with (
        tenancy.organisation(asked.consent.organisation_id),
        CaptureQueriesContext(connection) as queries,
    ):
        rows = [
            (row.candidate.name, row.score and row.score.result)
            for row in Standing.objects.with_score().ranked_by("reach")
        ]
    assert len(rows) == 1
    assert len(queries) == 1


def _copy(score: Score, *, days: tuple[float, ...]) -> None:
    """Scores of other days: nothing but the owner of the tables may set their time."""
    columns = [str(f.column) for f in Score._meta.concrete_fields]
    own = {"id": "gen_random_uuid()", "inputs_digest": "%(digest)s", "computed_at": "%(at)s"}
    wanted = ", ".join(own.get(column, column) for column in columns)
    names = ", ".join(columns)
    sql = (
        f"INSERT INTO scoring_score ({names}) SELECT {wanted} FROM scoring_score WHERE id = %(id)s"
    )
    with psycopg.connect(owner_conninfo()) as owner:
        for age in days:
            at = timezone.now() - timedelta(days=age)
            owner.execute(sql, {"id": score.pk, "digest": str(age), "at": at})
