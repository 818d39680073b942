"""An empty organisation is led to its first comparison in three steps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import (
    make_candidate,
    make_invitation,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)
from tests.workspace.visits import at, member, visitor

pytestmark = pytest.mark.django_db


def _invited(employer: Organisation, opening: Any, people: int) -> None:
    for _ in range(people):
        make_invitation(make_candidate(employer, opening=opening), opening)


def _page(employer: Organisation, role: str = Role.RECRUITER) -> str:
    page: str = member(employer, role).get(at("start", employer)).content.decode()
    return page


def test_it_begins_with_an_opening() -> None:
    page = _page(make_organisation())
    assert "0 of 3 done" in page
    assert "Save the opening" in page
    assert "Invite somebody" not in page


def test_then_two_people_are_invited() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    assert "1 of 3 done" in _page(employer)
    _invited(employer, opening, 1)
    page = _page(employer)
    assert "1 of 3 done" in page
    assert "A comparison needs another" in page
    assert at("opening_invite", employer, opening.pk) in page


def test_then_it_waits_for_their_answers() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    _invited(employer, opening, 2)
    page = _page(employer)
    assert "2 of 3 done" in page
    assert "Nobody shares a score yet" in page
    make_sharing_candidate(employer, opening, "Ada A")
    assert "One of them shares a score" in _page(employer)


def test_the_comparison_of_two_is_the_last_step_and_then_the_page_is_gone() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    people = [make_sharing_candidate(employer, opening, name) for name in ("Ada A", "Ben B")]
    katrin = member(employer)
    page = katrin.get(at("start", employer)).content.decode()
    assert "Compare them" in page
    query = {"candidate": [str(person.pk) for person in people]}
    assert katrin.get(at("compare", employer), query).status_code == 200
    assert katrin.get(at("start", employer)).headers["Location"] == at("openings", employer)


def test_who_may_only_look_is_told_who_can_go_on() -> None:
    page = _page(make_organisation(), Role.VIEWER)
    assert "A recruiter, admin or owner of your team does this." in page
    assert "Save the opening" not in page


def test_home_leads_to_the_first_steps_and_the_list_of_openings_says_which_is_next() -> None:
    katrin = make_user()
    employer = make_organisation(owner=katrin)
    client = visitor(katrin)
    assert client.get(reverse("home")).headers["Location"] == at("start", employer)
    opening = make_opening(employer)
    page = client.get(reverse("home"), follow=True).content.decode()
    assert "1 of 3 first steps done." in page
    assert "Next: invite two people" in page
    _invited(employer, opening, 2)
    assert "Next: wait for two answers" in client.get(at("openings", employer)).content.decode()


def test_who_got_along_for_long_is_not_led() -> None:
    employer = make_organisation()
    make_opening(employer)
    with tenancy.organisation(employer.pk):
        Organisation.objects.update(created_at=timezone.now() - timedelta(days=120))
    assert "first steps" not in member(employer).get(at("openings", employer)).content.decode()


def test_a_made_up_comparison_says_what_can_be_told_and_what_cannot() -> None:
    employer = make_organisation()
    page = member(employer, Role.VIEWER).get(at("example", employer)).content.decode()
    assert "Person A and Person B: too close to call" in page
    assert "Person A is higher than Person C" in page


def test_the_page_asks_the_database_as_often_with_many_people_as_with_two() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    client, counts = member(employer), []
    for more in (2, 10):
        _invited(employer, opening, more)
        with CaptureQueriesContext(connection) as asked:
            client.get(at("start", employer))
        counts.append(len(asked))
    assert counts[0] == counts[1]
