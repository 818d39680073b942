"""From a day to a day, in the reader's time zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.widgets import INPUT_CLASSES

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9999, 1, 1)


class DayField(forms.DateInput):
    """The browser's own picker; it speaks the reader's language, and needs no script."""

    input_type = "date"

    def __init__(self, said: str) -> None:
        attrs = {"class": " ".join(INPUT_CLASSES), "aria-label": said}
        super().__init__(attrs, format="%Y-%m-%d")


class DaysFilter(RangeDateFilter):  # type: ignore[misc]  # unfold is untyped
    """Both days belong to it; what is no day bounds nothing."""

    template = "admin/range.html"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        first, last = self._day("from"), self._day("to")
        if first:
            queryset = queryset.filter(**{f"{self.parameter_name}__gte": first})
        if last:
            following = last + timedelta(days=1)
            queryset = queryset.filter(**{f"{self.parameter_name}__lt": following})
        return queryset

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            said = (gettext("%(what)s from"), gettext("%(what)s to"))
            for field, words in zip(choice["form"].fields.values(), said, strict=True):
                field.widget = DayField(words % {"what": self.title})
            yield choice

    def _day(self, end: str) -> datetime | None:
        try:
            day = parse_date(str(self.used_parameters.get(f"{self.parameter_name}_{end}") or ""))
        except ValueError:
            return None
        return (
            timezone.make_aware(datetime.combine(day, time.min)) if day and day < LAST_DAY else None
        )
