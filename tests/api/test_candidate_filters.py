"""A program narrows a list of candidates as the workspace does, and saves calls."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.api.narrowing import ORDERS
from apps.candidates.models import Application
from apps.core import tenancy
from tests.api.conftest import Employer, wrong
from tests.factories import make_invitation


def names(employer: Employer, **query: Any) -> list[str]:
    answer = employer.get("candidates", **query)
    assert answer.status_code == 200, answer.content
    return [each["name"] for each in answer.json()["results"]]


def test_people_are_found_by_name_address_and_status(halden: Employer, other: Employer) -> None:
    halden.share("Ada Lindqvist")
    bo = halden.silent("Bo Lindqvist")
    make_invitation(bo, halden.opening)
    other.share("Cy Lindqvist")
    assert sorted(names(halden, search="lind")) == ["Ada Lindqvist", "Bo Lindqvist"]
    assert names(halden, search="bo lind") == ["Bo Lindqvist"]
    assert names(halden, search=bo.email) == ["Bo Lindqvist"]
    assert names(halden, search="nobody") == []
    with tenancy.organisation(halden.organisation.pk):
        Application.objects.filter(candidate=bo).update(status="interview")
    here = {"opening": str(halden.opening.pk)}
    assert names(halden, status="interview", **here) == ["Bo Lindqvist"]
    assert len(names(halden, status=["interview", "new"], **here)) == 2


def test_a_filter_by_state_of_an_application_names_its_opening(halden: Employer) -> None:
    assert wrong(halden.get("candidates", status="new")) == ["status"]
    assert wrong(halden.get("candidates", ordering="status")) == ["ordering"]
    here = {"opening": str(halden.opening.pk)}
    assert wrong(halden.get("candidates", status="fired", **here)) == ["status"]


@pytest.mark.parametrize("ordering", ORDERS)
def test_every_order_holds_everybody_once(halden: Employer, ordering: str) -> None:
    people = {halden.share("Ada").name, halden.share("Bo").name, halden.silent("Cy").name}
    query: dict[str, Any] = {"ordering": ordering, "page_size": 2, "opening": halden.opening.pk}
    first = halden.get("candidates", **query).json()
    cursor = first["next"].partition("cursor=")[2].partition("&")[0]
    second = halden.get("candidates", **query, cursor=cursor).json()
    seen = [each["name"] for page in (first, second) for each in page["results"]]
    assert (len(seen), {*seen}) == (3, people)


def test_bounds_from_above(halden: Employer) -> None:
    halden.share("Ada", followers=60_000, people=300)
    halden.share("Bo", followers=200, people=12)
    ada, bo = (each["score"] for each in halden.get("candidates").json()["results"])
    assert names(halden, reach_max=ada["factors"]["reach"] - 1) == ["Bo"]
    width = bo["interval"]["high"] - bo["interval"]["low"]
    assert "Bo" in names(halden, width_max=width)
    assert sorted(names(halden, read_within=1)) == ["Ada", "Bo"]
    assert wrong(halden.get("candidates", read_within=0)) == ["read_within"]
    assert wrong(halden.get("candidates", width_max="wide")) == ["width_max"]


def test_what_comes_along_saves_calls_and_costs_a_query_each(
    halden: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        make_invitation(halden.silent(f"P{number}"), halden.opening)
    ada = halden.share("Ada")
    with django_assert_max_num_queries(22):
        told = halden.get("candidates", expand="openings,invitations,decisions").json()["results"]
    assert len(told) == 9
    assert told[0]["openings"][0]["title"] == halden.opening.title
    assert told[0]["invitations"][0]["state"] == "shared"
    assert told[0]["decisions"] == []
    bare = halden.get(f"candidates/{ada.pk}").json()
    assert (bare["openings"], bare["invitations"], bare["decisions"]) == (None, None, None)
    whole = halden.get(f"candidates/{ada.pk}", expand="invitations").json()
    assert whole["invitations"] == told[0]["invitations"]
    assert wrong(halden.get("candidates", expand="salary")) == ["expand"]


def test_a_candidate_names_the_applications_by_id(halden: Employer) -> None:
    bo = halden.silent("Bo")
    (told,) = halden.get(f"candidates/{bo.pk}").json()["applications"]
    assert halden.get(f"applications/{told['id']}").json()["candidate"] == str(bo.pk)
