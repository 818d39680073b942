"""A person's own page: the employer's explanation, who can see it, and the way to take it back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.scoring.actions import looks, standings
from apps.scoring.models import Score
from tests import factories
from tests.portal.people import signed_in

pytestmark = pytest.mark.django_db


def sharing(person: User, employer: str = "Halden & Mohr", **score: Any) -> Consent:
    organisation = factories.make_organisation(employer)
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, "Mara Lind", opening=opening)
    networks = score.pop("networks", ("x",))
    consent = factories.make_consent(candidate, person, opening=opening, networks=networks)
    if score.pop("scored", True):
        factories.make_score(consent, **score)
    return consent


def mara() -> User:
    return factories.make_user("Mara Lind", email="mara@people.example")


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def page(person: User) -> str:
    return text(signed_in(person).get(reverse("me")))


def look(consent: Consent, by: By) -> None:
    with tenancy.organisation(consent.organisation_id):
        seen = Candidate.objects.select_related("standing").get(pk=consent.candidate_id)
        looks.record(candidates=[seen], by=by, where="candidate")


def test_the_score_stands_there_with_its_interval_and_its_reasons() -> None:
    person = mara()
    sharing(person)
    with tenancy.person(person.pk):
        score = Score.objects.get()
    shown = page(person)
    assert "Your score, Mara" in shown
    assert f"{score.low} to {score.high}" in shown
    assert f"Why {score.value}?" in shown
    assert "X followers" in shown
    assert "Job performance" in shown
    assert "How to raise it" in shown


def test_who_can_see_it_until_when_and_who_looked() -> None:
    person = mara()
    consent = sharing(person)
    assert "Not opened yet." in page(person)
    look(consent, By.user(factories.make_user("Katrin Voss").pk))
    shown = page(person)
    assert "Halden &amp; Mohr" in shown
    assert "X, for Community Manager" in shown
    assert re.search(r"Last opened \d+ \w+ by Katrin Voss\.", shown)
    assert "Katrin Voss of Halden &amp; Mohr looked at your score." in shown


def test_a_look_by_a_program_is_told_too() -> None:
    person = mara()
    look(sharing(person), By.key(factories.make_user().pk))
    assert "A program of Halden &amp; Mohr looked at your score." in page(person)


def test_looking_at_the_own_score_is_no_event() -> None:
    person = mara()
    consent = sharing(person)
    page(person)
    with tenancy.organisation(consent.organisation_id):
        assert not Event.objects.filter(verb="score.seen").exists()


def test_several_employers_each_have_their_own_page() -> None:
    person = mara()
    first = sharing(person)
    second = sharing(person, "Stadtwerke Kiel", followers=90, people=80)
    shown = page(person)
    for consent in (first, second):
        assert reverse("me_score", args=[consent.pk]) in shown
    other = text(signed_in(person).get(reverse("me_score", args=[first.pk])))
    assert "Halden &amp; Mohr sees exactly this explanation." in other


def test_what_is_shared_with_nobody_says_so() -> None:
    shown = page(mara())
    assert "You share nothing" in shown
    assert "Withdraw" not in shown


def test_what_is_shared_and_not_linked_leads_to_linking() -> None:
    person = mara()
    sharing(person, scored=False)
    shown = page(person)
    assert "One step is left" in shown
    assert f'href="{reverse("me_link")}"' in shown


def test_while_accounts_are_read_the_page_waits_by_itself() -> None:
    person = mara()
    consent = sharing(person, scored=False)
    with tenancy.person(person.pk):
        standings.begin(consent=consent)
    shown = page(person)
    assert "Reading now" in shown
    assert 'hx-trigger="every 4s"' in shown


def test_too_little_is_explained_and_is_no_low_score() -> None:
    person = mara()
    sharing(person, followers=3, people=1)
    shown = page(person)
    assert "Too little to score" in shown
    assert "1 person reacted in 90 days" in shown
    assert "That is no low score" in shown


def test_two_persons_never_see_each_others_pages() -> None:
    consent, stranger = sharing(mara()), signed_in(factories.make_user())
    for name in ("me_score", "me_withdraw"):
        address = reverse(name, args=[consent.pk])
        assert stranger.get(address).status_code == 404
        assert stranger.post(address).status_code in (404, 405)
    assert "Halden" not in text(stranger.get(reverse("me")))


def test_nobody_sees_anything_without_signing_in() -> None:
    consent = sharing(mara())
    for address in (
        reverse("me"),
        reverse("me_link"),
        reverse("me_progress"),
        reverse("me_score", args=[consent.pk]),
        reverse("me_withdraw", args=[consent.pk]),
    ):
        assert Client().get(address)["Location"].startswith(reverse("account_login"))


def test_withdrawing_says_what_follows_before_it_happens() -> None:
    person = mara()
    consent = sharing(person)
    shown = text(signed_in(person).get(reverse("me_withdraw", args=[consent.pk])))
    assert "They see “Not shared” at once" in shown
    with tenancy.person(person.pk):
        assert Consent.objects.active().exists()


def test_withdrawing_takes_effect_at_once_and_twice_is_once() -> None:
    person = mara()
    consent = sharing(person)
    client, address = signed_in(person), reverse("me_withdraw", args=[consent.pk])
    told = text(client.post(address, follow=True))
    assert "Halden &amp; Mohr sees “Not shared” from now on." in told
    assert "You share nothing" in told
    assert "You withdrew X from Halden &amp; Mohr." in told
    assert client.post(address).status_code == 302
    with tenancy.organisation(consent.organisation_id):
        assert not Score.objects.exists()
        assert not Consent.objects.exists()


def test_one_account_can_be_withdrawn_and_the_rest_stays() -> None:
    person = mara()
    consent = sharing(person, networks=("wordpress", "x"))
    address = reverse("me_withdraw", args=[consent.pk])
    client = signed_in(person)
    assert "Withdraw WordPress" in text(client.get(address))
    told = text(client.post(address, {"network": "wordpress"}, follow=True))
    assert "WordPress no longer counts for Halden &amp; Mohr." in told
    with tenancy.person(person.pk):
        assert Consent.objects.active().get().active_networks == ["x"]
    assert "not part of what you shared" in text(
        client.post(address, {"network": "myspace"}, follow=True)
    )


def test_an_expired_consent_shows_nothing() -> None:
    person = mara()
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)
    candidate = factories.make_candidate(organisation, opening=opening)
    then = timezone.now() - timedelta(days=100)
    consent = factories.make_consent(
        candidate, person, opening=opening, granted_at=then, expires_at=then + timedelta(days=90)
    )
    assert "You share nothing" in page(person)
    assert signed_in(person).get(reverse("me_score", args=[consent.pk])).status_code == 404


def test_to_the_employer_a_withdrawal_looks_like_silence() -> None:
    person, recruiter = mara(), factories.make_user()
    consent = sharing(person)
    with tenancy.organisation(consent.organisation_id):
        organisation = Organisation.objects.get()
        opening = consent.invitation.opening
    factories.make_member(organisation, recruiter)
    silent = factories.make_candidate(organisation, "Ivo Hart", opening=opening)
    factories.make_invitation(silent, opening)
    signed_in(person).post(reverse("me_withdraw", args=[consent.pk]))

    shown = text(signed_in(recruiter).get(reverse("opening", args=[organisation.slug, opening.pk])))
    rows = [_row(shown, "Mara Lind", consent.candidate_id), _row(shown, "Ivo Hart", silent.pk)]
    assert rows[0] == rows[1]
    assert "Not shared" in rows[0]


def _row(shown: str, name: str, key: Any) -> str:
    """A row of the list without what names the person."""
    row = str(next(each for each in re.findall(r"<tr.*?</tr>", shown) if name in each))
    return row.replace(name, "NAME").replace(str(key), "KEY")
