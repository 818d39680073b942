"""How much happened in the last two weeks: in an organisation, or in the whole installation.

Counts alone. An organisation's are of what it may see now: a consent that ended is not counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from apps.candidates.models import Consent, Invitation
from apps.scoring.models import Score

WEEK, SHOWN = 7, 14  # days


class What(StrEnum):
    INVITATIONS = "invitations"
    CONSENTS = "consents"
    FETCHES = "fetches"
    FAILURES = "failures"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Failures:
    """Readings of one network that failed with one code in the last week."""

    network: str
    code: str
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Activity:
    """``days``: the last ``SHOWN`` in the reader's time zone, today last. ``counts`` has as many
    for each kind. ``failures``: the newest first."""

    days: tuple[date, ...]
    counts: Mapping[What, Sequence[int]]
    failures: Sequence[Failures]


@dataclass(frozen=True, slots=True)
class _Told:
    what: What
    network: str
    code: str
    at: datetime
    many: int


def of_organisation(now: datetime) -> Activity:
    """In the organisation's scope. Four queries."""
    days = _days(now)
    since = _first(days)
    key = first_identifier(since)
    told = _asked("scoring_fetches_shared", since)
    found = _by_day(told)
    found[What.INVITATIONS] = _counted(Invitation.objects.filter(pk__gte=key), "created_at")
    found[What.CONSENTS] = _counted(Consent.objects.filter(pk__gte=key), "granted_at")
    found[What.SCORES] = _counted(
        Score.objects.filter(pk__gte=key, value__isnull=False), "computed_at"
    )
    return _activity(days, found, told)


def of_installation(now: datetime) -> Activity:
    """Of all organisations and persons together. One query, and it needs no scope."""
    days = _days(now)
    told = _asked("scoring_activity_of_installation", _first(days))
    return _activity(days, _by_day(told), told)


def first_identifier(since: datetime) -> UUID:
    """No UUID of version 7 from that moment on is less."""
    return UUID(int=int(since.timestamp() * 1000) << 80)


def _days(now: datetime) -> tuple[date, ...]:
    today = timezone.localdate(now)
    return tuple(today - timedelta(days=back) for back in reversed(range(SHOWN)))


def _first(days: Sequence[date]) -> datetime:
    begins = datetime.combine(days[0], datetime.min.time())
    return timezone.make_aware(begins)


def _asked(function: str, since: datetime) -> list[_Told]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT what, network, code, at, many FROM {function}(%s, %s)",  # noqa: S608  # ours
            [since, first_identifier(since - timedelta(days=1))],
        )
        return [_Told(What(what), *rest) for what, *rest in cursor.fetchall()]


def _by_day(told: Iterable[_Told]) -> dict[What, Counter[date]]:
    found: dict[What, Counter[date]] = {what: Counter() for what in What}
    for each in told:
        found[each.what][timezone.localdate(each.at)] += each.many
    return found


def _counted(rows: QuerySet[Any], column: str) -> Counter[date]:
    by_day = rows.order_by().annotate(day=TruncDate(F(column))).values_list("day")
    return Counter(dict(by_day.annotate(many=Count("pk"))))


def _activity(
    days: Sequence[date], found: Mapping[What, Counter[date]], told: Iterable[_Told]
) -> Activity:
    counts = {what: tuple(found[what][day] for day in days) for what in What}
    failed = [
        each
        for each in told
        if each.what is What.FAILURES and timezone.localdate(each.at) in days[-WEEK:]
    ]
    return Activity(tuple(days), counts, _failures(failed))


def _failures(failed: Iterable[_Told]) -> list[Failures]:
    same: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for each in failed:
        same[each.network, each.code].append(each)
    gathered = [
        Failures(*key, sum(each.many for each in told), max(each.at for each in told))
        for key, told in same.items()
    ]
    return sorted(gathered, key=lambda each: (each.last, each.network, each.code), reverse=True)
