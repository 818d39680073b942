from __future__ import annotations

from collections.abc import Iterator

import pytest
import stamina
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.networks.suite import calls_of


@pytest.fixture
def calls(live_server: LiveServer, settings: Settings) -> Iterator[list[str]]:
    """Instagram is the stand-in, on a loopback port, with a short patience. What it is asked is
    noted: path and query of each call."""
    there = f"{live_server.url}/sandbox/instagram"
    here = {"API_URL": there, "TOKEN_URL": f"{there}/oauth/access_token", "TIMEOUT": 30.0}
    own = {**settings.NETWORKS["instagram"], **here}
    settings.NETWORKS = {**settings.NETWORKS, "instagram": own}
    settings.SANDBOX_RATE_FACTOR = 100
    stamina.set_testing(True, attempts=3)
    found: list[str] = []
    with calls_of("instagram", found):
        yield found
    stamina.set_testing(False)
