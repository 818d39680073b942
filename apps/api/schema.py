"""The schema names the problems that an operation may answer with."""

from __future__ import annotations

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema

from apps.api.problems import CONTENT_TYPE, TITLES
from apps.api.serializers import ProblemSerializer


class ProblemAutoSchema(AutoSchema):
    """Adds problem+json to the answers of each operation."""

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        if direction == "response":
            bodies |= {str(status): self._problem(status) for status in self._problems()}
        return bodies

    def _problem(self, status: int) -> dict[str, Any]:
        body: dict[str, Any] = self._get_response_for_code(  # type: ignore[no-untyped-call]  # theirs
            ProblemSerializer, str(status), [CONTENT_TYPE]
        )
        return {**body, "description": TITLES[status]}

    def _problems(self) -> list[int]:
        """400 and 409 where something is asked with, 404 where something is named."""
        parameters, writes = self._get_parameters(), self.method == "POST"
        asks = writes or any(each["in"] == "query" for each in parameters)
        names = writes or any(each["in"] == "path" or each.get("required") for each in parameters)
        statuses = {400: asks, 401: True, 403: True, 404: names, 406: True, 409: writes}
        statuses |= {415: writes, 429: True}
        return [status for status, may_be in statuses.items() if may_be]
