"""What Graph says about its limits on every answer, and what is made of it.

``X-App-Usage`` tells how much the application has used of a rolling hour, in per cent of calls and
of two kinds of time; ``X-Business-Use-Case-Usage`` the same of the account's own limit (a page's,
over 24 hours), with the minutes until Graph answers again. At 100 of any of them it refuses.

Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apps.connections.networks import budget
from apps.connections.networks.budget import Pot

FULL = 95  # per cent: the rest is left for what is under way
PAUSE = timedelta(minutes=15)  # where nothing is said about when: old calls drop out of the hour
LONGEST = timedelta(hours=24)
MEASURES = ("call_count", "total_time", "total_cputime")


@dataclass(frozen=True, slots=True)
class Usage:
    """``share``: per cent of the measure that is used most. ``regain``: how long Graph refuses,
    zero where it does not say."""

    share: float
    regain: timedelta = timedelta(0)

    @property
    def is_full(self) -> bool:
        return self.share >= FULL or bool(self.regain)


def of_app(headers: Mapping[str, str]) -> Usage:
    return Usage(_share(_read(headers, "x-app-usage")))


def of_account(headers: Mapping[str, str]) -> Usage:
    """The fullest of the limits that this answer's account has."""
    told = [*_cases(_read(headers, "x-business-use-case-usage"))]
    minutes = max(
        (_number(case.get("estimated_time_to_regain_access")) for case in told), default=0
    )
    share = max((_share(case) for case in told), default=0)
    return Usage(share, min(timedelta(minutes=min(minutes, 10**6)), LONGEST))


def regain(headers: Mapping[str, str]) -> timedelta:
    """How long to wait after a refusal; zero where Graph does not say."""
    return of_account(headers).regain


def learn(headers: Mapping[str, str], *, app: Pot, account: Pot, now: datetime) -> None:
    """Closes the pots that are as good as empty until they fill again."""
    for pot, used in ((app, of_app(headers)), (account, of_account(headers))):
        if used.is_full:
            budget.close(pot, until=now + (used.regain or PAUSE))


def _read(headers: Mapping[str, str], name: str) -> Mapping[str, Any]:
    """The JSON object of a header; an empty one where there is none."""
    try:
        found = json.loads(headers.get(name, ""))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _cases(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """``{"<id>": [{"type": "pages", "call_count": 28, ...}]}``"""
    for cases in told.values():
        if isinstance(cases, list):
            yield from (case for case in cases if isinstance(case, dict))


def _share(told: Mapping[str, Any]) -> float:
    return max(_number(told.get(name)) for name in MEASURES)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return max(0.0, float(value))
