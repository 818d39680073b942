"""Where in a request something is wrong: a JSON pointer (RFC 6901) into the body as a fragment of
an address, such as ``#/candidates/3/email``, or the name of a parameter or header."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from rest_framework.settings import api_settings


class Place(StrEnum):
    BODY = "pointer"
    PARAMETER = "parameter"
    HEADER = "header"


def places(detail: Any, place: Place) -> Iterator[dict[str, str]]:
    """One entry for each sentence of a ``ValidationError``:
    ``{"pointer": "#/email", "code": "required", "detail": "..."}``"""
    for path, sentence in _sentences(detail, ()):
        code = str(getattr(sentence, "code", "invalid"))
        where = pointer(path) if place is Place.BODY else (path or ("",))[0]
        yield {place.value: where, "code": code, "detail": str(sentence)}


def pointer(path: tuple[str, ...]) -> str:
    steps = (step.replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{quote(step, safe="~!$&'()*+,;=:@")}" for step in steps)


def _sentences(detail: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            of_all = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from _sentences(inner, path if of_all else (*path, str(name)))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            in_row = isinstance(inner, dict | list)
            yield from _sentences(inner, (*path, str(number)) if in_row else path)
    else:
        yield path, detail
