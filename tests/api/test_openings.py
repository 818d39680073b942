"""A recruiter's program looks after openings: what the workspace can do with them, it can."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.audit.models import Event
from apps.candidates.models import Opening
from apps.core import tenancy
from tests.api.conftest import Employer, make_employer, wrong
from tests.factories import make_opening

REASON = "You will speak for us in public and bring partners into the community."
ORDER = {"title": "Press officer", "place": "Kiel", "reason": REASON}


def titles(employer: Employer, **query: Any) -> list[str]:
    return [each["title"] for each in employer.get("openings", **query).json()["results"]]


def test_a_program_creates_an_opening_with_weights_of_its_own(halden: Employer) -> None:
    own = {"weights": {"engagement": 1.5}, "weights_reason": "The job is to answer people."}
    answer = halden.post("openings", ORDER | own)
    assert answer.status_code == 201
    made = halden.get(f"openings/{answer.json()['id']}").json()
    assert made["weights"] == {"reach": 1.0, "engagement": 1.5, "network": 1.0}
    assert (made["title"], made["place"], made["closed_at"]) == ("Press officer", "Kiel", None)


def test_what_an_opening_cannot_be_is_told_at_its_place(halden: Employer) -> None:
    assert wrong(halden.post("openings", {"place": "Kiel"})) == ["title"]
    assert wrong(halden.post("openings", ORDER | {"reason": "because"})) == ["reason"]
    uneven = {"weights": {"reach": 2}}
    assert wrong(halden.post("openings", ORDER | uneven)) == ["weights_reason"]
    assert wrong(halden.post("openings", ORDER | {"weights": {"reach": 9}})) == ["weights/reach"]
    assert wrong(halden.post("openings", ORDER | {"blind": "perhaps"})) == ["blind"]
    assert wrong(halden.post("openings", ORDER | {"salary": 5})) == ["salary"]


def test_a_change_leaves_what_it_does_not_name(halden: Employer) -> None:
    address = f"openings/{halden.opening.pk}"
    changed = halden.send("patch", address, {"place": "Remote"}).json()
    assert (changed["place"], changed["title"]) == ("Remote", halden.opening.title)
    assert changed["reason"] == halden.opening.reason
    own = {"weights": {"network": 0.5}, "weights_reason": "Followers hardly matter to this job."}
    halden.send("patch", address, own)
    assert halden.get(address).json()["weights"]["network"] == 0.5
    assert halden.send("patch", address, {}).json()["weights"]["network"] == 0.5


def test_weights_stay_once_a_candidate_has_a_score(halden: Employer) -> None:
    halden.share("Ada")
    own = {"weights": {"reach": 2}, "weights_reason": "We need somebody whom many people see."}
    answer = halden.send("patch", f"openings/{halden.opening.pk}", own | {"title": "Other"})
    assert (answer.status_code, answer.json()["code"]) == (409, "weights_fixed")
    assert titles(halden) == [halden.opening.title]


def test_an_opening_with_people_in_it_stays_blind(halden: Employer) -> None:
    blind = halden.post("openings", ORDER | {"blind": True}).json()["id"]
    order = {"opening": blind, "name": "Ada", "email": "ada@people.example"}
    assert halden.post("invitations", order).status_code == 201
    answer = halden.send("patch", f"openings/{blind}", {"blind": False})
    assert wrong(answer) == ["blind"]
    assert answer.json()["code"] == "people_inside"


def test_closing_and_reopening_twice_is_once(halden: Employer) -> None:
    address = f"openings/{halden.opening.pk}"
    closed = [halden.post(f"{address}/close").json()["closed_at"] for _ in range(2)]
    assert closed[0] == closed[1]
    assert halden.send("patch", address, {"title": "Late"}).json()["code"] == "opening_closed"
    reopened = [halden.post(f"{address}/reopen").json()["closed_at"] for _ in range(2)]
    assert reopened == [None, None]
    with tenancy.organisation(halden.organisation.pk):
        verbs = ["opening.closed", "opening.reopened"]
        events = Event.objects.filter(verb__in=verbs, actor="api_key")
        assert sorted(events.values_list("verb", flat=True)) == verbs


def test_only_an_opening_where_nobody_ever_was_is_deleted(halden: Employer) -> None:
    empty = halden.post("openings", ORDER).json()["id"]
    halden.silent("Bo")
    used = halden.send("delete", f"openings/{halden.opening.pk}")
    assert (used.status_code, used.json()["code"]) == (409, "opening_used")
    assert halden.send("delete", f"openings/{empty}").status_code == 204
    assert halden.send("delete", f"openings/{empty}").status_code == 404


def test_openings_are_found_by_their_words_and_state(halden: Employer) -> None:
    make_opening(halden.organisation, "Press officer", place="Kiel")
    halden.post(f"openings/{halden.opening.pk}/close")
    assert titles(halden, search="kiel press") == ["Press officer"]
    assert titles(halden, state="open") == ["Press officer"]
    assert titles(halden, state="closed") == [halden.opening.title]
    assert wrong(halden.get("openings", state="lost")) == ["state"]
    assert wrong(halden.get("openings", expand="people")) == ["expand"]
    assert wrong(halden.get("openings", search="x" * 121)) == ["search"]


def test_counts_come_along_where_they_are_asked_for(
    halden: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    halden.share("Ada")
    halden.silent("Bo")
    for number in range(12):
        make_opening(halden.organisation, f"Job {number}")
    with django_assert_max_num_queries(14):
        told = halden.get("openings", expand="counts").json()["results"]
    assert told[-1]["counts"] == {"people": 2, "sharing": 1, "invited": 1, "waiting": 0}
    assert halden.get("openings").json()["results"][0]["counts"] is None


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("patch", "openings/{}", {"title": "Mine now"}),
        ("delete", "openings/{}", None),
        ("post", "openings/{}/close", None),
        ("post", "openings/{}/reopen", None),
    ],
)
def test_an_opening_of_another_organisation_is_not_found(
    halden: Employer, other: Employer, method: str, address: str, body: Any
) -> None:
    answer = halden.send(method, address.format(other.opening.pk), body)
    assert answer.status_code == 404
    with tenancy.organisation(other.organisation.pk):
        assert Opening.objects.open().filter(title=other.opening.title).exists()


@pytest.mark.django_db
def test_a_key_that_may_not_manage_changes_no_opening() -> None:
    inviter = make_employer("Inviters", scopes=("read", "invite"))
    assert inviter.post("openings", ORDER).status_code == 403
    address = f"openings/{inviter.opening.pk}"
    assert inviter.send("patch", address, {"title": "X"}).status_code == 403
    assert inviter.post(f"{address}/close").status_code == 403
    assert inviter.get(address).status_code == 200
