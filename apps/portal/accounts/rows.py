"""Each account of a person as one row: what it is, where its reading stands, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from apps.connections.credentials import unseal
from apps.connections.models import Connection, ConnectionState, Fetch
from apps.connections.networks.adapter import Credential, LinkFlow
from apps.connections.networks.registry import adapter
from apps.connections.permits import is_read
from apps.core.sealing import CannotOpen
from apps.portal.accounts import readings, scopes
from apps.portal.accounts.shared import shared_networks


@dataclass(frozen=True, slots=True)
class Row:
    """``name``: what the person recognises the account by. ``costs``: what is not measured for want
    of a permission, as sentences. ``ends_at``: when its permission ends, where only the person can
    give a new one. ``post_url``: a form leads to the network, ``form_url``: a page asks more first;
    one of them is empty, or both."""

    network: str
    label: str
    name: str
    state: readings.State
    costs: Sequence[str]
    ends_at: datetime | None
    connection_id: UUID | None
    post_url: str
    form_url: str

    @property
    def is_linked(self) -> bool:
        return self.connection_id is not None


def rows(now: datetime) -> list[Row]:
    """In the person's scope: what is shared, linked or not, then what is linked and not shared."""
    shared = shared_networks()
    linked = {each.network: each for each in Connection.objects.order_by("network")}
    newest = _newest_fetches()
    names = shared + [name for name in linked if name not in shared]
    return [_row(name, linked.get(name), newest, name in shared, now) for name in names]


def _newest_fetches() -> dict[UUID, Fetch]:
    return {fetch.connection_id: fetch for fetch in Fetch.objects.newest_each()}


def _row(
    network: str,
    connection: Connection | None,
    newest: dict[UUID, Fetch],
    is_shared: bool,
    now: datetime,
) -> Row:
    fetch = newest.get(connection.pk) if connection else None
    known = adapter(network)
    state = readings.state(connection, fetch, label=known.label, is_shared=is_shared, now=now)
    credential = _opened(connection)
    costs = scopes.costs(known, credential) if credential else []
    ends_at = _ends_at(connection)
    is_open = connection is None or connection.state == ConnectionState.NEEDS_REAUTH
    can_link = is_shared and (is_open or bool(costs) or ends_at is not None)
    post_url, form_url = _ways(network) if can_link else ("", "")
    return Row(
        network,
        known.label,
        credential.label if credential else "",
        state,
        costs,
        ends_at,
        connection.pk if connection else None,
        post_url,
        form_url,
    )


def _ways(network: str) -> tuple[str, str]:
    """Where linking begins; both empty where the network is switched off or kept from scores."""
    if not is_read(network):
        return "", ""
    if adapter(network).flow is LinkFlow.OAUTH:
        return f"{reverse(f'{network}_login')}?process=connect", ""
    return "", reverse(f"me_link_{network}")


def _ends_at(connection: Connection | None) -> datetime | None:
    if connection is None or connection.state == ConnectionState.NEEDS_REAUTH:
        return None
    return connection.credential_expires_at if connection.relink_asked_at else None


def _opened(connection: Connection | None) -> Credential | None:
    if connection is None:
        return None
    try:
        return unseal(connection.sealed_credential, owner=connection.pk).credential
    except CannotOpen:
        return None
