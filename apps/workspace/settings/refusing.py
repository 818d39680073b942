"""Actions behind forms: what an action refuses stands at its field."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form

from apps.core.refusals import Refused


def done(form: Form, deed: Callable[[], object]) -> bool:
    """Whether the form was valid and the deed was not refused."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True
