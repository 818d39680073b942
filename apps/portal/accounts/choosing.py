"""Several accounts behind one login: the person sees them as the network tells them now, and links
one, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.models import User
from apps.connections.actions import choices
from apps.connections.actions.choices import Waiting
from apps.connections.networks.adapter import Account, Adapter
from apps.connections.networks.errors import NetworkError
from apps.connections.networks.registry import adapter, is_linked_by_login
from apps.core.access import for_persons
from apps.core.pace import is_too_often
from apps.portal.accounts import ends, logins, words
from apps.portal.accounts.readings import when
from apps.portal.frame import frame

MOST_LOOKS, LOOKS_WITHIN = 30, timedelta(minutes=30)  # each asks the network


@dataclass(frozen=True, slots=True)
class Offer:
    """``key`` names the account in the form; the network's own id of it stays here."""

    key: str
    label: str
    note: str


@for_persons(in_scope=False)
@never_cache
@require_http_methods(["GET", "POST"])
def me_choose(request: HttpRequest, network: str) -> HttpResponse:
    if not is_linked_by_login(network):
        raise Http404
    known, choice_id = adapter(network), logins.kept(request, network)
    if choice_id is None:
        return ends.over(request, network, request.POST.get("account", ""))
    waiting = _waiting(request, network, choice_id)
    if waiting is None:
        return _expired(request, known)
    if "none" in request.POST:
        messages.info(request, words.NONE_CHOSEN.format(label=known.label))
        return _leave(request, known, choice_id, redirect("me_link"))
    refusal = ends.refusal(request, network)
    if refusal:
        return _leave(request, known, choice_id, refusal)
    return _answer(request, known, choice_id, waiting)


def _answer(
    request: HttpRequest, known: Adapter, choice_id: UUID, waiting: Waiting
) -> HttpResponse:
    """Links what was chosen, if it is still among the accounts; else shows them."""
    if is_too_often("choose", request.user.pk, most=MOST_LOOKS, within=LOOKS_WITHIN):
        return _page(request, known, waiting, error=str(words.TOO_MANY_LOOKS), status=429)
    try:
        accounts = known.accounts(waiting.credential)
    except NetworkError as error:
        if error.retry:
            sentence = words.while_choosing(error.code).format(label=known.label)
            return _page(request, known, waiting, error=sentence, status=503)
        sentence = words.of_fault(error.code, known)
        return _leave(request, known, choice_id, ends.failed(request, sentence))
    if not accounts:
        return _leave(request, known, choice_id, ends.failed(request, gettext(known.no_account)))
    chosen = [a for a in accounts if logins.key_of(known.name, a) == request.POST.get("account")]
    if chosen:
        logins.forget(request, known.name)
        return logins.link(request, known.name, chosen[0], choice_id)
    if request.method == "POST":
        return _page(request, known, waiting, accounts, error=str(words.NOT_OFFERED), status=422)
    return _page(request, known, waiting, accounts)


def _page(
    request: HttpRequest,
    known: Adapter,
    waiting: Waiting,
    accounts: Sequence[Account] = (),
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    page = frame("accounts") | {
        "network": known.name,
        "label": known.label,
        "offers": [
            Offer(logins.key_of(known.name, a), a.credential.label, a.note) for a in accounts
        ],
        "error": error.format(label=known.label),
        "until": when(waiting.until, timezone.now()),
    }
    return render(request, "portal/accounts/choose.html", page, status=status)


def _waiting(request: HttpRequest, network: str, choice_id: UUID) -> Waiting | None:
    assert isinstance(request.user, User)
    return choices.held(person_id=request.user.pk, network=network, choice_id=choice_id)


def _expired(request: HttpRequest, known: Adapter) -> HttpResponse:
    """Or used by a second click a moment ago, which then finds its account linked."""
    logins.forget(request, known.name)
    if ends.linked_key(request, known.name):
        return ends.over(request, known.name, request.POST.get("account", ""))
    return ends.failed(request, words.EXPIRED.format(label=known.label))


def _leave(
    request: HttpRequest, known: Adapter, choice_id: UUID, answer: HttpResponse
) -> HttpResponse:
    """Nothing is linked, and the network is told to forget the login at once."""
    logins.forget(request, known.name)
    ends.release(request, choice_id)
    return answer
