"""A victim with one of everything, and an attacker with an organisation and a key of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import joining, notes
from apps.candidates.actions.public_links import token_of
from apps.candidates.models import Candidate, Consent, Decision, Kind, Opening
from apps.connections.models import Connection, NamedAccount
from apps.connections.names import Account, key_of_id, key_of_name, number_of
from apps.core import tenancy
from apps.core.models import identifier
from apps.organisations.actions import api_keys, klout
from apps.organisations.models import ApiKey, Membership, Organisation, TeamInvitation
from tests.candidates.joining import asks, make_link
from tests.factories import (
    make_candidate,
    make_consent,
    make_contest,
    make_invitation,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)
from tests.integrations.connections import connect_to, make_order
from tests.integrations.told import make_delivery, make_webhook

SECRET = "Zanzibarth"  # stands in everything that the victim owns, and nowhere else


@dataclass
class Side:
    """One of everything, by the names that addresses use for it."""

    owner: User
    person: User
    organisation: Organisation
    key: str
    ids: dict[str, object]


def make_side(mark: str) -> Side:
    owner = make_user(f"{mark} Owner")
    organisation = make_organisation(f"{mark} Ltd", owner=owner)
    opening = make_opening(organisation, f"{mark} job")
    person = make_user(f"{mark} Person")
    candidate = make_candidate(organisation, f"{mark} Person", opening=opening, email=person.email)
    consent = make_consent(candidate, person, opening=opening)
    score = make_score(consent)
    silent = make_candidate(organisation, f"{mark} Silent", opening=opening)
    invitation = make_invitation(silent, opening)
    return Side(
        owner,
        person,
        organisation,
        _key(organisation, owner, mark),
        {
            "organisation_id": organisation.pk,
            "opening_id": opening.pk,
            "candidate_id": candidate.pk,
            "candidate": candidate.pk,
            "invitation_id": invitation.pk,
            "consent_id": consent.pk,
            "score_id": score.pk,
            "standing_id": candidate.pk,
            "contest_id": make_contest(consent).pk,
            **_of_the_candidate(candidate, mark),
            **_of_the_team(organisation, owner, mark),
            **_of_the_person(person),
            **_of_strangers(opening, mark),
            **_of_systems(organisation, candidate, mark),
            **_of_klout(organisation, consent, mark),
            **_of_tracking(organisation, opening, candidate, mark),
        },
    )


def _key(organisation: Organisation, owner: User, mark: str) -> str:
    with tenancy.organisation(organisation.pk):
        _, secret = api_keys.create(
            organisation=organisation,
            name=f"{mark} key",
            scopes=["read", "invite", "manage"],
            by=By.user(owner.pk),
        )
    return secret


def _of_the_candidate(candidate: Candidate, mark: str) -> dict[str, object]:
    with tenancy.organisation(candidate.organisation_id):
        note = notes.add(candidate=candidate, text=f"About {mark}.", by=By.system())
        application = candidate.applications.get()
        decision = Decision.objects.create(
            organisation_id=candidate.organisation_id,
            application=application,
            kind=Kind.HOLD,
            reason=f"Let us wait for {mark}.",
            decided_at=timezone.now(),
        )
        return {
            "application_id": application.pk,
            "note_id": note.pk,
            "decision_id": decision.pk,
        }


def _of_the_team(organisation: Organisation, owner: User, mark: str) -> dict[str, object]:
    with tenancy.organisation(organisation.pk):
        asked = TeamInvitation.objects.create(
            organisation=organisation,
            email=f"{mark.lower()}@people.example",
            role="viewer",
            invited_by=owner,
            expires_at=timezone.now() + timedelta(days=7),
        )
        return {
            "membership_id": Membership.objects.get(user=owner).pk,
            "key_id": ApiKey.objects.get().pk,
            "team_invitation_id": asked.pk,
        }


def _of_the_person(person: User) -> dict[str, object]:
    with tenancy.person(person.pk):
        connection = Connection.objects.create(
            person=person, network="x", account_key=f"key {person.pk}"[:40], sealed_credential=b"-"
        )
    return {"connection_id": connection.pk, "person_id": person.pk}


def _of_strangers(opening: Opening, mark: str) -> dict[str, object]:
    """The address in a job advert, and the link in the letter to who came by it."""
    link = make_link(opening)
    key = asks(link, f"{mark.lower()}.stranger@people.example", f"{mark} Stranger")
    return {"address": token_of(link), "proof": joining.proof(key)}


def _of_systems(organisation: Organisation, candidate: Candidate, mark: str) -> dict[str, object]:
    """A webhook, and something that it was told."""
    webhook = make_webhook(organisation, f"{mark} hook")
    delivery = make_delivery(webhook, candidate_id=candidate.pk)
    return {
        "endpoint_id": webhook.pk,
        "webhook_id": webhook.pk,
        "delivery_id": delivery.pk,
        "message_id": delivery.message_id,
    }


def _of_tracking(
    organisation: Organisation, opening: Opening, candidate: Candidate, mark: str
) -> dict[str, object]:
    """An applicant tracking system that ordered a score, and was told of it."""
    system = connect_to(organisation, opening, "greenhouse", name=f"{mark} tracking")
    order = make_order(system.endpoint, candidate, opening)
    return {"system_id": system.endpoint.pk, "order_id": order.pk}


def _of_klout(organisation: Organisation, consent: Consent, mark: str) -> dict[str, object]:
    """An account by which old clients may ask; they spell "x" as any other network."""
    klout.switch(organisation=organisation, on=True, by=By.system())
    owner, employer = identifier(), consent.organisation_id
    account = Account(f"{mark}-id", mark)
    with tenancy.person(consent.person_id):
        named = NamedAccount.objects.create(
            id=owner,
            organisation_id=employer,
            candidate_id=consent.candidate_id,
            consent=consent,
            person_id=consent.person_id,
            connection=Connection.objects.get(),
            network="x",
            number=number_of(consent.candidate_id),
            account_key=key_of_id(employer, "x", account.account_id),
            name_key=key_of_name(employer, "x", account.name),
            sealed_account=account.seal(owner=owner),
        )
    return {"number": str(named.number), "account_id": account.account_id}
