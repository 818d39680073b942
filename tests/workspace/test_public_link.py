"""The hiring team puts an address into a job advert."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from apps.candidates.actions.public_links import address_of
from apps.candidates.models import PublicLink
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from apps.workspace.invitations.qr import code_of
from tests.candidates.joining import comes, make_link
from tests.factories import make_opening, make_organisation
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db
PATHS = ("opening_link", "opening_link_off", "opening_link_renew")


def settled(**fields: Any) -> dict[str, Any]:
    return {
        "ends_on": (timezone.now().date() + timedelta(days=30)).isoformat(),
        "most_people": 50,
        **fields,
    }


def link_of(employer: Organisation) -> PublicLink:
    with tenancy.organisation(employer.pk):
        return PublicLink.objects.get()


def test_is_switched_on_once_even_when_the_form_is_sent_twice() -> None:
    employer = make_organisation()
    opening, katrin = make_opening(employer), member(employer)
    address = at("opening_link", employer, opening.pk)
    assert "Switch it on" in katrin.get(address).content.decode()
    answers = [katrin.post(address, settled()) for _ in range(2)]
    assert {each.headers["Location"] for each in answers} == {address}
    page = katrin.get(address).content.decode()
    link = link_of(employer)
    assert f">{address_of(link)}</code>" in page
    assert "0 of at most 50 people came" in page
    assert 'aria-label="The address as a QR code"' in page


def test_works_until_the_end_of_its_day_where_the_employer_is() -> None:
    employer = make_organisation()
    with tenancy.organisation(employer.pk):
        Organisation.objects.update(time_zone="Asia/Tokyo")
    opening, katrin = make_opening(employer), member(employer)
    day = timezone.now().date() + timedelta(days=10)
    katrin.post(at("opening_link", employer, opening.pk), settled(ends_on=day.isoformat()))
    ends = link_of(employer).ends_at
    assert ends.isoformat() == f"{day.isoformat()}T15:00:00+00:00"
    page = katrin.get(at("opening_link", employer, opening.pk)).content.decode()
    assert f'value="{day.isoformat()}"' in page


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"ends_on": ""}, "Choose the last day."),
        ({"ends_on": "soon"}, "Give a day as 2026-12-31."),
        ({"ends_on": "2020-01-01"}, "Choose a day within the coming year."),
        ({"ends_on": "2999-01-01"}, "Choose a day within the coming year."),
        ({"most_people": "0"}, "Between 1 and 10,000."),
        ({"most_people": "many"}, "Between 1 and 10,000."),
    ],
)
def test_a_mistake_is_said_at_its_field(fields: dict[str, str], complaint: str) -> None:
    employer = make_organisation()
    opening = make_opening(employer)
    answer = member(employer).post(at("opening_link", employer, opening.pk), settled(**fields))
    page = answer.content.decode()
    assert complaint in page
    assert 'aria-invalid="true"' in page
    with tenancy.organisation(employer.pk):
        assert not PublicLink.objects.exists()


def test_is_switched_off_and_renewed() -> None:
    link = make_link()
    employer, opening = link.organisation, link.opening
    katrin, before = member(employer), address_of(link)
    katrin.post(at("opening_link_renew", employer, opening.pk))
    assert address_of(link_of(employer)) != before
    off = katrin.post(at("opening_link_off", employer, opening.pk))
    assert said(off)[-1] == "The public link is off. Nobody comes in by it."
    page = katrin.get(at("opening_link", employer, opening.pk)).content.decode()
    assert "Nobody comes in by it until you switch it on." in page
    assert address_of(link_of(employer)) not in page


def test_who_came_by_it_is_shown_as_such() -> None:
    link = make_link()
    comes(link, "mara@people.example")
    katrin = member(link.organisation)
    page = katrin.get(at("opening_invite", link.organisation, link.opening.pk))
    assert '<small class="hint">Public link</small>' in page.content.decode()
    trail = member(link.organisation, Role.ADMIN).get(at("audit", link.organisation))
    assert "applied by the public link" in trail.content.decode()


def test_without_a_reason_it_is_said_where_to_give_one() -> None:
    employer = make_organisation()
    opening = make_opening(employer, reason="")
    page = member(employer).get(at("opening_link", employer, opening.pk)).content.decode()
    assert at("opening_edit", employer, opening.pk) in page


def test_viewers_may_not_and_others_find_nothing() -> None:
    link, ours = make_link(), make_organisation()
    theirs, key = link.organisation, link.opening.pk
    viewer, katrin = member(theirs, Role.VIEWER), member(ours)
    for name in PATHS:
        assert viewer.post(at(name, theirs, key), settled()).status_code == 403
        for foreign in (key, uuid4()):
            assert katrin.post(at(name, ours, foreign), settled()).status_code == 404
        assert katrin.post(at(name, theirs, key), settled()).status_code == 404
        assert Client().post(at(name, theirs, key), settled()).status_code == 302
    assert link_of(theirs).generation == 1
    assert link_of(theirs).closed_at is None


def test_an_ended_one_begins_anew_with_another_day() -> None:
    link = make_link()
    with tenancy.organisation(link.organisation_id):
        PublicLink.objects.update(ends_at=timezone.now() - timedelta(days=3))
    katrin = member(link.organisation)
    address = at("opening_link", link.organisation, link.opening.pk)
    assert "Choose another one below." in katrin.get(address).content.decode()
    katrin.post(address, settled())
    assert link_of(link.organisation).is_open


def test_the_code_is_one_that_a_camera_finds() -> None:
    """Three corners of seven modules, within a quiet zone of four."""
    code = code_of("https://renown.example/jobs/abc/")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    last = code.size - 5
    for corner in ((4, 4), (last, 4), (4, last)):
        assert corner in dark
    assert min(x for x, _ in dark) == min(y for _, y in dark) == 4
    assert max(x for x, _ in dark) == last
