"""The stand-in of X on a real port, reached as X would be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.pipeline.people import empty_queue


@pytest.fixture
def x(live_server: LiveServer, settings: Settings) -> Iterator[None]:
    here = {"API_URL": f"{live_server.url}/sandbox/x", "TIMEOUT": 30.0}
    settings.NETWORKS = {**settings.NETWORKS, "x": {**settings.NETWORKS["x"], **here}}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "x": {"APPS": [{"client_id": "sandbox", "secret": "sandbox", "key": ""}]}
    }
    empty_queue()
    yield
    empty_queue()
