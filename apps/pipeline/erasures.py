"""Erasing a person: everything about them goes in one transaction, what networks have to be told
follows, and last of all the row of the user. What stays is a proof that names nobody.

Audit events hold identifiers only, and stay: their chain still proves itself."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from apps.accounts import letters
from apps.accounts.models import Erasure, User
from apps.audit.actions import By, record
from apps.candidates.actions import forgetting
from apps.candidates.models import Consent
from apps.connections import due as connection_due
from apps.connections.actions import connections, revocations
from apps.connections.models import Connection, Revocation
from apps.core import outbox, sealing, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations.actions.announcements import announce
from apps.organisations.models import Membership
from apps.organisations.models.announcement import Kind
from apps.pipeline import actions, due
from apps.scoring.models import Contest, Score, ShadowScore, Standing

log = logging.getLogger(__name__)
SOON = timedelta(minutes=2)  # if the message is lost
AGAIN = timedelta(minutes=15)  # while a network still has to forget, or the mail server is away
LONGEST = timedelta(days=4)  # after that nobody is told any more; revocations end before


def begin(*, person_id: UUID) -> Erasure | None:
    """Everything at once, or nothing. The same proof where it has begun already; None where nobody
    is left.

    What left the house with an export or by a webhook follows each consent's end, in
    ``pipeline.actions.withdraw``: erasing goes through it."""
    with tenancy.person(person_id):
        user = User.objects.select_for_update().filter(pk=person_id).first()
        if user is None:
            return None
        before = Erasure.objects.of(person_id).first()
        return before or _begin(user)


def finish(*, person_id: UUID, erasure_id: UUID) -> bool:
    """One turn at what is left to do; True once the proof is all that is left. Twice is once."""
    erasure = Erasure.objects.open().filter(pk=erasure_id, subject=person_id).first()
    if erasure is None:
        Due.objects.cancel(due.ERASURE, erasure_id)
        return True
    is_told = _tell(erasure)
    with tenancy.person(person_id):
        is_late = erasure.created_at < timezone.now() - LONGEST
        waits = Revocation.objects.exists() or not is_told
        if waits and not is_late:
            _plan(erasure, AGAIN)
            return False
        _end(erasure)
    return True


def _begin(user: User) -> Erasure:
    erasure = Erasure.objects.create(
        subject=user.pk,
        language=get_language() or "",
        sealed_address=sealing.seal_text(user.email),
        accounts=Connection.objects.count(),
        employers=Consent.objects.values("organisation_id").distinct().count(),
        scores=Score.objects.count(),
        keeps_account=Membership.objects.filter(user=user).exists(),
    )
    _forget(user.pk)
    if not erasure.keeps_account:
        _make_nobody(user)
    facts = {"erasure": str(erasure.pk)}
    record(by=By.person(user.pk), verb="person.erased", subject=user, facts=facts)
    _plan(erasure, SOON)
    outbox.send(due.TASKS[due.ERASURE], str(user.pk), str(erasure.pk))
    return erasure


def _forget(person_id: UUID) -> None:
    """In the person's scope. Locks come in the order of the pipeline. Employers to whom nothing is
    shared are told nothing: they have nothing to erase."""
    for consent in Consent.objects.active().order_by("pk"):
        actions.withdraw(person_id=person_id, consent_id=consent.pk)
        announce(
            organisation_id=consent.organisation_id,
            kind=Kind.CANDIDATE_ERASED,
            candidate_id=consent.candidate_id,
        )
    for each in Connection.objects.order_by("pk"):
        connections.unlink(connection_id=each.pk, by=By.person(person_id))
    for login in Revocation.objects.waiting(timezone.now()):
        revocations.hasten(login)
    for model in (Standing, Contest, ShadowScore, Score):
        model.objects.all().delete()
    forgetting.forget(person_id=person_id)
    theirs = Due.objects.filter(wall=WallKind.PERSON, wall_id=person_id)
    theirs.exclude(kind=connection_due.REVOKE).delete()


def _make_nobody(user: User) -> None:
    """Until networks have forgotten, a row without a name holds the place. No session opens it."""
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = f"{user.pk}@erased.invalid", "", False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])


def _plan(erasure: Erasure, wait: timedelta) -> None:
    assert erasure.subject is not None
    at = timezone.now() + wait
    Due.objects.schedule(due.ERASURE, WallKind.PERSON, erasure.subject, erasure.pk, at)


def _tell(erasure: Erasure) -> bool:
    """Mails the confirmation, outside of any transaction; the address goes once it is sent."""
    if erasure.sealed_address is None:
        return True
    try:
        letters.erased(erasure, to=sealing.open_text(erasure.sealed_address)).send()
    except sealing.CannotOpen:
        log.warning("address cannot be opened", extra={"erasure": str(erasure.pk)})
    except OSError:  # smtplib's errors among them
        log.warning("mail is tried again", extra={"erasure": str(erasure.pk)})
        return False
    Erasure.objects.filter(pk=erasure.pk).update(sealed_address=None)
    return True


def _end(erasure: Erasure) -> None:
    """In the person's scope."""
    if not erasure.keeps_account:
        with connection.cursor() as cursor:
            cursor.execute("SELECT accounts_delete_user(%s)", [erasure.subject])
    Erasure.objects.filter(pk=erasure.pk).update(
        subject=None, sealed_address=None, done_at=timezone.now()
    )
    Due.objects.cancel(due.ERASURE, erasure.pk)
