"""Decisions about applications: a named person decides and says why; no score ever does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.audit.models import Actor
from apps.candidates.models import Application, Decision, Kind, SeenScore
from apps.candidates.models.decision import LONGEST_REASON
from apps.candidates.substance import plain_text, refuse_without_substance
from apps.core.refusals import Refused


@dataclass(frozen=True, slots=True)
class Seen:
    """The score on the page of who decides; ``interval`` is (low, high)."""

    consent_id: UUID
    person_id: UUID
    value: int
    interval: tuple[int, int]
    model_version: str
    computed_at: datetime
    contested: bool


@transaction.atomic
def decide(
    *,
    application: Application,
    kind: str,
    reason: str,
    seen: Seen | None,
    after: UUID | None,
    by: By,
) -> Decision:
    """Records the decision and moves the application to where it leads; a later one replaces it.

    ``after``: the newest decision that the page showed, so that nobody overrules what they have not
    read; the same form submitted twice is one decision.
    Refuses with "kind_unknown", "reason_too_short", "reason_too_long", "nobody", "decided"."""
    reason = plain_text(reason)
    _refuse_unusable(kind, reason, by)
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    newest = Decision.objects.filter(application=application).newest_first().first()
    if (newest.pk if newest else None) != after:
        return _same_again(newest, kind, reason, by)
    decision = Decision.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        kind=kind,
        reason=reason,
        decided_at=timezone.now(),
        decided_by_id=by.user_id,
    )
    if seen:
        _keep(decision, seen)
    _move(application, Kind(kind))
    record(by=by, verb="decision.made", subject=decision, facts=_facts(application, kind))
    return decision


def _refuse_unusable(kind: str, reason: str, by: By) -> None:
    if kind not in Kind.values:
        raise Refused("kind_unknown", _("Choose what you decide."), field="kind")
    if by.actor is not Actor.USER:
        raise Refused("nobody", _("Only a member of the team can decide."))
    refuse_without_substance(reason)
    if len(reason) > LONGEST_REASON:
        message = _("Use %(most)s characters at most; these are %(found)s.")
        told = message % {"most": LONGEST_REASON, "found": len(reason)}
        raise Refused("reason_too_long", told, field="reason")


def _same_again(newest: Decision | None, kind: str, reason: str, by: By) -> Decision:
    same = (kind, reason, by.user_id)
    if newest and (newest.kind, newest.reason, newest.decided_by_id) == same:
        return newest
    raise Refused(
        "decided",
        _("Somebody decided meanwhile. Read that decision first; your text is still here."),
    )


def _keep(decision: Decision, seen: Seen) -> None:
    low, high = seen.interval
    SeenScore.objects.create(
        organisation_id=decision.organisation_id,
        decision=decision,
        consent_id=seen.consent_id,
        person_id=seen.person_id,
        value=seen.value,
        low=low,
        high=high,
        model_version=seen.model_version,
        computed_at=seen.computed_at,
        contested=seen.contested,
    )


def _move(application: Application, kind: Kind) -> None:
    application.status = kind.status
    application.save(update_fields=["status"])


def _facts(application: Application, kind: str) -> dict[str, str]:
    return {
        "kind": kind,
        "application": str(application.pk),
        "candidate": str(application.candidate_id),
        "opening": str(application.opening_id),
    }
