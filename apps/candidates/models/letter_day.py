from __future__ import annotations

from django.db import models

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models import OrganisationOwned


class LetterDayQuerySet(TenantQuerySet["LetterDay"]):
    """How many letters an organisation asked for, day by day."""


class LetterDay(OrganisationOwned):
    """The letters that an organisation asked for on a day (UTC). Reminders that go out by
    themselves are not among them: they follow from these."""

    wall = Wall(organisation="organisation_id")

    day = models.DateField()
    letters = models.PositiveIntegerField(default=0)

    objects = ScopedManager.from_queryset(LetterDayQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day"], name="one_letter_day")
        ]

    def __str__(self) -> str:
        return f"{self.letters} letters on {self.day}"
