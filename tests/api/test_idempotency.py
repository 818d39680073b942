"""A program that lost an answer asks again, and nothing happens twice."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.candidates.actions import openings
from apps.candidates.models import Opening
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.actions import kept_answers
from apps.organisations.models import KeptAnswer
from tests.api.conftest import Employer

JOB = {"title": "Editor"}


def create(employer: Employer, key: str, body: Any = None, path: str = "openings") -> Any:
    headers = {"Authorization": f"Bearer {employer.secret}", "Idempotency-Key": key}
    return Client().post(
        f"/api/v1/{path}",
        JOB if body is None else body,
        content_type="application/json",
        headers=headers,
    )


def titles(employer: Employer) -> list[str]:
    with tenancy.organisation(employer.organisation.pk):
        return [*Opening.objects.order_by("id").values_list("title", flat=True)]


def test_the_same_request_again_gets_the_same_answer_and_changes_nothing(halden: Employer) -> None:
    first, again = create(halden, "a-1"), create(halden, "a-1")
    assert first.status_code == again.status_code == 201
    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"]
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert titles(halden).count("Editor") == 1


def test_the_same_key_for_something_else_is_refused(halden: Employer) -> None:
    create(halden, "a-1")
    for other in (
        create(halden, "a-1", {"title": "Clerk"}),
        create(halden, "a-1", path=f"openings/{halden.opening.pk}/close"),
    ):
        assert other.status_code == 422
        assert other.json()["type"] == "/api/problems/idempotency-key-reused"
    assert "Clerk" not in titles(halden)


def test_two_organisations_may_have_the_same_key(halden: Employer, other: Employer) -> None:
    assert create(halden, "1").json()["id"] != create(other, "1").json()["id"]


def test_after_a_refusal_the_same_key_may_ask_for_the_right_thing(halden: Employer) -> None:
    assert create(halden, "a-1", {"title": ""}).status_code == 400
    assert create(halden, "a-1").status_code == 201


@pytest.mark.parametrize("key", ["", "a" * 256, "ä", "tab\there"])
def test_a_key_that_is_none_is_refused_at_its_header(halden: Employer, key: str) -> None:
    answer = create(halden, key)
    assert answer.status_code == 400
    assert [entry["header"] for entry in answer.json()["errors"]] == ["Idempotency-Key"]


def test_what_broke_inside_is_not_kept(halden: Employer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(openings, "create", broken)
        with pytest.raises(ZeroDivisionError):
            create(halden, "a-1")
    assert create(halden, "a-1").status_code == 201


def test_a_kept_answer_is_sealed_and_goes_after_a_day(halden: Employer) -> None:
    created = create(halden, "a-1").json()["id"]
    organisation_id = halden.organisation.pk
    planned = Due.objects.get(kind=kept_answers.FORGET)
    assert (planned.subject_id, planned.wall_id) == (organisation_id, organisation_id)
    with tenancy.organisation(organisation_id):
        kept = KeptAnswer.objects.get()
        assert b"Editor" not in bytes(kept.sealed)
        assert created in map(str, kept.about)
        KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert create(halden, "a-1").json()["id"] != created
    with tenancy.organisation(organisation_id):
        KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    kept_answers.forget_old(organisation_id=organisation_id)
    with tenancy.organisation(organisation_id):
        assert not KeptAnswer.objects.exists()
    assert not Due.objects.filter(kind=kept_answers.FORGET).exists()


def test_a_younger_answer_stays_and_its_end_is_planned(halden: Employer) -> None:
    create(halden, "a-1")
    kept_answers.forget_old(organisation_id=halden.organisation.pk)
    with tenancy.organisation(halden.organisation.pk):
        assert KeptAnswer.objects.count() == 1
    assert Due.objects.filter(kind=kept_answers.FORGET).count() == 1


def test_what_was_answered_about_a_candidate_goes_with_them(halden: Employer) -> None:
    order = {"opening": str(halden.opening.pk), "name": "Ada", "email": "ada@people.example"}
    candidate = create(halden, "a-1", order, "invitations").json()["candidate"]
    with tenancy.organisation(halden.organisation.pk):
        kept_answers.forget_about([candidate])
        assert not KeptAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done_and_the_other_told_to_wait(
    halden: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, plain = threading.Event(), threading.Event(), openings.create
    answers: list[Any] = []

    def slow(**asked: Any) -> Opening:
        begun.set()
        assert may_end.wait(20)
        return plain(**asked)

    def first() -> None:
        answers.append(create(halden, "a-1"))
        connection.close()

    monkeypatch.setattr(openings, "create", slow)
    thread = threading.Thread(target=first)
    thread.start()
    assert begun.wait(20)
    second = create(halden, "a-1")
    may_end.set()
    thread.join()
    assert (second.status_code, second["Retry-After"]) == (409, "1")
    assert second.json()["type"] == "/api/problems/idempotency-key-in-use"
    assert answers[0].status_code == 201
    assert create(halden, "a-1").content == answers[0].content
    assert titles(halden).count("Editor") == 1
