"""Every network: from the link to a score that adds up."""

from __future__ import annotations

import pytest

from apps.core import tenancy
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score, Standing, StandingState
from tests.networks.suite import Trial, accounts_page
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_read_becomes_a_score_that_adds_up(trial: Trial) -> None:
    linked = trial.linked(who=trial.busy)
    work()
    with tenancy.person(linked.person.pk):
        standing, score = Standing.objects.with_score().get(), Score.objects.get()
    assert standing.state in (StandingState.SCORED, StandingState.PROVISIONAL)
    assert standing.networks == [trial.name]
    assert standing.value is not None
    assert standing.low is not None
    assert standing.high is not None
    assert 1 <= standing.low <= standing.value <= standing.high <= 100
    result = ScoreResult.from_json(score.result, bytes(score.draws or b""))
    points = sum(line.points for line in result.factors)
    assert result.base + points + result.clipped == score.value
    assert "See your score" in accounts_page(linked.client)
