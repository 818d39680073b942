"""The schema that is checked in is the one of the code, and what would break programs is named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from difflib import unified_diff
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from apps.api.openapi.breaking import breaking
from apps.api.openapi.document import PATH, as_text, present

LISTED = "/api/v1/openings"
ONE = "/api/v1/openings/{opening_id}"


@pytest.fixture(scope="module")
def checked_in() -> Any:
    return yaml.safe_load(PATH.read_text())


def test_the_checked_in_schema_is_the_one_of_the_code(checked_in: Any) -> None:
    made = as_text(present())
    broken = breaking(checked_in, yaml.safe_load(made))
    assert broken == [], "this breaks programs that exist"
    lines = unified_diff(PATH.read_text().splitlines(), made.splitlines(), "checked in", "of code")
    assert "\n".join(lines) == "", "write it anew with: make openapi"


def _operations(document: Any) -> list[Any]:
    return [each for methods in document["paths"].values() for each in methods.values()]


def test_each_operation_is_named_described_and_shows_its_refusals(checked_in: Any) -> None:
    for operation in _operations(checked_in):
        name = operation["operationId"]
        assert "_" in name, name
        assert operation["description"].count("The key needs the scope") == 1, name
        assert {"400", "401", "403", "406", "429"} <= operation["responses"].keys(), name
        assert operation["tags"][0] in {tag["name"] for tag in checked_in["tags"]}, name
    names = [operation["operationId"] for operation in _operations(checked_in)]
    assert len(names) == len(set(names))


def test_each_writing_operation_may_be_repeated(checked_in: Any) -> None:
    for path, methods in checked_in["paths"].items():
        for method, operation in methods.items():
            named = [str(each.get("$ref", "")) for each in operation["parameters"]]
            repeated = "#/components/parameters/IdempotencyKey" in named
            assert repeated == (method != "get"), f"{method} {path}"


def _without(*path: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


def _with(value: Any, *path: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


FIELDS = ("components", "schemas")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without("paths", LISTED), f"GET {LISTED} is gone"),
        (_without("paths", ONE, "patch"), f"PATCH {ONE} is gone"),
        (_with("fetch", "paths", ONE, "get", "operationId"), "is called fetch"),
        (_without("paths", ONE, "get", "responses", "200"), "no longer answers 200"),
        (_without(*FIELDS, "Opening", "properties", "title"), "Opening: the field title is gone"),
        (_with(["id"], *FIELDS, "Opening", "required"), "Opening: the field title may be missing"),
        (
            _with(["place", "title"], *FIELDS, "NewOpeningRequest", "required"),
            "NewOpeningRequest: the field place is required",
        ),
        (
            _with({"type": "integer"}, *FIELDS, "Opening", "properties", "title"),
            "integer is answered too",
        ),
        (
            _with({"type": "integer"}, *FIELDS, "NewOpeningRequest", "properties", "title"),
            "string is no longer taken",
        ),
        (_with(["en"], *FIELDS, "LanguageEnum", "enum"), "the value de is gone"),
        (
            _with([], "paths", LISTED, "get", "parameters"),
            "the parameter page_size (query) is gone",
        ),
    ],
)
def test_what_breaks_programs_is_named(
    checked_in: Any, change: Callable[[Any], None], told: str
) -> None:
    changed = copy.deepcopy(checked_in)
    change(changed)
    assert any(told in sentence for sentence in breaking(checked_in, changed))


def test_a_new_required_parameter_breaks_programs(checked_in: Any) -> None:
    changed = copy.deepcopy(checked_in)
    new = {"in": "query", "name": "team", "required": True, "schema": {"type": "string"}}
    changed["paths"][LISTED]["get"]["parameters"].append(new)
    told = f"GET {LISTED}: the parameter team (query) is required"
    assert breaking(checked_in, changed) == [told]


@pytest.mark.parametrize(
    "change",
    [
        _with({"get": {"operationId": "x", "responses": {}}}, "paths", "/api/v1/new"),
        _with({"type": "string"}, *FIELDS, "Opening", "properties", "more"),
        _with({"type": "string"}, *FIELDS, "NewOpeningRequest", "properties", "more"),
        _with(["title"], *FIELDS, "NewOpeningRequest", "required"),
    ],
)
def test_what_is_added_breaks_nothing(checked_in: Any, change: Callable[[Any], None]) -> None:
    changed = copy.deepcopy(checked_in)
    change(changed)
    assert breaking(checked_in, changed) == []


def _shown(document: Any) -> list[Any]:
    """Name, schema and value of each example of a body."""
    found = []
    for operation in _operations(document):
        answers = operation["responses"].items()
        told = [(code, each) for code, each in answers if code.startswith("2")]
        for code, each in [("body", operation.get("requestBody", {})), *told]:
            content = each.get("content", {}).get("application/json", {})
            values = [value["value"] for value in content.get("examples", {}).values()]
            values += [content["example"]] if "example" in content else []
            name = f"{operation['operationId']} {code}"
            assert values or not content, f"{name} has no example"
            found += [(name, content["schema"], value) for value in values]
    return found


def test_each_example_is_what_its_schema_allows(checked_in: Any) -> None:
    parts = {"components": checked_in["components"]}
    wrong = [
        f"{name} {error.json_path}: {error.message}"
        for name, schema, value in _shown(checked_in)
        for error in Draft202012Validator({**schema, **parts}).iter_errors(value)
    ]
    assert "\n".join(wrong) == ""
