"""WordPress.com's stand-in on a real port, and tokens of its people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import stamina
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.networks.adapter import Credential
from apps.connections.networks.wordpress_com.statements import SCOPES
from apps.sandbox.wordpress_com.standin import STANDIN
from apps.sandbox.world import Person

type Login = Callable[..., Credential]


@pytest.fixture
def at_the_stand_in(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    here = f"{live_server.url}/sandbox/wordpress_com"
    own = {"API_URL": here, "TOKEN_URL": f"{here}/oauth2-1", "TIMEOUT": 30.0}
    before = settings.NETWORKS
    settings.NETWORKS = {**before, "wordpress_com": {**before["wordpress_com"], **own}}
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def login(at_the_stand_in: None) -> Login:
    """What a finished login of somebody opens: the person, no site yet."""

    def log_in(person: Person, scopes: tuple[str, ...] = SCOPES) -> Credential:
        tokens = STANDIN.grants.issue_tokens(STANDIN.grants.open_grant(person.id, scopes))
        return Credential(
            account_id=person.id,
            label="",
            access_token=tokens.access,
            refresh_token=tokens.refresh,
            scopes=frozenset(scopes),
            grantor_id=person.id,
        )

    return log_in
