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
        return Client().get(f"/api/v1/{address}", query, headers=self._bearer)

    def post(self, address: str, body: Any = None) -> Any:
        return self.send("post", address, body)

    def send(self, method: str, address: str, body: Any = None) -> Any:
        """``body`` as JSON, none where it is None."""
        told = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(Client(), method)(f"/api/v1/{address}", headers=self._bearer, **told)

    @property
    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def share(self, name: str, **fields: Any) -> Candidate:
        return make_sharing_candidate(self.organisation, self.opening, name, **fields)

    def silent(self, name: str) -> Candidate:
        return make_candidate(self.organisation, name, opening=self.opening)


def wrong(answer: Any) -> list[str]:
    """Where a refused body or address is wrong."""
    assert answer.status_code == 400, answer.content
    entries = answer.json()["errors"]
    return [
        entry.get("pointer", entry.get("parameter", "")).removeprefix("#/") for entry in entries
    ]


def make_employer(name: str, scopes: tuple[str, ...] = ("read", "invite", "manage")) -> Employer:
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
