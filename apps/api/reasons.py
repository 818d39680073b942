"""Reasons as JSON: a stable code, the fields of its type, and the sentence.

The schema is made from the types themselves, so that it cannot say anything else than they do.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.moves import OtherMoves
from apps.scoring.engine.reasons import AdviceReason, Reason
from apps.scoring.engine.sentences import Language, Speaker, sentence

NOT_TOLD = {AdviceReason, OtherMoves}  # for the person alone; for pages, which have less room
KINDS: tuple[Any, ...] = tuple(k for k in get_args(Reason.__value__) if k not in NOT_TOLD)
_SCALARS: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
}


def plain(reason: Reason, about: Speaker, language: Language) -> dict[str, Any]:
    """{"code": "provisional", "low": 48, "high": 83, "sentence": "Provisional: …"}"""
    told: dict[str, Any] = to_plain(reason)
    return {"code": reason.code, **told, "sentence": sentence(reason, about, language)}


class ReasonSerializer(serializers.BaseSerializer[Any]):
    """Of what ``plain`` gives."""

    def to_representation(self, instance: Any) -> Any:
        return instance


class ReasonExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # theirs
    target_class = ReasonSerializer

    def get_name(self, auto_schema: AutoSchema, direction: str) -> str:
        return "Reason"

    def map_serializer(
        self, auto_schema: AutoSchema, direction: Literal["request", "response"]
    ) -> dict[str, Any]:
        refs = {kind.code: _component(kind, auto_schema) for kind in KINDS}
        mapping = {code: ref["$ref"] for code, ref in refs.items()}
        tell_apart = {"propertyName": "code", "mapping": mapping}
        return {"oneOf": [*refs.values()], "discriminator": tell_apart}


def _component(kind: Any, auto_schema: AutoSchema) -> dict[str, str]:
    """One named schema a kind of reason: AudienceReason, LeafMoveReason."""
    own = schema_of(kind)
    before = {"code": {"type": "string", "enum": [kind.code]}}
    sentence = {"sentence": {"type": "string"}}
    own["properties"] = {**before, **own["properties"], **sentence}
    own["required"] = ["code", *own["required"], "sentence"]
    component = ResolvedComponent(  # type: ignore[no-untyped-call]  # theirs
        name=f"{kind.__name__.removesuffix('Reason')}Reason",
        type=ResolvedComponent.SCHEMA,
        schema=own,
        object=kind,
    )
    auto_schema.registry.register_on_missing(component)
    reference: dict[str, str] = component.ref
    return reference


def schema_of(kind: Any) -> dict[str, Any]:
    """JSON Schema of what ``to_plain`` makes of a value."""
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (option for option in get_args(kind) if option is not type(None))
        return _or_null(schema_of(inner))
    if get_origin(kind) is tuple:
        return _array(get_args(kind))
    if is_dataclass(kind):
        return _object(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return dict(_SCALARS[kind])


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    nullable = {**schema, "type": [schema["type"], "null"]}
    return nullable | {"enum": [*schema["enum"], None]} if "enum" in schema else nullable


def _array(inner: tuple[Any, ...]) -> dict[str, Any]:
    items = {"type": "array", "items": schema_of(inner[0])}
    if inner[-1] is Ellipsis:
        return items
    return {**items, "minItems": len(inner), "maxItems": len(inner)}


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "properties": {name: schema_of(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }
