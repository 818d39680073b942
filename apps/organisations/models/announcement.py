from __future__ import annotations

from django.db import models
from django.db.models import Value
from django.db.models.expressions import Func
from django.utils.translation import gettext_lazy as _

from apps.core.models import ScopedManager, TenantQuerySet
from apps.core.walls import Wall
from apps.organisations.models.owned import OrganisationOwned


class Kind(models.TextChoices):
    """What an organisation's systems can be told. Programs rely on these words: one is added, never
    renamed."""

    INVITATION_SENT = "invitation.sent", _("An invitation was sent")
    INVITATION_OPENED = "invitation.opened", _("An invitation was opened, told once they consent")
    CONSENT_GIVEN = "consent.given", _("A candidate consented")
    CONSENT_WITHDRAWN = "consent.withdrawn", _("A candidate's consent ended")
    SCORE_COMPUTED = "score.computed", _("A first score is there")
    SCORE_CHANGED = "score.changed", _("A score changed")
    SCORE_WITHDRAWN = "score.withdrawn", _("A score is gone")
    CANDIDATE_ERASED = "candidate.erased", _("A candidate was erased")
    PING = "endpoint.ping", _("A test")


class AnnouncementQuerySet(TenantQuerySet["Announcement"]):
    def in_order(self) -> AnnouncementQuerySet:
        return self.order_by("sequence")


class Announcement(OrganisationOwned):
    """The outbox: something that the organisation's systems have to be told, written in the
    transaction in which it happened, and gone once it is passed on. Holds identifiers and codes,
    never a score or a name. ``sequence`` grows with each change of one candidate."""

    wall = Wall(organisation="organisation_id")

    kind = models.CharField(max_length=40, choices=Kind.choices)
    candidate_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    sequence = models.BigIntegerField(
        db_default=Func(
            Value("organisations_announcement_order"),
            function="nextval",
            output_field=models.BigIntegerField(),
        )
    )

    objects = ScopedManager.from_queryset(AnnouncementQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "sequence"], name="announcement_in_order"),
        ]

    def __str__(self) -> str:
        return self.kind
