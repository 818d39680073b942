"""Answers against X's own OpenAPI description, which lies beside the project."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft4Validator, FormatChecker

PATH = settings.BASE_DIR.parent / "shared" / "contracts" / "x" / "openapi-2.167.json"


def check(name: str, body: object) -> None:
    """Skips where the description is not at hand. OpenAPI 3.0's schemas are close to draft 4."""
    if not PATH.is_file():
        pytest.skip("../shared/contracts/x is not there: shapes cannot be checked against it")
    errors = list(_validator(name).iter_errors(body))
    assert not errors, [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


def unknown_fields(name: str, item: dict[str, Any]) -> set[str]:
    """Fields of one object that the description does not name."""
    return set(item) - set(_components()["schemas"][name]["properties"])


@cache
def _validator(name: str) -> Draft4Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": _components()}
    return Draft4Validator(schema, format_checker=FormatChecker())


@cache
def _components() -> Any:
    return json.loads(PATH.read_bytes())["components"]
