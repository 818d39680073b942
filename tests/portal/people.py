"""Employers who ask, and what candidates do in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.candidates.letters import link_of
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests import factories

HANDLE = "juniper001"
HTMX = {"HX-Request": "true"}


@dataclass
class Asked:
    """An invitation that was mailed, and the path of its link."""

    organisation: Organisation
    opening: Opening
    candidate: Candidate
    invitation: Invitation
    recruiter: User

    @property
    def path(self) -> str:
        return urlsplit(link_of(self.invitation)).path


def ask(
    email: str = "mara@people.example", *, organisation: Organisation | None = None, **fields: Any
) -> Asked:
    organisation = organisation or factories.make_organisation("Halden & Mohr")
    recruiter = factories.make_user("Katrin Voss")
    factories.make_member(organisation, recruiter, Role.RECRUITER)
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, "Mara Lind", opening=opening, email=email)
    invitation = factories.make_invitation(candidate, opening, invited_by=recruiter, **fields)
    return Asked(organisation, opening, candidate, invitation, recruiter)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def share(client: Client, asked: Asked, *networks: str) -> Any:
    return client.post(asked.path, {"answer": "share", "networks": [*networks]})


def sharing(*networks: str, email: str = "mara@people.example") -> tuple[User, Client, Asked]:
    """A person who has just agreed, signed in."""
    person = factories.make_user("Mara Lind", email=email)
    asked, client = ask(email), signed_in(person)
    share(client, asked, *(networks or ("x",)))
    return person, client, asked


def leave_for_x(client: Client) -> dict[str, str]:
    """The query with which the browser arrives at X."""
    response = client.post(f"{reverse('x_login')}?process=connect")
    assert response.status_code == 302, response.content
    to = urlsplit(response["Location"])
    assert to.path == "/sandbox/x/i/oauth2/authorize", response["Location"]
    return {name: values[0] for name, values in parse_qs(to.query).items()}


def answer_of_x(client: Client, *, handle: str = HANDLE, decision: str = "allow") -> str:
    """The address to which X sends the browser back."""
    response = client.post(
        "/sandbox/x/i/oauth2/authorize",
        {"account": handle, "decision": decision},
        query_params=leave_for_x(client),
    )
    return str(response["Location"])


def link_x(client: Client, *, handle: str = HANDLE, decision: str = "allow") -> str:
    """Through X and back; the page of accounts afterwards."""
    back = client.get(answer_of_x(client, handle=handle, decision=decision), follow=True)
    assert back.redirect_chain[-1][0] == reverse("me_link"), back.redirect_chain
    return str(back.content.decode())


def in_scope_of(person: User) -> Any:
    return tenancy.person(person.pk)


def withdraw_all(client: Client) -> None:
    """By the first link on the own page that leads to it."""
    there = client.get(reverse("me")).content.decode()
    paths = [each.split('"')[0] for each in there.split('class="btn" href="')[1:]]
    address = next(each for each in paths if "withdraw" in each)
    assert client.post(address).status_code == 302
