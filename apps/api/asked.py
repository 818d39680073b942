"""Parameters of lists that several of them take, as typed values; ``questions`` has the rest."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from apps.api.faults import BadParameter

LONGEST_SEARCH = 120
_WORDS = {"type": "string", "maxLength": LONGEST_SEARCH}


def choice(request: Request, name: str, known: Collection[str]) -> str | None:
    asked = request.query_params.get(name)
    if asked is not None and asked not in known:
        raise BadParameter(name, f"Ask for one of {', '.join(known)}.")
    return asked


def identifier(request: Request, name: str) -> UUID | None:
    asked = request.query_params.get(name)
    try:
        return None if asked is None else UUID(asked)
    except ValueError as error:
        raise BadParameter(name, "This is no id.") from error


def words(request: Request, name: str = "search") -> str:
    asked = request.query_params.get(name, "")
    if len(asked) > LONGEST_SEARCH:
        raise BadParameter(name, f"Use {LONGEST_SEARCH} characters at most.")
    return asked.strip()


def choice_of(name: str, known: Collection[str], meaning: str = "") -> OpenApiParameter:
    return OpenApiParameter(name, str, enum=[*known], description=meaning)


def search_in(meaning: str) -> OpenApiParameter:
    return OpenApiParameter("search", _WORDS, description=meaning)
