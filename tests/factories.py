"""People and their things, made up. Each function returns a saved row; call them by what
matters."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.consent_text import TEXT_VERSION
from apps.candidates.models import Application, Candidate, Consent, Invitation, Opening
from apps.connections.models import NetworkDecision
from apps.core import tenancy
from apps.organisations.models import Membership, Organisation
from apps.organisations.models.membership import Role
from apps.scoring.actions import contests
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.models import Contest, Score, Standing
from apps.scoring.released import active_model
from tests.readings import make_reading

_numbers = count(1)
PASSWORD = "a long enough password"  # of made-up people
REASON = "You will speak for us in public and bring partners into the community."


def make_user(name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    email = fields.pop("email", f"{name.split()[0].lower()}{number}@people.example")
    user: User = User.objects.create_user(email=email, password=PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_organisation(name: str = "", *, owner: User | None = None) -> Organisation:
    number = next(_numbers)
    organisation = Organisation(name=name or f"Employer {number}", slug=f"employer-{number}")
    with tenancy.organisation(organisation.pk):
        organisation.save(force_insert=True)
        if owner:
            make_member(organisation, owner, Role.OWNER)
    return organisation


def make_member(
    organisation: Organisation, user: User | None = None, role: str = Role.RECRUITER
) -> Membership:
    user = user or make_user()
    with tenancy.organisation(organisation.pk):
        return Membership.objects.create(organisation=organisation, user=user, role=role)


def make_opening(
    organisation: Organisation, title: str = "Community Manager", **fields: Any
) -> Opening:
    with tenancy.organisation(organisation.pk):
        return Opening.objects.create(
            organisation=organisation,
            title=title,
            **{"place": "Hamburg", "reason": REASON, **fields},
        )


def make_candidate(
    organisation: Organisation, name: str = "", *, opening: Opening | None = None, **fields: Any
) -> Candidate:
    number = next(_numbers)
    name = name or f"Candidate {number}"
    email = fields.pop("email", f"candidate{number}@people.example")
    with tenancy.organisation(organisation.pk):
        candidate = Candidate.objects.create(
            organisation=organisation, name=name, email=email, **fields
        )
        if opening:
            Application.objects.create(
                organisation=organisation, candidate=candidate, opening=opening
            )
    return candidate


def make_invitation(candidate: Candidate, opening: Opening, **fields: Any) -> Invitation:
    with tenancy.organisation(candidate.organisation_id):
        return Invitation.objects.create(
            organisation_id=candidate.organisation_id,
            candidate=candidate,
            opening=opening,
            expires_at=fields.pop("expires_at", timezone.now() + timedelta(days=14)),
            **fields,
        )


def make_consent(
    candidate: Candidate,
    person: User,
    *,
    opening: Opening,
    networks: tuple[str, ...] = ("x",),
    **fields: Any,
) -> Consent:
    invitation = make_invitation(candidate, opening, accepted_at=timezone.now())
    with tenancy.organisation(candidate.organisation_id):
        Candidate.objects.filter(pk=candidate.pk).update(person=person)
        candidate.person = person
        return Consent.objects.create(
            organisation_id=candidate.organisation_id,
            candidate=candidate,
            invitation=invitation,
            person=person,
            networks=[*networks],
            purpose=opening.reason,
            text_version=fields.pop("text_version", TEXT_VERSION),
            text_language=fields.pop("text_language", "en"),
            granted_at=fields.pop("granted_at", timezone.now()),
            expires_at=fields.pop("expires_at", timezone.now() + timedelta(days=90)),
        )


def make_score(
    consent: Consent, *, followers: int = 5_000, people: int = 120, **fields: Any
) -> Score:
    """A score of the real engine over a made-up reading, and the standing that shows it."""
    now, weights = fields.pop("now", timezone.now()), fields.pop("weights", None)
    readings = [
        make_reading(now=now, network=n, followers=followers, people=people, **fields)
        for n in consent.networks
    ]
    result = score_candidate(
        readings,
        model=active_model(),
        key=str(consent.candidate_id),
        now=now,
        networks_consented=consent.networks,
        weights=weights,
    )
    points = {line.factor.value: line.points for line in result.factors}
    shown = {
        "state": result.state,
        "value": result.value,
        "low": result.low,
        "high": result.high,
        **points,
    }
    common = {
        "organisation_id": consent.organisation_id,
        "candidate_id": consent.candidate_id,
        "person_id": consent.person_id,
        "networks": consent.networks,
        "computed_at": now,
        "visible_until": consent.expires_at,
        **shown,
    }
    with tenancy.person(consent.person_id):
        score = Score.objects.create(
            consent=consent,
            model_version=result.model,
            inputs_digest=f"{next(_numbers):064d}",
            percentile=result.percentile,
            result=result.to_json(),
            draws=result.draws or None,
            **common,
        )
        Standing.objects.update_or_create(
            candidate_id=consent.candidate_id, defaults={**common, "score": score}
        )
    return score


def make_contest(consent: Consent, text: str = "That account is not mine.") -> Contest:
    """Of the score that stands there."""
    with tenancy.person(consent.person_id):
        return contests.contest(consent_id=consent.pk, text=text, by=By.person(consent.person_id))


def make_decision(
    network: str, *, allowed: bool, operator: User | None = None, agreement: str = "Agreement 1"
) -> NetworkDecision:
    """What an operator decided about employers and this network."""
    operator = operator or make_user(is_operator=True)
    return NetworkDecision.objects.create(
        network=network,
        allowed=allowed,
        agreement=agreement if allowed else "",
        decided_by=operator.pk,
    )


def make_sharing_candidate(
    organisation: Organisation,
    opening: Opening,
    name: str = "",
    *,
    person: User | None = None,
    **fields: Any,
) -> Candidate:
    """Somebody who consented and has a score: ``followers=``, ``people=`` steer it."""
    person = person or make_user(name)
    networks = fields.pop("networks", ("x",))
    candidate = make_candidate(organisation, person.name, opening=opening, email=person.email)
    make_score(make_consent(candidate, person, opening=opening, networks=networks), **fields)
    return candidate
