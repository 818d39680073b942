"""The channels that a login opens. Google lets a person choose one of theirs while allowing; where
it opens several, the person chooses here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from apps.connections.networks.adapter import Account, Credential, audience
from apps.connections.networks.errors import Gone
from apps.connections.networks.youtube import parse
from apps.connections.networks.youtube.client import YouTubeClient
from apps.connections.networks.youtube.refusals import NoChannel
from apps.connections.networks.youtube.resources import Channel
from apps.connections.networks.youtube.values import next_token

PAGES = 4  # of 50 channels


def accounts(credential: Credential) -> Sequence[Account]:
    """None where the login has no channel."""
    with YouTubeClient(credential.access_token) as client:
        try:
            return [_account(each, credential) for each in _read(client)]
        except NoChannel:
            return ()


def own(client: YouTubeClient, channel_id: str) -> Channel:
    """The linked one. Raises ``Gone`` where the login does not open it any more."""
    for channel in _read(client):
        if channel.channel_id == channel_id:
            return channel
    raise Gone("the login opens this channel no more")


def _account(channel: Channel, credential: Credential) -> Account:
    note = audience(_("Channel"), channel.subscribers, is_channel=True)
    if channel.subscribers is None:
        note = gettext("Channel, subscribers hidden")
    opened = replace(credential, account_id=channel.channel_id, label=channel.title)
    return Account(opened, note)


def _read(client: YouTubeClient) -> Iterator[Channel]:
    token = ""
    for _page in range(PAGES):
        body = client.own_channels(token)
        yield from parse.channels(body)
        before, token = token, next_token(body)
        if not token or token == before:
            return
