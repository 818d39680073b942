"""People who share X or Instagram with an employer whose programs ask as they asked Klout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Candidate, Consent
from apps.connections.networks.adapter import Credential
from apps.core import tenancy
from apps.organisations.actions import klout
from apps.pipeline import actions
from tests.api.conftest import Employer, make_employer
from tests.factories import make_candidate, make_consent, make_score, make_user


@dataclass(frozen=True)
class Sharing:
    """Who is called ``name`` at X and at Instagram."""

    person: User
    candidate: Candidate
    consent: Consent
    name: str


def make_asking(name: str, scopes: tuple[str, ...] = ("read",)) -> Employer:
    """An employer that has turned Klout's addresses on."""
    employer = make_employer(name, scopes)
    by = By.system()
    klout.switch(organisation=employer.organisation, on=True, by=by)
    return employer


def share(
    employer: Employer, name: str, networks: tuple[str, ...] = ("x",), **fields: Any
) -> Sharing:
    """``score``: what ``make_score`` takes, None for somebody who has none yet."""
    score = fields.pop("score", {})
    person = fields.pop("person", None) or make_user(name)
    candidate = make_candidate(
        employer.organisation, person.name, opening=employer.opening, email=person.email
    )
    consent = make_consent(candidate, person, opening=employer.opening, networks=networks, **fields)
    for network in networks:
        link(person, network, name)
    actions.begin(consent_id=consent.pk, person_id=person.pk)
    if score is not None:
        make_score(consent, **score)
    return Sharing(person, candidate, consent, name)


def link(person: User, network: str, name: str) -> None:
    actions.link(
        person_id=person.pk,
        network=network,
        credential=Credential(account_id_of(network, name), f"@{name}", "secret"),
        account_key=f"{network} {name}",
        by=By.person(person.pk),
    )


def account_id_of(network: str, name: str) -> str:
    return f"{network}{sum(name.encode())}"


def ask(employer: Employer, path: str, **query: str) -> Any:
    return Client().get(f"/v2/{path}", {**query, "key": employer.secret})


def number_of(employer: Employer, name: str) -> str:
    answer = ask(employer, "identity.json/twitter", screenName=name)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["id"])


def stop(sharing: Sharing) -> None:
    actions.withdraw(person_id=sharing.person.pk, consent_id=sharing.consent.pk)


def looks_of(sharing: Sharing) -> list[str]:
    return looks_of_person(sharing.person.pk)


def looks_of_person(person_id: UUID) -> list[str]:
    """Where from, the oldest first."""
    with tenancy.person(person_id):
        seen = Event.objects.filter(verb="score.seen").order_by("pk")
        return [event.facts["where"] for event in seen]
