"""Where the reading of an account stands, as a sentence for its person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime

from apps.connections.models import Connection, ConnectionState, Fetch, FetchState
from apps.connections.models.fetch import Stage
from apps.connections.slots import next_slot
from apps.portal.accounts.faults import fault_of

UNLINKED = "unlinked"
RELINK = "relink"
IDLE = "idle"
_DOING = {
    Stage.PROFILE: "Reading the profile",
    Stage.POSTS: "Reading posts",
    Stage.INTERACTIONS: "Reading reactions",
    Stage.FOLLOWERS: "Looking at a sample of followers",
    Stage.END: "Nearly done",
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
        return State(UNLINKED, "Shared, not linked yet. Nothing is read before you link it.")
    if connection.state == ConnectionState.NEEDS_REAUTH:
        return State(RELINK, f"{label} no longer lets us read. Link it again.", is_fault=True)
    if not is_shared:
        return State(IDLE, "Linked, and shared with nobody: not read, and unlinked within a day.")
    if fetch is None:
        return State(IDLE, "Linked. It is read within the day.", is_open=True)
    return _of_fetch(fetch, label, connection.fetched_at, now)


def _of_fetch(fetch: Fetch, label: str, read_at: datetime | None, now: datetime) -> State:
    match FetchState(fetch.state):
        case FetchState.DONE:
            return State(fetch.state, f"Read {when(read_at or fetch.finished_at, now)}.")
        case FetchState.FAILED:
            return State(fetch.state, _failed(fetch, label, read_at, now), is_fault=True)
        case FetchState.WAITING if fetch.next_try_at and fetch.next_try_at > now:
            soon = fetch.next_try_at - now < timedelta(minutes=10)
            return State(fetch.state, _waiting(fetch, label, now), is_open=soon)
        case FetchState.QUEUED:
            return State(fetch.state, "Reading begins in a moment", is_open=True)
        case _:
            return State(FetchState.RUNNING, _doing(fetch), is_open=True)


def _doing(fetch: Fetch) -> str:
    doing = _DOING[Stage(fetch.stage)]
    return f"{doing}, {fetch.pages} {'page' if fetch.pages == 1 else 'pages'} so far"


def _waiting(fetch: Fetch, label: str, now: datetime) -> str:
    goes_on = f"Goes on {when(fetch.next_try_at, now).removeprefix('on ')}."
    if fetch.error_code == "budget_spent":
        return f"Our budget for {label} is spent. {goes_on}"
    if fetch.error_code in ("rate_limited", "quota_exhausted"):
        return f"{label} asks us to wait. {goes_on}"
    if fetch.error_code:
        return f"{label} did not answer as it should. {goes_on}"
    return goes_on


def _failed(fetch: Fetch, label: str, read_at: datetime | None, now: datetime) -> str:
    again = when(next_slot(fetch.connection_id, fetch.finished_at or now), now)
    return f"{fault_of(fetch.error_code, label, again=again)} {_kept(read_at, now)}".strip()


def _kept(read_at: datetime | None, now: datetime) -> str:
    return f"What was read {when(read_at, now)} still counts." if read_at else ""


def when(at: datetime | None, now: datetime) -> str:
    """ "today at 14:20", "tomorrow at 09:00", "on 3 March at 09:00"."""
    if at is None:
        return "earlier"
    there, here = localtime(at), localtime(now)
    days = (there.date() - here.date()).days
    words = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return f"{words.get(days, 'on ' + date_format(there, 'j F'))} at {there:%H:%M}"
