"""Retention: candidates of closed openings go when the organisation's term is over.

Runs go in batches, each a transaction of its own, and each run is a row that people can see
(``Clearing``): how much was deleted, and no names."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates import due, retention
from apps.candidates.models import Candidate, Invitation, Note
from apps.candidates.models.opening import OpeningQuerySet
from apps.core import locks, outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.refusals import Refused
from apps.organisations.actions import kept_answers
from apps.organisations.actions.announcements import announce
from apps.organisations.models import Clearing, Organisation
from apps.organisations.models.announcement import Kind
from apps.organisations.models.organisation import RETENTION_MONTHS

BATCH = 100  # candidates a transaction
AGAIN = timedelta(days=1)  # for what rests on a consent that still counts
MAILS = (due.INVITATION_MAIL, due.INVITATION_REMINDER)
COUNTS = ("openings", "applications", "invitations", "candidates")


def set_term(*, organisation: Organisation, months: int, by: By) -> Organisation:
    """For how many months candidates are kept after their opening closed. What is past the new term
    goes with the next run, which comes within a minute."""
    low, high = RETENTION_MONTHS
    if not low <= months <= high:
        message = _("Choose between %(low)s and %(high)s months.") % {"low": low, "high": high}
        raise Refused("term_out_of_bounds", message, field="months")
    with tenancy.organisation(organisation.pk):
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.retention_months != months:
            facts = {"from": locked.retention_months, "to": months}
            locked.retention_months = months
            locked.save(update_fields=["retention_months"])
            record(by=by, verb="organisation.retention_set", subject=locked, facts=facts)
            plan(locked)
    return locked


def plan(organisation: Organisation) -> None:
    """Puts the next run where the openings now stand, in the organisation's scope."""
    now = timezone.now()
    if retention.concerned(retention.past(organisation, now)).exists():
        _wake(organisation, now)
        return
    coming = retention.coming(organisation, now).first()
    rests = retention.past(organisation, now).filter(invitations__isnull=False).exists()
    times = [coming.ends_at] if coming else []
    times += [now + AGAIN] if rests else []
    if times:
        _wake(organisation, min(times))
    else:
        Due.objects.cancel(due.RETENTION, organisation.pk)


def clear(*, organisation_id: UUID, end_consents: Callable[[Collection[Candidate]], None]) -> int:
    """One batch; how many candidates it concerned. ``end_consents`` ends what these candidates
    still share, which the layers above know to do; it is called in the organisation's scope. When
    nothing is left, the run is finished and the next one planned."""
    with tenancy.organisation(organisation_id):
        locks.hold("retention", organisation_id)
        organisation = Organisation.objects.filter(pk=organisation_id).first()
        if organisation is None:
            Due.objects.cancel(due.RETENTION, organisation_id)
            return 0
        gone = retention.past(organisation, timezone.now())
        batch = list(retention.concerned(gone)[:BATCH])
        if batch:
            _clear(organisation, gone, batch, end_consents)
        if len(batch) < BATCH:
            _finish(organisation)
        else:
            _go_on(organisation)
    return len(batch)


def _clear(
    organisation: Organisation,
    gone: OpeningQuerySet,
    batch: list[Candidate],
    end_consents: Callable[[Collection[Candidate]], None],
) -> None:
    run, begun = Clearing.objects.unfinished().get_or_create(organisation=organisation)
    if begun:
        run.openings = retention.with_people(gone).count()
    ids = [candidate.pk for candidate in batch]
    staying = set(retention.staying(gone).filter(pk__in=ids).values_list("pk", flat=True))
    leaving = [candidate for candidate in batch if candidate.pk not in staying]
    end_consents(leaving)
    invitations = retention.invitations(gone).filter(candidate__in=ids)
    invitation_ids = list(invitations.values_list("pk", flat=True))
    applications = retention.applications(gone).filter(candidate__in=ids)
    run.applications += applications.count()
    run.invitations += len(invitation_ids)
    run.candidates += len(leaving)
    Due.objects.filter(kind__in=MAILS, subject_id__in=invitation_ids).delete()
    Note.objects.filter(candidate__in=ids, opening__in=gone.values("pk")).delete()
    applications.delete()
    Invitation.objects.filter(pk__in=invitation_ids).delete()
    kept_answers.forget_about([candidate.pk for candidate in leaving])
    Candidate.objects.filter(pk__in=[candidate.pk for candidate in leaving]).delete()
    for candidate in leaving:
        announce(
            organisation_id=organisation.pk,
            kind=Kind.CANDIDATE_ERASED,
            candidate_id=candidate.pk,
        )
    run.save(update_fields=[*COUNTS])


def _finish(organisation: Organisation) -> None:
    run = Clearing.objects.unfinished().first()
    if run is not None:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        facts = {count: getattr(run, count) for count in COUNTS}
        record(by=By.system(), verb="retention.ran", subject=run, facts=facts)
    plan(organisation)


def _go_on(organisation: Organisation) -> None:
    """At once; the row is there in case that the message is lost."""
    _wake(organisation, timezone.now() + timedelta(minutes=1))
    outbox.send(due.RETENTION_TASK, str(organisation.pk), str(organisation.pk))


def _wake(organisation: Organisation, at: datetime) -> None:
    Due.objects.schedule(due.RETENTION, WallKind.ORGANISATION, organisation.pk, organisation.pk, at)
