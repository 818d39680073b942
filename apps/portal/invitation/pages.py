"""The pages that an invitation's link opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from apps.accounts.invited import is_invited
from apps.accounts.models import User
from apps.candidates.consent_text import language_shown, statements
from apps.candidates.letters import PURPOSE
from apps.candidates.models import Invitation
from apps.connections.networks.adapter import Adapter, ConsentItems
from apps.connections.permits import for_employers
from apps.core.links import Link, sign
from apps.core.refusals import Refused
from apps.organisations.branding import brand_of
from apps.organisations.reading import as_at


@dataclass(frozen=True, slots=True)
class Account:
    """A switch. ``scopes``: what the network will be asked for, by its own names. ``on`` only where
    the person turned it on a moment ago."""

    network: str
    label: str
    items: ConsentItems
    scopes: Sequence[str]
    on: bool


def question(
    request: HttpRequest,
    invitation: Invitation,
    *,
    chosen: Collection[str] = (),
    refused: Refused | None = None,
) -> HttpResponse:
    """What is asked, with the choice and what is wrong with it."""
    as_at(request, invitation.organisation)
    offered = for_employers()
    page = {
        "invitation": invitation,
        "brand": brand_of(invitation.organisation),
        "address": _address(invitation),
        "accounts": [_account(each, chosen) for each in offered],
        "statements": statements(invitation, offered=[each.name for each in offered]),
        "shown_in": language_shown(),
        "error": refused.message if refused and refused.code != "other_email" else "",
        "is_other": _is_other(request, invitation),
        "masked": masked(invitation.candidate.email),
    }
    status = 422 if refused else 200
    return render(request, "portal/invitation/question.html", page, status=status)


def closed(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Why the link opens nothing."""
    page = {"message": refused.message, "code": refused.code}
    status = {"bad_link": 404, "expired": 410, "revoked": 410, "used": 410}.get(refused.code, 409)
    return render(request, "portal/invitation/closed.html", page, status=status)


def masked(email: str) -> str:
    """ "a…@example.com": whose it is they know, and a stranger with the link learns little."""
    name, _, host = email.lower().partition("@")
    return f"{name[:1]}…@{host}"


def _address(invitation: Invitation) -> str:
    link = Link(invitation.organisation_id, invitation.pk, invitation.generation)
    return reverse("invitation", args=[sign(link, purpose=PURPOSE)])


def _is_other(request: HttpRequest, invitation: Invitation) -> bool:
    return isinstance(request.user, User) and not is_invited(request, invitation.candidate.email)


def _account(each: Adapter, chosen: Collection[str]) -> Account:
    return Account(each.name, each.label, each.consent.said(), each.scopes, each.name in chosen)
