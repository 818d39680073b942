"""What changed since last week stands on the employer's page and on the person's own, alike."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings

from apps.accounts.models import User
from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.scoring import explained
from apps.scoring.actions import standings
from apps.scoring.engine.history import Period
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.sentences import ENGLISH, GERMAN
from apps.scoring.models import Score
from apps.scoring.present.language import page_language
from apps.scoring.present.moved import moved_since
from tests.factories import make_score
from tests.portal.people import signed_in
from tests.workspace.hiring import Hiring, make_hiring

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def consent_of(candidate: Candidate) -> Consent:
    with tenancy.organisation(candidate.organisation_id):
        return Consent.objects.get(candidate=candidate)


def days_ago(candidate: Candidate, days: float, **fields: Any) -> Score:
    """An older score; the one of today goes on standing."""
    consent = consent_of(candidate)
    with tenancy.person(consent.person_id):
        today = Score.objects.get(standing__candidate=candidate)
    older = make_score(consent, now=timezone.now() - timedelta(days=days), **fields)
    with tenancy.person(consent.person_id):
        standings.show(score=today)
    return older


def what_changed(html: str) -> list[str]:
    part = html.partition('aria-labelledby="since"')[2].partition("</section>")[0]
    return re.findall(r"<(?:p|li)[^>]*>([^<]+)</", part)


def own_page(candidate: Candidate) -> str:
    person = User.objects.get(pk=consent_of(candidate).person_id)
    return signed_in(person).get(reverse("me")).content.decode()


def test_both_pages_tell_what_changed_since_last_week_in_the_same_words(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=40_000, people=200, networks=("x", "wordpress"))
    days_ago(ada, 7, followers=900, people=40)
    told = what_changed(halden.page(ada))
    assert re.fullmatch(r"\+\d+ against a week ago \(\d+\)\.", told[0])
    assert 2 <= len(told) <= 5
    assert any(line.startswith("Followers on X: +") for line in told)
    assert what_changed(own_page(ada)) == told
    points = [int(re.findall(r"([+−]\d+) point", line)[0].replace("−", "-")) for line in told[1:]]
    assert sum(points) == int(told[0].split()[0])


def test_a_week_without_a_score_is_said(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert what_changed(halden.page(ada)) == []
    days_ago(ada, 2)
    assert what_changed(halden.page(ada)) == ["There is no score from a week ago to compare with."]


def test_a_week_with_too_little_is_said(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    days_ago(ada, 8, age_days=40)
    assert what_changed(halden.page(ada)) == ["8 days ago there was too little for a score."]


def test_a_score_of_a_week_ago_costs_one_query(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    days_ago(ada, 2)
    client, address = halden.client(), reverse("candidate", args=[halden.organisation.slug, ada.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    for days in range(7, 14):
        days_ago(ada, days)
    with CaptureQueriesContext(connection) as with_week:
        client.get(address)
    assert len(with_week) <= len(without) + 1


def test_of_several_scores_that_one_stands_for_a_week_ago_which_has_a_number(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist")
    little, older = days_ago(ada, 7, age_days=40), days_ago(ada, 9)
    now = timezone.now()
    with tenancy.organisation(ada.organisation_id):
        rows = list(Score.objects.history(ada.pk, now=now))
        found = explained.before(now, rows)
        assert little.value is None
        assert found[Period.DAY] is None
        assert found[Period.MONTH] is None
        week = found[Period.WEEK]
    assert week is not None
    assert (week.value, week.at) == (older.value, older.computed_at)


def test_pages_speak_german_where_they_are_written_in_it(settings: Settings) -> None:
    with translation.override("de"):
        assert page_language() is GERMAN
        settings.PAGE_LANGUAGES = ["en"]
        assert page_language() is ENGLISH
    with translation.override("en-gb"):
        assert page_language() is ENGLISH


def test_what_changed_can_be_told_in_german(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=40_000)
    earlier = days_ago(ada, 7, followers=900)
    now = timezone.now()
    with tenancy.organisation(ada.organisation_id):
        newest = Score.objects.newest_first().exclude(pk=earlier.pk).get()
        before = explained.before(now, [earlier], [Period.WEEK])[Period.WEEK]
    told = moved_since(ScoreResult.from_json(newest.result), before, language=GERMAN)
    assert told is not None
    assert told.headline.endswith(f"gegenüber dem Stand vor einer Woche ({earlier.value}).")
    assert any("40.000, vor einer Woche 900." in line for line in told.lines)
