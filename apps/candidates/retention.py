"""How long an organisation keeps candidates after an opening closed: what is past that term, and
when the next is. Reads only, in the organisation's scope."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from apps.candidates.models import Application, Candidate, Consent, Invitation, Opening
from apps.candidates.models.application import ApplicationQuerySet
from apps.candidates.models.candidate import CandidateQuerySet
from apps.candidates.models.invitation import InvitationQuerySet
from apps.candidates.models.opening import OpeningQuerySet
from apps.organisations.models import Organisation


def past(organisation: Organisation, now: datetime) -> OpeningQuerySet:
    """Openings whose term is over."""
    return Opening.objects.ended(organisation.retention_months, now)


def coming(organisation: Organisation, now: datetime) -> OpeningQuerySet:
    """Closed openings with people whose term is yet to end, the next one first."""
    return with_people(Opening.objects.ending(organisation.retention_months, now))


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
