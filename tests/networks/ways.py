"""How a person's browser links an account: to the network, its page, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse


class Way(Protocol):
    """The three steps of linking. An address is a path with its query, to be asked by the same
    client."""

    def leave(self, client: Client, **query: str) -> str:
        """From the page of accounts to the network: its address, with what is asked there."""
        ...

    def answer(
        self, client: Client, asked: str, *, handle: str, decision: str, ticked: Sequence[str]
    ) -> str:
        """What the person decides at the network: the address that leads back."""
        ...


class ByLogin:
    """Through allauth, to the stand-in's authorisation page."""

    def __init__(self, network: str) -> None:
        self.network = network

    def leave(self, client: Client, **query: str) -> str:
        address = reverse(f"{self.network}_login")
        found = client.post(address, query_params={"process": "connect", **query})
        assert found.status_code == 302, found.content
        return str(found["Location"])

    def answer(
        self, client: Client, asked: str, *, handle: str, decision: str, ticked: Sequence[str]
    ) -> str:
        to = urlsplit(asked)
        page = client.get(to.path, query_params=dict(parse_qsl(to.query)))
        assert page.status_code == 200, page.content
        form = {"account": handle, "decision": decision, "scope": [*ticked]}
        found: Any = client.post(to.path, form, query_params=dict(parse_qsl(to.query)))
        assert found.status_code == 302, found.content
        return str(found["Location"])


def by_login(network: str) -> Way:
    return ByLogin(network)


class ByApplicationPassword:
    """Through the address of the person's own site, at the one private host that is allowed: there
    the stand-in of WordPress is reached, by the browser too."""

    def __init__(self, network: str) -> None:
        self.network = network

    def leave(self, client: Client, **query: str) -> str:
        """Where the address is asked for: which it is, the person says next."""
        return reverse("me_link_wordpress")

    def answer(
        self, client: Client, asked: str, *, handle: str, decision: str, ticked: Sequence[str]
    ) -> str:
        (host,) = settings.HTTP_ALLOWED_PRIVATE_HOSTS
        form = {"address": f"http://{host}/sandbox/{self.network}/{handle}/"}
        leads = client.post(asked, form)
        assert leads.status_code == 302, leads.content
        to = urlsplit(leads["Location"])
        decided = {"decision": "approve" if decision == "allow" else "reject"}
        asks = dict(parse_qsl(to.query))
        found: Any = client.post(to.path, decided, query_params=asks, headers={"host": host})
        assert found.status_code == 302, found.content
        return str(found["Location"])


def by_application_password(network: str) -> Way:
    return ByApplicationPassword(network)
