"""Values that a schema allows, for examples: always the same ones."""

from __future__ import annotations

from typing import Any

type Part = dict[str, Any]

_FORMATS: dict[str, Any] = {
    "uuid": "0193567a-6c1e-7d40-9a39-6f2f1c1f7a10",
    "date-time": "2026-11-23T04:12:00Z",
    "date": "2026-11-23",
    "uri": "https://hooks.halden.example/renown",
    "email": "ada.lind@people.example",
}
_NAMES: dict[str, Any] = {
    "name": "Ada Lind",
    "title": "Community editor",
    "place": "Kiel",
    "network": "youtube",
    "networks": "youtube",
    "model_version": "2026-10",
    "value": 54,
    "low": 48,
    "high": 61,
    "level": 0.8,
    "percentile": 71,
    "probability_a": 0.94,
    "points": 21,
    "next": None,
    "previous": None,
}
_DEEPEST = 8


def sample(document: Part, schema: Part, *, name: str = "", depth: int = 0) -> Any:
    """All fields of an object, one item of a list, the first of a choice."""
    schema = resolved(document, schema)
    for known in ("example", "const", "default"):
        if known in schema:
            return schema[known]
    if "enum" in schema:
        return schema["enum"][0]
    options = [each for way in ("oneOf", "anyOf", "allOf") for each in schema.get(way, [])]
    if options:
        real = [each for each in options if resolved(document, each).get("type") != "null"]
        return sample(document, real[0], name=name, depth=depth + 1)
    kinds = schema.get("type", "object")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if name in _NAMES and _fits(_NAMES[name], kinds, schema):
        return _NAMES[name]
    if "null" in kinds and depth > _DEEPEST:
        return None
    kind = next(each for each in kinds if each != "null")
    return _of(document, schema, kind, name, depth)


def _of(document: Part, schema: Part, kind: str, name: str, depth: int) -> Any:
    if kind == "object":
        fields = schema.get("properties", {}).items() if depth <= _DEEPEST else ()
        return {key: sample(document, each, name=key, depth=depth + 1) for key, each in fields}
    if kind == "array":
        one = sample(document, schema["items"], name=name, depth=depth + 1)
        return [one] * max(1, schema.get("minItems", 1))
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), name.replace("_", " ") or "text")
    if kind == "boolean":
        return False
    return schema.get("minimum", 1)


def _fits(value: Any, kinds: list[str], schema: Part) -> bool:
    names = {str: "string", int: "integer", float: "number"}
    return (
        "null" in kinds if value is None else names[type(value)] in kinds and "format" not in schema
    )


def resolved(document: Part, part: Part) -> Part:
    """Behind its references."""
    while "$ref" in part:
        found: Any = document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        part = found
    return part
