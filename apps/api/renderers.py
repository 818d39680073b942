"""Answers as JSON: REST framework's own form, written by orjson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

_OTHERS = JSONEncoder()  # what JSON has no type for, as REST framework writes it


class FastJSONRenderer(JSONRenderer):
    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Indented where that is asked for: then as REST framework does it."""
        asked = accepted_media_type or ""
        if data is None or self.get_indent(asked, dict(renderer_context or {})):
            written: bytes = super().render(data, accepted_media_type, renderer_context)
            return written
        return orjson.dumps(data, default=_OTHERS.default, option=orjson.OPT_UTC_Z)
