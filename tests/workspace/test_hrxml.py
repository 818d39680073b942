"""A recruiter takes one person's score away for a system that speaks HR-XML."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy
from tests.workspace.hiring import Hiring, link, make_hiring

NS = "{http://ns.hr-xml.org/2007-04-15}"


@pytest.fixture
def halden(db: None) -> Hiring:
    return make_hiring()


@pytest.fixture
def ada(halden: Hiring) -> Candidate:
    return halden.share("Ada Lindqvist", followers=9_000, people=80)


def test_the_page_of_a_candidate_leads_to_the_file(halden: Hiring, ada: Candidate) -> None:
    page = halden.get("candidate", ada.pk).content.decode()
    assert link(page, "HR-XML").endswith(f"/candidates/{ada.pk}/hrxml/")
    answer = halden.get("candidate_hrxml", ada.pk)
    assert answer["Content-Type"] == "application/xml"
    assert answer["Cache-Control"] == "no-store"
    named = r'attachment; filename="renown-score-\d{4}-\d\d-\d\d.xml"'
    assert re.fullmatch(named, answer["Content-Disposition"])
    document = ET.fromstring(answer.content)  # noqa: S314  # our own answer
    (score, *_) = document.findall(f"{NS}Results/{NS}OverallResult/{NS}Score")
    with tenancy.organisation(halden.organisation.pk):
        assert score.text == str(ada.scores.get().value)


def test_who_took_it_is_noted_and_the_person_sees_the_look(halden: Hiring, ada: Candidate) -> None:
    halden.get("candidate_hrxml", ada.pk)
    with tenancy.organisation(halden.organisation.pk):
        taken = Event.objects.get(verb="candidates.exported")
        assert taken.facts == {"people": 1, "format": "hrxml"}
    assert ada.person_id
    with tenancy.person(ada.person_id):
        looks = Event.objects.filter(verb="score.seen").order_by("pk")
        assert [look.facts["where"] for look in looks] == ["export"]


def test_it_is_for_those_who_may_take_things_away(halden: Hiring, ada: Candidate) -> None:
    assert halden.get("candidate_hrxml", ada.pk, user=halden.vic).status_code == 403
    assert halden.get("candidate_hrxml", ada.pk, user=halden.olga).status_code == 404
    assert "HR-XML" not in halden.get("candidate", ada.pk, user=halden.vic).content.decode()


def test_there_is_no_file_without_a_score(halden: Hiring) -> None:
    silent = halden.asked("Bo Silent")
    assert halden.get("candidate_hrxml", silent.pk).status_code == 404
    assert "HR-XML" not in halden.get("candidate", silent.pk).content.decode()
