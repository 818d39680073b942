"""A score as HR-XML 2.5's AssessmentResult."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.scoring.models import Score, Standing
from apps.scoring.models.standing import StandingState
from tests.api.conftest import Employer
from tests.api.klout import looks_of_person
from tests.factories import make_candidate, make_consent, make_contest, make_score, make_user

NS = "{http://ns.hr-xml.org/2007-04-15}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The consortium's schema is no part of this project: it lies beside it, or where this says.
BESIDE = settings.BASE_DIR.parent / "shared" / "contracts" / "hr-xml"
SCHEMA = Path(os.environ.get("HRXML_SCHEMAS", BESIDE)) / "AssessmentResult.xsd"


def ask(employer: Employer, candidate: Candidate, language: str = "en") -> Any:
    headers = {"Authorization": f"Bearer {employer.secret}", "Accept-Language": language}
    return Client().get(f"/api/v1/candidates/{candidate.pk}/assessment-result", headers=headers)


def document(employer: Employer, candidate: Candidate, language: str = "en") -> ET.Element:
    answer = ask(employer, candidate, language)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(answer.content)  # noqa: S314  # our own answer


def told(document: ET.Element, path: str) -> list[str]:
    steps = "/".join(NS + step if step[0].isalpha() else step for step in path.split("/"))
    return [each.text or "" for each in document.findall(steps)]


def score_of(employer: Employer, candidate: Candidate) -> Score:
    with tenancy.organisation(employer.organisation.pk):
        return Score.objects.get(candidate=candidate)


def test_it_holds_what_the_score_is_with_its_interval_and_factors(halden: Employer) -> None:
    ada = halden.share("Ada")
    score, found = score_of(halden, ada), document(halden, ada)
    assert found.tag == f"{NS}AssessmentResult"
    overall = f"{NS}Results/{NS}OverallResult"
    scores = {each.get("type"): each.text for each in found.findall(f"{overall}/{NS}Score")}
    assert scores == {
        "raw score": str(score.value),
        "percentile": str(score.percentile),
        "x:interval-low": str(score.low),
        "x:interval-high": str(score.high),
    }
    assert told(found, "Results/OverallResult/Scale") == ["1-100"]
    assert told(found, "Results/DetailResult/Description") == ["Reach", "Engagement", "Network"]
    assert told(found, "Results/DetailResult/Score") == [
        str(score.reach),
        str(score.engagement),
        str(score.network),
    ]
    assert "does not measure job performance" in told(found, "Results/OverallResult/Comments")[0]
    assert told(found, "AssessmentStatus/Status") == ["Completed"]
    assert told(found, "AssessmentStatus/StatusDate") == [score.computed_at.date().isoformat()]
    assert found.get("validTo") == score.visible_until.date().isoformat()


def test_it_says_whose_it_is_by_identifiers_and_names_nobody(halden: Employer) -> None:
    ada = halden.share("Ada <& Lovelace>")
    answer = ask(halden, ada)
    assert b"Ada" not in answer.content
    assert ada.email.encode() not in answer.content
    found = document(halden, ada)
    values = {each.get("name"): each.text for each in found.iter(f"{NS}IdValue")}
    assert values == {
        "organisation": str(halden.organisation.pk),
        "provider": "Renown",
        "candidate": str(ada.pk),
        "opening": str(halden.opening.pk),
        "score": str(score_of(halden, ada).pk),
        "model": score_of(halden, ada).model_version,
    }


def test_its_parts_stand_in_the_order_of_the_schema(halden: Employer) -> None:
    found = document(halden, halden.share("Ada"))
    assert [each.tag.removeprefix(NS) for each in found] == [
        "ClientId",
        "ProviderId",
        "ClientOrderId",
        "ReceiptId",
        "Results",
        "AssessmentStatus",
    ]
    (overall,) = found.findall(f"{NS}Results/{NS}OverallResult")
    order = [each.tag.removeprefix(NS) for each in overall]
    assert order == ["ScoreId", "Description", *["Score"] * 4, "Scale", "Comments"]


def test_it_speaks_the_language_that_is_asked_for(halden: Employer) -> None:
    ada = halden.share("Ada")
    answer = ask(halden, ada, "de")
    assert answer["Content-Language"] == "de"
    found = document(halden, ada, "de")
    assert found.get(LANG) == "de"
    assert [each.get(LANG) for each in found.findall(f"{NS}Results")] == ["de"]
    factors = told(found, "Results/DetailResult/Description")
    assert factors == ["Reichweite", "Engagement", "Umfeld"]
    assert "Arbeit" in told(found, "Results/OverallResult/Comments")[0]


def test_a_contested_score_says_so(halden: Employer) -> None:
    person = make_user("Ada")
    ada = make_candidate(halden.organisation, "Ada", opening=halden.opening, email=person.email)
    consent = make_consent(ada, person, opening=halden.opening)
    make_score(consent)
    make_contest(consent)
    assert (
        "says that it is wrong" in told(document(halden, ada), "Results/OverallResult/Comments")[0]
    )


def test_who_has_too_little_to_score_has_no_number(halden: Employer) -> None:
    ada = halden.share("Ada", followers=0, people=0, posts=0)
    score = score_of(halden, ada)
    assert score.value is None
    found = document(halden, ada)
    assert list(found.iter(f"{NS}Score")) == []
    assert told(found, "AssessmentStatus/Status") == ["Pending"]


def test_nothing_is_there_for_who_shares_nothing_or_is_somebody_elses(
    halden: Employer, other: Employer
) -> None:
    silent, foreign = halden.silent("Bo"), other.share("Ada")
    for candidate in (silent, foreign):
        answer = ask(halden, candidate)
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"


def test_while_accounts_are_being_read_there_is_nothing_yet(halden: Employer) -> None:
    ada = halden.share("Ada")
    with tenancy.person(score_of(halden, ada).person_id):
        Standing.objects.update(score=None, value=None, state=StandingState.READING)
    assert ask(halden, ada).status_code == 404


def test_it_is_a_look_that_the_person_sees(halden: Employer) -> None:
    ada = halden.share("Ada")
    document(halden, ada)
    assert looks_of_person(score_of(halden, ada).person_id) == ["api"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_valid_against_the_published_schema(halden: Employer, language: str) -> None:
    if not SCHEMA.is_file():
        pytest.skip(
            f"HR-XML 2.5's AssessmentResult.xsd is not in {SCHEMA.parent}, nor HRXML_SCHEMAS set"
        )
    xmlschema = pytest.importorskip("xmlschema", reason="the schema is there, xmlschema is missing")
    schema = xmlschema.XMLSchema(str(SCHEMA), allow="local", defuse="always")
    for candidate in (halden.share("Ada"), halden.share("Bo", followers=0, people=0, posts=0)):
        schema.validate(ask(halden, candidate, language).content.decode())
