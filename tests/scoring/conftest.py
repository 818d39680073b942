"""``pytest --hypothesis-profile=many tests/scoring`` looks fifty times as long for an exception."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from apps.scoring.released import released_model
from tests.pipeline.people import empty_queue

settings.register_profile("many", max_examples=5000)


@pytest.fixture(autouse=True)
def _no_model_of_another_test() -> Iterator[None]:
    """A process keeps a released model for good; the next test may release another of its name."""
    yield
    released_model.cache_clear()


@pytest.fixture
def _empty_queue() -> Iterator[None]:
    empty_queue()
    yield
    empty_queue()
