"""A form that was sent after the session had ended: what was typed waits, sealed, until its writer
has signed in, and is then offered to be sent once more.

Kept in the session of this browser for half an hour. Never kept: passwords, codes, files."""

from __future__ import annotations

import json
import re
import time

from django.http import HttpRequest

from apps.core import sealing

KEY, LASTS = "unsent", 30 * 60  # seconds
LARGEST = 20_000  # characters
NEVER = re.compile(r"pass|secret|code|token|credential|otp", re.IGNORECASE)
type Fields = list[tuple[str, str]]


def keep(request: HttpRequest) -> None:
    """The typed fields of this POST, unless one of them is a secret, a file, or far too long."""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    if request.FILES or any(NEVER.search(name) for name, _ in fields):
        return
    text = json.dumps({"to": request.get_full_path(), "fields": fields, "at": time.time()})
    if len(text) <= LARGEST:
        request.session[KEY] = sealing.seal_text(text).decode()


def take(request: HttpRequest) -> Fields | None:
    """What waits for this address, once; None where nothing does."""
    sealed = request.session.get(KEY)
    if not sealed:
        return None
    try:
        kept = json.loads(sealing.open_text(sealed.encode()))
    except sealing.CannotOpen:
        kept = {"to": "", "at": 0}
    is_over = time.time() - kept["at"] > LASTS
    is_here = kept["to"] == request.get_full_path()
    if is_over or is_here:
        del request.session[KEY]
    return [(name, value) for name, value in kept["fields"]] if is_here and not is_over else None
