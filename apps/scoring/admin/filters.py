"""What the list of candidates can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import (
    CheckboxFilter,
    RadioFilter,
    RangeNumericFilter,
)

from apps.candidates.models import Candidate
from apps.connections.permits import names_for_employers
from apps.scoring.engine.phrases import account
from apps.scoring.listing import STATES
from apps.scoring.present.freshness import STALE_DAYS
from apps.scoring.present.networks import in_order


class PointsFilter(RangeNumericFilter):  # type: ignore[misc]  # unfold is untyped
    """From and to, in whole points; a bound that is no whole number bounds nothing."""

    template = "admin/range.html"
    named: str | Promise = _("score")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = self.named

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        bounds = (gettext("%(what)s from"), gettext("%(what)s to"))
        for choice in super().choices(changelist):
            for field, said in zip(choice["form"].fields.values(), bounds, strict=True):
                field.widget.attrs |= {
                    "aria-label": said % {"what": self.named},
                    "min": 0,
                    "max": 100,
                    "step": 1,
                }
            yield choice


class ReachFilter(PointsFilter):
    named = _("Reach")


class EngagementFilter(PointsFilter):
    named = _("Engagement")


class NetworkFilter(PointsFilter):
    named = pgettext_lazy("factor", "Network")


class AccountsFilter(CheckboxFilter):  # type: ignore[misc]  # unfold is untyped
    """Who shares all of the chosen accounts."""

    title, parameter_name = _("account"), "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, account(name)) for name in in_order(names_for_employers())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        chosen = self.value()
        return queryset.filter(standing__networks__contains=chosen) if chosen else queryset


class StateFilter(CheckboxFilter):  # type: ignore[misc]  # unfold is untyped
    title, parameter_name = _("state"), "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in STATES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        known = {value for value, _label in self.lookup_choices}
        chosen = [value for value in self.value() if value in known]
        return queryset.filter(Q(state__in=chosen)) if chosen else queryset


class FreshnessFilter(RadioFilter):  # type: ignore[misc]  # unfold is untyped
    """A score is fresh while its accounts are read every day."""

    title, parameter_name = _("last reading"), "read"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("fresh", gettext("Less than %(days)d days ago") % {"days": STALE_DAYS}),
            ("stale", gettext("%(days)d days ago or longer") % {"days": STALE_DAYS}),
            ("never", gettext("Never")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Candidate]) -> QuerySet[Candidate]:
        day = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        fresh_from = day - timedelta(days=STALE_DAYS - 1)
        wanted = {
            "fresh": Q(standing__computed_at__gte=fresh_from),
            "stale": Q(standing__computed_at__lt=fresh_from),
            "never": Q(standing__computed_at=None),
        }.get(self.value() or "")
        return queryset.filter(wanted) if wanted else queryset
