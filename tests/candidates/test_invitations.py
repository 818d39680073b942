"""Asking for a score: once, for a reason, and without learning who said no."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import invitations, openings
from apps.candidates.letters import link_of
from apps.candidates.models import Application, Candidate, Decline, Invitation, Opening
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from tests.candidates.letters import days_pass, expire, fresh, post, tokens
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_opening,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db


def invite(candidate: Candidate, opening: Opening) -> Invitation:
    with tenancy.organisation(opening.organisation_id):
        return invitations.invite(candidate=candidate, opening=opening, by=By.system())


def token_of(invitation: Invitation) -> str:
    return link_of(fresh(invitation)).rstrip("/").rpartition("/")[2]


def code_of(invitation: Invitation) -> str:
    with pytest.raises(Refused) as refusal:
        invitations.resolve(token_of(invitation))
    return refusal.value.code


def test_inviting_twice_is_one_invitation_and_one_letter(
    django_capture_on_commit_callbacks: Any,
) -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    with django_capture_on_commit_callbacks() as sent:
        first, second = invite(ada, opening), invite(ada, opening)
    assert first.pk == second.pk
    assert len(sent) == 1
    for _ in range(2):
        post(first)
    assert len(mail.outbox) == 1
    with tenancy.organisation(employer.pk):
        assert Application.objects.get().candidate == ada


def test_without_a_reason_nobody_is_invited() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer, reason=""), make_candidate(employer)
    with pytest.raises(Refused) as refusal:
        invite(ada, opening)
    assert refusal.value.code == "no_reason"
    with tenancy.organisation(employer.pk):
        assert not Application.objects.exists()


def test_a_closed_opening_invites_nobody() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    with tenancy.organisation(employer.pk):
        openings.close(opening=opening, by=By.system())
        closed = Opening.objects.get()
    with pytest.raises(Refused, match="closed"):
        invite(ada, closed)


def test_an_expired_invitation_is_sent_anew_when_asked_again() -> None:
    employer = make_organisation()
    opening, ada = make_opening(employer), make_candidate(employer)
    invitation = invite(ada, opening)
    expire(invitation)
    again = invite(ada, opening)
    assert (again.pk, again.generation, again.sent_at) == (invitation.pk, 2, None)


@pytest.mark.django_db(transaction=True)
def test_a_form_submitted_twice_at_once_invites_once() -> None:
    employer, together = make_organisation(), Barrier(2)
    opening, ada = make_opening(employer), make_candidate(employer)

    def submit() -> UUID:
        try:
            together.wait(5)
            return invite(ada, opening).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        both = {task.result() for task in [threads.submit(submit) for _ in range(2)]}
    assert len(both) == 1
    with tenancy.organisation(employer.pk):
        assert Event.objects.filter(verb="invitation.created").count() == 1


class TestTheLink:
    def test_opens_the_invitation(self) -> None:
        invitation = _sent()
        opened = invitations.resolve(tokens()[-1])
        assert opened.pk == invitation.pk
        assert opened.organisation.name
        assert opened.opening.reason

    @pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "é", "x" * 500])
    def test_of_somebody_else_is_refused(self, token: str) -> None:
        with pytest.raises(Refused) as refusal:
            invitations.resolve(token)
        assert refusal.value.code == "bad_link"

    def test_of_a_deleted_invitation_is_refused(self) -> None:
        invitation = _sent()
        token = tokens()[-1]
        with tenancy.organisation(invitation.organisation_id):
            Invitation.objects.all().delete()
        with pytest.raises(Refused, match="does not exist any more"):
            invitations.resolve(token)

    def test_expires(self) -> None:
        invitation = _sent()
        expire(invitation)
        assert code_of(invitation) == "expired"

    def test_is_void_after_a_newer_one(self) -> None:
        invitation = _sent()
        with tenancy.organisation(invitation.organisation_id):
            invitations.resend(invitation=invitation, by=By.system())
        with pytest.raises(Refused, match="newer link") as refusal:
            invitations.resolve(tokens()[-1])
        assert refusal.value.code == "expired"
        assert invitations.resolve(token_of(invitation)).generation == 2

    def test_is_void_once_revoked(self) -> None:
        invitation = _sent()
        with tenancy.organisation(invitation.organisation_id):
            for _ in range(2):
                invitations.revoke(invitation=invitation, by=By.system())
        assert code_of(invitation) == "revoked"

    def test_is_void_once_the_opening_closed(self) -> None:
        invitation = _sent()
        with tenancy.organisation(invitation.organisation_id):
            openings.close(opening=invitation.opening, by=By.system())
            assert not Due.objects.filter(kind__startswith="invitation.").exists()
        assert code_of(invitation) == "revoked"

    def test_is_used_up_by_accepting(self) -> None:
        employer = make_organisation()
        opening, ada = make_opening(employer), make_candidate(employer)
        invitation = make_consent(ada, make_user(), opening=opening).invitation
        assert code_of(invitation) == "used"
        assert invitations.resolve(token_of(invitation), answered=True).pk == invitation.pk


class TestDeclining:
    def test_twice_is_once(self) -> None:
        invitation = _sent()
        for _ in range(2):
            invitations.decline(tokens()[-1])
        assert _declines(invitation) == 1

    def test_leaves_the_way_open(self) -> None:
        invitation = _sent()
        invitations.decline(tokens()[-1])
        assert invitations.resolve(tokens()[-1]).pk == invitation.pk

    def test_writes_nothing_that_the_employer_can_read(self) -> None:
        invitation = _sent()
        before = _visible(invitation)
        invitations.decline(tokens()[-1])
        assert _visible(invitation) == before

    def test_is_an_event_of_the_person_alone(self) -> None:
        ada, employer = make_user("Ada"), make_organisation()
        opening = make_opening(employer)
        candidate = make_candidate(employer, opening=opening, person=ada)
        invitation = make_invitation(candidate, opening)
        invitations.decline(token_of(invitation))
        with tenancy.person(ada.pk):
            event = Event.objects.get(verb="invitation.declined")
            assert Decline.objects.count() == 1
        assert event.organisation_id is None

    def test_an_expired_invitation_says_so(self) -> None:
        invitation = _sent()
        expire(invitation)
        with pytest.raises(Refused, match="expired"):
            invitations.decline(tokens()[-1])


class TestReminding:
    def test_right_after_the_invitation_is_refused(self) -> None:
        assert _refusal_of_reminding(_sent()) == "reminded_recently"

    def test_before_the_invitation_went_out_is_refused(self) -> None:
        employer = make_organisation()
        invitation = invite(make_candidate(employer), make_opening(employer))
        assert _refusal_of_reminding(invitation) == "not_sent_yet"

    def test_who_shares_already_is_refused(self) -> None:
        employer = make_organisation()
        opening, ada = make_opening(employer), make_candidate(employer)
        invitation = make_consent(ada, make_user(), opening=opening).invitation
        assert _refusal_of_reminding(invitation) == "shared"

    def test_after_the_end_is_refused(self) -> None:
        invitation = _sent()
        days_pass(invitation, 15)
        assert _refusal_of_reminding(invitation) == "expired"

    def test_a_revoked_invitation_is_refused(self) -> None:
        invitation = _sent()
        with tenancy.organisation(invitation.organisation_id):
            invitations.revoke(invitation=invitation, by=By.system())
        assert _refusal_of_reminding(invitation) == "revoked"


def test_after_a_revoked_invitation_the_next_is_a_new_one() -> None:
    invitation = _sent()
    with tenancy.organisation(invitation.organisation_id):
        invitations.revoke(invitation=invitation, by=By.system())
    again = invite(invitation.candidate, invitation.opening)
    assert again.pk != invitation.pk


def test_another_employer_sees_no_invitation() -> None:
    invitation, other = _sent(), make_organisation()
    with tenancy.organisation(other.pk), pytest.raises(Invitation.DoesNotExist):
        invitations.remind(invitation=invitation, by=By.system())


def _sent() -> Invitation:
    employer = make_organisation()
    invitation = invite(make_candidate(employer), make_opening(employer))
    post(invitation)
    return fresh(invitation)


def _refusal_of_reminding(invitation: Invitation) -> str:
    with tenancy.organisation(invitation.organisation_id), pytest.raises(Refused) as refusal:
        invitations.remind(invitation=invitation, by=By.system())
    return refusal.value.code


def _visible(invitation: Invitation) -> list[Any]:
    with tenancy.organisation(invitation.organisation_id):
        return [
            list(Invitation.objects.values()),
            list(Candidate.objects.values()),
            list(Application.objects.values()),
            list(Decline.objects.values()),
            list(Event.objects.order_by("id").values()),
            list(Due.objects.order_by("id").values()),
        ]


def _declines(invitation: Invitation) -> int:
    """As the person sees it, who later signs in."""
    ada = make_user()
    with tenancy.organisation(invitation.organisation_id):
        Candidate.objects.filter(pk=invitation.candidate_id).update(person=ada)
    with tenancy.person(ada.pk):
        return Decline.objects.filter(invitation=invitation).count()
