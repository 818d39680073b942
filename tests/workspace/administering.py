"""People at the admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.test import Client

from apps.accounts.models import User
from apps.audit.models import Event
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_member, make_organisation, make_user

PEOPLE = "/admin/candidates/candidate/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def team(role: str = Role.OWNER) -> tuple[Organisation, Client]:
    """An organisation, and a member with this role who is signed in."""
    organisation, member = make_organisation("Mine"), make_user("Katrin")
    make_member(organisation, member, role)
    return organisation, signed_in(member)


def operator_in(organisation: Organisation) -> Client:
    """An operator who entered with a reason."""
    client = signed_in(make_user("Olga", is_operator=True))
    client.post(
        "/admin/choose/", {"slug": organisation.slug, "reason": "They asked for help with a list."}
    )
    return client


def events(organisation: Organisation, verb: str) -> Sequence[dict[str, Any]]:
    """The facts of these events, oldest first."""
    with tenancy.organisation(organisation.pk):
        return [event.facts for event in Event.objects.filter(verb=verb).order_by("id")]


def text(content: bytes) -> str:
    """A page with its blanks as a reader sees them."""
    return " ".join(content.decode().split())
