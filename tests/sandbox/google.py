"""Google's discovery documents as JSON schemas, so that answers can be held against them.

Their own dialect: ``$ref`` names a schema of the same document, numbers of 64 bits are strings, a
``format`` is Google's own, and an unknown property is a mistake of whoever sent it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from tests.networks.youtube.contract import document

DAY, TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d(\.\d{1,9})?"
WHOLE_NUMBER = {"type": "string", "pattern": "^(0|[1-9][0-9]{0,19})$"}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "uint64": WHOLE_NUMBER,
    "int64": {"type": "string", "pattern": "^(0|-?[1-9][0-9]{0,18})$"},
    "uint32": {"type": "integer", "minimum": 0, "maximum": 2**32 - 1},
    "int32": {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    "date-time": {"type": "string", "pattern": rf"^{DAY}T{TIME}Z$"},
}


def check(name: str, body: object) -> None:
    """Skips where the document is not at hand."""
    errors = list(_validator(name).iter_errors(body))
    assert not errors, [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors]


@cache
def _validator(name: str) -> Draft202012Validator:
    schemas = document()["schemas"]
    whole = {
        "$ref": f"#/$defs/{name}",
        "$defs": {each: converted(schema) for each, schema in schemas.items()},
    }
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole)


def converted(schema: Mapping[str, Any]) -> dict[str, Any]:
    """One schema of a discovery document as a JSON schema."""
    if "$ref" in schema:
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    if schema.get("format") in FORMATS:
        return dict(FORMATS[schema["format"]])
    kind = schema["type"]
    if kind == "any":
        return {}
    if kind == "array":
        return {"type": "array", "items": converted(schema["items"])}
    if kind != "object":
        return {"type": kind} | ({"enum": schema["enum"]} if "enum" in schema else {})
    found: dict[str, Any] = {"type": "object"}
    others = schema.get("additionalProperties")
    found["additionalProperties"] = converted(others) if others else False
    properties = schema.get("properties", {})
    return found | {"properties": {each: converted(of) for each, of in properties.items()}}
