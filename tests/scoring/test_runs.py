"""Runs: everybody is gone through once, whoever comes or fails meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.pipeline import runs as turns
from apps.scoring import cuts, due
from apps.scoring.actions import runs
from apps.scoring.actions.runs import ClaimLost, Progress
from apps.scoring.models import Chunk, Run, RunKind, RunState, Score, ShadowScore
from apps.scoring.released import UnknownModel, active_version
from tests import factories
from tests.pipeline.people import empty_queue, work
from tests.scoring.readings import ada, chidi, small
from tests.scoring.scored_people import Scored, other_model, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]
SHADOW, RESCORE = RunKind.SHADOW, RunKind.RESCORE


@pytest.fixture
def _empty_queue() -> Iterator[None]:
    empty_queue()
    yield
    empty_queue()


@pytest.fixture
def first() -> Organisation:
    return factories.make_organisation("First")


@pytest.fixture
def second() -> Organisation:
    return factories.make_organisation("Second")


def shadow_of(person: Scored, version: str) -> ShadowScore | None:
    with tenancy.organisation(person.consent.organisation_id):
        found = ShadowScore.objects.under(version).current()
        return found.filter(candidate_id=person.consent.candidate_id).first()


def finished(run: Run) -> Progress:
    """What workers do with what is in the queue, and what came of it."""
    work()
    return runs.progress(run)


def test_everybody_is_scored_under_the_active_model(
    first: Organisation, second: Organisation
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    people = [scored(first, ada(), now=yesterday), scored(second, chidi(), now=yesterday)]
    run = runs.begin(kind=RESCORE, model_version=active_version())
    assert finished(run) == Progress(total=2, done=2, failed=0, finished=True)
    for each in people:
        with tenancy.organisation(each.consent.organisation_id):
            newest = Score.objects.newest_first()[0]
            assert newest.pk != each.score.pk
            assert newest.standing.candidate_id == each.consent.candidate_id


def test_one_persons_failure_is_counted_and_the_rest_goes_on(
    first: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    people = [scored(first, ada()), scored(first, chidi()), scored(first, small())]
    unlucky = people[1].consent.person_id
    score = actions.score

    def fails(*, person_id: UUID) -> None:
        if person_id == unlucky:
            raise ZeroDivisionError("a secret of the person")
        score(person_id=person_id)

    monkeypatch.setattr(actions, "score", fails)
    run = runs.begin(kind=RESCORE, model_version=active_version())
    while chunk := runs.next_free(run):
        turns.work(chunk_id=chunk)
    assert runs.progress(run) == Progress(total=3, done=2, failed=1, finished=True)
    (line,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert line.getMessage() == f"person {unlucky} could not be scored: ZeroDivisionError"
    assert "secret" not in caplog.text


def test_the_same_run_is_given_back_while_it_is_open(first: Organisation) -> None:
    scored(first, ada())
    run = runs.begin(kind=RESCORE, model_version=active_version())
    assert runs.begin(kind=RESCORE, model_version=active_version()).pk == run.pk
    finished(run)
    assert runs.begin(kind=RESCORE, model_version=active_version()).pk != run.pk


def test_a_newer_run_of_the_same_kind_replaces_an_older_one(first: Organisation) -> None:
    scored(first, ada())
    other_model("older-1")
    other_model("newer-1")
    older = runs.begin(kind=SHADOW, model_version="older-1")
    chunk = runs.next_free(older)
    assert chunk is not None
    claimed = runs.claim(chunk_id=chunk)
    assert claimed is not None
    newer = runs.begin(kind=SHADOW, model_version="newer-1")
    older.refresh_from_db()
    assert (older.state, runs.progress(older).finished) == (RunState.REPLACED, True)
    with pytest.raises(ClaimLost):
        runs.keep(claimed, cursor=cuts.LAST, done=1)
    assert runs.claim(chunk_id=chunk) is None
    assert set(Due.objects.filter(kind=due.CHUNK).values_list("subject_id", flat=True)) == set(
        newer.chunks.values_list("pk", flat=True)
    )


def test_a_run_of_another_kind_goes_on_beside_it(first: Organisation) -> None:
    scored(first, ada())
    other_model("beside-1")
    one = runs.begin(kind=RESCORE, model_version=active_version())
    two = runs.begin(kind=SHADOW, model_version="beside-1")
    work()
    assert [runs.progress(run).done for run in (one, two)] == [1, 1]


def test_an_unknown_model_begins_nothing() -> None:
    with pytest.raises(UnknownModel):
        runs.begin(kind=SHADOW, model_version="no-such-model")
    assert not Run.objects.exists()


def test_where_nobody_has_a_score_a_run_is_done_at_once() -> None:
    run = runs.begin(kind=RESCORE, model_version=active_version())
    assert runs.progress(run) == Progress(total=0, done=0, failed=0, finished=True)


def test_of_workers_who_want_the_same_chunk_one_gets_it(first: Organisation) -> None:
    scored(first, small())
    chunk = runs.next_free(runs.begin(kind=RESCORE, model_version=active_version()))
    assert chunk is not None

    def claim(_: int) -> bool:
        try:
            return runs.claim(chunk_id=chunk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as workers:
        assert sum(workers.map(claim, range(6))) == 1
    planned = Due.objects.get(kind=due.CHUNK, subject_id=chunk)
    assert planned.due_at == Chunk.objects.get(pk=chunk).lease_until


def test_who_kills_every_worker_is_left_out_and_the_rest_goes_on(
    first: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    people = [scored(first, ada()), scored(first, small())]
    monkeypatch.setattr(runs, "LEASE", timedelta(0))  # a dead worker's claim ends at once
    run = runs.begin(kind=RESCORE, model_version=active_version())
    chunk = runs.next_free(run)
    assert chunk is not None
    for _ in range(runs.TRIES):
        assert runs.claim(chunk_id=chunk) is not None
    turns.work(chunk_id=chunk)
    assert runs.progress(run) == Progress(total=2, done=1, failed=1, finished=True)
    unlucky = min(each.consent.person_id for each in people)
    (line,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert line.getMessage() == f"person {unlucky} could not be scored: 6 workers have died"


def test_a_shadow_that_kills_every_worker_is_left_out(
    first: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored(first, ada())
    monkeypatch.setattr(runs, "LEASE", timedelta(0))
    other_model("deadly-1", window_days=50.0)
    run = runs.begin(kind=SHADOW, model_version="deadly-1")
    chunk = runs.next_free(run)
    assert chunk is not None
    for _ in range(runs.TRIES):
        assert runs.claim(chunk_id=chunk) is not None
    turns.work(chunk_id=chunk)
    assert runs.progress(run) == Progress(total=1, done=0, failed=1, finished=True)


def test_only_so_many_chunks_are_asked_for_at_once(
    first: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cuts, "PEOPLE", 1)
    monkeypatch.setattr(runs, "LANES", 2)
    for _ in range(5):
        scored(first, small())
    run = runs.begin(kind=RESCORE, model_version=active_version())
    assert Due.objects.filter(kind=due.CHUNK).count() == 2
    chunk = runs.next_free(run)
    assert chunk is not None
    turns.work(chunk_id=chunk)
    assert Due.objects.filter(kind=due.CHUNK).count() == 2
    assert finished(run) == Progress(total=5, done=5, failed=0, finished=True)
    assert not Due.objects.filter(kind=due.CHUNK).exists()


def test_a_turn_ends_and_the_next_one_goes_on(
    first: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "TURN", 0.0)
    for _ in range(3):
        scored(first, small())
    run = runs.begin(kind=RESCORE, model_version=active_version())
    assert [*work(limit=1), runs.progress(run).done] == ["pipeline.run_chunk", 1]
    assert finished(run).done == 3


def test_who_comes_meanwhile_belongs_to_the_run(first: Organisation) -> None:
    scored(first, small())
    other_model("meanwhile-1")
    run = runs.begin(kind=SHADOW, model_version="meanwhile-1")
    newcomer = scored(first, chidi())
    assert finished(run) == Progress(total=2, done=2, failed=0, finished=True)
    assert shadow_of(newcomer, "meanwhile-1") is not None
