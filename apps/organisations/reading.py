"""In which language and time zone an organisation's pages are read."""

from __future__ import annotations

from django.http import HttpRequest

from apps.core.reader import suggest
from apps.organisations.models import Organisation


def as_at(request: HttpRequest, organisation: Organisation) -> None:
    """From here on as the organisation writes, where the reader chose nothing."""
    suggest(request, language=organisation.language, time_zone=organisation.time_zone)
