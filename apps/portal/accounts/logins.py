"""What a finished login opens: one account is linked at once, of several the person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from apps.connections.networks.adapter import Account, Credential
from apps.connections.networks.errors import NetworkError
from apps.connections.networks.keys import account_key
from apps.connections.networks.registry import adapter
from apps.portal.accounts import ends, scopes, words

KEY = "account_choices"  # in the session: the login of each network that waits for a choice


def finish(request: HttpRequest, network: str, credential: Credential) -> HttpResponse:
    """Asks the network, so outside of any transaction."""
    known = adapter(network)
    choice_id = ends.begin(request, network, credential)
    if not scopes.is_enough(known, credential):
        return ends.give_back(request, choice_id, words.not_enough(known))
    try:
        accounts = known.accounts(credential)
    except NetworkError as error:
        sentence = words.of_fault(error.code, known)
        return ends.give_back(request, choice_id, sentence)
    if not accounts:
        return ends.give_back(request, choice_id, gettext(known.no_account))
    account = _only(accounts, ends.linked_key(request, network), network)
    if account is None:
        keep(request, network, choice_id)
        return redirect("me_choose", network)
    return link(request, network, account, choice_id)


def link(request: HttpRequest, network: str, account: Account, choice_id: UUID) -> HttpResponse:
    return ends.link(request, network, account.credential, key_of(network, account), choice_id)


def key_of(network: str, account: Account) -> str:
    return account_key(network, account.credential.account_id)


def keep(request: HttpRequest, network: str, choice_id: UUID) -> None:
    """For this session alone; an older choice of the network is forgotten."""
    request.session[KEY] = {**request.session.get(KEY, {}), network: str(choice_id)}


def kept(request: HttpRequest, network: str) -> UUID | None:
    found = request.session.get(KEY, {}).get(network)
    return UUID(found) if found else None


def forget(request: HttpRequest, network: str) -> None:
    left = {name: of for name, of in request.session.get(KEY, {}).items() if name != network}
    request.session[KEY] = left


def _only(accounts: Sequence[Account], before: str, network: str) -> Account | None:
    """The one that can be meant: the only one, or of several the one that was linked before. Where
    another was linked before, any of them is refused by that name."""
    if len(accounts) == 1 or before:
        return next((a for a in accounts if key_of(network, a) == before), accounts[0])
    return None
