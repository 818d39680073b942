"""Tables in and out of the admin: by the same actions as everywhere, noted, and harmless."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from apps.scoring.actions import exports
from tests.factories import (
    make_candidate,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)
from tests.workspace.administering import PEOPLE, events, operator_in, signed_in, team, text

pytestmark = pytest.mark.django_db
IMPORT, CONFIRM, EXPORT = f"{PEOPLE}import/", f"{PEOPLE}process_import/", f"{PEOPLE}export/"
TWO = b"name,email,place\nAda Lindqvist,ada@people.example,Lund\nBo Berg,bo@people.example,\n"
AS_CSV, AS_XLSX = "0", "1"


def look(client: Client, opening: Opening, content: bytes, name: str = "people.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(IMPORT, {"opening": str(opening.pk), "import_file": file})


def confirm(client: Client, looked: Any) -> Any:
    given = looked.context["confirm_form"].initial
    return client.post(CONFIRM, {key: str(value) for key, value in given.items()}, follow=True)


def workbook(*rows: list[Any]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(content)
    return content.getvalue()


def invited(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        found = Invitation.objects.with_people().order_by("candidate__name")
        return [each.candidate.name for each in found]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TWO, "people.csv"),
        (
            workbook(
                ["name", "email", "place"],
                ["Ada Lindqvist", "ada@people.example", "Lund"],
                ["Bo Berg", "bo@people.example", None],
            ),
            "people.xlsx",
        ),
    ],
    ids=["csv", "xlsx"],
)
def test_a_table_is_looked_at_and_then_invited_by_the_action(content: bytes, name: str) -> None:
    mine, katrin = team()
    opening = make_opening(mine)
    looked = look(katrin, opening, content, name)
    assert "Ada Lindqvist" in looked.content.decode()
    assert invited(mine) == []
    page = text(confirm(katrin, looked).content)
    assert "2 people are invited; the emails are on their way." in page
    assert invited(mine) == ["Ada Lindqvist", "Bo Berg"]
    assert events(mine, "candidates.imported") == [{"invited": 2, "already": 0}]
    assert len(events(mine, "invitation.created")) == 2


def test_confirming_twice_invites_nobody_twice() -> None:
    mine, katrin = team()
    looked = look(katrin, make_opening(mine), TWO)
    confirm(katrin, looked)
    assert "2 had been invited before and get nothing again." in text(
        confirm(katrin, looked).content
    )
    assert invited(mine) == ["Ada Lindqvist", "Bo Berg"]


def test_each_wrong_row_is_named_with_its_line_and_nothing_can_be_confirmed() -> None:
    mine, katrin = team()
    wrong = b"name,email\nAda,ada@people.example\n\n,nobody\nBo,ada@people.example\n"
    looked = look(katrin, make_opening(mine), wrong)
    page = text(looked.content)
    assert "confirm_form" not in looked.context
    assert "“nobody” is no email address." in page
    assert "The same address stands on line 2." in page
    assert [row.number for row in looked.context["result"].invalid_rows] == [4, 5]


def test_what_is_no_table_is_said_at_the_file() -> None:
    mine, katrin = team()
    opening = make_opening(mine)
    assert "Missing: name" in text(look(katrin, opening, b"a,b\n1,2\n").content)
    assert "This workbook cannot be read." in text(look(katrin, opening, b"PK\x03\x04??").content)


def test_a_workbook_with_a_formula_is_refused() -> None:
    mine, katrin = team()
    content = workbook(["name", "email"], ["=1+1", "ada@people.example"])
    page = text(look(katrin, make_opening(mine), content, "people.xlsx").content)
    assert "Line 2 holds a formula." in page
    assert invited(mine) == []


def test_a_closed_opening_or_one_without_a_reason_is_refused_at_its_field() -> None:
    mine, katrin = team()
    looked = look(katrin, make_opening(mine, reason=""), TWO)
    assert "opening" in looked.context["form"].errors


def test_an_opening_of_another_organisation_is_none() -> None:
    _, katrin = team()
    foreign = make_opening(make_organisation("Other"))
    assert "opening" in look(katrin, foreign, TWO).context["form"].errors


def test_what_one_looked_at_another_cannot_confirm() -> None:
    mine, katrin = team()
    looked = look(katrin, make_opening(mine), TWO)
    other, stranger = team()
    make_opening(other)
    page = text(confirm(stranger, looked).content)
    assert "Nobody was imported." in page
    assert invited(mine) == invited(other) == []


def test_who_may_not_invite_imports_nothing_and_neither_does_an_operator() -> None:
    mine, vera = team(Role.VIEWER)
    for client in (vera, operator_in(mine)):
        assert client.get(IMPORT).status_code == 403
        assert client.post(CONFIRM, {}).status_code == 403
        assert "import/" not in client.get(PEOPLE).content.decode()


def exported(client: Client, kind: str = AS_CSV, **asked: str) -> list[list[str]]:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    answer = client.post(f"{EXPORT}?{query}", {"format": kind, "resource": "0"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="candidates-')
    if kind == AS_CSV:
        return [*csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]
    sheet: Any = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", [AS_CSV, AS_XLSX])
def test_a_list_leaves_with_its_score_columns_and_is_noted(kind: str) -> None:
    mine, katrin = team()
    opening = make_opening(mine)
    make_sharing_candidate(mine, opening, "Ada")
    make_candidate(mine, "Silent Cy", opening=opening)
    heading, ada, silent = exported(katrin, kind)
    told = dict(zip(heading, ada, strict=True))
    assert int(told["interval_low"]) <= int(told["score"]) <= int(told["interval_high"])
    assert told["openings"] == "Community Manager"
    unsaid = dict(zip(heading, silent, strict=True))
    numbers = ("score", "interval_low", "interval_high", "reach", "engagement", "network")
    assert unsaid["name"] == "Silent Cy"
    assert all(not unsaid[number] for number in (*numbers, "accounts", "last_reading"))
    noted = events(mine, "candidates.exported")[0]
    assert (noted["people"], noted["format"]) == (2, "csv" if kind == AS_CSV else "xlsx")
    assert "value" in noted["columns"]
    assert events(mine, "score.seen") == [{"where": "export"}]


def test_what_is_filtered_is_what_leaves() -> None:
    mine, katrin = team()
    opening = make_opening(mine)
    make_sharing_candidate(mine, opening, "Ada")
    make_candidate(mine, "Silent Cy", opening=opening)
    assert [row[0] for row in exported(katrin, state="not_shared")] == ["name", "Silent Cy"]
    assert events(mine, "candidates.exported")[0]["filters"] == {"state": ["not_shared"]}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_cell_becomes_a_formula(start: str) -> None:
    mine, katrin = team()
    make_candidate(mine, f'{start}HYPERLINK("http://x.example")', opening=make_opening(mine))
    assert exported(katrin)[1][0].startswith(f"'{start.strip()}")
    assert str(exported(katrin, AS_XLSX)[1][0]).startswith("'")


def test_hidden_people_leave_under_their_pseudonym() -> None:
    mine, katrin = team()
    hidden = make_candidate(mine, "Ada Hidden", opening=make_opening(mine, "Blind", blind=True))
    with tenancy.organisation(mine.pk):
        shown = Candidate.objects.get(pk=hidden.pk).shown_name
    row = exported(katrin)[1]
    assert row[:2] == [" ".join(shown.split()), ""]


def test_a_list_too_long_for_one_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST", 1)
    mine, katrin = team()
    make_candidate(mine)
    make_candidate(mine)
    page = katrin.post(EXPORT, {"format": AS_CSV, "resource": "0"}, follow=True)
    assert "Narrow the list by a filter." in text(page.content)
    assert events(mine, "candidates.exported") == []


def test_nobody_of_another_organisation_leaves() -> None:
    mine, katrin = team()
    other = make_organisation("Other", owner=make_user())
    make_sharing_candidate(other, make_opening(other), "Dora")
    make_candidate(mine, "Mine Alone")
    assert [row[0] for row in exported(katrin)] == ["name", "Mine Alone"]


def test_who_may_not_export_gets_no_file_and_neither_does_an_operator() -> None:
    mine, vera = team(Role.VIEWER)
    for client in (vera, operator_in(mine)):
        assert client.get(EXPORT).status_code == 403
        assert client.post(EXPORT, {"format": AS_CSV, "resource": "0"}).status_code == 403
        assert "export/" not in client.get(PEOPLE).content.decode()
    assert signed_in(make_user("Stranger")).get(EXPORT, follow=True).status_code == 404
