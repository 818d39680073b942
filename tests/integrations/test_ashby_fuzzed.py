"""Ashby's own specification of what it asks of a partner, tried by schemathesis over real HTTP."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from tests.integrations.connections import Connected, connect
from tests.integrations.contracts import ASHBY_ASKS, document
from tests.integrations.standins.ashby import order

pytestmark = pytest.mark.django_db(transaction=True)
OURS = ["/assessment.list", "/assessment.start", "/assessment.cancel"]
EXAMPLES = 10  # of each call, of each kind
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
bounded = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)


@pytest.fixture
def halden() -> Connected:
    return connect("ashby", ashby_key="of-the-employer")


def specification() -> dict[str, Any]:
    """It asks for HTTP Basic and names no answer for who shows no key: 401 is that of HTTP."""
    asked = deepcopy(document(ASHBY_ASKS))
    for path in OURS:
        asked["paths"][path]["post"]["responses"]["401"] = {"description": "Not the right key."}
    return asked


def tried(
    path: str, mode: GenerationMode, live_server: LiveServer, halden: Connected, **fixed: Any
) -> set[int]:
    """The status codes that were met; what an answer does against the specification fails."""
    schema, met = schemathesis.openapi.from_dict(specification()), set()
    strategy = schema[path]["POST"].as_strategy(generation_mode=mode, **fixed)

    @bounded
    @given(case=strategy)
    def each(case: Any) -> None:
        answer = case.call_and_validate(
            base_url=f"{live_server.url}/ats/ashby", headers=halden.basic(), checks=CHECKS
        )
        met.add(answer.status_code)

    each()
    return met


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", OURS)
def test_whatever_ashby_may_send_is_answered_as_it_specifies(
    path: str, mode: GenerationMode, live_server: LiveServer, halden: Connected
) -> None:
    with_the_key = {200, 422}
    without = {401} if mode is GenerationMode.NEGATIVE else set()
    assert tried(path, mode, live_server, halden) <= with_the_key | without


def test_an_order_that_fits_is_answered_as_it_specifies(
    live_server: LiveServer, halden: Connected
) -> None:
    body = order(str(halden.opening.pk))
    mode = GenerationMode.POSITIVE
    assert tried("/assessment.start", mode, live_server, halden, body=body) == {200}
    ours = {"assessment_id": str(halden.order().pk)}
    assert tried("/assessment.cancel", mode, live_server, halden, body=ours) == {200}
    assert len(halden.orders()) == 1
