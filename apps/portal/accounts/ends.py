"""How linking an account ends: with a connection, or with a sentence on the page of accounts."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from apps.accounts.models import User
from apps.audit.actions import By
from apps.connections.actions import choices
from apps.connections.models import Connection
from apps.connections.networks.adapter import Credential
from apps.connections.networks.registry import adapter
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.pipeline import actions as pipeline
from apps.portal.accounts import words
from apps.portal.accounts.shared import is_shared


def refusal(request: HttpRequest, network: str) -> HttpResponse | None:
    """The answer to somebody who may not link this network now; None for those who may."""
    label = adapter(network).label
    if not isinstance(request.user, User):
        messages.error(request, words.SIGNED_OUT.format(label=label))
        login = resolve_url(settings.LOGIN_URL)
        return redirect(f"{login}?{urlencode({'next': reverse('me_link')})}")
    if not is_shared(request.user.pk, network):
        return failed(request, words.NOT_SHARED.format(label=label))
    return None


def begin(request: HttpRequest, network: str, credential: Credential) -> UUID:
    """A login has come back: from here on it ends well, or by itself."""
    assert isinstance(request.user, User)
    return choices.keep(person_id=request.user.pk, network=network, credential=credential)


def link(
    request: HttpRequest, network: str, credential: Credential, account_key: str, choice_id: UUID
) -> HttpResponse:
    """Links the account to the signed-in person. What is refused is given back to the network."""
    assert isinstance(request.user, User)
    person_id = request.user.pk
    try:
        pipeline.link(
            person_id=person_id,
            network=network,
            credential=credential,
            account_key=account_key,
            by=By.person(person_id),
            choice_id=choice_id,
        )
    except Refused as refused:
        if refused.code == "choice_over":
            return over(request, network, account_key)
        return give_back(request, choice_id, refused.message)
    return linked(request, network)


def linked(request: HttpRequest, network: str) -> HttpResponse:
    messages.success(request, words.LINKED.format(label=adapter(network).label))
    return redirect("me_link")


def over(request: HttpRequest, network: str, account_key: str = "") -> HttpResponse:
    """To a login that was used already: the second click hears what the first did."""
    label, before = adapter(network).label, linked_key(request, network)
    if before and before == account_key:
        return linked(request, network)
    if before:
        messages.info(request, words.LINKED_BEFORE.format(label=label))
        return redirect("me_link")
    return failed(request, words.STALE.format(label=label))


def give_back(request: HttpRequest, choice_id: UUID, sentence: str) -> HttpResponse:
    """Has the network forget at once what nothing here uses, and says why."""
    release(request, choice_id)
    return failed(request, sentence)


def release(request: HttpRequest, choice_id: UUID) -> None:
    assert isinstance(request.user, User)
    choices.give_back(person_id=request.user.pk, choice_id=choice_id)


def failed(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("me_link")


def linked_key(request: HttpRequest, network: str) -> str:
    """Of the account that the signed-in person has linked there, "" without one."""
    assert isinstance(request.user, User)
    with tenancy.person(request.user.pk):
        found = Connection.objects.on(network).values_list("account_key", flat=True).first()
    return found or ""
