"""How linking an account ends: with a connection, or with a sentence on the page of accounts."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from apps.accounts.models import User
from apps.audit.actions import By
from apps.connections.actions import revocations
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


def link(
    request: HttpRequest, network: str, credential: Credential, account_key: str
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
        )
    except Refused as refused:
        give_back(request.user, network, credential)
        return failed(request, refused.message)
    messages.success(request, words.LINKED.format(label=adapter(network).label))
    return redirect("me_link")


def give_back(person: User, network: str, credential: Credential) -> None:
    """Has the network forget a grant that nothing here uses."""
    with tenancy.person(person.pk):
        revocations.ask(person_id=person.pk, network=network, credential=credential)


def failed(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("me_link")
