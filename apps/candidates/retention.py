"""How long an organisation keeps candidates after an opening closed: what is past that term, and
when the next is. Reads only, in the organisation's scope."""

from __future__ import annotations

from datetime import datetime

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
)

from apps.candidates.models import Application, Candidate, Consent, Invitation, Opening
from apps.candidates.models.application import ApplicationQuerySet
from apps.candidates.models.candidate import CandidateQuerySet
from apps.candidates.models.invitation import InvitationQuerySet
from apps.candidates.models.opening import OpeningQuerySet
from apps.organisations.models import Organisation


def closing(organisation: Organisation) -> OpeningQuerySet:
    """Closed openings, each with ``ends_at``: until when its candidates are kept."""
    months = Func(
        Value(organisation.retention_months),
        template="make_interval(months => %(expressions)s)",
        output_field=DurationField(),
    )
    ends_at = ExpressionWrapper(F("closed_at") + months, output_field=DateTimeField())
    return Opening.objects.exclude(closed_at=None).annotate(ends_at=ends_at)


def past(organisation: Organisation, now: datetime) -> OpeningQuerySet:
    """Openings whose term is over."""
    return closing(organisation).filter(ends_at__lte=now)  # type: ignore[misc]  # annotated


def coming(organisation: Organisation, now: datetime) -> OpeningQuerySet:
    """Closed openings with people whose term is yet to end, the next one first."""
    waiting = closing(organisation).filter(ends_at__gt=now)  # type: ignore[misc]  # annotated
    return with_people(waiting).order_by("ends_at")


def applications(gone: OpeningQuerySet) -> ApplicationQuerySet:
    return Application.objects.filter(opening__in=gone.values("pk"))


def invitations(gone: OpeningQuerySet) -> InvitationQuerySet:
    """Those that may go: one on which an active consent rests stays, while the candidate is in
    another opening, until that consent ends."""
    of_gone = Invitation.objects.filter(opening__in=gone.values("pk"))
    # The organisation sees active consents alone: the wall does the filtering.
    rests = Consent.objects.filter(invitation=OuterRef("pk"))
    return of_gone.exclude(Exists(rests) & Q(candidate__in=staying(gone).values("pk")))


def concerned(gone: OpeningQuerySet) -> CandidateQuerySet:
    """Candidates of whom something is past its term, in one order."""
    of_them = Q(pk__in=applications(gone).values("candidate"))
    of_them |= Q(pk__in=invitations(gone).values("candidate"))
    return Candidate.objects.filter(of_them).order_by("pk")


def staying(gone: OpeningQuerySet) -> CandidateQuerySet:
    """Candidates who are in another opening too, or were asked for one."""
    mine = {"candidate": OuterRef("pk")}
    elsewhere = Application.objects.filter(**mine).exclude(opening__in=gone.values("pk"))
    asked = Invitation.objects.filter(**mine).exclude(opening__in=gone.values("pk"))
    return Candidate.objects.filter(Exists(elsewhere) | Exists(asked))


def with_people(openings: OpeningQuerySet) -> OpeningQuerySet:
    """Those to which somebody applied or was invited."""
    applied = Application.objects.filter(opening=OuterRef("pk"))
    asked = Invitation.objects.filter(opening=OuterRef("pk"))
    return openings.filter(Exists(applied) | Exists(asked))
