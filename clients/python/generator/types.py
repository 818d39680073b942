"""Schemas as Python types: TypedDicts, and Literals for what is one of several words."""

from __future__ import annotations

import keyword
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

type Schema = Mapping[str, Any]

PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "null": "None"}
SENT = {"uuid": "Id", "date-time": "Moment", "date": "Day"}  # what may be given for these


@dataclass
class Types:
    """``code``: the definitions so far, in order, and ``names`` theirs. ``sent``: names of what a
    body is made of, whose UUIDs and moments may be given as such."""

    components: Mapping[str, Schema]
    sent: set[str] = field(default_factory=set)
    code: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def define_all(self) -> None:
        for name, schema in sorted(self.components.items()):
            self.define(name, schema, gives=name in self.sent)

    def mark_sent(self, schema: Schema) -> None:
        """What this refers to is given by the caller."""
        for name in references(schema):
            if name not in self.sent:
                self.sent.add(name)
                self.mark_sent(self.components[name])

    def of(self, schema: Schema, *, owner: str, gives: bool = False) -> str:
        """The type's name; ``owner`` names what has none."""
        if "$ref" in schema:
            return name_of(schema)
        for several in ("oneOf", "anyOf", "allOf"):
            if several in schema:
                parts = [self.of(each, owner=owner, gives=gives) for each in schema[several]]
                return _either(*parts, *(["None"] if schema.get("nullable") else []))
        if "enum" in schema or "const" in schema:
            return _words(schema)
        kinds = schema.get("type", "any")
        listed = kinds if isinstance(kinds, list) else [kinds]
        parts = [self._plain(kind, schema, owner, gives) for kind in listed]
        return _either(*parts, *(["None"] if schema.get("nullable") else []))

    def _plain(self, kind: str, schema: Schema, owner: str, gives: bool) -> str:
        if kind == "array":
            items = self.of(schema.get("items", {}), owner=owner, gives=gives)
            return f"list[{items}]"
        if kind == "object":
            return self._object(schema, owner, gives)
        if kind == "string":
            return SENT.get(schema.get("format", ""), "str") if gives else "str"
        return PLAIN.get(kind, "Any")

    def _object(self, schema: Schema, owner: str, gives: bool) -> str:
        if "properties" in schema:
            self.define(owner, schema, gives=gives)
            return owner
        rest = schema.get("additionalProperties")
        inner = (
            self.of(rest, owner=owner, gives=gives) if isinstance(rest, dict) and rest else "Any"
        )
        return f"dict[str, {inner}]"

    def define(self, name: str, schema: Schema, *, gives: bool) -> None:
        self.names.append(name)
        if "properties" not in schema:
            empty = schema.get("type") == "object" and not schema.get("additionalProperties")
            plain = "dict[str, Any]" if empty else self.of(schema, owner=name, gives=gives)
            self.code.append(f"type {name} = {plain}\n")
            return
        needed = {*schema.get("required", [])}
        fields = {
            key: (self.of(each, owner=f"{name}{camel(key)}", gives=gives), each)
            for key, each in schema["properties"].items()
        }
        lines = {
            key: kind if key in needed else f"NotRequired[{kind}]"
            for key, (kind, _) in fields.items()
        }
        if any(not key.isidentifier() or keyword.iskeyword(key) for key in lines):
            pairs = ", ".join(f"{key!r}: {kind!r}" for key, kind in lines.items())
            self.code.append(f"{name} = TypedDict({name!r}, {{{pairs}}})\n")
            return
        self.code.append(f"class {name}(TypedDict):\n{documented(schema)}{_fields(lines)}")


def references(schema: object) -> set[str]:
    if isinstance(schema, Mapping):
        if "$ref" in schema:
            return {name_of(schema)}
        return set().union(*(references(each) for each in schema.values()))
    if isinstance(schema, list):
        return set().union(*(references(each) for each in schema))
    return set()


def name_of(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


def documented(said: Mapping[str, Any], indent: str = "    ") -> str:
    """The description as a docstring, wrapped; nothing where there is none."""
    text = " ".join(str(said.get("description", "")).split()).replace("\\", "\\\\")
    if not text:
        return ""
    text = text.replace('"""', "'''") + ("." if text[-1] not in ".!?" else "")
    whole = textwrap.fill(f'{indent}"""{text}"""', 99, subsequent_indent=indent)
    return f"{whole}\n\n"


def _fields(lines: Mapping[str, str]) -> str:
    return "".join(f"    {key}: {kind}\n" for key, kind in lines.items()) or "    pass\n"


def _words(schema: Schema) -> str:
    words = schema.get("enum", [schema.get("const")])
    plain = [f"Literal[{', '.join(repr(w) for w in words if w is not None)}]"]
    plain = plain if any(word is not None for word in words) else []
    return _either(*plain, *(["None"] if None in words or schema.get("nullable") else []))


def _either(*parts: str) -> str:
    return " | ".join(dict.fromkeys(parts)) or "None"
