"""Completes the schema after it is made: the answers and headers that each operation really has."""

from __future__ import annotations

from typing import Any

from apps.api.idempotency import REPLAYED
from apps.api.openapi.parts import HEADERS, KEYED, NAMES, PARAMETERS, Part, answers, headers
from apps.api.openapi.sampling import resolved, sample

CHANGES = {"put", "patch", "delete"}
_SAID = {"200": "Done.", "201": "Made.", "202": "Taken on.", "204": "Gone."}


def complete(result: Part, **_told: Any) -> Part:
    """A postprocessing hook of drf-spectacular."""
    parts = result["components"]
    parts["headers"] = HEADERS
    parts["parameters"] = PARAMETERS
    parts["responses"] = answers()
    for methods in result["paths"].values():
        for method, operation in methods.items():
            _complete(operation, method, versioned=method in CHANGES and "get" in methods)
            _show(result, operation)
    return result


def _show(result: Part, operation: Part) -> None:
    """An example of each body in JSON that has none of its own; one of a row is one of a page."""
    answers = [each for code, each in operation["responses"].items() if code.startswith("2")]
    for told in (operation.get("requestBody", {}), *answers):
        content = told.get("content", {}).get("application/json")
        if content and not content.keys() & {"example", "examples"}:
            content["example"] = sample(result, content["schema"])
        paged = content and "results" in resolved(result, content["schema"]).get("properties", {})
        for example in content.get("examples", {}).values() if paged else ():
            if "results" not in example["value"]:
                page = {"next": None, "previous": None, "results": [example["value"]]}
                example["value"] = page


def _complete(operation: Part, method: str, *, versioned: bool) -> None:
    parameters = operation.setdefault("parameters", [])
    (scope,) = operation["security"][0]["Key"]
    operation["description"] += f"\n\nThe key needs the scope `{scope}`."
    for code, answer in operation["responses"].items():
        if code.startswith("2"):
            answer["headers"] = answer.get("headers", {}) | headers(*_with(method, parameters))
            answer["description"] = answer.get("description") or _SAID[code]
    for status in _statuses(operation, method, versioned=versioned):
        reference = {"$ref": f"#/components/responses/{NAMES[status]}"}
        operation["responses"].setdefault(str(status), reference)
    operation["responses"] = dict(sorted(operation["responses"].items()))
    for name in _asked(method, versioned=versioned):
        parameters.append({"$ref": f"#/components/parameters/{name}"})


def _with(method: str, parameters: list[Part]) -> tuple[str, ...]:
    if method != "get":
        return (*KEYED, REPLAYED)
    paged = any(each.get("name") == "cursor" for each in parameters)
    return (*KEYED, "ETag", "Link") if paged else (*KEYED, "ETag")


def _asked(method: str, *, versioned: bool) -> list[str]:
    if method == "get":
        return ["IfNoneMatch"]
    return ["IdempotencyKey", "IfMatch"] if versioned else ["IdempotencyKey"]


def _statuses(operation: Part, method: str, *, versioned: bool) -> list[int]:
    """400 everywhere: no operation takes a parameter that it does not name."""
    writes = method != "get"
    body = "requestBody" in operation
    parameters = operation["parameters"]
    names = body or any(each.get("in") == "path" or each.get("required") for each in parameters)
    may_be = {304: not writes, 400: True, 401: True, 403: True, 404: names, 406: True}
    may_be |= {409: writes, 412: versioned, 413: writes, 415: body, 422: writes, 429: True}
    return [status for status, is_so in may_be.items() if is_so]
