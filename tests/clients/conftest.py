from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.audit.actions import By
from apps.organisations.actions import api_keys
from apps.organisations.models import Organisation
from renown import Renown
from tests.factories import make_member, make_organisation
from tests.integrations.receiver import Receiver


@dataclass
class Program:
    """Somebody's program, with a key for everything."""

    organisation: Organisation
    secret: str
    url: str
    renown: Renown


@pytest.fixture
def program(transactional_db: None, live_server: LiveServer) -> Iterator[Program]:
    organisation = make_organisation("Halden & Mohr")
    member = make_member(organisation)
    _, secret = api_keys.create(
        organisation=organisation,
        name="Program",
        scopes=["read", "invite", "manage"],
        by=By.user(member.user_id),
    )
    with Renown(secret, live_server.url) as renown:
        yield Program(organisation, secret, live_server.url, renown)


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """The operator allowed this machine."""
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with Receiver() as server:
        yield server
