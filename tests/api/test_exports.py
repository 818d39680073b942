"""A program takes a list along as a file: the same people as by pages, and each score is a look."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from apps.api.tables import COLUMNS
from apps.audit.models import Event
from apps.core import tenancy
from apps.scoring.actions import exports
from tests.api.conftest import Employer, make_employer, wrong


def body(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows(employer: Employer, **query: Any) -> list[dict[str, str]]:
    answer = employer.get("candidates.csv", **query)
    return [*csv.DictReader(StringIO(body(answer).decode(), newline=""))]


def test_a_file_holds_the_same_people_in_the_same_order(
    halden: Employer, other: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    for number in range(4):
        halden.share(f"P{number}", followers=300 * (number + 1))
    halden.silent("=Silent()")
    other.share("Somebody else")
    listed = halden.get("candidates").json()["results"]
    told = rows(halden)
    assert [each["id"] for each in told] == [each["id"] for each in listed]
    assert [each["score"] for each in told[:4]] == [
        str(each["score"]["value"]) for each in listed[:4]
    ]
    assert [*told[0]] == [*COLUMNS]
    assert told[0]["email"] == listed[0]["email"]
    assert told[4]["name"] == "'=Silent()"
    assert (told[4]["score"], told[4]["state"]) == ("", "not_shared")
    assert "does not measure job performance" in told[0]["notice"]


def test_filters_narrow_a_file_too(halden: Employer) -> None:
    ada, _ = halden.share("Ada", followers=60_000, people=300), halden.silent("Bo")
    assert [each["name"] for each in rows(halden, state="not_shared")] == ["Bo"]
    (told,) = rows(halden, opening=halden.opening.pk, score_min=1)
    assert (told["id"], told["status"], told["accounts"]) == (str(ada.pk), "new", "x")
    assert wrong(halden.get("candidates.csv", state="lost")) == ["state"]
    assert wrong(halden.get("candidates.xlsx", page_size=5)) == ["page_size"]


def test_a_workbook_keeps_numbers_as_numbers(halden: Employer) -> None:
    halden.share("Ada")
    answer = halden.get("candidates.xlsx")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "attachment" in answer["Content-Disposition"]
    sheet = load_workbook(BytesIO(body(answer))).worksheets[0]
    head, person = sheet.values
    assert [*head] == [*COLUMNS]
    assert isinstance(person[[*COLUMNS].index("score")], int)


def test_who_took_whose_scores_along_is_written_down(halden: Employer) -> None:
    ada = halden.share("Ada")
    halden.silent("Bo")
    rows(halden, search="Ada", opening=halden.opening.pk)
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="candidates.exported")
    assert (event.actor, event.subject_id) == ("api_key", halden.opening.pk)
    assert (event.facts["people"], event.facts["format"]) == (1, "csv")
    assert "Ada" not in str(event.facts)
    with tenancy.person(ada.person_id):  # type: ignore[arg-type]  # she shares
        assert [e.facts["where"] for e in Event.objects.filter(verb="score.seen")] == ["export"]


def test_a_file_of_another_organisations_opening_holds_nobody(
    halden: Employer, other: Employer
) -> None:
    other.share("Ada")
    assert rows(halden, opening=other.opening.pk) == rows(halden) == []


@pytest.mark.django_db
def test_a_key_that_may_not_read_takes_no_file() -> None:
    inviter = make_employer("Inviters", scopes=("invite",))
    answer = inviter.get("candidates.csv")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
