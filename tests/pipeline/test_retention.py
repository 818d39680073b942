"""After an opening closed its candidates are kept for the organisation's term, and then they go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Event
from apps.candidates.models import (
    Application,
    Consent,
    Decline,
    Invitation,
    Note,
    Opening,
    SeenScore,
)
from apps.connections.models import Connection
from apps.core import tenancy
from apps.scoring.models import Score, Standing
from tests.factories import (
    make_candidate,
    make_consent,
    make_contest,
    make_invitation,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)
from tests.pipeline.clearing import (
    closed,
    decided,
    names_at,
    next_run,
    own,
    report,
    run_all,
)

pytestmark = pytest.mark.django_db


def test_who_applied_to_an_opening_that_closed_long_ago_is_gone_and_the_opening_stays() -> None:
    acme = make_organisation("Acme")
    old, new = closed(acme), closed(acme, ago=timedelta(days=20))
    for name, opening in (("Ada", old), ("Ben", old), ("Cem", new)):
        make_invitation(make_candidate(acme, name, opening=opening), opening)
    run_all(acme)
    assert names_at(acme) == ["Cem"]
    assert report(acme) == (1, 2, 2, 2)
    with tenancy.organisation(acme.pk):
        assert Opening.objects.count() == 2


def test_who_is_in_another_opening_stays_without_what_was_said_in_the_old_one() -> None:
    acme = make_organisation("Acme")
    old, new = closed(acme), make_opening(acme)
    ada = make_candidate(acme, "Ada", opening=old)
    with tenancy.organisation(acme.pk):
        Application.objects.create(organisation=acme, candidate=ada, opening=new)
        for opening in (old, new):
            Note.objects.create(organisation=acme, candidate=ada, opening=opening, text="Fine.")
    make_invitation(ada, old)
    run_all(acme)
    assert names_at(acme) == ["Ada"]
    assert report(acme) == (1, 1, 1, 0)
    with tenancy.organisation(acme.pk):
        assert [note.opening_id for note in Note.objects.all()] == [new.pk]
        assert not Invitation.objects.exists()


def test_what_somebody_still_shared_ends_and_they_can_read_that_it_did() -> None:
    acme = make_organisation("Acme")
    old, person = closed(acme), make_user("Ada")
    ada = make_candidate(acme, "Ada", opening=old)
    consent = make_consent(ada, person, opening=old)
    make_score(consent)
    make_contest(consent)
    with tenancy.person(person.pk):
        Connection.objects.create(
            person=person, network="x", account_key="k", sealed_credential=b"-"
        )
    run_all(acme)
    assert names_at(acme) == []
    assert [own(person, each) for each in (Consent, Score, Standing, Connection)] == [0] * 4
    with tenancy.person(person.pk):
        ended = Event.objects.get(verb="consent.ended")
    assert ended.facts == {"networks": ["x"], "employer": str(acme.pk)}
    client = Client()
    client.force_login(person)
    assert "the time for keeping it was over" in client.get(reverse("me")).content.decode()


def test_an_account_that_another_employer_may_read_stays_linked() -> None:
    acme, bolt, person = make_organisation("Acme"), make_organisation("Bolt"), make_user("Ada")
    for employer, opening in ((acme, closed(acme)), (bolt, make_opening(bolt))):
        make_consent(make_candidate(employer, "Ada", opening=opening), person, opening=opening)
    with tenancy.person(person.pk):
        Connection.objects.create(
            person=person, network="x", account_key="k", sealed_credential=b"-"
        )
    run_all(acme)
    assert (own(person, Consent), own(person, Connection)) == (1, 1)
    assert names_at(bolt) == ["Ada"]


def test_what_the_organisation_may_not_see_goes_too() -> None:
    """A consent that ended, its score, what was seen of it, and a refusal: hidden from the one that
    deletes."""
    acme = make_organisation("Acme")
    old, person = closed(acme), make_user("Ada")
    ada, ben = (make_candidate(acme, name, opening=old) for name in ("Ada", "Ben"))
    over = timezone.now() - timedelta(days=1)
    consent = make_consent(
        ada, person, opening=old, granted_at=over - timedelta(days=90), expires_at=over
    )
    make_score(consent)
    decided(consent, person)
    invitation = make_invitation(ben, old)
    with tenancy.organisation(acme.pk):
        Decline.objects.create(organisation=acme, candidate=ben, invitation=invitation)
    run_all(acme)
    assert names_at(acme) == []
    assert [own(person, each) for each in (Consent, Score, Standing, SeenScore)] == [0] * 4


def test_an_invitation_stays_while_a_consent_for_another_opening_rests_on_it() -> None:
    acme = make_organisation("Acme")
    old, new, person = closed(acme), make_opening(acme), make_user("Ada")
    ada = make_candidate(acme, "Ada", opening=old)
    make_consent(ada, person, opening=old)
    with tenancy.organisation(acme.pk):
        Application.objects.create(organisation=acme, candidate=ada, opening=new)
    assert run_all(acme) == [1, 0]
    assert own(person, Consent) == 1
    wakes = next_run(acme)
    assert wakes is not None
    assert timedelta(hours=23) < wakes - timezone.now() <= timedelta(days=1)


def test_another_organisations_candidates_are_not_touched() -> None:
    acme, bolt = make_organisation("Acme"), make_organisation("Bolt")
    make_candidate(bolt, "Bo", opening=closed(bolt))
    make_candidate(acme, "Ada", opening=closed(acme))
    run_all(acme)
    assert (names_at(acme), names_at(bolt)) == ([], ["Bo"])
