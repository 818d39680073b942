"""Sets the stage with the same actions that the pages use; what stands already is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection
from django.utils.text import slugify

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import candidates, invitations, openings
from apps.candidates.models import Invitation, Opening
from apps.core import tenancy
from apps.organisations.actions import api_keys, organisations
from apps.organisations.models import Membership, Organisation
from apps.organisations.models.api_key import ApiScope
from apps.sandbox.demo.script import PASSWORD, Employer, Role


@dataclass(frozen=True, slots=True)
class Stage:
    """One employer with its openings; ``users`` are the team with e-mail and role."""

    organisation: Organisation
    openings: list[Opening]
    users: list[tuple[str, str]]
    owner: By


def user(name: str, email: str, **fields: bool) -> User:
    """Somebody who can sign in with the demo's password."""
    known = User.objects.filter(email=email).first()
    if known:
        return known
    made = User.objects.create_user(email=email, password=PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made


def build(employer: Employer) -> Stage:
    team = [(user(name, _address(name, employer)), role) for name, role in employer.team]
    owner = team[0][0]
    organisation = _organisation(employer, owner)
    by = By.user(owner.pk)
    with tenancy.organisation(organisation.pk):
        for member, role in team[1:]:
            Membership.objects.get_or_create(
                organisation=organisation, user=member, defaults={"role": role}
            )
        known = {opening.title: opening for opening in Opening.objects.all()}
        stand = [
            known.get(v.title)
            or openings.create(
                organisation=organisation, title=v.title, place=v.place, reason=v.reason, by=by
            )
            for v in employer.openings
        ]
    return Stage(organisation, stand, [(u.email, role) for u, role in team], by)


def invite(stage: Stage, role: Role) -> Invitation:
    """The candidate with an invitation to their opening."""
    with tenancy.organisation(stage.organisation.pk):
        candidate = candidates.add(
            organisation=stage.organisation,
            name=role.name,
            email=role.email,
            place=role.place,
            by=stage.owner,
        )
        opening = stage.openings[role.opening]
        standing = Invitation.objects.filter(candidate=candidate, opening=opening).first()
        return standing or invitations.invite(candidate=candidate, opening=opening, by=stage.owner)


def new_key(stage: Stage) -> str:
    """A key of the API that may read and invite."""
    with tenancy.organisation(stage.organisation.pk):
        _, secret = api_keys.create(
            organisation=stage.organisation,
            name="Demo",
            scopes=[ApiScope.READ, ApiScope.INVITE],
            by=stage.owner,
        )
    return secret


def _organisation(employer: Employer, owner: User) -> Organisation:
    found = _id_of(slugify(employer.name))
    if found is None:
        return organisations.create(
            name=employer.name, by_user=owner, privacy_contact=f"privacy@{employer.domain}"
        )
    with tenancy.organisation(found):
        return Organisation.objects.get(pk=found)


def _id_of(slug: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_id_of_slug(%s)", [slug])
        row = cursor.fetchone()
    return row[0] if row else None


def _address(name: str, employer: Employer) -> str:
    first = name.split()[0].lower().replace("ö", "oe")
    return f"{first}@{employer.domain}"
