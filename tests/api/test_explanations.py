"""A program reads why a score is what it is: as data, and in the language that it asks for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from apps.api.examples import EXPLAINED
from apps.api.reasons import KINDS, NOT_TOLD, plain, schema_of
from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.scoring.actions import standings
from apps.scoring.engine.reasons import AdviceReason
from apps.scoring.engine.sentences import ENGLISH, YOU
from apps.scoring.models import Score
from tests.api.conftest import Employer
from tests.factories import make_score
from tests.scoring.reasons import every_reason

pytestmark = pytest.mark.django_db
TYPES: dict[str, type] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "number": float,
    "object": dict,
    "string": str,
}


def ask(employer: Employer, candidate: Candidate, language: str = "") -> Any:
    headers = {"Authorization": f"Bearer {employer.secret}"}
    if language:
        headers["Accept-Language"] = language
    return Client().get(f"/api/v1/candidates/{candidate.pk}/score", headers=headers)


def a_week_ago(candidate: Candidate, **fields: Any) -> None:
    with tenancy.organisation(candidate.organisation_id):
        consent = Consent.objects.get(candidate=candidate)
        today = Score.objects.get(standing__candidate=candidate)
    make_score(consent, now=timezone.now() - timedelta(days=7), **fields)
    with tenancy.person(consent.person_id):
        standings.show(score=today)


def test_reasons_come_with_a_code_their_fields_and_a_sentence_about_the_person(
    halden: Employer,
) -> None:
    told = ask(halden, halden.share("Ada Lindqvist", followers=40_000)).json()["explanation"]
    audience = told["summary"][0]
    assert audience["code"] == "audience"
    assert audience["size"] in {"small", "middle", "wide"}
    assert audience["sentence"].startswith("Ada reaches a ")
    assert {reason["code"] for reason in told["not_measured"]} == {"not_measured"}
    assert [each["change"]["code"] for each in told["since"]] == ["gap"] * 3


def test_what_moved_since_last_week_adds_up(halden: Employer) -> None:
    ada = halden.share("Ada Lindqvist", followers=40_000, networks=("x", "wordpress"))
    a_week_ago(ada, followers=900, people=40)
    answer = ask(halden, ada).json()
    week = next(s for s in answer["explanation"]["since"] if s["period"] == "week")
    change = week["change"]["change"]
    assert change["points"] == answer["value"] - change["then"]["value"]
    assert sum(line["points"] for line in week["lines"]) == change["points"]
    followers = next(line for line in week["lines"] if line.get("kind") == "followers")
    assert followers["now"] == {"number": 40_000, "unit": "followers"}
    assert followers["then"] == {"number": 900, "unit": "followers"}


@pytest.mark.parametrize(
    ("asked", "answered", "begins"),
    [
        ("", "en", "Ada reaches"),
        ("de", "de", "Ada erreicht"),
        ("de-AT, en;q=0.5", "de", "Ada erreicht"),
        ("fr", "en", "Ada reaches"),
        ("\u00ff;;q=", "en", "Ada reaches"),
    ],
)
def test_sentences_are_in_the_language_asked_for_and_say_which(
    halden: Employer, asked: str, answered: str, begins: str
) -> None:
    answer = ask(halden, halden.share("Ada Lindqvist"), asked)
    told = answer.json()["explanation"]
    assert answer["Content-Language"] == told["language"] == answered
    assert "Accept-Language" in answer["Vary"]
    assert told["summary"][0]["sentence"].startswith(begins)


def test_the_data_is_the_same_in_every_language(halden: Employer) -> None:
    ada = halden.share("Ada Lindqvist")
    english, german = (_without_words(ask(halden, ada, code).json()) for code in ("en", "de"))
    assert english == german


def _without_words(thing: Any) -> Any:
    if isinstance(thing, dict):
        words = {"sentence", "language"}
        return {key: _without_words(inner) for key, inner in thing.items() if key not in words}
    return [_without_words(inner) for inner in thing] if isinstance(thing, list) else thing


def test_an_employer_is_not_told_what_would_raise_the_score(halden: Employer) -> None:
    answer = ask(halden, halden.share("Ada Lindqvist"))
    assert "advice" not in answer.json()["explanation"]
    assert "advice" not in answer.content.decode()
    assert AdviceReason in NOT_TOLD


def test_too_little_to_score_is_explained_too(halden: Employer) -> None:
    told = ask(halden, halden.share("Ada Lindqvist", age_days=40)).json()["explanation"]
    assert [reason["gate"]["kind"] for reason in told["summary"]] == ["account_days"]
    assert told["since"] == []


def test_codes_are_never_shared() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)


def test_every_reason_is_what_the_schema_says() -> None:
    schemas = {kind.code: schema_of(kind) for kind in KINDS}
    for reason in every_reason():
        if type(reason) in NOT_TOLD:
            continue
        told = plain(reason, YOU, ENGLISH)
        code, sentence = told.pop("code"), told.pop("sentence")
        assert sentence
        _fits(told, schemas[code])


def _fits(value: Any, schema: dict[str, Any]) -> None:
    named = schema["type"]
    types = named if isinstance(named, list) else [named]  # JSON Schema, as OpenAPI 3.1 has it
    if value is None:
        assert "null" in types
        return
    (kind,) = (TYPES[each] for each in types if each != "null")
    assert kind in {type(value)}
    assert value in schema.get("enum", [value])
    if kind is dict:
        assert set(value) == set(schema["properties"]) == set(schema["required"])
        for name, inner in value.items():
            _fits(inner, schema["properties"][name])
    for inner in value if kind is list else ():
        _fits(inner, schema["items"])


def test_the_examples_add_up_as_answers_do() -> None:
    assert len(EXPLAINED) == 2
    for example in EXPLAINED:
        value = example.value
        assert sum(line["points"] for line in value["contributions"]) == value["value"]
        for since in value["explanation"]["since"]:
            points = since["change"]["change"]["points"]
            assert sum(line["points"] for line in since["lines"]) == points
            assert sum(line["points"] for line in since["factors"]) == points
