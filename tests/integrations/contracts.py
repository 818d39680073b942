"""What tracking systems' own specifications say, which lie beside the project."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

FOLDER = settings.BASE_DIR.parent / "shared" / "contracts" / "ats"
ASHBY_ASKS = "ashby-partner-ops.json"  # what Ashby asks of us
ASHBY_TAKES = "ashby-callback-ops.json"  # what we ask of Ashby
KOMBO = "kombo-openapi.json"


def document(name: str) -> dict[str, Any]:
    """Skips where it is not at hand."""
    if not (FOLDER / name).is_file():
        pytest.skip("../shared/contracts/ats is not there: nothing to check against")
    return _read(name)


def check_request(name: str, method: str, path: str, body: object) -> None:
    operation = document(name)["paths"][path][method]
    _check(name, operation["requestBody"], body)


def check_answer(name: str, method: str, path: str, status: int, body: object) -> None:
    """An answer without a schema has to be one that is named."""
    answers = document(name)["paths"][path][method]["responses"]
    answer = answers.get(str(status)) or answers.get("default")
    assert answer is not None, f"{method} {path} never answers {status}"
    if "content" in answer:
        _check(name, answer, body)


def check_event(name: str, event: str, body: object) -> None:
    """A webhook that the vendor sends."""
    _check(name, document(name)["webhooks"][event]["post"]["requestBody"], body)


def example_of_event(name: str, event: str) -> Any:
    content = document(name)["webhooks"][event]["post"]["requestBody"]["content"]
    return json.loads(json.dumps(content["application/json"]["example"]))


def operation_of(name: str, method: str, path: str) -> dict[str, Any]:
    """The template of the operation that a real path belongs to is its key in the document."""
    found: dict[str, Any] = document(name)["paths"][path][method]
    return found


def _check(name: str, part: dict[str, Any], body: object) -> None:
    schema = part["content"]["application/json"]["schema"]
    whole = {"components": document(name).get("components", {}), **schema}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    errors = list(validator.iter_errors(body))
    assert not errors, [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


@cache
def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = _null_allowed(json.loads((FOLDER / name).read_bytes()))
    return read


def _null_allowed(part: Any) -> Any:
    """``nullable`` is OpenAPI 3.0's word, in documents that call themselves 3.1."""
    if isinstance(part, list):
        return [_null_allowed(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    told = {key: _null_allowed(inner) for key, inner in part.items()}
    if told.get("nullable") is True and isinstance(told.get("type"), str):
        told["type"] = [told["type"], "null"]
    return told
