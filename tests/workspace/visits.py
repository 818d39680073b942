"""Visitors of the hiring team's pages."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_member


def visitor(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(organisation: Organisation, role: str = Role.RECRUITER) -> Client:
    """The browser of a new member of the organisation."""
    return visitor(make_member(organisation, role=role).user)


def at(name: str, organisation: Organisation, *ids: Any) -> str:
    return reverse(name, args=[organisation.slug, *ids])


def said(response: Any) -> list[str]:
    """Messages that the next page shows."""
    return [str(message) for message in response.wsgi_request._messages]
