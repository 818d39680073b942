"""Employers whose applicant tracking system is connected."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.models import Candidate, Consent, Opening
from apps.core import tenancy
from apps.integrations.actions import connecting, orders, telling
from apps.integrations.ats.values import Wanted
from apps.integrations.models import Attempt, Delivery, DeliveryState, Endpoint, Order, Outcome
from apps.organisations.models import Organisation
from apps.pipeline import actions
from tests.factories import (
    make_consent,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)

VALUES = {
    "recruitee": {"codename": "renown", "partner_secret": "partner-secret-7"},
}


@dataclass
class Connected:
    """``key``: what the vendor shows us."""

    organisation: Organisation
    opening: Opening
    endpoint: Endpoint
    key: str
    owner: User

    def basic(self) -> dict[str, str]:
        coded = base64.b64encode(f"{self.key}:".encode()).decode()
        return {"Authorization": f"Basic {coded}"}

    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    def orders(self) -> list[Order]:
        with tenancy.organisation(self.organisation.pk):
            return list(Order.objects.order_by("id"))

    def order(self) -> Order:
        (only,) = self.orders()
        return only

    def candidates(self) -> list[Candidate]:
        with tenancy.organisation(self.organisation.pk):
            return list(Candidate.objects.order_by("id"))

    def share(self, person: User | None = None, **fields: Any) -> Consent:
        """The candidate who was ordered last consents and is scored."""
        candidate = self.candidates()[-1]
        person = person or make_user(candidate.name)
        with tenancy.organisation(self.organisation.pk):
            opening = make_opening(self.organisation, "Another job")
        consent = make_consent(candidate, person, opening=opening)
        make_score(consent, **fields)
        return consent

    def withdraw(self, consent: Consent) -> None:
        actions.withdraw(person_id=consent.person_id, consent_id=consent.pk)


def connect(system: str, name: str = "Halden & Mohr", **values: str) -> Connected:
    owner = make_user()
    organisation = make_organisation(name, owner=owner)
    opening = make_opening(organisation)
    return connect_to(organisation, opening, system, owner=owner, **values)


def connect_to(
    organisation: Organisation,
    opening: Opening,
    system: str,
    *,
    name: str = "",
    owner: User | None = None,
    **values: str,
) -> Connected:
    owner = owner or make_user()
    endpoint, key = connecting.connect(
        organisation=organisation,
        system=system,
        name=name or system.title(),
        values=VALUES.get(system, {}) | values,
        by=By.user(owner.pk),
    )
    return Connected(organisation, opening, endpoint, key, owner)


def make_order(endpoint: Endpoint, candidate: Candidate, opening: Opening) -> Order:
    """Who shares a score; the system was told of it after a first try that failed."""
    wanted = Wanted(
        package_id=str(opening.pk),
        external_id=f"order about {candidate.pk}",
        name=candidate.name,
        email=candidate.email,
        callback="https://app.greenhouse.io/integrations/testing_partners/take_home_tests/1",
    )
    with tenancy.organisation(endpoint.organisation_id):
        order, _new = orders.place(endpoint=endpoint, wanted=wanted, by=By.system())
        for delivery in Delivery.objects.filter(order=order):
            _was_delivered(delivery)
        telling.told(order=order, report=telling.begin(order=order))
    return order


def _was_delivered(delivery: Delivery) -> None:
    came = [(Outcome.TIMED_OUT, None, 15_000), (Outcome.ACCEPTED, 200, 240)]
    for number, (outcome, status, milliseconds) in enumerate(came, 1):
        Attempt.objects.create(
            organisation_id=delivery.organisation_id,
            delivery=delivery,
            number=number,
            outcome=outcome,
            status=status,
            milliseconds=milliseconds,
        )
    delivery.state, delivery.attempted = DeliveryState.DELIVERED, 2
    delivery.finished_at = timezone.now()
    delivery.save()
