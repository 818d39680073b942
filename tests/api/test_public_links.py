"""A program opens an address for a job advert, changes it and closes it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.candidates.models import PublicLink
from apps.core import tenancy
from tests.api.conftest import Employer, make_employer, wrong


def until(days: int = 30, most_people: int = 20) -> dict[str, Any]:
    ends_at = (timezone.now() + timedelta(days=days)).isoformat()
    return {"ends_at": ends_at, "most_people": most_people}


def link_of(employer: Employer) -> str:
    return f"openings/{employer.opening.pk}/public_link"


def test_a_link_is_opened_renewed_and_closed(halden: Employer) -> None:
    assert halden.get(link_of(halden)).status_code == 404
    asked = until()
    first, again = (halden.send("put", link_of(halden), asked).json() for _ in range(2))
    assert first == again == halden.get(link_of(halden)).json()
    assert (first["is_open"], first["most_people"], first["people"]) == (True, 20, 0)
    path = first["address"].partition("/jobs/")[2]
    assert Client().get(f"/jobs/{path}").status_code == 200
    renewed = halden.post(f"{link_of(halden)}/renew").json()
    assert renewed["address"] != first["address"]
    for _ in range(2):
        assert halden.send("delete", link_of(halden)).status_code == 204
    assert halden.get(link_of(halden)).json()["is_open"] is False


def test_a_link_has_an_end_and_a_most(halden: Employer) -> None:
    assert wrong(halden.send("put", link_of(halden), until(days=-1))) == ["ends_at"]
    assert wrong(halden.send("put", link_of(halden), until(days=500))) == ["ends_at"]
    assert wrong(halden.send("put", link_of(halden), until(most_people=0))) == ["most_people"]
    assert wrong(halden.send("put", link_of(halden), {"most_people": 3})) == ["ends_at"]
    assert halden.post(f"{link_of(halden)}/renew").status_code == 404
    assert halden.get(link_of(halden)).status_code == 404


def test_a_closed_opening_lets_nobody_in(halden: Employer) -> None:
    halden.post(f"openings/{halden.opening.pk}/close")
    answer = halden.send("put", link_of(halden), until())
    assert (answer.status_code, answer.json()["code"]) == (409, "opening_closed")


def test_the_link_of_another_organisation_is_not_found(halden: Employer, other: Employer) -> None:
    other.send("put", link_of(other), until())
    assert halden.get(link_of(other)).status_code == 404
    assert halden.send("put", link_of(other), until(most_people=1)).status_code == 404
    assert halden.send("delete", link_of(other)).status_code == 404
    assert halden.post(f"{link_of(other)}/renew").status_code == 404
    with tenancy.organisation(other.organisation.pk):
        link = PublicLink.objects.get()
    assert (link.most_people, link.generation, link.closed_at) == (20, 1, None)


@pytest.mark.django_db
def test_a_key_that_may_not_invite_opens_no_link() -> None:
    reader = make_employer("Readers", scopes=("read", "manage"))
    assert reader.send("put", link_of(reader), until()).status_code == 403
    assert reader.post(f"{link_of(reader)}/renew").status_code == 403
