"""A person is told by mail that somebody answered their contest, and what became of the score; the
answer itself stays here."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.scoring import contest_letters, due
from apps.scoring.models import Contest

LOST_MESSAGE = timedelta(minutes=2)
LEASE = timedelta(minutes=4)  # a mail server that hangs is given up sooner


def plan(*, contest: Contest) -> None:
    """On commit, or by the scheduler if that message is lost."""
    at, person_id = timezone.now() + LOST_MESSAGE, contest.person_id
    Due.objects.schedule(due.CONTEST_MAIL, WallKind.PERSON, person_id, contest.pk, at)
    outbox.send(due.TASKS[due.CONTEST_MAIL], str(person_id), str(contest.pk))


def mail(*, person_id: UUID, contest_id: UUID) -> bool:
    """Sends it, outside of any transaction; False where nothing is due (any more). Claimed before
    sending, so that two workers send one. A mail server that refuses gives the claim back, a killed
    worker's ends by itself: the scheduler tries again."""
    with tenancy.person(person_id):
        message = _claimed(contest_id)
    if message is None:
        return False
    try:
        message.send()
    except OSError:  # smtplib's errors among them
        with tenancy.person(person_id):
            Contest.objects.filter(pk=contest_id).update(mailing_until=None)
        raise
    Due.objects.cancel(due.CONTEST_MAIL, contest_id)
    return True


def _claimed(contest_id: UUID) -> EmailMultiAlternatives | None:
    """In the person's scope. The claim comes before the look whether it is still due: who waited
    for another's claim to end finds what that one left."""
    answered, now = Contest.objects.answered().filter(pk=contest_id), timezone.now()
    if not answered.exists():
        Due.objects.cancel(due.CONTEST_MAIL, contest_id)
        return None
    if not answered.unclaimed(now).update(mailing_until=now + LEASE):
        return None
    if not Due.objects.filter(kind=due.CONTEST_MAIL, subject_id=contest_id).exists():
        return None
    return contest_letters.answered(answered.select_related("organisation", "person").get())
