"""The whole schema against a real server, asked by two organisations with the ids of both: nothing
breaks, each answer is one that the schema promises, and nobody is told anything of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from apps.api.openapi.document import PATH
from tests.guards.attack import SECRET, Side, make_side
from tests.pipeline.people import empty_queue

pytestmark = [pytest.mark.api, pytest.mark.django_db(transaction=True)]
TAGS = [tag["name"] for tag in yaml.safe_load(PATH.read_text())["tags"]]
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
RARELY = ("Idempotency-Key", "If-Match")  # generated ones are seldom new, and never right
bounded = settings(
    max_examples=15,  # of each operation, with right and with wrong input
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)


@dataclass(frozen=True)
class World:
    schema: Any
    sides: tuple[tuple[str, Side], tuple[str, Side]]

    def operations(self, tag: str) -> Iterator[Any]:
        for found in self.schema.get_all_operations():
            operation = found.ok()
            if tag in operation.tags:
                yield operation


@pytest.fixture
def world(live_server: LiveServer, settings: Settings) -> Iterator[World]:
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    sides = ("Mallory", make_side("Mallory")), (SECRET, make_side(SECRET))
    yield World(schemathesis.openapi.from_url(f"{live_server.url}/api/schema"), sides)
    empty_queue()


@pytest.mark.parametrize("mode", [*GenerationMode], ids=lambda mode: mode.value)
@pytest.mark.parametrize("tag", TAGS)
def test_every_operation_answers_what_the_schema_promises(
    world: World, tag: str, mode: GenerationMode
) -> None:
    operations = [*world.operations(tag)]
    assert operations
    for operation in operations:
        _try(operation, mode, world)


def _try(operation: Any, mode: GenerationMode, world: World) -> None:
    @bounded
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def each(case: Any, data: st.DataObject) -> None:
        asking = data.draw(st.sampled_from([0, 1]))
        caller, other = world.sides[asking][1], world.sides[1 - asking][0]
        ids = [each.ids for _mark, each in world.sides]
        _put_ids(case, data, ids)
        answer = case.call(headers={"Authorization": f"Bearer {caller.key}"})
        case.validate_response(answer, checks=CHECKS)
        assert other.encode() not in answer.content

    each()


def _put_ids(case: Any, data: st.DataObject, ids: list[dict[str, object]]) -> None:
    """Ids of both in place of made-up ones, which nothing ever has."""
    known = [str(value) for each in ids for value in each.values() if isinstance(value, UUID)]
    for name in case.path_parameters or {}:
        chosen = [None, *(str(each[name]) for each in ids if name in each)]
        case.path_parameters[name] = (
            data.draw(st.sampled_from(chosen)) or case.path_parameters[name]
        )
    for name in RARELY:
        if name in (case.headers or {}) and data.draw(st.integers(0, 3)):
            del case.headers[name]
    case.query = _swapped(case.query, data, known)
    case.body = _swapped(case.body, data, known)


def _swapped(value: Any, data: st.DataObject, known: list[str]) -> Any:
    if isinstance(value, dict):
        return {name: _swapped(each, data, known) for name, each in value.items()}
    if isinstance(value, list):
        return [_swapped(each, data, known) for each in value]
    is_id = isinstance(value, str) and len(value) == 36 and value.count("-") == 4
    return data.draw(st.sampled_from([value, *known])) if is_id else value
