from __future__ import annotations

from typing import Self
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from apps.candidates.models.application import Application, Status
from apps.candidates.models.consent import Consent
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models import OrganisationOwned

LONGEST_REASON = 2_000  # characters
MINE = (
    "application_id IN (SELECT a.id FROM candidates_application a"
    " JOIN candidates_candidate c ON c.id = a.candidate_id"
    f" WHERE c.person_id = {PERSON})"
)


class Kind(models.TextChoices):
    """What a named person decides. All but ``HOLD`` settle: they show who a person is."""

    ADVANCE = "advance", _("Invite to an interview")
    HOLD = "hold", _("Put on hold")
    REJECT = "reject", _("Reject")
    HIRE = "hire", _("Hire")

    @property
    def status(self) -> Status:
        return _LEADS_TO[self]


_LEADS_TO = {
    Kind.ADVANCE: Status.INTERVIEW,
    Kind.HOLD: Status.ON_HOLD,
    Kind.REJECT: Status.REJECTED,
    Kind.HIRE: Status.HIRED,
}


class DecisionQuerySet(TenantQuerySet["Decision"]):
    def newest_first(self) -> Self:
        return self.order_by("-id")

    def with_what_was_seen(self) -> Self:
        return self.select_related("application__opening", "decided_by", "seen")

    def about(self, person_id: UUID) -> Self:
        """What employers decided about a person, with reason and the score that was looked at,
        newest first: for what they download of themselves."""
        mine = self.filter(application__candidate__person=person_id)
        return mine.select_related("organisation").with_what_was_seen().newest_first()


class Decision(OrganisationOwned):
    """What a member decided about an application, and why. Never changed: a later one replaces it,
    and all of them stay. ``decided_by`` is empty where that account has gone."""

    wall = Wall(organisation="organisation_id", person_reads=MINE)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.TextField(max_length=LONGEST_REASON)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(DecisionQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "application", "-id"], name="decision_in_order")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="decision_kind_known"),
            models.CheckConstraint(
                condition=~Q(reason="") & Q(LessThanOrEqual(Length("reason"), LONGEST_REASON)),
                name="decision_has_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="immutable",
                operation=pgtrigger.UpdateOf("application_id", "kind", "reason", "decided_at"),  # type: ignore[no-untyped-call]  # untyped there
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class SeenScoreQuerySet(TenantQuerySet["SeenScore"]):
    """Scores that stood there when somebody decided."""


class SeenScore(OrganisationOwned):
    """The score that its page showed to who decided. None of it: there was no score.

    The person sees it for as long as the decision stands; the organisation only while the consent
    counts, and afterwards it looks as if there had been none."""

    wall = Wall(
        organisation="organisation_id",
        person="person_id",
        organisation_if="cardinality(candidates_consent_networks(consent_id)) > 0",
    )

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="seen")
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField()
    low = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    model_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField()
    contested = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(SeenScoreQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__range=(1, 100), low__gte=1, high__lte=100)
                & Q(low__lte=models.F("value"), high__gte=models.F("value")),
                name="seen_score_is_1_to_100_in_its_interval",
            )
        ]
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"score {self.value}"
