from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from apps.connections.networks import registry
from tests.pipeline.people import empty_queue
from tests.pipeline.sampled import SAMPLE
from tests.pipeline.scripted import NAME, Scripted


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Scripted]:
    """One more network, switched on and allowed for employers."""
    scripted = Scripted()
    monkeypatch.setattr(registry, "ADAPTERS", {**registry.ADAPTERS, NAME: scripted})
    settings.NETWORKS = {**settings.NETWORKS, NAME: {"ENABLED": True}}
    empty_queue()
    yield scripted
    empty_queue()


@pytest.fixture
def sampling(network: Scripted) -> Scripted:
    """A network that tells of followers."""
    network.followers = SAMPLE
    return network
