"""The list of candidates in the admin: columns, order, filters, search, pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.models import Application, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.scoring.models import Standing
from tests.factories import (
    make_candidate,
    make_invitation,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/candidates/candidate/"


@pytest.fixture
def owner() -> User:
    return make_user("Katrin")


@pytest.fixture
def mine(owner: User) -> Organisation:
    return make_organisation("Mine", owner=owner)


@pytest.fixture
def katrin(mine: Organisation, owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def names(client: Client, **asked: Any) -> list[str]:
    page = client.get(PEOPLE, asked)
    assert page.status_code == 200
    return [person.shown_name for person in page.context["cl"].result_list]


def team(mine: Organisation) -> Opening:
    opening = make_opening(mine)
    make_sharing_candidate(mine, opening, "Ada", followers=400_000, people=600)
    make_sharing_candidate(mine, opening, "Bo", followers=900, people=40, networks=("youtube",))
    make_candidate(mine, "Cy", opening=opening)
    return opening


def stand(mine: Organisation, name: str) -> Standing:
    with tenancy.organisation(mine.pk):
        return Standing.objects.get(candidate__name=name)


def test_each_row_shows_the_score_with_its_interval_factors_accounts_and_openings(
    mine: Organisation, katrin: Client
) -> None:
    team(mine)
    ada, page = stand(mine, "Ada"), katrin.get(PEOPLE).content.decode()
    assert f"<b>{ada.value}</b> <small>{ada.low}–{ada.high}</small>" in page
    assert all(f">{ada.__dict__[name]}<" in page for name in ("reach", "engagement", "network"))
    assert ">YouTube<" in page
    assert ">Today<" in page
    assert "Not shared" in page
    assert "<bdi>Community Manager</bdi>" in page


@pytest.mark.parametrize("column", range(1, 5))
def test_who_has_no_number_comes_last_whichever_way_a_column_is_sorted(
    mine: Organisation, katrin: Client, column: int
) -> None:
    team(mine)
    up, down = names(katrin, o=str(column + 1)), names(katrin, o=f"-{column + 1}")
    assert up[-1] == down[-1] == "Cy"
    assert up[:2] == down[:2][::-1]


def test_names_and_states_sort_too(mine: Organisation, katrin: Client) -> None:
    team(mine)
    assert names(katrin, o="1") == ["Ada", "Bo", "Cy"]
    assert names(katrin, o="-1") == ["Cy", "Bo", "Ada"]
    assert names(katrin, o="8")[0] == "Cy"


def test_a_range_of_points_narrows_the_list_and_nonsense_bounds_nothing(
    mine: Organisation, katrin: Client
) -> None:
    team(mine)
    ada, bo = stand(mine, "Ada"), stand(mine, "Bo")
    assert (ada.value or 0) > (bo.value or 100)
    assert names(katrin, standing__value_from=ada.value) == ["Ada"]
    assert names(katrin, standing__value_to=bo.value) == ["Bo"]
    assert names(katrin, standing__value_from=bo.value, standing__value_to=ada.value) == [
        "Ada",
        "Bo",
    ]
    assert names(katrin, standing__reach_from=ada.reach) == ["Ada"]
    assert names(katrin, standing__value_from="many") == ["Ada", "Bo", "Cy"]


def test_accounts_and_states_narrow_the_list(mine: Organisation, katrin: Client) -> None:
    team(mine)
    assert names(katrin, account="youtube") == ["Bo"]
    assert names(katrin, account=["x", "youtube"]) == []
    assert names(katrin, state="not_shared") == ["Cy"]
    assert names(katrin, state="what?") == ["Ada", "Bo", "Cy"]


def test_freshness_narrows_the_list(mine: Organisation, katrin: Client) -> None:
    team(mine)
    bo = stand(mine, "Bo")
    with tenancy.person(bo.person_id):
        Standing.objects.filter(pk=bo.pk).update(computed_at=timezone.now() - timedelta(days=9))
    assert names(katrin, read="fresh") == ["Ada"]
    assert names(katrin, read="stale") == ["Bo"]
    assert names(katrin, read="never") == ["Cy"]
    assert "(out of date)" in katrin.get(PEOPLE).content.decode()


def test_an_opening_narrows_the_list_and_that_of_another_organisation_finds_nobody(
    mine: Organisation, katrin: Client
) -> None:
    team(mine)
    second = make_opening(mine, "Press Officer")
    make_candidate(mine, "Dee", opening=second)
    foreign = make_opening(make_organisation("Other"), "Secret Job")
    chosen = "applications__opening__id__exact"
    assert names(katrin, **{chosen: str(second.pk)}) == ["Dee"]
    assert names(katrin, **{chosen: str(foreign.pk)}) == []
    assert "Secret Job" not in katrin.get(PEOPLE, {chosen: str(foreign.pk)}).content.decode()


@pytest.mark.parametrize(
    ("model", "field", "own", "foreign"),
    [
        ("application", "opening", "Community Manager", "Secret Job"),
        ("invitation", "opening", "Community Manager", "Secret Job"),
        ("invitation", "candidate", "Ada", "Dora"),
    ],
)
def test_completing_an_opening_or_a_person_stays_within_the_organisation(
    mine: Organisation, katrin: Client, model: str, field: str, own: str, foreign: str
) -> None:
    team(mine)
    other = make_organisation("Other")
    make_candidate(other, "Dora", opening=make_opening(other, "Secret Job"))
    asked = {"app_label": "candidates", "model_name": model, "field_name": field, "term": ""}
    answer = katrin.get(reverse("admin:autocomplete"), asked).json()
    told = [each["text"] for each in answer["results"]]
    assert own in told
    assert foreign not in told
    assert (
        katrin.get(reverse("admin:autocomplete"), {**asked, "term": foreign}).json()["results"]
        == []
    )


def test_the_search_finds_names_and_addresses_and_hidden_people_by_their_pseudonym_alone(
    mine: Organisation, katrin: Client
) -> None:
    team(mine)
    blind = make_opening(mine, "Blind", blind=True)
    hidden = make_candidate(mine, "Ada Hidden", opening=blind, email="ada.hidden@people.example")
    with tenancy.organisation(mine.pk):
        hidden.refresh_from_db()
    assert hidden.hidden_as
    assert names(katrin, q="ada") == ["Ada"]
    assert names(katrin, q="people.example") == ["Ada", "Bo", "Cy"]
    assert names(katrin, q=hidden.hidden_as) == [hidden.shown_name]
    pages = [
        katrin.get(address).content.decode() for address in (PEOPLE, f"{PEOPLE}{hidden.pk}/change/")
    ]
    assert all("Ada Hidden" not in page and "ada.hidden@" not in page for page in pages)


def test_a_page_knows_whether_another_follows_without_counting_anybody(
    mine: Organisation, katrin: Client
) -> None:
    opening = make_opening(mine)
    for number in range(51):
        make_candidate(mine, f"Person {number:02}", opening=opening)
    with CaptureQueriesContext(connection) as asked:
        first = katrin.get(PEOPLE, {"o": "1"})
    assert not [query for query in asked if "COUNT(" in query["sql"]]
    assert len(first.context["cl"].result_list) == 50
    assert 'rel="next"' in first.content.decode()
    second = katrin.get(PEOPLE, {"o": "1", "p": "2"})
    assert [person.name for person in second.context["cl"].result_list] == ["Person 50"]
    assert 'rel="prev"' in second.content.decode()
    assert 'rel="next"' not in second.content.decode()


def test_a_list_of_many_asks_as_often_as_a_list_of_few(mine: Organisation, katrin: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            katrin.get(PEOPLE)
        return len(asked)

    opening = team(mine)
    few = queries()
    second = make_opening(mine, "Press Officer")
    for number in range(12):
        more = make_sharing_candidate(mine, opening, f"Person {number}")
        with tenancy.organisation(mine.pk):
            Application.objects.create(organisation=mine, candidate=more, opening=second)
    assert queries() == few


def test_invitations_narrow_to_days_with_both_ends_and_nonsense_bounds_nothing(
    mine: Organisation, katrin: Client
) -> None:
    opening = make_opening(mine)
    now = timezone.now()
    for days in (0, 2, 5):
        candidate = make_candidate(mine, f"Person {days}")
        make_invitation(candidate, opening, created_at=now - timedelta(days=days))

    def asked(**query: str) -> list[str]:
        page = katrin.get("/admin/candidates/invitation/", query)
        return sorted(each.candidate.name for each in page.context["cl"].result_list)

    first, last = (f"{now - timedelta(days=days):%Y-%m-%d}" for days in (5, 2))
    assert asked(created_at_from=first, created_at_to=last) == ["Person 2", "Person 5"]
    assert asked(created_at_from=last) == ["Person 0", "Person 2"]
    assert len(asked(created_at_from="soon", created_at_to="2026-13-40")) == 3
