"""Members decide, and a program passes on who did and why. No score and no program decides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from apps.audit.models import Event
from apps.candidates.models import Application, Candidate, Decision
from apps.core import tenancy
from apps.organisations.models import ApiKey, Membership
from apps.organisations.models.membership import Role
from apps.workspace.settings.sentences import lines
from tests.api.conftest import Employer, make_employer, wrong
from tests.factories import make_member, make_user

WHY = "Both of us liked the talk with her, and her references say the same."
UNKNOWN = "00000000-0000-7000-8000-000000000000"


def recruiter(employer: Employer, name: str = "Rea Recruiter") -> UUID:
    return make_member(employer.organisation, make_user(name)).user_id


def order(employer: Employer, candidate: Candidate, **more: Any) -> dict[str, Any]:
    who = {"candidate": str(candidate.pk), "opening": str(employer.opening.pk)}
    return {**who, "kind": "advance", "reason": WHY, **more}


def status_of(candidate: Candidate) -> str:
    with tenancy.organisation(candidate.organisation_id):
        return Application.objects.get(candidate=candidate).status


def test_a_decision_is_a_members_and_the_trail_names_member_and_key(halden: Employer) -> None:
    ada, rea = halden.share("Ada"), recruiter(halden)
    score = halden.get(f"candidates/{ada.pk}/score").json()
    asked = order(halden, ada, decided_by=str(rea), score=score["id"])
    answer = halden.post("decisions", asked)
    assert answer.status_code == 201
    assert "reason" not in answer.json()
    told = halden.get(f"decisions/{answer.json()['id']}").json()
    assert (told["decided_by"], told["kind"], told["reason"]) == (str(rea), "advance", WHY)
    assert told["seen"]["value"] == score["value"]
    assert status_of(ada) == "interview"
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="decision.made")
        assert (event.actor, event.actor_id) == ("user", rea)
        assert event.facts["key"] == str(ApiKey.objects.get().pk)
        assert "<b>Rea Recruiter, through the API key ATS,</b>" in lines([event])[0].sentence


def test_the_same_decision_twice_is_one(halden: Employer) -> None:
    bo, rea = halden.silent("Bo"), recruiter(halden)
    asked = order(halden, bo, decided_by=str(rea), kind="hold")
    first, second = halden.post("decisions", asked), halden.post("decisions", asked)
    assert first.json() == second.json()


def test_nobody_overrules_what_they_have_not_read(halden: Employer) -> None:
    bo, rea = halden.silent("Bo"), recruiter(halden)
    asked = order(halden, bo, decided_by=str(rea))
    first = halden.post("decisions", asked).json()["id"]
    blind = halden.post("decisions", {**asked, "kind": "reject"})
    assert (blind.status_code, blind.json()["code"]) == (409, "decided")
    assert status_of(bo) == "interview"
    knowing = halden.post("decisions", {**asked, "kind": "reject", "after": first})
    assert knowing.status_code == 201
    assert status_of(bo) == "rejected"
    kinds = [each["kind"] for each in halden.get("decisions", candidate=bo.pk).json()["results"]]
    assert kinds == ["reject", "advance"]


def test_only_a_member_who_may_decide_has_decided(halden: Employer, other: Employer) -> None:
    bo = halden.silent("Bo")
    viewer = make_member(halden.organisation, role=Role.VIEWER).user_id
    for nobody in (viewer, recruiter(other), UNKNOWN):
        assert wrong(halden.post("decisions", order(halden, bo, decided_by=str(nobody)))) == [
            "decided_by"
        ]
    assert wrong(halden.post("decisions", order(halden, bo))) == ["decided_by"]
    assert status_of(bo) == "new"


def test_a_decision_has_a_kind_and_a_reason(halden: Employer) -> None:
    bo, rea = halden.silent("Bo"), str(recruiter(halden))
    assert wrong(halden.post("decisions", order(halden, bo, decided_by=rea, kind="fire"))) == [
        "kind"
    ]
    assert wrong(halden.post("decisions", order(halden, bo, decided_by=rea, reason="no"))) == [
        "reason"
    ]
    assert wrong(halden.post("decisions", order(halden, bo, decided_by=5))) == ["decided_by"]


def test_what_is_another_organisations_cannot_be_decided_about(
    halden: Employer, other: Employer
) -> None:
    theirs, bo, rea = other.share("Ada"), halden.silent("Bo"), str(recruiter(halden))
    foreign = other.get(f"candidates/{theirs.pk}/score").json()["id"]
    made = other.post("decisions", order(other, theirs, decided_by=str(recruiter(other)))).json()
    for more in (
        {"candidate": str(theirs.pk)},
        {"opening": str(other.opening.pk)},
        {"score": foreign},
        {"after": made["id"]},
    ):
        asked = order(halden, bo, decided_by=rea) | more
        assert halden.post("decisions", asked).status_code == 404, more
    assert halden.get(f"decisions/{made['id']}").status_code == 404
    assert halden.get("decisions").json()["results"] == []
    with tenancy.organisation(halden.organisation.pk):
        assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_key_that_may_not_manage_passes_on_no_decision() -> None:
    reader = make_employer("Readers", scopes=("read", "invite"))
    bo = reader.silent("Bo")
    asked = order(reader, bo, decided_by=str(recruiter(reader)))
    assert reader.post("decisions", asked).status_code == 403


def test_reading_decisions_is_a_look_at_the_scores_in_them(
    halden: Employer, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rea = str(recruiter(halden))
    for number in range(6):
        ada = halden.share(f"Ada {number}")
        score = halden.get(f"candidates/{ada.pk}/score").json()["id"]
        halden.post("decisions", order(halden, ada, decided_by=rea, score=score))
    with tenancy.organisation(halden.organisation.pk):
        before = Event.objects.filter(verb="score.seen").count()
    with django_assert_max_num_queries(16):
        assert len(halden.get("decisions", opening=halden.opening.pk).json()["results"]) == 6
    with tenancy.organisation(halden.organisation.pk):
        assert Event.objects.filter(verb="score.seen").count() == before + 6


def test_a_member_moves_a_person_on_but_ends_nothing(halden: Employer) -> None:
    bo, rea = halden.silent("Bo"), str(recruiter(halden))
    here = halden.get("applications", candidate=bo.pk).json()["results"][0]["id"]
    address = f"applications/{here}"
    moved = halden.send("patch", address, {"status": "in_review", "moved_by": rea})
    assert moved.json()["status"] == status_of(bo) == "in_review"
    ended = halden.send("patch", address, {"status": "rejected", "moved_by": rea})
    assert wrong(ended) == ["status"]
    assert wrong(halden.send("patch", address, {"status": "new"})) == ["moved_by"]
    halden.post("decisions", order(halden, bo, decided_by=rea, kind="reject"))
    late = halden.send("patch", address, {"status": "new", "moved_by": rea})
    assert (late.status_code, late.json()["code"]) == (409, "needs_decision")


def test_applications_of_another_organisation_are_not_found(
    halden: Employer, other: Employer
) -> None:
    theirs = other.silent("Ada")
    with tenancy.organisation(other.organisation.pk):
        here = theirs.applications.get().pk
    rea = str(recruiter(halden))
    body = {"status": "in_review", "moved_by": rea}
    assert halden.send("patch", f"applications/{here}", body).status_code == 404
    assert halden.get(f"applications/{here}").status_code == 404
    assert halden.get("applications").json()["results"] == []
    assert status_of(theirs) == "new"


def test_the_team_is_listed_with_who_may_decide(halden: Employer, other: Employer) -> None:
    rea = recruiter(halden)
    vic = make_member(halden.organisation, make_user("Vic Viewer"), Role.VIEWER).user_id
    told = {each["id"]: each for each in halden.get("members").json()["results"]}
    assert (told[str(rea)]["name"], told[str(rea)]["may_decide"]) == ("Rea Recruiter", True)
    assert (told[str(vic)]["role"], told[str(vic)]["may_decide"]) == ("viewer", False)
    with tenancy.organisation(halden.organisation.pk):
        team = {str(key) for key in Membership.objects.values_list("user", flat=True)}
    assert told.keys() == team
    assert set(told[str(rea)]) == {"id", "name", "role", "may_decide"}
