"""What a person grants, to whom, and how they take it back."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates import consent_text, due
from apps.candidates.actions import consents, invitations
from apps.candidates.actions.consents import Withdrawn
from apps.candidates.models import Candidate, Consent, Invitation, Withdrawal
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from tests.candidates.letters import expire, fresh
from tests.factories import REASON, make_candidate, make_opening, make_organisation, make_user

pytestmark = pytest.mark.django_db
OFFERED = ("x", "wordpress")


def ask(person: User, employer: Organisation | None = None, email: str = "") -> Invitation:
    """A new opening of the employer, and the person invited to it."""
    employer = employer or make_organisation()
    opening = make_opening(employer)
    with tenancy.organisation(employer.pk):
        candidate = Candidate.objects.by_email(email or person.email).first()
    candidate = candidate or make_candidate(employer, email=email or person.email.upper())
    with tenancy.organisation(employer.pk):
        invitation = invitations.invite(candidate=candidate, opening=opening, by=By.system())
    return fresh(invitation)


def grant(invitation: Invitation, person: User, *networks: str) -> Consent:
    return consents.grant(
        invitation=invitation,
        person=person,
        networks=networks or ("x",),
        offered=OFFERED,
        by=By.person(person.pk),
    )


def withdraw(person: User, consent: Consent, network: str = "") -> Withdrawn:
    with tenancy.person(person.pk):
        return consents.withdraw(consent_id=consent.pk, network=network, by=By.person(person.pk))


def refusal(invitation: Invitation, person: User, *networks: str) -> str:
    with pytest.raises(Refused) as refused:
        grant(invitation, person, *networks)
    return refused.value.code


class TestGranting:
    def test_says_what_for_until_when_and_in_which_words(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        consent = grant(invitation, ada, "x", "wordpress")
        assert consent.networks == ["wordpress", "x"]
        assert consent.purpose == REASON
        assert consent.text_version == consent_text.TEXT_VERSION
        assert consent.expires_at - consent.granted_at == settings.CONSENT_LIFETIME
        assert fresh(invitation).accepted_at == consent.granted_at
        assert fresh(invitation).candidate.person_id == ada.pk
        assert Due.objects.get(kind=due.CONSENT_EXPIRY).due_at == consent.expires_at

    def test_is_an_event_that_both_see(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        consent = grant(invitation, ada)
        with tenancy.organisation(invitation.organisation_id):
            assert Event.objects.about(consent.pk).get().verb == "consent.granted"
        with tenancy.person(ada.pk):
            assert Event.objects.about(consent.pk).get().facts["networks"] == ["x"]

    def test_the_same_again_is_the_same_consent(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        assert grant(invitation, ada).pk == grant(invitation, ada).pk
        with tenancy.organisation(invitation.organisation_id):
            assert Event.objects.filter(verb="consent.granted").count() == 1

    def test_something_else_by_the_same_invitation_is_refused(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        grant(invitation, ada)
        assert refusal(invitation, ada, "wordpress") == "used"

    def test_by_an_invitation_whose_consent_was_withdrawn_is_refused(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        withdraw(ada, grant(invitation, ada))
        assert refusal(invitation, ada) == "used"

    def test_a_newer_invitation_of_the_employer_replaces_the_older_consent(self) -> None:
        ada, employer = make_user("Ada"), make_organisation()
        older = grant(ask(ada, employer), ada)
        newer = grant(ask(ada, employer), ada, "wordpress")
        with tenancy.organisation(employer.pk):
            assert Consent.objects.get() == newer  # the wall hides what no longer counts
        with tenancy.person(ada.pk):
            assert Consent.objects.active().get() == newer
            assert Withdrawal.objects.get().cause == "replaced"
            assert Withdrawal.objects.get().consent_id == older.pk
        assert Due.objects.filter(kind=due.CONSENT_EXPIRY).get().subject_id == newer.pk

    def test_two_employers_get_two_consents(self) -> None:
        ada = make_user("Ada")
        grant(ask(ada), ada)
        grant(ask(ada), ada, "wordpress")
        with tenancy.person(ada.pk):
            assert Consent.objects.active().count() == 2

    def test_nothing_chosen_is_refused(self) -> None:
        ada = make_user("Ada")
        with pytest.raises(Refused) as refused:
            consents.grant(
                invitation=ask(ada), person=ada, networks=[], offered=OFFERED, by=By.person(ada.pk)
            )
        assert (refused.value.code, refused.value.field) == ("nothing_chosen", "networks")

    def test_what_is_not_offered_is_refused(self) -> None:
        ada = make_user("Ada")
        assert refusal(ask(ada), ada, "x", "friendster") == "not_offered"

    def test_an_expired_or_revoked_invitation_is_refused(self) -> None:
        ada = make_user("Ada")
        late, void = ask(ada), ask(ada)
        expire(late)
        with tenancy.organisation(void.organisation_id):
            invitations.revoke(invitation=void, by=By.system())
        assert refusal(late, ada) == "expired"
        assert refusal(void, ada) == "revoked"


class TestWhoGrants:
    def test_somebody_with_another_address_is_refused(self) -> None:
        ada, eve = make_user("Ada"), make_user("Eve")
        invitation = ask(ada)
        with pytest.raises(Refused, match=r"sent to .…@people\.example") as refused:
            grant(invitation, eve)
        assert refused.value.code == "other_email"
        assert ada.email not in refused.value.message.lower()
        assert fresh(invitation).candidate.person_id is None

    def test_an_address_that_is_not_verified_does_not_count(self) -> None:
        ada, eve = make_user("Ada"), make_user("Eve")
        EmailAddress.objects.create(user=eve, email="eve.work@people.example", verified=False)
        assert refusal(ask(ada, email="eve.work@people.example"), eve) == "other_email"

    def test_a_second_verified_address_counts(self) -> None:
        ada = make_user("Ada")
        EmailAddress.objects.create(user=ada, email="ada.work@people.example", verified=True)
        assert grant(ask(ada, email="Ada.Work@people.example"), ada).person == ada

    def test_one_person_is_one_candidate_of_an_employer(self) -> None:
        ada, employer = make_user("Ada"), make_organisation()
        EmailAddress.objects.create(user=ada, email="ada.work@people.example", verified=True)
        grant(ask(ada, employer), ada)
        second = ask(ada, employer, email="ada.work@people.example")
        assert refusal(second, ada) == "already_candidate"
        with tenancy.organisation(employer.pk):
            assert Consent.objects.count() == 1

    def test_an_address_that_moved_to_another_account_is_refused(self) -> None:
        ada, eve, employer = make_user("Ada"), make_user("Eve"), make_organisation()
        grant(ask(ada, employer), ada)
        EmailAddress.objects.filter(user=ada).update(user=eve, primary=False)
        assert refusal(ask(ada, employer), eve) == "other_person"


class TestWithdrawing:
    def test_all_takes_effect_at_once_and_leaves_no_trace_with_the_employer(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        with tenancy.organisation(invitation.organisation_id):
            before = set(Event.objects.values_list("id", flat=True))
        consent = grant(invitation, ada, *OFFERED)
        gone = withdraw(ada, consent)
        assert (gone.networks, gone.remaining, gone.whole) == (("wordpress", "x"), (), True)
        assert gone.candidate_id == invitation.candidate_id
        with tenancy.organisation(invitation.organisation_id):
            assert not Consent.objects.exists()
            assert not Withdrawal.objects.exists()
            assert set(Event.objects.values_list("id", flat=True)) == before
        with tenancy.person(ada.pk):
            assert Event.objects.filter(verb="consent.withdrawn").count() == 1
        assert not Due.objects.filter(kind=due.CONSENT_EXPIRY).exists()

    def test_one_network_leaves_the_others(self) -> None:
        ada = make_user("Ada")
        consent = grant(ask(ada), ada, *OFFERED)
        gone = withdraw(ada, consent, "x")
        assert (gone.networks, gone.remaining, gone.whole) == (("x",), ("wordpress",), False)
        assert withdraw(ada, consent, "wordpress").whole

    def test_twice_is_once(self) -> None:
        ada = make_user("Ada")
        consent = grant(ask(ada), ada)
        withdraw(ada, consent)
        assert withdraw(ada, consent).networks == ()
        with tenancy.person(ada.pk):
            assert Withdrawal.objects.count() == 1
            assert Event.objects.filter(verb="consent.withdrawn").count() == 1

    def test_a_network_that_was_never_shared_is_refused(self) -> None:
        ada = make_user("Ada")
        with pytest.raises(Refused, match="not part of what you shared"):
            withdraw(ada, grant(ask(ada), ada), "wordpress")

    def test_somebody_elses_consent_is_not_found(self) -> None:
        ada, eve = make_user("Ada"), make_user("Eve")
        consent = grant(ask(ada), ada)
        with pytest.raises(Consent.DoesNotExist):
            withdraw(eve, consent)

    def test_then_the_employer_may_ask_again_as_if_for_the_first_time(self) -> None:
        ada = make_user("Ada")
        invitation = ask(ada)
        withdraw(ada, grant(invitation, ada))
        with tenancy.organisation(invitation.organisation_id):
            again = invitations.resend(invitation=invitation, by=By.system())
        assert again.generation == invitation.generation + 1
        assert grant(fresh(again), ada).invitation_id == again.pk


@pytest.mark.django_db(transaction=True)
def test_a_consent_submitted_twice_at_once_is_one() -> None:
    ada, together = make_user("Ada"), Barrier(2)
    invitation = ask(ada)

    def submit() -> UUID:
        try:
            together.wait(5)
            return grant(invitation, ada).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        both = {task.result() for task in [threads.submit(submit) for _ in range(2)]}
    assert len(both) == 1


@pytest.mark.parametrize(
    ("version", "language", "digest"),
    [
        (
            "2026-11-23",
            "en",
            "3e4a6a0cf390f67b397acc0d2be9d097f9d7a77147466203efa6679371cd3df8",
        ),
        (
            "2026-11-23",
            "de",
            "0caae20a423e8b67005184044929151ea1fa91c73c298e27b8979352e0f9b34e",
        ),
        (
            "2026-11-23.2",
            "en",
            "f6ca889c99f56e89b7c3b057a61d8257eaaefc7f2da31aef1cab5af38de898be",
        ),
        (
            "2026-11-23.2",
            "de",
            "9f56e3a9e5db97e6ad93bcc429d99361df701fbe8b8310d27225e5b648fe67b3",
        ),
    ],
)
def test_another_wording_is_another_version(version: str, language: str, digest: str) -> None:
    """Who changes a text that people agreed to adds a version; these stay."""
    text = consent_text.TEXTS[version, language]
    assert hashlib.sha256(repr(text).encode()).hexdigest() == digest


def test_the_text_is_there_in_each_language_of_the_pages() -> None:
    languages = {
        lang for version, lang in consent_text.TEXTS if version == consent_text.TEXT_VERSION
    }
    assert languages == {*settings.PAGE_LANGUAGES}


@pytest.mark.parametrize(("shown", "kept"), [("de", "de"), ("", "en"), ("tlh", "en")])
def test_a_consent_keeps_the_language_of_its_text(shown: str, kept: str) -> None:
    ada = make_user("Ada")
    consent = consents.grant(
        invitation=ask(ada),
        person=ada,
        networks=["x"],
        by=By.person(ada.pk),
        offered=["x"],
        language=shown,
    )
    assert (consent.text_version, consent.text_language) == (consent_text.TEXT_VERSION, kept)


def test_the_page_says_what_is_agreed_to() -> None:
    invitation = ask(make_user("Ada"))
    statements = consent_text.statements(invitation, offered=["x"])
    said = {statement.title: statement.text for statement in statements}
    assert list(said) == [
        "What they see",
        "What it measures",
        "How long",
        "Change your mind",
        "Never",
        "Your screen name",
    ]
    assert f"{settings.CONSENT_LIFETIME // timedelta(days=1)} days" in said["How long"]
    assert "never answer" in consent_text.if_declined(invitation)


def test_the_page_speaks_of_screen_names_only_where_accounts_have_them() -> None:
    invitation = ask(make_user("Ada"))
    statements = consent_text.statements(invitation, offered=["youtube", "wordpress"])
    assert "Your screen name" not in [statement.title for statement in statements]
    assert len(statements) == 5


@pytest.mark.parametrize("version", ["2026-11", "2026-11-23"])
def test_nobody_agreed_to_a_sentence_that_came_later(version: str) -> None:
    now = timezone.now()
    agreed = consent_text.statements_as_agreed(
        employer="Halden & Mohr",
        version=version,
        language="en",
        networks=["x"],
        begun_at=now,
        ends_at=now + timedelta(days=90),
    )
    assert [each.title for each in agreed][-1] == "Never"
    assert version not in consent_text.TELL_OF_SCREEN_NAMES
