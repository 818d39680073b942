"""An applicant tracking system pulls scores."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from apps.audit.models import Event
from apps.core import tenancy
from apps.scoring.engine.compare import close_gap
from apps.scoring.released import active_model, active_version
from tests.api.conftest import Employer


def test_the_contributions_of_each_candidate_add_up_to_the_score(halden: Employer) -> None:
    for name, followers in (("Ada", 40_000), ("Bo", 900), ("Cy", 300)):
        halden.share(name, followers=followers)
    results = halden.get("candidates").json()["results"]
    assert len(results) == 3
    for candidate in results:
        score = candidate["score"]
        assert sum(line["points"] for line in score["contributions"]) == score["value"]
        by_factor = {
            f: sum(x["points"] for x in score["contributions"] if x["factor"] == f)
            for f in score["factors"]
        }
        assert by_factor == score["factors"]
        assert score["interval"]["low"] <= score["value"] <= score["interval"]["high"]


@pytest.mark.parametrize("factor", ["score", "reach", "engagement", "network"])
def test_candidates_come_in_the_order_of_each_factor_with_silent_people_last(
    halden: Employer, factor: str
) -> None:
    halden.share("Small", followers=200, people=15)
    halden.share("Large", followers=90_000, people=400)
    halden.share("Middle", followers=5_000, people=90)
    halden.silent("Silent")
    results = halden.get("candidates", ordering=f"-{factor}").json()["results"]
    assert [r["name"] for r in results] == ["Large", "Middle", "Small", "Silent"]
    assert results[-1]["score"] is None
    assert results[-1]["state"] == "not_shared"
    upwards = halden.get("candidates", ordering=factor).json()["results"]
    assert [r["name"] for r in upwards] == ["Small", "Middle", "Large", "Silent"]


def test_the_cursor_goes_through_all_candidates_once_and_back(halden: Employer) -> None:
    for number in range(7):
        halden.share(f"P{number}", followers=1_000 if number % 2 else 3_000)
    first = halden.get("candidates", page_size=3).json()
    names = [r["name"] for r in first["results"]]
    answer = first
    while answer["next"]:
        answer = (
            Client()
            .get(answer["next"], headers={"Authorization": f"Bearer {halden.secret}"})
            .json()
        )
        names += [r["name"] for r in answer["results"]]
    assert len(names) == len(set(names)) == 7
    assert first["previous"] is None
    while answer["previous"]:
        answer = (
            Client()
            .get(answer["previous"], headers={"Authorization": f"Bearer {halden.secret}"})
            .json()
        )
    assert answer["results"] == first["results"]


def test_filters_by_opening_score_network_and_state(halden: Employer) -> None:
    halden.share("Ada", followers=60_000, people=300, networks=("x", "wordpress"))
    halden.share("Bo", followers=200, people=12)
    halden.silent("Cy")
    top = halden.get("candidates").json()["results"][0]["score"]["value"]

    def names(**query: object) -> list[str]:
        return [r["name"] for r in halden.get("candidates", **query).json()["results"]]

    assert names(score_min=top) == ["Ada"]
    assert names(score_max=top - 1) == ["Bo"]
    assert names(network="wordpress") == ["Ada"]
    assert names(state="not_shared") == ["Cy"]
    assert len(names(opening=str(halden.opening.pk))) == 3
    assert names(opening="00000000-0000-7000-8000-000000000000") == []


def test_the_number_of_queries_does_not_grow_with_the_list(
    halden: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        halden.share(f"P{number}")
    with django_assert_max_num_queries(20):
        assert len(halden.get("candidates").json()["results"]) == 12


def test_each_look_is_an_event_that_the_person_can_see(halden: Employer) -> None:
    ada = halden.share("Ada")
    halden.get(f"candidates/{ada.pk}/score")
    with tenancy.person(ada.person_id):  # type: ignore[arg-type]  # she shares
        assert [e.facts["where"] for e in Event.objects.filter(verb="score.seen")] == ["api"]


def test_the_history_names_the_score_model(halden: Employer) -> None:
    ada = halden.share("Ada")
    scores = halden.get(f"candidates/{ada.pk}/scores").json()["results"]
    assert [s["model_version"] for s in scores] == [active_version()]


def test_comparing_says_who_is_higher_or_too_close_to_call(halden: Employer) -> None:
    ada, bo = (
        halden.share("Ada", followers=300_000, people=500),
        halden.share("Bo", followers=200, people=12),
    )
    cy = halden.share("Cy", followers=210, people=12)
    verdicts = halden.get("compare", candidate=[str(ada.pk), str(bo.pk), str(cy.pk)]).json()[
        "verdicts"
    ]
    assert [v["verdict"] for v in verdicts] == ["higher", "higher", "too_close"]
    assert verdicts[0]["higher"] == str(ada.pk)
    assert verdicts[2]["higher"] is None


@pytest.mark.parametrize("number", [0, 1, 5])
def test_one_or_five_people_cannot_be_compared(halden: Employer, number: int) -> None:
    people = [str(halden.silent(f"P{n}").pk) for n in range(number)]
    answer = halden.get("compare", candidate=people)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_list_says_which_differences_are_too_close_to_call(halden: Employer) -> None:
    halden.share("Ada")
    told = halden.get("candidates").json()
    assert told["too_close"] == close_gap(active_model())
    assert "does not measure job performance" in told["notice"]
