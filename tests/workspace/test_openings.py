"""The hiring team describes its jobs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from apps.audit.models import Event
from apps.candidates.models import Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import (
    REASON,
    make_candidate,
    make_invitation,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)
from tests.workspace.visits import at, member, said, visitor

pytestmark = pytest.mark.django_db
EVEN = {"reach_weight": "1", "engagement_weight": "1", "network_weight": "1", "weights_reason": ""}
GOOD = {"title": "Community Manager", "place": "Hamburg", "reason": REASON, **EVEN}


def only_opening(organisation: Organisation) -> Opening:
    with tenancy.organisation(organisation.pk):
        return Opening.objects.get()


def test_katrin_describes_an_opening_and_goes_on_to_invite() -> None:
    employer = make_organisation()
    answer = member(employer).post(at("opening_new", employer), GOOD)
    opening = only_opening(employer)
    assert answer.headers["Location"] == at("opening_invite", employer, opening.pk)
    assert (opening.title, opening.place, opening.reason) == (
        "Community Manager",
        "Hamburg",
        REASON,
    )


def test_the_form_of_the_first_steps_describes_an_opening_too() -> None:
    employer = make_organisation()
    katrin = member(employer)
    page = katrin.get(at("start", employer)).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+_weight)" value="(\w+)">', page))
    said = {"title": "Community Manager", "place": "", "reason": REASON}
    answer = katrin.post(at("opening_new", employer), said | sent)
    assert answer.headers["Location"] == at("opening_invite", employer, only_opening(employer).pk)


def test_an_opening_without_a_reason_waits_in_the_list() -> None:
    employer = make_organisation()
    katrin = member(employer)
    answer = katrin.post(at("opening_new", employer), {**GOOD, "reason": ""}, follow=True)
    page = answer.content.decode()
    assert answer.request["PATH_INFO"] == at("openings", employer)
    assert "Reason missing" in page
    assert "Add the reason" in page


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": " "}, "Name the job."),
        ({"reason": "because"}, "At least 20 letters"),
        ({"reach_weight": "2.5"}, "At most 2."),
        ({"network_weight": "0"}, "At least 0.5."),
        ({"reach_weight": "2"}, "At least 20 letters"),
        ({"reach_weight": "heavy"}, "Enter a number"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_nothing_is_saved(
    change: dict[str, Any], complaint: str
) -> None:
    employer = make_organisation()
    answer = member(employer).post(at("opening_new", employer), GOOD | change)
    assert answer.status_code == 200
    assert complaint in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()
    with tenancy.organisation(employer.pk):
        assert not Opening.objects.exists()


def test_weights_with_a_reason_are_kept() -> None:
    employer = make_organisation()
    reason = "This job is about being found by new people."
    weighed = GOOD | {"reach_weight": "1.5", "weights_reason": reason}
    member(employer).post(at("opening_new", employer), weighed)
    opening = only_opening(employer)
    assert (opening.reach_weight, opening.weights_reason) == (Decimal("1.5"), reason)


def test_an_opening_is_edited_but_weights_stay_once_somebody_has_a_score() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    make_sharing_candidate(employer, opening, "Ada Byron")
    katrin, address = member(employer), at("opening_edit", employer, opening.pk)
    page = katrin.get(address).content.decode()
    assert "so the weights stay as they are" in page
    assert 'name="reach_weight"' not in page
    katrin.post(address, GOOD | {"title": "Another", "reach_weight": "2"})
    edited = only_opening(employer)
    assert (edited.title, edited.reach_weight) == ("Another", Decimal(1))


def test_editing_shows_what_is_there() -> None:
    employer = make_organisation()
    opening = make_opening(employer, "Community <Manager>")
    page = member(employer).get(at("opening_edit", employer, opening.pk)).content.decode()
    assert 'value="Community &lt;Manager&gt;"' in page
    assert REASON in page


def test_the_list_counts_people_and_who_shares() -> None:
    employer = make_organisation()
    opening = make_opening(employer, "Press Officer")
    make_candidate(employer, opening=opening)
    make_sharing_candidate(employer, opening)
    page = member(employer).get(at("openings", employer)).content.decode()
    assert "Press Officer" in page
    assert '<td class="num" data-l="People">2</td>' in page
    assert '<td class="num" data-l="Sharing">1</td>' in page


def test_an_empty_list_says_how_to_begin() -> None:
    employer = make_organisation()
    assert "Describe an opening" in member(employer).get(at("openings", employer)).content.decode()


def test_closing_ends_editing() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    katrin = member(employer)
    for _ in range(2):
        katrin.post(at("opening_close", employer, opening.pk))
    assert (
        "This opening is closed"
        in katrin.get(at("opening_edit", employer, opening.pk)).content.decode()
    )
    katrin.post(at("opening_edit", employer, opening.pk), GOOD | {"title": "Another"})
    assert only_opening(employer).title == opening.title


def test_a_viewer_looks_but_does_not_touch() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    viewer = member(employer, Role.VIEWER)
    page = viewer.get(at("openings", employer))
    assert page.status_code == 200
    assert "Describe an opening" not in page.content.decode()
    assert at("opening_edit", employer, opening.pk) not in page.content.decode()
    assert viewer.get(at("opening_new", employer)).status_code == 403
    for name in ("opening_edit", "opening_close"):
        assert viewer.post(at(name, employer, opening.pk)).status_code == 403


def test_another_employers_opening_is_not_found() -> None:
    ours, theirs = make_organisation(), make_organisation()
    foreign = make_opening(theirs)
    katrin = member(ours)
    for name in ("opening_edit", "opening_close"):
        for opening_id in (foreign.pk, uuid4()):
            assert katrin.post(at(name, ours, opening_id), GOOD).status_code == 404
        assert katrin.post(at(name, theirs, foreign.pk), GOOD).status_code == 404
    assert foreign.title not in katrin.get(at("openings", ours)).content.decode()
    assert only_opening(theirs).closed_at is None


def test_who_is_not_signed_in_is_asked_to() -> None:
    employer = make_organisation()
    answer = visitor(make_user()).get(at("openings", employer))
    assert answer.status_code == 404


def test_a_form_that_is_sent_twice_makes_one_opening() -> None:
    employer = make_organisation()
    katrin = member(employer)
    answers = [katrin.post(at("opening_new", employer), GOOD) for _ in range(2)]
    opening = only_opening(employer)
    assert {each.headers["Location"] for each in answers} == {
        at("opening_invite", employer, opening.pk)
    }


def test_the_same_job_with_other_weights_is_another_opening() -> None:
    employer = make_organisation()
    katrin = member(employer)
    katrin.post(at("opening_new", employer), GOOD)
    weighed = {"reach_weight": "2", "weights_reason": "Being found by strangers is the whole job."}
    katrin.post(at("opening_new", employer), GOOD | weighed)
    with tenancy.organisation(employer.pk):
        assert Opening.objects.count() == 2


def test_openings_are_found_by_title_and_place_open_or_closed() -> None:
    employer = make_organisation()
    make_opening(employer, "Press Officer", place="Graz")
    make_opening(employer, "Press Manager", place="Hamburg")
    make_opening(employer, "Old Job", closed_at=timezone.now())
    katrin = member(employer)

    def titles(**query: str) -> list[str]:
        page = katrin.get(at("openings", employer), query).content.decode()
        return re.findall(r"<bdi>([^<]+)</bdi></a>", page)

    assert titles() == ["Press Manager", "Press Officer", "Old Job"]
    assert titles(q="press graz") == ["Press Officer"]
    assert titles(show="open") == ["Press Manager", "Press Officer"]
    assert titles(show="closed") == ["Old Job"]
    assert titles(show="closed", q="press") == []
    page = katrin.get(at("openings", employer), {"q": "<b>\0"}).content.decode()
    assert "No opening has “&lt;b&gt;” in its title or place." in page


def test_the_list_counts_who_was_asked_and_who_may_still_answer() -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    now = timezone.now()
    for fields in ({}, {"expires_at": now}, {"revoked_at": now}):
        candidate = make_candidate(employer, opening=opening)
        make_invitation(candidate, opening, **fields)
    make_sharing_candidate(employer, opening)
    page = member(employer).get(at("openings", employer)).content.decode()
    counts = re.findall(r'class="num" data-l="([^"]+)">(\d+)<', page)
    assert counts == [("People", "4"), ("Invited", "3"), ("Sharing", "1"), ("No answer yet", "1")]


def test_more_openings_ask_the_database_no_more_often() -> None:
    employer = make_organisation()
    katrin = member(employer)

    def asked() -> int:
        make_candidate(employer, opening=make_opening(employer))
        with CaptureQueriesContext(connection) as queries:
            katrin.get(at("openings", employer))
        return len(queries)

    first = asked()
    assert [asked() for _ in range(4)] == [first] * 4


def test_a_closed_opening_is_opened_again() -> None:
    employer = make_organisation()
    opening, katrin = make_opening(employer), member(employer)
    katrin.post(at("opening_close", employer, opening.pk))
    page = katrin.get(at("opening_edit", employer, opening.pk)).content.decode()
    assert "Invitations whose time is not over work again" in page
    for _ in range(2):
        katrin.post(at("opening_reopen", employer, opening.pk))
    assert only_opening(employer).closed_at is None
    katrin.post(at("opening_edit", employer, opening.pk), GOOD | {"title": "New"})
    assert only_opening(employer).title == "New"


def test_an_opening_without_people_is_deleted() -> None:
    employer = make_organisation()
    opening, katrin = make_opening(employer), member(employer)
    assert "Delete the opening" in katrin.get(at("opening_edit", employer, opening.pk)).text
    answer = katrin.post(at("opening_delete", employer, opening.pk))
    assert said(answer)[-1] == f"{opening.title} is deleted."
    with tenancy.organisation(employer.pk):
        assert not Opening.objects.exists()
        assert Event.objects.about(opening.pk).get().verb == "opening.deleted"


def test_an_opening_with_people_is_not_deleted() -> None:
    employer = make_organisation()
    opening, katrin = make_opening(employer), member(employer)
    make_candidate(employer, opening=opening)
    assert "Delete the opening" not in katrin.get(at("opening_edit", employer, opening.pk)).text
    answer = katrin.post(at("opening_delete", employer, opening.pk))
    assert "Close it instead." in said(answer)[-1]
    assert only_opening(employer).pk == opening.pk


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("opening_edit", {"title": "A long thought", "reason": "Typed for <i>minutes</i>"}),
        ("opening_invite", {"name": "Ada Byron", "email": "ada@people.example"}),
        ("opening_close", {}),
        ("opening_link", {}),
        ("opening_import", {}),
    ],
)
def test_an_opening_deleted_in_an_open_tab_gives_back_what_was_typed(
    page: str, typed: dict[str, str]
) -> None:
    employer = make_organisation()
    opening, katrin = make_opening(employer), member(employer)
    katrin.post(at("opening_delete", employer, opening.pk))
    answer = katrin.post(at(page, employer, opening.pk), typed)
    assert answer.status_code == 404
    assert at("openings", employer) in answer.text
    for text in typed.values():
        assert escape(text) in answer.text


def test_everything_about_openings_is_there_in_german() -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk):
        Organisation.objects.update(language="de")
    opening, katrin = make_opening(employer), member(employer)
    assert "Noch keine Antwort" in katrin.get(at("openings", employer)).text
    page = katrin.post(
        at("opening_edit", employer, opening.pk),
        GOOD | {"title": "", "reason": "weil", "reach_weight": "2,5"},
    ).text
    for text in ("Nennen Sie die Stelle.", "Mindestens 20 Buchstaben.", "Höchstens 2."):
        assert text in page
    weighed = {"reach_weight": "1,5", "weights_reason": "Gefunden zu werden ist hier die Arbeit."}
    katrin.post(at("opening_edit", employer, opening.pk), GOOD | weighed)
    assert only_opening(employer).reach_weight == Decimal("1.5")
