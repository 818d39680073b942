"""When a score was last read, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

STALE_DAYS = (
    3  # accounts are read every day: three days without a reading mean that something fails
)


@dataclass(frozen=True, slots=True)
class Freshness:
    """``said`` is the text as a sentence. ``stale``: the numbers may no longer be right, and the
    page says so."""

    text: str
    stale: bool
    said: str = ""


def freshness(computed_at: datetime | None, now: datetime) -> Freshness:
    """ "Today", "Yesterday", "9 days ago" by the reader's calendar; empty without a reading."""
    if computed_at is None:
        return Freshness("", stale=False)
    days = max(0, (timezone.localdate(now) - timezone.localdate(computed_at)).days)
    return Freshness(_ago(days), stale=days >= STALE_DAYS, said=_said(days))


def _ago(days: int) -> str:
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


def _said(days: int) -> str:
    if days == 0:
        return _("Read today.")
    if days == 1:
        return _("Read yesterday.")
    return ngettext("Read %(days)d day ago.", "Read %(days)d days ago.", days) % {"days": days}
