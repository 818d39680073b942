"""What the schema says of each operation beyond its declaration: problems, scopes, tags."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.api.problem_kinds import KINDS

_TAGS = {"candidates.csv": "candidates", "candidates.xlsx": "candidates", "compare": "candidates"}


class WrongSerializer(serializers.Serializer[Any]):
    """Something wrong in the request: one of ``pointer``, ``parameter``, ``header`` says where."""

    pointer = serializers.CharField(
        required=False, help_text="Into the body: a JSON pointer, such as #/candidates/3/email."
    )
    parameter = serializers.CharField(required=False, help_text="The parameter's name.")
    header = serializers.CharField(required=False, help_text="The header's name.")
    code = serializers.CharField(help_text="Stable, for programs.")
    detail = serializers.CharField(help_text="A sentence, for people.")


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457. ``type`` is an address that explains the kind of problem."""

    type = serializers.ChoiceField(choices=[kind.type for kind in KINDS])
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable, for programs; narrower than the type.")
    detail = serializers.CharField(help_text="A sentence, for people.")
    errors = WrongSerializer(many=True, required=False)  # type: ignore[assignment]  # the name is RFC 9457's habit


class ProblemAutoSchema(AutoSchema):
    """``openapi.completing`` adds what all operations share."""

    def get_tags(self) -> list[str]:
        first = self.path.removeprefix("/api/v1/").partition("/")[0]
        return [_TAGS.get(first, first)]

    def get_auth(self) -> list[dict[str, list[str]]]:
        scope_of = getattr(self.view, "scope_of", None)
        return [{"Key": [scope_of(self.method).value]}] if scope_of else []

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """No body is called a request of a request."""
        name: str = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Serializer").removesuffix("Request")

    def is_deprecated(self) -> bool:
        return getattr(self.view, "deprecation", None) is not None

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        self.resolve_serializer(ProblemSerializer, "response")
        return bodies

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        found = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]  # theirs
        if direction == "request" and isinstance(serializer, StrictSerializer):
            found["additionalProperties"] = False
        return found
