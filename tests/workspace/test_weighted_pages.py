"""An opening's own weights on the team's pages: beside the standard score, never instead of it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.actions.openings import Weights
from apps.candidates.models import Application, Candidate
from apps.core import tenancy
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.weighted import WeightedScore
from apps.scoring.engine.weights import FactorWeights
from apps.scoring.models import Standing
from tests.factories import make_opening
from tests.workspace.hiring import Hiring, make_hiring, row

pytestmark = pytest.mark.django_db
REASON = "This job is about being found by new people."
REACH_TWICE = FactorWeights(reach=2.0)


@pytest.fixture
def halden() -> Hiring:
    made = make_hiring()
    with tenancy.organisation(made.organisation.pk):
        openings.set_weights(
            opening=made.opening, weights=Weights(reach=Decimal(2)), reason=REASON, by=By.system()
        )
    return made


def of(halden: Hiring, candidate: Candidate) -> tuple[int | None, WeightedScore]:
    with tenancy.organisation(halden.organisation.pk):
        standing = Standing.objects.select_related("score").get(candidate=candidate)
        assert standing.score is not None
        weighted = ScoreResult.from_json(standing.score.result).weighted
    assert weighted is not None
    return standing.value, weighted


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_candidates_page_shows_it_with_its_interval_its_reason_and_its_parts(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist", weights=REACH_TWICE)
    value, weighted = of(halden, ada)
    told = plain(halden.page(ada))
    assert f"it would be {weighted.value} ({weighted.low} to {weighted.high})" in told
    assert f"Why these weights: {REASON}" in told
    parts = re.search(r"Reach (\d+) \(× 2\), Engagement (\d+) \(× 1\), Network (\d+) \(× 1\)", told)
    assert parts
    assert sum(map(int, parts.groups())) <= weighted.value
    assert f"Score {value}" in told


def test_it_is_told_of_the_opening_that_it_was_shared_for(halden: Hiring) -> None:
    """Also where one looks from another one."""
    ada = halden.share("Ada Lindqvist", weights=REACH_TWICE)
    other = make_opening(halden.organisation, title="Night porter")
    with tenancy.organisation(halden.organisation.pk):
        Application.objects.create(organisation=halden.organisation, candidate=ada, opening=other)
    told = plain(halden.page(ada, opening=str(other.pk)))
    assert f"With the weights that {halden.opening.title} gives" in told
    assert "With the weights that Night porter" not in told


def test_the_openings_list_shows_it_beside_and_still_goes_by_the_score(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=40_000, weights=REACH_TWICE)
    plainly = halden.share("Bo Berg", followers=900)
    value, weighted = of(halden, ada)
    html = halden.list()
    told = plain(row(html, ada))
    assert f"Weighted {weighted.value} ({weighted.low}–{weighted.high})" in told
    assert str(value) in told
    assert "Weighted" not in row(html, plainly)
    everybody = halden.get("people").content.decode()
    assert "Weighted" not in everybody  # no opening, no weights


def test_the_list_takes_one_query_more_however_many_there_are(halden: Hiring) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            halden.list()
        return len(found)

    halden.share("First", weights=REACH_TWICE)
    few = queries()
    for number in range(8):
        halden.share(f"P{number}", weights=REACH_TWICE)
    assert queries() <= few + 1


def test_a_comparison_shows_it_and_goes_by_the_standard_score(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", weights=REACH_TWICE)
    bo = halden.share("Bo Berg", followers=4_900, weights=REACH_TWICE)
    _, weighted = of(halden, ada)
    keys = [str(ada.pk), str(bo.pk)]
    told = plain(halden.get("compare", candidate=keys).content.decode())
    assert f"{weighted.value} {weighted.low} to {weighted.high}, {halden.opening.title}" in told
    assert "too close to call" in told


def test_standard_weights_show_no_second_value() -> None:
    made = make_hiring()
    ada = made.share("Ada Lindqvist")
    assert "With the weights that" not in made.page(ada)
    assert "Weighted" not in made.list()


@pytest.mark.parametrize("turned", [False, True])
def test_who_is_too_close_to_call_stands_as_asked_for_not_by_score(
    halden: Hiring, turned: bool
) -> None:
    people = [halden.share("Ada Lindqvist", followers=5_200), halden.share("Bo Berg")]
    asked = people[::-1] if turned else people
    html = halden.get("compare", candidate=[str(p.pk) for p in asked]).content.decode()
    first, second = (person.name.split()[0] for person in asked)
    assert f"{first} and {second}: too close to call" in html


def test_the_bar_of_chosen_people_goes_by_name(halden: Hiring) -> None:
    zoe = halden.share("Zoe Zed", followers=900_000, people=500)
    ann = halden.share("Ann Ash", followers=300, people=12)
    html = halden.get("selection", candidate=[str(zoe.pk), str(ann.pk)]).content.decode()
    assert html.index("Ann Ash") < html.index("Zoe Zed")
