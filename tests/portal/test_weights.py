"""What somebody learns of the weights that an opening gives the factors: before, and beside."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.audit.actions import By
from apps.candidates.actions import openings
from apps.candidates.actions.openings import Weights
from apps.candidates.letters import PURPOSE
from apps.candidates.models import Opening
from apps.core import tenancy
from apps.core.links import Link, sign
from apps.organisations.models import Organisation
from apps.scoring.engine.result import ScoreResult
from apps.scoring.engine.weights import FactorWeights
from tests import factories
from tests.portal.people import signed_in

pytestmark = pytest.mark.django_db
REASON = "This job is about being found by new people."


def weighed() -> tuple[Organisation, Opening]:
    organisation = factories.make_organisation("Halden & Mohr")
    opening = factories.make_opening(organisation)
    with tenancy.organisation(organisation.pk):
        weights = Weights(reach=Decimal(2), network=Decimal("0.5"))
        openings.set_weights(opening=opening, weights=weights, reason=REASON, by=By.system())
    return organisation, opening


def plain(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_person_sees_the_second_value_with_its_interval_and_the_reason() -> None:
    person, (halden, opening) = factories.make_user("Mara Lind"), weighed()
    candidate = factories.make_candidate(halden, "Mara Lind", opening=opening)
    consent = factories.make_consent(candidate, person, opening=opening)
    weights = FactorWeights(reach=2.0, network=0.5)
    score = factories.make_score(consent, weights=weights)
    weighted = ScoreResult.from_json(score.result).weighted
    assert weighted is not None
    told = plain(signed_in(person).get(reverse("me")))
    assert f"it would be {weighted.value} ({weighted.low} to {weighted.high})" in told
    assert f"Why these weights: {REASON}" in told
    assert "× 0.5" in told


def test_whoever_is_asked_reads_the_weights_and_why_before_they_share() -> None:
    halden, opening = weighed()
    candidate = factories.make_candidate(halden, "Mara Lind", opening=opening)
    invitation = factories.make_invitation(candidate, opening)
    link = sign(
        Link(invitation.organisation_id, invitation.pk, invitation.generation), purpose=PURPOSE
    )
    told = plain(Client().get(reverse("invitation", args=[link])))
    assert "Reach counts 2 times and Network counts 0.5 times" in told
    assert f"Why: {REASON}" in told
