from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from apps.audit.actions import By
from apps.candidates.models import Candidate, Opening
from apps.core import tenancy
from apps.organisations.actions import api_keys
from apps.organisations.models import Organisation
from tests.factories import (
    make_candidate,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)


@dataclass
class Employer:
    """An organisation with an opening, people, and a key for programs."""

    organisation: Organisation
    opening: Opening
    secret: str

    def get(self, address: str, **query: Any) -> Any:
        return Client().get(
            f"/api/v1/{address}", query, headers={"Authorization": f"Bearer {self.secret}"}
        )

    def post(self, address: str, body: Any) -> Any:
        return Client().post(
            f"/api/v1/{address}",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}"},
        )

    def share(self, name: str, **fields: Any) -> Candidate:
        return make_sharing_candidate(self.organisation, self.opening, name, **fields)

    def silent(self, name: str) -> Candidate:
        return make_candidate(self.organisation, name, opening=self.opening)


def make_employer(name: str, scopes: tuple[str, ...] = ("read", "invite")) -> Employer:
    owner = make_user()
    organisation = make_organisation(name, owner=owner)
    opening = make_opening(organisation)
    with tenancy.organisation(organisation.pk):
        _, secret = api_keys.create(
            organisation=organisation, name="ATS", scopes=scopes, by=By.user(owner.pk)
        )
    return Employer(organisation, opening, secret)


@pytest.fixture
def halden(db: None) -> Employer:
    return make_employer("Halden & Mohr")


@pytest.fixture
def other(db: None) -> Employer:
    return make_employer("Other Ltd")
