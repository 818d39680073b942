"""The parameters of an address: those that an operation declares, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.views import APIView

from apps.api.faults import BadParameter
from apps.api.parsers import is_text

EXPAND = "expand"


def check(request: Request, view: type[APIView]) -> None:
    """Raises ``BadParameter``."""
    known = declared(view, (request.method or "").lower())  # type: ignore[arg-type]  # a class, which mypy takes for an instance here
    if known is None:
        return
    for name, values in request.query_params.lists():
        if name not in known:
            raise BadParameter(name, "There is no such parameter.", "unknown")
        if len(values) > 1 and not known[name]:
            raise BadParameter(name, "Name it once.")
        if not all(is_text(value) for value in values):
            raise BadParameter(name, "This holds a character that is none.")


@cache
def declared(view: type[APIView], method: str) -> dict[str, bool] | None:
    """Names of the parameters that ``extend_schema`` says, and whether each may come more than
    once; None for a method that the view does not write itself."""
    handler = getattr(view, "get" if method == "head" else method, None)
    if handler is None or method == "options":
        return None
    annotated = getattr(handler, "kwargs", {}).get("schema")
    if annotated is None:
        return {}
    schema = annotated()
    schema.view, schema.method = view(), method.upper()
    schema.view.request, schema.view.kwargs = None, {}
    return {
        each.name: _is_many(each)
        for each in schema.get_override_parameters()
        if isinstance(each, OpenApiParameter) and each.location == OpenApiParameter.QUERY
    }


def _is_many(parameter: OpenApiParameter) -> bool:
    kind = parameter.type
    return bool(parameter.many) or (isinstance(kind, dict) and kind.get("type") == "array")


def expansion(allowed: Iterable[str], meaning: str) -> OpenApiParameter:
    """Declares ``expand``: what an answer may hold instead of its id alone."""
    items = {"type": "string", "enum": sorted(allowed)}
    described = f"{meaning} Several are separated by commas."
    kind = {"type": "array", "items": items}
    return OpenApiParameter(EXPAND, kind, description=described, explode=False, style="form")


def expanded(request: Request, allowed: Iterable[str]) -> frozenset[str]:
    """Those that are asked for. Raises ``BadParameter``."""
    asked = frozenset(filter(None, request.query_params.get(EXPAND, "").split(",")))
    if unknown := asked - set(allowed):
        told = f"Expand one or more of {', '.join(sorted(allowed))}."
        raise BadParameter(EXPAND, f"{told} There is no {min(unknown)}.")
    return asked
