"""What programs learn of an opening's own weights: beside the standard score, never instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.actions.openings import Weights
from apps.core import tenancy
from apps.scoring.engine.weights import FactorWeights
from tests.api.conftest import Employer

REASON = "This job is about being found by new people."


@pytest.fixture
def weighed(halden: Employer) -> Employer:
    with tenancy.organisation(halden.organisation.pk):
        openings.set_weights(
            opening=halden.opening, weights=Weights(reach=Decimal(2)), reason=REASON, by=By.system()
        )
    return halden


def share(employer: Employer, name: str) -> Any:
    return employer.share(name, weights=FactorWeights(reach=2.0))


def test_the_weighted_value_stands_beside_the_standard_score_and_adds_up(weighed: Employer) -> None:
    ada = share(weighed, "Ada")
    score = weighed.get(f"candidates/{ada.pk}/score").json()
    told = score["weighted"]
    assert told["opening"] == str(weighed.opening.pk)
    assert told["weights"] == {"reach": 2.0, "engagement": 1.0, "network": 1.0}
    assert told["reason"] == REASON
    assert told["interval"]["low"] <= told["value"] <= told["interval"]["high"]
    assert sum(line["points"] for line in told["contributions"]) == told["value"]
    assert sum(line["points"] for line in score["contributions"]) == score["value"]
    assert score["value"] != told["value"]


def test_lists_histories_and_comparisons_tell_it_too(weighed: Employer) -> None:
    ada, bo = share(weighed, "Ada"), share(weighed, "Bo")
    in_list = weighed.get("candidates").json()["results"]
    history = weighed.get(f"candidates/{ada.pk}/scores").json()["results"]
    compared = weighed.get("compare", candidate=[str(ada.pk), str(bo.pk)]).json()["candidates"]
    scores = [*(person["score"] for person in (*in_list, *compared)), *history]
    assert [score["weighted"]["opening"] for score in scores] == [str(weighed.opening.pk)] * 5


def test_standard_weights_have_no_second_value(halden: Employer) -> None:
    ada = halden.share("Ada")
    assert halden.get(f"candidates/{ada.pk}/score").json()["weighted"] is None


def test_an_opening_tells_its_weights_why_and_since_when_they_are_fixed(weighed: Employer) -> None:
    told = weighed.get(f"openings/{weighed.opening.pk}").json()
    assert told["weights"] == {"reach": 2.0, "engagement": 1.0, "network": 1.0}
    assert (told["weights_reason"], told["weights_fixed_at"]) == (REASON, None)
    ada = share(weighed, "Ada")
    with tenancy.organisation(weighed.organisation.pk):
        openings.fix_weights(candidate_id=ada.pk)
    assert weighed.get(f"openings/{weighed.opening.pk}").json()["weights_fixed_at"] is not None


def test_the_number_of_queries_does_not_grow_with_weighted_scores(
    weighed: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        share(weighed, f"P{number}")
    with django_assert_max_num_queries(20):
        assert len(weighed.get("candidates").json()["results"]) == 12
