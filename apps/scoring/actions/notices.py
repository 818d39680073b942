"""Notices: an organisation's owners and admins are told what becomes of a score model."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from apps.audit.actions import By, record
from apps.core import outbox, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations.models import Membership
from apps.organisations.models.membership import Role
from apps.scoring import due, employers, letters
from apps.scoring.actions.release_steps import LEAST_NOTICE, LOST_MESSAGE
from apps.scoring.models import Notice, NoticeKind, Release, ReleaseState
from apps.scoring.released import before_of

LEASE = timedelta(minutes=4)  # a mail server that hangs is given up sooner
TOLD_OF = {
    ReleaseState.ANNOUNCED: NoticeKind.ANNOUNCED,
    ReleaseState.ACTIVE: NoticeKind.ANNOUNCED,
    ReleaseState.STOPPED: NoticeKind.STOPPED,
    ReleaseState.ROLLED_BACK: NoticeKind.ROLLED_BACK,
}


def spread(*, release_id: UUID) -> None:
    """Tells every organisation whom it concerns, each in its own transaction: what was begun by a
    killed worker goes on where that stopped. A day before an announced release is active it comes
    again, for those who have seen their first score since."""
    planned = Due.objects.filter(kind=due.RELEASE_NEWS, subject_id=release_id).first()
    release = Release.objects.get(pk=release_id)
    for organisation_id in _concerned(release):
        tell(release_id=release_id, organisation_id=organisation_id)
    if planned:
        _plan_again(planned, release)


def tell(*, release_id: UUID, organisation_id: UUID) -> None:
    """Writes one notice for each owner and admin and one event into the organisation's trail, once
    for each turn that the release takes. The release stays locked: it takes none meanwhile."""
    with tenancy.organisation(organisation_id):
        release = Release.objects.select_for_update().get(pk=release_id)
        kind = TOLD_OF.get(ReleaseState(release.state))
        if kind is None or Notice.objects.about(release, kind).exists():
            return
        notices = [
            Notice(
                organisation_id=organisation_id,
                release=release,
                round=release.round,
                kind=kind,
                user_id=user_id,
            )
            for user_id in _users(release, kind)
        ]
        if notices:
            _write(notices, release)


def mail(*, organisation_id: UUID, notice_id: UUID) -> bool:
    """Sends one notice. Claimed before sending, so that two workers send one. A mail server that
    refuses gives the claim back, a killed worker's ends by itself: the scheduler tries again."""
    with tenancy.organisation(organisation_id):
        message = _claimed(notice_id)
    if message is None:
        return False
    try:
        message.send()
    except OSError:  # smtplib's errors among them
        with tenancy.organisation(organisation_id):
            Notice.objects.filter(pk=notice_id).update(claimed_until=None)
        raise
    with tenancy.organisation(organisation_id):
        Notice.objects.filter(pk=notice_id).update(sent_at=timezone.now())
        Due.objects.cancel(due.RELEASE_MAIL, notice_id)
    return True


def _plan_again(planned: Due, release: Release) -> None:
    """Leaves alone what was planned since then, which tells something newer."""
    mine = Due.objects.filter(pk=planned.pk, due_at=planned.due_at)
    at = release.activates_at if release.state == ReleaseState.ANNOUNCED else None
    if at and at - LEAST_NOTICE > timezone.now():
        mine.update(due_at=at - LEAST_NOTICE)
    else:
        mine.delete()


def _concerned(release: Release) -> Iterable[UUID]:
    if release.state == ReleaseState.STOPPED:
        return employers.told_of(release.pk)
    if release.state == ReleaseState.ROLLED_BACK:
        return {*employers.with_scores(), *employers.told_of(release.pk)}
    return employers.with_scores()


def _users(release: Release, kind: NoticeKind) -> list[UUID]:
    """Who was told that it comes is told that it does not."""
    if kind == NoticeKind.STOPPED:
        told = Notice.objects.about(release, NoticeKind.ANNOUNCED)
        return list(told.values_list("user_id", flat=True))
    heads = Membership.objects.filter(role__in=[Role.OWNER, Role.ADMIN], user__is_active=True)
    return list(heads.values_list("user_id", flat=True))


def _write(notices: list[Notice], release: Release) -> None:
    Notice.objects.bulk_create(notices)
    first = notices[0]
    facts: dict[str, object] = {"version": release.version, "other": before_of(release)}
    if first.kind == NoticeKind.ANNOUNCED and release.activates_at:
        facts["on"] = f"{release.activates_at:%-d %B %Y}"
    record(by=By.system(), verb=f"score_model.{first.kind}", subject=release, facts=facts)
    at = timezone.now() + LOST_MESSAGE
    rows = [(each.organisation_id, each.pk, at) for each in notices]
    Due.objects.schedule_all(due.RELEASE_MAIL, WallKind.ORGANISATION, rows)
    for each in notices:
        outbox.send(due.TASKS[due.RELEASE_MAIL], str(each.organisation_id), str(each.pk))


def _claimed(notice_id: UUID) -> EmailMultiAlternatives | None:
    """In the organisation's scope, with the release locked: it takes no turn meanwhile."""
    owed = Notice.objects.filter(pk=notice_id, sent_at=None).first()
    if owed is None:
        Due.objects.cancel(due.RELEASE_MAIL, notice_id)
        return None
    release = Release.objects.select_for_update().get(pk=owed.release_id)
    if _is_moot(owed, release):
        Due.objects.cancel(due.RELEASE_MAIL, notice_id)
        return None
    now = timezone.now()
    if not Notice.objects.free(now).filter(pk=notice_id).update(claimed_until=now + LEASE):
        return None
    joined = Notice.objects.select_related("organisation", "user", "release__replaces")
    return letters.notice(joined.get(pk=notice_id))


def _is_moot(owed: Notice, release: Release) -> bool:
    """The release has taken another turn; or its end is news to somebody who never heard of it."""
    if owed.round != release.round or TOLD_OF.get(ReleaseState(release.state)) != owed.kind:
        return True
    if owed.kind != NoticeKind.STOPPED:
        return False
    heard = Notice.objects.about(release, NoticeKind.ANNOUNCED).filter(user_id=owed.user_id)
    return not heard.exclude(claimed_until=None).exists()
