"""Where the reading of an account stands, as a sentence for its person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from apps.connections.models import Connection, ConnectionState, Fetch, FetchState
from apps.connections.models.fetch import Stage
from apps.connections.slots import next_slot
from apps.portal.accounts.faults import fault_of

UNLINKED = "unlinked"
RELINK = "relink"
IDLE = "idle"
_DOING = {
    Stage.PROFILE: _("Reading the profile"),
    Stage.POSTS: _("Reading posts"),
    Stage.INTERACTIONS: _("Reading reactions"),
    Stage.FOLLOWERS: _("Looking at a sample of followers"),
    Stage.END: _("Nearly done"),
}


@dataclass(frozen=True, slots=True)
class State:
    """``kind``: a state of a fetch, or one of the three above. ``is_open``: it goes on by itself,
    so the page asks again soon."""

    kind: str
    sentence: str
    is_open: bool = False
    is_fault: bool = False


def state(
    connection: Connection | None,
    fetch: Fetch | None,
    *,
    label: str,
    is_shared: bool,
    now: datetime,
) -> State:
    if connection is None:
        return State(
            UNLINKED, gettext("Shared, not linked yet. Nothing is read before you link it.")
        )
    if connection.state == ConnectionState.NEEDS_REAUTH:
        told = gettext("%(label)s no longer lets us read. Link it again.") % {"label": label}
        return State(RELINK, told, is_fault=True)
    if not is_shared:
        return State(
            IDLE, gettext("Linked, and shared with nobody: not read, and unlinked within a day.")
        )
    if fetch is None:
        return State(IDLE, gettext("Linked. It is read within the day."), is_open=True)
    return _of_fetch(fetch, label, connection.fetched_at, now)


def _of_fetch(fetch: Fetch, label: str, read_at: datetime | None, now: datetime) -> State:
    match FetchState(fetch.state):
        case FetchState.DONE:
            told = gettext("Read %(when)s.") % {"when": when(read_at or fetch.finished_at, now)}
            return State(fetch.state, told)
        case FetchState.FAILED:
            return State(fetch.state, _failed(fetch, label, read_at, now), is_fault=True)
        case FetchState.WAITING if fetch.next_try_at and fetch.next_try_at > now:
            soon = fetch.next_try_at - now < timedelta(minutes=10)
            return State(fetch.state, _waiting(fetch, label, now), is_open=soon)
        case FetchState.QUEUED:
            return State(fetch.state, gettext("Reading begins in a moment"), is_open=True)
        case _:
            return State(FetchState.RUNNING, _doing(fetch), is_open=True)


def _doing(fetch: Fetch) -> str:
    named = {"doing": _DOING[Stage(fetch.stage)], "pages": fetch.pages}
    told = ngettext(
        "%(doing)s, %(pages)s page so far", "%(doing)s, %(pages)s pages so far", fetch.pages
    )
    return told % named


def _waiting(fetch: Fetch, label: str, now: datetime) -> str:
    named = {"label": label, "when": when(fetch.next_try_at, now, bare=True)}
    if fetch.error_code == "budget_spent":
        return gettext("Our budget for %(label)s is spent. Goes on %(when)s.") % named
    if fetch.error_code in ("rate_limited", "quota_exhausted"):
        return gettext("%(label)s asks us to wait. Goes on %(when)s.") % named
    if fetch.error_code:
        return gettext("%(label)s did not answer as it should. Goes on %(when)s.") % named
    return gettext("Goes on %(when)s.") % named


def _failed(fetch: Fetch, label: str, read_at: datetime | None, now: datetime) -> str:
    again = when(next_slot(fetch.connection_id, fetch.finished_at or now), now)
    return f"{fault_of(fetch.error_code, label, again=again)} {_kept(read_at, now)}".strip()


def _kept(read_at: datetime | None, now: datetime) -> str:
    if read_at is None:
        return ""
    return gettext("What was read %(when)s still counts.") % {"when": when(read_at, now)}


def when(at: datetime | None, now: datetime, *, bare: bool = False) -> str:
    """ "today at 14:20", "tomorrow at 09:00", "on 3 March at 09:00", in the reader's zone. ``bare``
    is for sentences that say "on" themselves."""
    if at is None:
        return pgettext("when", "earlier")
    there, here = localtime(at), localtime(now)
    days = (there.date() - here.date()).days
    named = {"time": time_format(there), "day": date_format(there, "MONTH_DAY_FORMAT")}
    told = {
        0: gettext("today at %(time)s"),
        1: gettext("tomorrow at %(time)s"),
        -1: gettext("yesterday at %(time)s"),
    }
    later = gettext("on %(day)s at %(time)s")
    if bare:
        later = pgettext("goes on", "%(day)s at %(time)s")
    return told.get(days, later) % named
