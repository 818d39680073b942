from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.integrations.receiver import Employer, Receiver, listening_at
from tests.pipeline.people import empty_queue


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    """The operator allowed this machine."""
    settings.HTTP_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    empty_queue()
    with Receiver() as server:
        yield server
    empty_queue()


@pytest.fixture
def employer(receiver: Receiver) -> Employer:
    return listening_at(receiver.url)
