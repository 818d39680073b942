"""The hiring team describes its jobs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from apps.candidates.models import Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import (
    REASON,
    make_candidate,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)
from tests.workspace.visits import at, member, visitor

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
