"""A list as a file: what stands in it, who may take it, and that it is written down."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.organisations.models import Membership
from apps.scoring.models import Standing
from apps.scoring.released import active_model
from tests.workspace.hiring import Hiring, make_hiring, names
from tests.workspace.many import many_people

pytestmark = pytest.mark.django_db
HEAD = [
    *("Name", "E-mail address", "Place", "Score", "Interval from", "Interval to", "State"),
    *("Reach", "Engagement", "Network", "Accounts", "Read", "Status", "Score model", "Notice"),
]


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def take(halden: Hiring, query: str = "", *, user: Any = None, **form: str) -> Any:
    address = reverse("opening_export", args=[halden.organisation.slug, halden.opening.pk])
    return halden.client(user).post(address + query, {"who": "all", "kind": "csv", **form})


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def rows(answer: Any) -> list[list[str]]:
    return [*csv.reader(StringIO(body(answer).decode(), newline=""))]


def cells(answer: Any) -> Any:
    return load_workbook(BytesIO(body(answer)))


def test_a_file_holds_the_list_in_its_order_with_interval_state_model_and_notice(
    halden: Hiring,
) -> None:
    halden.share("Jonas Oberländer", followers=400, people=30)
    ada = halden.share("Ada Lindqvist", followers=90_000, people=300)
    answer = take(halden)
    head, *people = rows(answer)
    assert head == HEAD
    assert (
        [row[0] for row in people] == names(halden.list()) == ["Ada Lindqvist", "Jonas Oberländer"]
    )
    with tenancy.organisation(halden.organisation.pk):
        standing = Standing.objects.get(candidate=ada)
    first = dict(zip(head, people[0], strict=True))
    assert first["Score"] == str(standing.value)
    assert (first["Interval from"], first["Interval to"]) == (
        str(standing.low),
        str(standing.high),
    )
    assert first["State"] == str(standing.get_state_display())
    assert first["Score model"] == active_model().version
    assert "does not measure job performance" in first["Notice"]
    assert first["Accounts"] == "X"
    assert datetime.fromisoformat(first["Read"]).utcoffset() is not None


def test_who_shares_nothing_stands_there_without_any_number(halden: Hiring) -> None:
    halden.declined("Freya Holm")
    gone = halden.share("Dele Adeyemi")
    with tenancy.organisation(halden.organisation.pk):
        person = Candidate.objects.get(pk=gone.pk).person_id
    assert person
    with tenancy.person(person):
        Standing.objects.all().delete()
    for row in rows(take(halden))[1:]:
        assert row[3:6] == ["", "", ""]
        assert row[6] == "Not shared"
        assert row[7:12] == ["", "", "", "", ""]
        assert row[13] == ""


def test_filters_and_columns_of_the_list_are_those_of_the_file(halden: Hiring) -> None:
    many_people(halden, 60)
    with tenancy.organisation(halden.organisation.pk):
        Membership.objects.filter(user=halden.katrin).update(list_columns=["reach"], list_size=100)
    query = "?score_min=30&unscored=no&sort=name"
    head, *people = rows(take(halden, query))
    assert head == [*HEAD[:8], "Score model", "Notice"]
    listed = names(halden.list(score_min=30, unscored="no", sort="name"))
    assert [row[0] for row in people] == listed
    assert all(int(row[3]) >= 30 for row in people)


def test_a_file_goes_on_over_all_pages(halden: Hiring, monkeypatch: pytest.MonkeyPatch) -> None:
    people = many_people(halden, 60)
    monkeypatch.setattr("apps.scoring.actions.exports.AT_ONCE", 7)
    assert len(rows(take(halden))) == 1 + len(people)
    monkeypatch.setattr("apps.scoring.actions.exports.MOST", 20)
    assert len(rows(take(halden))) == 1 + 20


def test_only_the_chosen_people_can_be_taken(halden: Hiring) -> None:
    ada, _ = halden.share("Ada Lindqvist"), halden.share("Bo Ek")
    found = rows(take(halden, f"?candidate={ada.pk}&status=on_hold", who="chosen"))
    assert [row[0] for row in found[1:]] == ["Ada Lindqvist"]


def test_text_that_a_spreadsheet_would_run_is_harmless_in_both_kinds_of_file(
    halden: Hiring,
) -> None:
    hostile = '=HYPERLINK("https://evil.example","Ada")'
    for name in (hostile, "+49 Ada", "-1+1", "@SUM(A1)", " =1+1", 'Quote " and, comma'):
        halden.asked(name, place="Line\u2028break")
    text = [row[0] for row in rows(take(halden))[1:]]
    assert f"'{hostile}" in text
    assert 'Quote " and, comma' in text
    assert not [name for name in text if name.lstrip(" ")[:1] in "=+-@"]
    sheet = cells(take(halden, kind="xlsx")).worksheets[0]
    kinds = {sheet.cell(row, 1).data_type for row in range(2, sheet.max_row + 1)}
    assert kinds == {"s"}
    assert hostile in [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)]


def test_lines_end_as_rfc_4180_wants_and_the_byte_order_mark_is_asked_for(halden: Hiring) -> None:
    halden.asked("José")
    plain, marked = body(take(halden)), body(take(halden, kind="csv_bom"))
    assert plain.count(b"\r\n") == plain.count(b"\n") == 2
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_spreadsheet_has_real_numbers_and_times_and_a_head_that_stays(halden: Hiring) -> None:
    halden.share("Ada Lindqvist")
    answer = take(halden, kind="xlsx")
    assert "candidates-" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    book = cells(answer)
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[1]] == HEAD
    assert sheet.freeze_panes == "A2"
    row = dict(zip(HEAD, [cell.value for cell in sheet[2]], strict=True))
    assert isinstance(row["Score"], int)
    assert isinstance(row["Read"], datetime)
    assert "does not measure job performance" in about["A1"].value
    assert halden.organisation.name in about["A2"].value


def test_a_download_is_an_event_without_names_and_a_look_at_each_score(halden: Hiring) -> None:
    halden.share("Ada Lindqvist")
    halden.asked("Yuki Tanabe")
    take(halden, "?q=ada&score_min=2&sort=name")
    with tenancy.organisation(halden.organisation.pk):
        event = Event.objects.get(verb="candidates.exported")
        looks = Event.objects.filter(verb="score.seen", facts__where="export")
        assert looks.count() == 1
    assert event.actor_id == halden.katrin.pk
    assert event.subject_id == halden.opening.pk
    assert event.facts["people"] == 1
    assert event.facts["filters"] == {"q": True, "score_min": "2"}
    assert event.facts["columns"][:4] == ["name", "email", "place", "score"]
    assert "ada" not in str(event.facts).lower()


def test_a_viewer_may_not_and_is_offered_nothing(halden: Hiring) -> None:
    halden.share("Ada Lindqvist")
    assert take(halden, user=halden.vic).status_code == 403
    assert halden.get("opening_export", halden.opening.pk, user=halden.vic).status_code == 403
    assert "Download" not in halden.list(user=halden.vic)
    assert "Download" in halden.list()


def test_another_organisation_finds_neither_page_nor_file(halden: Hiring) -> None:
    foreign = make_hiring()
    theirs = foreign.share("Secret Person")
    assert take(halden, user=foreign.katrin).status_code == 404
    assert halden.get("opening_export", foreign.opening.pk).status_code == 404
    found = rows(take(halden, f"?candidate={theirs.pk}", who="chosen"))
    assert found == [HEAD]


def test_who_is_hidden_stays_so_in_the_file(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=9_000)
    with tenancy.organisation(halden.organisation.pk):
        Candidate.objects.filter(pk=ada.pk).update(hidden_as="K7M3RT")
    text = body(take(halden)).decode()
    assert "K7M3RT" in text
    assert "Ada" not in text
    assert "ada" not in text.partition("\r\n")[2].lower()


@pytest.mark.parametrize("wrong", [{"kind": "exe"}, {"who": "boss"}, {"kind": ""}])
def test_an_unknown_kind_of_file_is_refused_in_words(halden: Hiring, wrong: dict[str, str]) -> None:
    halden.share("Ada Lindqvist")
    answer = take(halden, **wrong)
    assert answer.status_code == 400
    assert "Choose who and as what kind of file." in answer.content.decode()


def test_the_page_says_what_the_file_will_hold(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    html = halden.get(
        "opening_export", halden.opening.pk, candidate=str(ada.pk), status="new"
    ).content.decode()
    assert "Only the 1 person who is chosen" in html
    assert "Status: “New”" in html
    assert "At most 10\u00a0000 people" in html
    assert "Interval from, Interval to" in html
