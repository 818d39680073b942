"""A person is told by mail that somebody answered their contest; the answer itself stays here."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.scoring import contest_letters, due
from apps.scoring.models import Contest

LOST_MESSAGE = timedelta(minutes=2)


def plan(*, contest: Contest) -> None:
    """On commit, or by the scheduler if that message is lost."""
    at, person_id = timezone.now() + LOST_MESSAGE, contest.person_id
    Due.objects.schedule(due.CONTEST_MAIL, WallKind.PERSON, person_id, contest.pk, at)
    outbox.send(due.TASKS[due.CONTEST_MAIL], str(person_id), str(contest.pk))


def mail(*, person_id: UUID, contest_id: UUID) -> bool:
    """Sends it, outside of any transaction; False where nothing is due (any more). A mail server
    that is away is asked again by the scheduler."""
    owed = Due.objects.filter(kind=due.CONTEST_MAIL, subject_id=contest_id)
    with tenancy.person(person_id):
        answered = Contest.objects.answered().select_related("organisation", "person")
        contest = answered.filter(pk=contest_id).first() if owed.exists() else None
        message = contest_letters.answered(contest) if contest else None
    if message:
        message.send()
    owed.delete()
    return message is not None
