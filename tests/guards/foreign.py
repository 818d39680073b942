"""Every place in a request to the API where an id goes, read from the checked-in schema."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.test import Client

from apps.api.openapi.document import PATH
from apps.api.openapi.sampling import resolved, sample

DOCUMENT: Any = yaml.safe_load(PATH.read_text())
# What is asked for by an id of another name.
SAME = {"opening": "opening_id", "candidate": "candidate_id", "candidates": "candidate_id"}


@dataclass
class Asked:
    """A request: parts of the address, parameters and the body."""

    path: dict[str, str]
    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    told: Any

    def right(self, ids: dict[str, object]) -> Asked:
        """As its owner would ask: with the example's body and these ids."""
        path = {each["name"]: str(ids[each["name"]]) for each in self._parameters("path")}
        query = {
            each["name"]: self._value(each, ids)
            for each in self._parameters("query")
            if each.get("required")
        }
        return Asked(path, query, filled(self._example(), ids))

    def slots(self, asked: Asked) -> Iterator[tuple[Any, ...]]:
        """Each place of an id: ("path", name), ("query", name), ("body", step, step ...)."""
        yield from (("path", name) for name in asked.path)
        for each in self._parameters("query"):
            if "enum" not in str(each["schema"]) and "string" in str(each["schema"]):
                yield ("query", each["name"])
        yield from (("body", *steps) for steps in _ids(asked.body))

    def ask(self, key: str, asked: Asked) -> Any:
        body = {} if asked.body is None else {"data": asked.body}
        if self.method == "get":
            body = {"data": asked.query}
        else:
            body["content_type"] = "application/json"
        address = self.path.format(**asked.path)
        headers = {"Authorization": f"Bearer {key}"}
        return getattr(Client(), self.method)(address, headers=headers, **body)

    def _parameters(self, place: str) -> list[Any]:
        found = [resolved(DOCUMENT, each) for each in self.told["parameters"]]
        return [each for each in found if each["in"] == place]

    def _example(self) -> Any:
        content = self.told.get("requestBody", {}).get("content", {}).get("application/json")
        if not content:
            return None
        if "example" in content:
            return copy.deepcopy(content["example"])
        return copy.deepcopy(next(iter(content["examples"].values()))["value"])

    def _value(self, parameter: Any, ids: dict[str, object]) -> Any:
        own = str(ids[SAME.get(parameter["name"], parameter["name"])])
        schema = parameter["schema"]
        if schema.get("type") != "array":
            return own if "uuid" in str(schema) else sample(DOCUMENT, schema)
        return [own, str(ids["other_candidate"])][: schema.get("minItems", 1)]


def is_for_ids(operation: Operation, slot: tuple[Any, ...]) -> bool:
    """No other text would do there."""
    if slot[0] != "query":
        return True
    named = [each for each in operation.told["parameters"] if each.get("name") == slot[1]]
    return "uuid" in str(named)


def with_id(asked: Asked, slot: tuple[Any, ...], value: str) -> Asked:
    """The same, with this id in that place."""
    changed = copy.deepcopy(asked)
    place, *steps = slot
    if place == "path":
        changed.path[steps[0]] = value
    elif place == "query":
        known = changed.query.get(steps[0])
        changed.query[steps[0]] = [value, *known[1:]] if isinstance(known, list) else value
    else:
        inside = changed.body
        for step in steps[:-1]:
            inside = inside[step]
        inside[steps[-1]] = value
    return changed


def filled(value: Any, ids: dict[str, object], name: str = "") -> Any:
    """The example with these ids in place of its own."""
    if isinstance(value, dict):
        return {key: filled(each, ids, key) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each, ids, name) for each in value]
    named = "member" if name == "author" or name.endswith("_by") else SAME.get(name, name)
    return str(ids[named]) if _is_id(value) else value


def _ids(value: Any, *steps: Any) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _ids(each, *steps, key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _ids(each, *steps, number)
    elif _is_id(value):
        yield steps


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


OPERATIONS = [
    Operation(told["operationId"], method, path, told)
    for path, methods in DOCUMENT["paths"].items()
    for method, told in methods.items()
]
