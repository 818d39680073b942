"""Who an old client asks for: by screen name, by a network's id, by the number that we gave. In the
organisation's scope; who may not be told of is ``Nobody``."""

from __future__ import annotations

from uuid import UUID

from apps.api.klout.errors import Nobody
from apps.candidates.models import Candidate
from apps.connections.models import NamedAccount
from apps.connections.models.named import NamedAccountQuerySet
from apps.connections.names import Account, key_of_id, key_of_name
from apps.connections.permits import names_for_employers
from apps.core import tenancy
from apps.core.sealing import CannotOpen
from apps.scoring.listing import listed

# How Klout spelled networks, and how they are called today.
NETWORKS = {
    "twitter": "x",
    "tw": "x",
    "x": "x",
    "instagram": "instagram",
    "ig": "instagram",
}


DIGITS = 18  # of a number that we gave, at most


def called(spelled: str, screen_name: str) -> NamedAccount:
    network = _network(spelled)
    name = screen_name.strip().removeprefix("@")
    if not name:
        raise Nobody
    key = key_of_name(_organisation_id(), network, name)
    return _one(NamedAccount.objects.on(network).filter(name_key=key).newest_first())


def with_id(spelled: str, account_id: str) -> NamedAccount:
    network = _network(spelled)
    key = key_of_id(_organisation_id(), network, account_id)
    return _one(NamedAccount.objects.on(network).filter(account_key=key).newest_first())


def numbered(number: str, spelled: str = "") -> NamedAccount:
    """Their account on that network; where none is named, the one on X before the others."""
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise Nobody
    networks = [_network(spelled)] if spelled else [*NETWORKS.values()]
    found = NamedAccount.objects.on(*networks).whose(int(number))
    return _one(found.order_by("-network", "-id"))


def account_of(named: NamedAccount) -> Account:
    try:
        return Account.unseal(named.sealed_account, owner=named.pk)
    except CannotOpen:
        raise Nobody from None


def candidate_of(named: NamedAccount) -> Candidate:
    """With ``standing`` joined."""
    found: Candidate = listed().get(pk=named.candidate_id)
    return found


def _one(found: NamedAccountQuerySet) -> NamedAccount:
    named = found.known().on(*names_for_employers()).first()
    if named is None:
        raise Nobody
    return named


def _network(spelled: str) -> str:
    network = NETWORKS.get(spelled)
    if network is None:
        raise Nobody
    return network


def _organisation_id() -> UUID:
    organisation_id = tenancy.required().organisation_id
    assert organisation_id is not None
    return organisation_id
