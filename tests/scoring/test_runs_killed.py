"""Real workers in a run: one is killed with -9 in the middle, or two work at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import actions
from apps.scoring import cuts, due
from apps.scoring.actions import runs
from apps.scoring.actions.runs import Progress
from apps.scoring.models import Chunk, Run, RunKind, Score, ShadowScore, Standing
from apps.scoring.released import active_version
from tests import factories
from tests.pipeline.people import empty_queue
from tests.pipeline.test_killed_worker import PARTS, begin, until
from tests.scoring.readings import ada, chidi, small
from tests.scoring.scored_people import Scored, other_model, scored

pytestmark = pytest.mark.django_db(transaction=True)
NEVER = 0


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Scored]]:
    """Nine people of two employers, scored yesterday, and chunks of at most four."""
    monkeypatch.setattr(cuts, "PEOPLE", 4)
    monkeypatch.setattr(cuts, "CANDIDATES", 4)
    empty_queue()
    employers = [factories.make_organisation(), factories.make_organisation()]
    yesterday = timezone.now() - timedelta(days=1)
    shapes = [ada, chidi, small] * 3
    yield [
        scored(employers[number % 2], shape(), now=yesterday) for number, shape in enumerate(shapes)
    ]
    empty_queue()


@contextmanager
def worker(*, hangs_after: int = NEVER) -> Iterator[subprocess.Popen[bytes]]:
    database = {part: connection.settings_dict[part] for part in PARTS}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.scoring.run_worker"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "WORKER_DATABASE": json.dumps(database),
            "WORKER_HANGS_AFTER": str(hangs_after or -1),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def done(run: Run) -> int:
    return runs.progress(run).done


def finished_with_help_of_the_scheduler(run: Run) -> bool:
    actions.dispatch()
    return runs.progress(run).finished


def held(run: Run) -> int:
    return Chunk.objects.filter(run=run, claim__isnull=False).count()


def killed_in_the_middle(run: Run, *, after: int, least: int) -> int:
    """How many people were done when the first worker died; a second one does the rest."""
    with worker(hangs_after=after) as first, worker() as second:
        begin(first)
        until(lambda: done(run) >= least and held(run) > 0, first)
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        before = done(run)
        begin(second)
        until(lambda: finished_with_help_of_the_scheduler(run), second)
    return before


def everybodys_scores(people: list[Scored]) -> list[int]:
    """How many each has, by the number that their standing shows."""
    counts = []
    for each in people:
        with tenancy.person(each.consent.person_id):
            assert Standing.objects.get().score_id == Score.objects.newest_first()[0].pk
            counts.append(Score.objects.count())
    return counts


def test_a_worker_killed_while_it_scores_loses_and_doubles_nothing(people: list[Scored]) -> None:
    run = runs.begin(kind=RunKind.RESCORE, model_version=active_version())
    before = killed_in_the_middle(run, after=3, least=2)
    assert 2 <= before < 9
    assert runs.progress(run) == Progress(total=9, done=9, failed=0, finished=True)
    assert everybodys_scores(people) == [2] * 9
    assert not Due.objects.filter(kind=due.CHUNK).exists()


def test_a_worker_killed_while_it_shadows_loses_and_doubles_nothing(people: list[Scored]) -> None:
    other_model("killed-1")
    run = runs.begin(kind=RunKind.SHADOW, model_version="killed-1")
    before = killed_in_the_middle(run, after=2, least=2)
    assert 2 <= before < 9
    assert runs.progress(run) == Progress(total=9, done=9, failed=0, finished=True)
    for each in people:
        with tenancy.person(each.consent.person_id):
            assert ShadowScore.objects.get().score_id == each.score.pk


def test_two_workers_at_once_share_the_chunks(people: list[Scored]) -> None:
    run = runs.begin(kind=RunKind.RESCORE, model_version=active_version())
    with worker() as first, worker() as second:
        begin(first)
        begin(second)
        until(lambda: finished_with_help_of_the_scheduler(run), first)
    assert runs.progress(run) == Progress(total=9, done=9, failed=0, finished=True)
    assert everybodys_scores(people) == [2] * 9
