from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import stamina
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from apps.connections.actions import reading
from apps.connections.networks import registry
from tests.networks.kits import kit_of
from tests.networks.suite import NETWORKS, Trial, calls_of
from tests.networks.watched import Watched
from tests.pipeline.people import empty_queue

MOST_PAGES = 60


@pytest.fixture(params=NETWORKS)
def trial(
    request: pytest.FixtureRequest,
    live_server: LiveServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Trial]:
    """Each network in turn, its stand-in on a real port, reached as the network would be."""
    found = Trial(request.param, kit_of(request.param))
    own = moved(settings.NETWORKS[found.name], settings.PUBLIC_URL, live_server.url)
    settings.NETWORKS = {**settings.NETWORKS, found.name: {**own, **found.kit.options}}
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = [urlsplit(live_server.url).netloc]
    settings.SANDBOX_RATE_FACTOR = 100
    monkeypatch.setattr(reading, "MOST_PAGES", MOST_PAGES)
    stamina.set_testing(True, attempts=3)
    empty_queue()
    with calls_of(found.name, found.calls):
        yield found
    stamina.set_testing(False)
    empty_queue()


@pytest.fixture
def watched(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> Watched:
    found = Watched(trial.adapter)
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, trial.name: found})
    return found


def moved(own: dict[str, Any], usual: str, url: str) -> dict[str, Any]:
    """The network's settings with the stand-in's addresses on the port of this test."""
    start = f"{usual}/sandbox/"
    return {
        key: f"{url}/sandbox/{value.removeprefix(start)}"
        if isinstance(value, str) and value.startswith(start)
        else value
        for key, value in own.items()
    }
