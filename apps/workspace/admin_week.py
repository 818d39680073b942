"""The week on the first page of the admin, and the operators' page about the installation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.core.access import Access, Who, declare
from apps.core.charts.days import Day, days
from apps.scoring.activity import SHOWN, WEEK, Activity, What, of_installation, of_organisation
from apps.scoring.engine.phrases import account

LABELS: dict[What, str | Promise] = {
    What.INVITATIONS: gettext_lazy("Invitations"),
    What.CONSENTS: gettext_lazy("Consents"),
    What.FETCHES: gettext_lazy("Accounts read"),
    What.FAILURES: gettext_lazy("Readings that failed"),
    What.SCORES: gettext_lazy("Scores"),
}
CAUSES: dict[str, str | Promise] = {
    "needs_reauth": gettext_lazy("The person has to link the account again."),
    "rate_limited": gettext_lazy("The network asked to wait, for longer than a reading lasts."),
    "quota_exhausted": gettext_lazy("The network’s daily quota is used up."),
    "budget_spent": gettext_lazy("Our own budget for this network is spent."),
    "forbidden": gettext_lazy("The network refused what was asked for."),
    "gone": gettext_lazy("The account is gone."),
    "not_this_network": gettext_lazy("The answer was not the network’s."),
    "transient": gettext_lazy("The network did not answer as it should."),
    "endless": gettext_lazy("The network’s pages did not end."),
    "other_account": gettext_lazy("Another account answered."),
}
OTHER = gettext_lazy("The reading broke off.")
SITE = gettext_lazy("The person’s own site did not answer as it should.")


@dataclass(frozen=True, slots=True)
class Line:
    """``url``: a list that shows them; empty where there is none."""

    label: str
    url: str
    chart: Sequence[Day]
    counts: Sequence[int]
    today: int
    week: int
    before: int

    @property
    def change(self) -> int:
        return self.week - self.before


@dataclass(frozen=True, slots=True)
class Failure:
    account: str
    cause: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """For templates/admin/week.html."""

    days: Sequence[date]
    lines: Sequence[Line]
    failures: Sequence[Failure]

    @property
    def by_day(self) -> list[tuple[date, tuple[int, ...]]]:
        """The newest first, with the counts of all lines."""
        counts = zip(*(line.counts for line in self.lines), strict=True)
        return [*zip(self.days, counts, strict=True)][::-1]


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """``DASHBOARD_CALLBACK`` of unfold: within the open organisation."""
    week = _week(of_organisation(timezone.now()), _list_url)
    return {**context, "title": _("This week"), "week": week}


def _installation(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User) or not request.user.is_operator:
        raise Http404("for operators alone")
    week = _week(of_installation(timezone.now()), lambda what, first: "")
    return render(request, "workspace/admin_installation.html", {"week": week})


def _week(activity: Activity, url: Callable[[What, date], str]) -> Week:
    first = activity.days[-WEEK]
    return Week(
        activity.days,
        [_line(what, activity.counts[what], url(what, first)) for what in What],
        [
            Failure(account(each.network), cause(each.code), each.count, each.last)
            for each in activity.failures
        ],
    )


def _line(what: What, counts: Sequence[int], url: str) -> Line:
    return Line(
        label=str(LABELS[what]),
        url=url,
        chart=days(counts),
        counts=counts,
        today=counts[-1],
        week=sum(counts[-WEEK:]),
        before=sum(counts[: SHOWN - WEEK]),
    )


def cause(code: str) -> str:
    """Why a reading failed, in a sentence for who cannot mend it."""
    if code.startswith("wordpress_"):
        return str(SITE)
    return str(CAUSES.get(code, OTHER))


def _list_url(what: What, first: date) -> str:
    people = reverse("admin:candidates_candidate_changelist")
    return {
        What.INVITATIONS: f"{reverse('admin:candidates_invitation_changelist')}"
        f"?created_at_from={first:%Y-%m-%d}",
        What.CONSENTS: f"{people}?state=reading&state=scored&state=provisional&state=too_little",
        What.FETCHES: f"{people}?read=fresh",
        What.FAILURES: f"{people}?read=stale",
        What.SCORES: f"{people}?read=fresh&state=scored&state=provisional",
    }[what]


installation = declare(login_required(_installation), Access(Who.PERSON))
