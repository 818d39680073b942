from __future__ import annotations

from datetime import datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.candidates.models.candidate import Candidate
from apps.candidates.models.opening import Opening
from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import PERSON, Wall
from apps.organisations.models import OrganisationOwned

_OF_THE_PERSON = f"candidate_id IN (SELECT id FROM candidates_candidate WHERE person_id = {PERSON})"


class Source(models.TextChoices):
    """How somebody came to be asked."""

    TEAM = "team", _("Invited")
    LINK = "link", _("Public link")


class State(models.TextChoices):
    """What the organisation may know. "Shared" while a consent counts; whoever declined, or took a
    consent back, is in the state of somebody who never answered. Whether a letter was opened is not
    among them: only who opened it can have declined."""

    WAITING = "waiting", _("On its way")
    SENT = "sent", _("Sent")
    REMINDED = "reminded", _("Reminded")
    SHARED = "shared", _("Shared")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Taken back")


class MayMail(Func):
    """Whether a letter may still go out: not accepted, revoked, expired, nor quietly declined."""

    function = "candidates_may_mail"
    output_field = models.BooleanField()


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    def pending(self) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def standing(self) -> Self:
        """Not taken back: at most one for each candidate and opening."""
        return self.filter(revoked_at=None)

    def with_people(self) -> Self:
        return self.select_related("organisation", "candidate", "opening")

    def with_shared(self) -> Self:
        """Annotates ``shared``: whether the candidate shares a score with the organisation now."""
        sharing = Candidate.objects.filter(pk=OuterRef("candidate"), consents__isnull=False)
        return self.annotate(shared=Exists(sharing))

    def with_state(self) -> Self:
        """Annotates ``shared`` and ``state``, one of ``State``."""
        return self.with_shared().annotate(state=_state())

    def in_state(self, state: str) -> Self:
        return self.with_state().filter(Exact(_state(), Value(state)))

    def count_by_state(self) -> dict[str, int]:
        states = self.with_shared().order_by().values_list(_state())
        return dict(states.annotate(n=Count("pk")))

    def with_may_mail(self) -> Self:
        return self.annotate(may_mail=MayMail(F("id")))

    def waiting_for_mail(self, now: datetime) -> Self:
        """The invitation itself has not been sent yet."""
        return self._alive(now).filter(sent_at=None)

    def waiting_for_reminder(self, now: datetime) -> Self:
        return self._alive(now).filter(sent_at__isnull=False, next_reminder_at__lte=now)

    def unclaimed(self, now: datetime) -> Self:
        return self.filter(Q(mailing_until=None) | Q(mailing_until__lt=now))

    def _alive(self, now: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=now, opening__closed_at=None)


def _state() -> Case:
    """Where ``shared`` is annotated."""
    return Case(
        When(revoked_at__isnull=False, then=Value(State.REVOKED)),
        When(shared=True, then=Value(State.SHARED)),
        When(expires_at__lte=timezone.now(), then=Value(State.EXPIRED)),
        When(sent_at=None, then=Value(State.WAITING)),
        When(reminders_sent__gt=0, then=Value(State.REMINDED)),
        default=Value(State.SENT),
        output_field=models.CharField(),
    )


class Invitation(OrganisationOwned):
    """The link that asks a candidate to share a score. Raising ``generation`` voids older links.

    Whether it was opened or declined is not kept here: an employer sees no difference between a
    refusal and silence."""

    wall = Wall(organisation="organisation_id", person_reads=_OF_THE_PERSON)

    shared: bool  # where annotated by ``with_shared`` or ``with_state``
    state: str  # where annotated by ``with_state``
    may_mail: bool  # where annotated by ``with_may_mail``

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="invitations")
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="invitations")
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.TEAM)
    generation = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    mailing_until = models.DateTimeField(null=True, blank=True)  # a worker's lease while it sends
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "candidate", "opening"],
                condition=models.Q(revoked_at=None),
                name="one_open_invitation",
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="invitation_source_known"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "opening", "-id"], name="invitation_of_opening")
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class DeclineQuerySet(TenantQuerySet["Decline"]):
    """What a person declined: theirs to see, never the organisation's."""


class Decline(OrganisationOwned):
    """A quiet refusal. The database lets the organisation's scope write it, never read it; mail
    asks ``candidates_may_mail(invitation)`` before it goes out."""

    wall = Wall(
        organisation="organisation_id", organisation_if="false", person_reads=_OF_THE_PERSON
    )

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager.from_queryset(DeclineQuerySet)()

    class Meta:
        triggers = [pgtrigger.Protect(name="immutable", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"decline {self.pk}"
