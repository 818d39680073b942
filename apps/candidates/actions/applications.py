"""Applications: which candidate is in which opening."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.models import Application, Candidate, Opening
from apps.candidates.models.application import ON_THE_WAY, Status
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
    """A named member moves a person on; the score never does. What ends an application, or takes it
    up again, is a decision with a reason: see ``decisions.decide``.

    Refuses with "status_unknown", "needs_decision"."""
    if status not in ON_THE_WAY:
        raise Refused("status_unknown", _("Choose one of the given states."), field="status")
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.status == status:
        return application
    if Status(application.status).is_end:
        raise Refused("needs_decision", _("Record a decision with a reason to take it up again."))
    facts = {"from": application.status, "to": status}
    application.status = status
    application.save(update_fields=["status"])
    record(by=by, verb="application.status_set", subject=application, facts=facts)
    return application
