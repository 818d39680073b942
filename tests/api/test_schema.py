"""The API keeps what its own schema says, whatever it is asked with."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from config.wsgi import application
from tests.api.conftest import Employer, make_employer

pytestmark = pytest.mark.django_db(transaction=True)
UNKNOWN = "00000000-0000-7000-8000-000000000000"
FOUND = [
    "GET /api/v1/candidates/{candidate_id}",
    "GET /api/v1/candidates/{candidate_id}/score",
    "GET /api/v1/candidates/{candidate_id}/scores",
    "GET /api/v1/openings/{opening_id}",
]
EXAMPLES = 10  # of each operation; make test-api asks them all
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
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
def schema(halden: Employer) -> Any:
    for number in range(3):
        halden.share(f"Person {number}", followers=900 * (number + 1))
    halden.silent("Silent")
    return schemathesis.openapi.from_wsgi("/api/schema", application)


def operations(schema: Any) -> Iterator[Any]:
    for found in schema.get_all_operations():
        yield found.ok()


def operation(schema: Any, label: str) -> Any:
    return next(each for each in operations(schema) if each.label == label)


def known(halden: Employer) -> dict[str, str]:
    """Names of path parameters with what there is, since made-up ids are never found."""
    people = halden.get("candidates").json()["results"]
    return {"candidate_id": people[0]["id"], "opening_id": str(halden.opening.pk)}


def try_all(operation: Any, mode: GenerationMode, secret: str, **fixed: Any) -> set[int]:
    """The status codes that were met; what an answer does against the schema fails the test."""
    # Called in this process, nothing unpacks what would be compressed.
    headers, met = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}, set()

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def each(case: Any) -> None:
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        met.add(answer.status_code)

    each()
    return met


@pytest.mark.parametrize("label", FOUND)
def test_what_there_is_is_found_as_the_schema_promises(
    schema: Any, halden: Employer, label: str
) -> None:
    asked = operation(schema, label)
    names = {each.name for each in asked.path_parameters}
    ids = {name: value for name, value in known(halden).items() if name in names}
    met = try_all(asked, GenerationMode.POSITIVE, halden.secret, path_parameters=ids)
    assert 200 in met


def test_a_wrong_key_is_told_as_the_schema_promises(schema: Any) -> None:
    for asked in operations(schema):
        assert try_all(asked, GenerationMode.POSITIVE, "rnw_wrong") == {401}, asked.label


def test_a_key_for_reading_is_told_that_it_may_not_invite(schema: Any) -> None:
    reader = make_employer("Readers", scopes=("read",))
    asked = operation(schema, "POST /api/v1/invitations")
    assert try_all(asked, GenerationMode.POSITIVE, reader.secret) == {403}


def test_an_order_that_fits_is_an_invitation_as_the_schema_promises(
    schema: Any, halden: Employer
) -> None:
    order = {"opening": str(halden.opening.pk), "name": "Ada", "email": "ada@people.example"}
    asked = operation(schema, "POST /api/v1/invitations")
    assert try_all(asked, GenerationMode.POSITIVE, halden.secret, body=order) == {201}


def forged(*fields: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": forged("-sorted_by_score", "text", UNKNOWN, False)},
        {"cursor": forged("-sorted_by_score", float("nan"), UNKNOWN, False)},
        {"cursor": forged("-sorted_by_score", float("inf"), UNKNOWN, False)},
        {"cursor": forged("-sorted_by_score", 10**40, UNKNOWN, False)},
        {"cursor": forged("-sorted_by_score", "\0", UNKNOWN, False)},
        {"cursor": forged("sorted_by_name", 5, UNKNOWN, False), "ordering": "name"},
        {"cursor": forged("sorted_by_name", "\0", UNKNOWN, True), "ordering": "name"},
        {"cursor": forged("sorted_by_name", "\ud800", UNKNOWN, True), "ordering": "name"},
        {"cursor": forged("sorted_by_score", [], {}, None)},
        {"cursor": "[" * 20_000},
        {"cursor": base64.urlsafe_b64encode(b"[" * 20_000).decode()},
        {"network": "\0"},
        {"network": ",".join(["x"] * 5_000)},
        {"opening": "{00000000000070008000000000000000}"},
        {"score_min": "1e999999999"},
        {"reach_min": "-1e999999999"},
        {"reach_min": "nan"},
        {"page_size": "١٢"},
        {"page_size": "9" * 5_000},
    ],
    ids=lambda query: str(query)[:40],
)
def test_made_up_values_break_nothing(halden: Employer, query: dict[str, str]) -> None:
    halden.share("Ada")
    halden.share("Bo")
    before = time.monotonic()
    assert halden.get("candidates", **query).status_code in {200, 400}
    assert time.monotonic() - before < 10  # a number written out would take minutes
