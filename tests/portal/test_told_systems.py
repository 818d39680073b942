"""Where an employer's own systems are told that there is news, the person reads so."""

from __future__ import annotations

import html
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.portal.people import ask, signed_in
from tests.portal.test_own_page import mara, sharing

pytestmark = pytest.mark.django_db
TOLD = "recruiting system is told"


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def listens(organisation_id: UUID) -> None:
    with tenancy.organisation(organisation_id):
        Organisation.objects.filter(pk=organisation_id).update(listens=True)


def test_who_is_asked_reads_that_the_employers_systems_will_be_told(client: Client) -> None:
    asked = ask()
    assert TOLD not in text(client.get(asked.path))
    listens(asked.organisation.pk)
    said = text(client.get(asked.path))
    assert "If you share, this employer’s recruiting system is told when" in said
    assert "never gets the score without a look that you see on your own page" in said


def test_who_shares_reads_it_beside_the_employer_whom_it_concerns() -> None:
    person = mara()
    consent, _ = sharing(person), sharing(person, "Stadtwerke Kiel")
    listens(consent.organisation_id)
    said = text(signed_in(person).get(reverse("me")))
    assert said.count(TOLD) == 1
    assert "Stadtwerke Kiel" in said


def test_who_withdraws_reads_that_the_systems_learn_of_it_and_not_why() -> None:
    person = mara()
    consent = sharing(person)
    page = reverse("me_withdraw", args=[consent.pk])
    assert TOLD not in text(signed_in(person).get(page))
    listens(consent.organisation_id)
    assert "is told that you no longer share, not why" in text(signed_in(person).get(page))
