"""The schema names the problems that an operation may answer with."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from apps.api.bodies import StrictSerializer
from apps.api.problem_kinds import BY_STATUS, KINDS
from apps.api.problems import CONTENT_TYPE


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
    """Adds problem+json to the answers of each operation."""

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if direction == "response":
            bodies |= {str(status): self._problem(status) for status in self._problems()}
        return bodies

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        found = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]  # theirs
        if direction == "request" and isinstance(serializer, StrictSerializer):
            found["additionalProperties"] = False
        return found

    def _problem(self, status: int) -> dict[str, Any]:
        body: dict[str, Any] = self._get_response_for_code(  # type: ignore[no-untyped-call]  # theirs
            ProblemSerializer, str(status), [CONTENT_TYPE]
        )
        return {**body, "description": BY_STATUS[status].title}

    def _problems(self) -> list[int]:
        """400 everywhere: no operation takes a parameter that it does not name."""
        writes = self.method not in {"GET", "HEAD"}
        parameters = self._get_parameters()
        names = writes or any(each["in"] == "path" or each.get("required") for each in parameters)
        statuses = {400: True, 401: True, 403: True, 404: names, 406: True, 409: writes}
        statuses |= {413: writes, 415: writes, 422: writes, 429: True}
        return [status for status, may_be in statuses.items() if may_be]
