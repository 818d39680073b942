"""Whose key opens what."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.audit.actions import By
from apps.core import tenancy
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey
from tests.api.conftest import Employer, make_employer

UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("secret", ["", "rnw_nonsense", f"rnw_{'0' * 32}_{'a' * 43}"])
def test_without_a_right_key_nothing_opens(halden: Employer, secret: str) -> None:
    answer = Client().get("/api/v1/candidates", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_opens_nothing(halden: Employer) -> None:
    with tenancy.organisation(halden.organisation.pk):
        key = ApiKey.objects.get()
        api_keys.revoke(key=key, by=By.system())
    assert halden.get("candidates").status_code == 401


@pytest.mark.django_db
def test_a_key_that_may_only_read_cannot_invite() -> None:
    reader = make_employer("Readers", scopes=("read",))
    answer = reader.post(
        "invitations", {"opening": str(reader.opening.pk), "name": "A", "email": "a@b.example"}
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == "permission_denied"


@pytest.mark.parametrize(
    "address", ["candidates/{}", "candidates/{}/score", "candidates/{}/scores"]
)
def test_a_candidate_of_another_organisation_is_not_found(
    halden: Employer, other: Employer, address: str
) -> None:
    foreign = other.share("Ada")
    theirs = halden.get(address.format(foreign.pk))
    nobody = halden.get(address.format(UNKNOWN))
    assert theirs.status_code == nobody.status_code == 404
    assert theirs.json() == nobody.json()


def test_another_organisations_opening_and_people_cannot_be_used(
    halden: Employer, other: Employer
) -> None:
    ada, mine = other.share("Ada"), halden.share("Bo")
    assert halden.get(f"openings/{other.opening.pk}").status_code == 404
    assert halden.get("compare", candidate=[str(ada.pk), str(mine.pk)]).status_code == 404
    order = {"opening": str(other.opening.pk), "name": "A", "email": "a@b.example"}
    assert halden.post("invitations", order).status_code == 404
    assert [r["name"] for r in halden.get("candidates").json()["results"]] == ["Bo"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"ordering": "salary"}, "ordering"),
        ({"cursor": "???"}, "cursor"),
        ({"page_size": "1000"}, "page_size"),
        ({"score_min": "a"}, "score_min"),
        ({"opening": "x"}, "opening"),
        ({"state": "sleeping"}, "state"),
    ],
)
def test_a_wrong_question_is_answered_at_its_place(
    halden: Employer, query: dict[str, str], field: str
) -> None:
    answer = halden.get("candidates", **query)
    assert answer.status_code == 400
    assert [entry["parameter"] for entry in answer.json()["errors"]] == [field]


def test_an_address_that_does_not_exist_says_so_in_json(halden: Employer) -> None:
    answer = halden.get("nothing")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_inviting_twice_is_one_invitation(halden: Employer) -> None:
    order = {"opening": str(halden.opening.pk), "name": "Ada", "email": "ada@people.example"}
    first, second = halden.post("invitations", order), halden.post("invitations", order)
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]


def test_inviting_without_an_address_names_the_field(halden: Employer) -> None:
    answer = halden.post("invitations", {"opening": str(halden.opening.pk), "name": "Ada"})
    assert [e["pointer"] for e in answer.json()["errors"]] == ["#/email"]
