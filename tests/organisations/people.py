"""Alice owns Acme, Adam administers it, Rita recruits, Vic views. Bob owns Bolt: a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.core import tenancy
from apps.organisations.models import Membership, Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_member, make_organisation, make_user


@dataclass(frozen=True)
class Team:
    alice: User
    adam: User
    rita: User
    vic: User
    acme: Organisation
    bob: User
    bolt: Organisation

    def membership(self, user: User) -> Membership:
        with tenancy.organisation(self.acme.pk):
            return Membership.objects.select_related("user").get(user=user)

    def role(self, user: User) -> str | None:
        with tenancy.organisation(self.acme.pk):
            found = Membership.objects.filter(user=user).first()
            return found.role if found else None

    def verbs(self) -> list[str]:
        with tenancy.organisation(self.acme.pk):
            return list(Event.objects.order_by("id").values_list("verb", flat=True))


def make_team() -> Team:
    alice, adam, rita, vic, bob = (
        make_user(name) for name in ("Alice A", "Adam A", "Rita R", "Vic V", "Bob B")
    )
    acme, bolt = make_organisation("Acme", owner=alice), make_organisation("Bolt", owner=bob)
    for user, role in ((adam, Role.ADMIN), (rita, Role.RECRUITER), (vic, Role.VIEWER)):
        make_member(acme, user, role)
    return Team(alice, adam, rita, vic, acme, bob, bolt)


def by(user: User) -> By:
    return By.user(user.pk)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
