"""The schema as it is checked in: docs/openapi.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

PATH = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"


def present() -> dict[str, Any]:
    """Of the code that runs."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # theirs
    return made


def as_text(document: dict[str, Any]) -> str:
    return OpenApiYamlRenderer().render(document, renderer_context={}).decode()  # type: ignore[no-untyped-call,no-any-return]  # theirs
