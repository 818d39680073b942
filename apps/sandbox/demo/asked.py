"""Whom of an employer's candidates an old client of Klout can ask for."""

from __future__ import annotations

from apps.connections.models import NamedAccount
from apps.connections.names import Account
from apps.core import tenancy
from apps.organisations.models import Organisation


def screen_names(organisation: Organisation) -> list[str]:
    """At X, of those whose score is there; in their order."""
    with tenancy.organisation(organisation.pk):
        scored = NamedAccount.objects.on("x").known().filter(candidate__standing__value__gt=0)
        accounts = [Account.unseal(each.sealed_account, owner=each.pk) for each in scored]
    return sorted({account.name for account in accounts})
