"""What the frame of a person's own pages shows."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

NOTICE = _(
    "Your score describes perceived online influence. It does not measure how well you do a job, "
    "and Renown never rejects anyone."
)
PLACES = (("score", _("Your score"), "me"), ("accounts", _("Accounts"), "me_link"))


def frame(place: str) -> dict[str, Any]:
    """``nav`` with the current place, and the notice that speaks to the person."""
    nav = [
        {"label": label, "url": reverse(name), "current": key == place}
        for key, label, name in PLACES
    ]
    return {"nav": nav, "notice_text": NOTICE}
