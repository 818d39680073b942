"""Applications: which candidate is in which opening."""

from __future__ import annotations

from django.db import transaction

from apps.audit.actions import By, record
from apps.candidates.models import Application, Candidate, Opening
from apps.candidates.models.application import Status
from apps.core.refusals import Refused


@transaction.atomic
def add(*, candidate: Candidate, opening: Opening, by: By) -> Application:
    """The candidate's application to the opening, new or known."""
    application, created = Application.objects.get_or_create(
        organisation_id=candidate.organisation_id, candidate=candidate, opening=opening
    )
    if created:
        facts = {"candidate": str(candidate.pk), "opening": str(opening.pk)}
        record(by=by, verb="application.added", subject=application, facts=facts)
    return application


@transaction.atomic
def set_status(*, application: Application, status: str, by: By) -> Application:
    """A named member moves a person on; the score never does."""
    if status not in Status.values:
        raise Refused("status_unknown", "Choose one of the given states.", field="status")
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.status == status:
        return application
    facts = {"from": application.status, "to": status}
    application.status = status
    application.save(update_fields=["status"])
    record(by=by, verb="application.status_set", subject=application, facts=facts)
    return application
