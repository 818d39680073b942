"""A list is read as plain rows, one person as models: both say the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.functional import lazystr
from rest_framework.renderers import JSONRenderer

from apps.api.renderers import FastJSONRenderer
from apps.audit.actions import By
from apps.candidates.actions import consents, openings
from apps.candidates.actions.openings import Weights
from apps.candidates.models import Consent
from apps.core import tenancy
from apps.organisations.actions import api_keys
from apps.organisations.models.api_key import ApiScope
from apps.pipeline.test_mode import open_twin
from apps.scoring.engine.weights import FactorWeights
from tests.api.conftest import Employer, make_employer
from tests.factories import REASON

pytestmark = pytest.mark.django_db


def listed_one_by_one(employer: Employer) -> int:
    """How many people a list tells as their own addresses do."""
    told = employer.get("candidates", page_size="100").json()["results"]
    assert told == [employer.get(f"candidates/{each['id']}").json() for each in told]
    assert told == [
        {**each, "openings": None}
        for each in employer.get("candidates", page_size="100", expand="openings").json()["results"]
    ]
    return len(told)


def test_a_list_says_of_everybody_what_their_own_address_says() -> None:
    """Scored, provisional, too little, contested, asked without an answer."""
    employer = make_employer("Halden & Mohr")
    twin = open_twin(organisation=employer.organisation, by=By.system())
    _, employer.secret = api_keys.create(
        organisation=twin, name="Trying out", scopes=[ApiScope.READ], by=By.system()
    )
    assert listed_one_by_one(employer) == 12


def test_a_list_says_the_weights_that_an_opening_asked_for() -> None:
    employer = make_employer("Halden & Mohr")
    weights = Weights(reach=Decimal(2))
    with tenancy.organisation(employer.organisation.pk):
        openings.set_weights(
            opening=employer.opening, weights=weights, reason=REASON, by=By.system()
        )
    employer.share("Ada", weights=FactorWeights(reach=2.0))
    assert listed_one_by_one(employer) == 1
    (ada,) = employer.get("candidates").json()["results"]
    assert ada["score"]["weighted"]["reason"] == REASON


def test_weights_of_a_consent_that_counts_no_more_are_told_no_more() -> None:
    """As long as the score that it gave stands there: until the next one."""
    employer = make_employer("Halden & Mohr")
    ada, bo = (employer.share(name, weights=FactorWeights(reach=2.0)) for name in ("Ada", "Bo"))
    assert ada.person_id
    with tenancy.person(ada.person_id):
        consent = Consent.objects.get(candidate=ada)
        consents.withdraw(consent_id=consent.pk, by=By.person(ada.person_id))
    assert listed_one_by_one(employer) == 2
    told = employer.get("compare", candidate=[str(ada.pk), str(bo.pk)]).json()["candidates"]
    assert [bool(each["score"]["weighted"]) for each in told] == [False, True]


def test_a_list_shows_nobody_of_another_employer() -> None:
    halden, bolt = make_employer("Halden & Mohr"), make_employer("Bolt")
    halden.share("Ada")
    assert listed_one_by_one(bolt) == 0


@pytest.mark.parametrize(
    "told",
    [
        {"at": datetime(2026, 11, 23, 9, 14, 2, 871000, UTC), "day": date(2026, 1, 1)},
        {"id": UUID(int=7), "words": lazystr("später"), "line": 'a\nb"\\'},
        {"numbers": [0.1, 1e21, -0.0, 12, Decimal("1.50")], "none": None, "yes": True},
        [],
        None,
    ],
)
def test_answers_are_written_as_rest_framework_writes_them(told: object) -> None:
    ours, theirs = FastJSONRenderer().render(told), JSONRenderer().render(told)
    assert ours == theirs
    assert FastJSONRenderer().render(told, "application/json; indent=2") == JSONRenderer().render(
        told, "application/json; indent=2"
    )
