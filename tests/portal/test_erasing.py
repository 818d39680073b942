"""Erase me: says what goes and what stays, asks again, does it, and hands over a proof."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import Erasure, User
from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.scoring.models import Score
from tests import factories
from tests.portal.people import signed_in
from tests.portal.rights import confirmed
from tests.portal.test_own_page import mara, sharing, text

pytestmark = pytest.mark.django_db
ERASE = {"sure": "on"}


@pytest.fixture
def person() -> User:
    return mara()


@pytest.fixture
def consent(person: User) -> Consent:
    return sharing(person)


def page(person: User) -> str:
    return html.unescape(text(confirmed(person).get(reverse("me_erase"))))


def test_the_own_page_leads_there(person: User) -> None:
    assert f'href="{reverse("me_erase")}"' in text(signed_in(person).get(reverse("me")))


def test_it_asks_for_the_password_first(person: User, consent: Consent) -> None:
    for method in ("get", "post"):
        answer = getattr(signed_in(person), method)(reverse("me_erase"), ERASE)
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not Erasure.objects.exists()


def test_it_says_what_goes_what_stays_and_whom_to_ask_for_the_rest(
    person: User, consent: Consent
) -> None:
    with tenancy.organisation(consent.organisation_id):
        Organisation.objects.update(privacy_contact="privacy@halden.example")
    said = page(person)
    assert "One score with its history." in said
    assert "They see “Not shared”, as for somebody who never answered." in said
    assert "A proof that it was done" in said
    assert "Halden & Mohr" in said
    assert "mailto:privacy@halden.example" in said
    assert reverse("me_data") in said


def test_without_the_tick_nothing_happens(person: User, consent: Consent) -> None:
    answer = confirmed(person).post(reverse("me_erase"))
    assert answer.status_code == 422
    assert "Nothing is erased yet." in text(answer)
    with tenancy.person(person.pk):
        assert Score.objects.exists()


def test_everything_goes_and_the_proof_is_shown_signed_out(person: User, consent: Consent) -> None:
    client = confirmed(person)
    shown = client.post(reverse("me_erase"), ERASE, follow=True)
    proof = Erasure.objects.get()
    assert shown.redirect_chain == [(reverse("erased", args=[proof.number]), 302)]
    assert proof.number in text(shown)
    assert "1 score" in text(shown)
    assert "_auth_user_id" not in client.session
    with tenancy.organisation(consent.organisation_id):
        assert not Score.objects.exists()
        assert Candidate.objects.get().person_id is None


def test_the_second_click_finds_nobody_signed_in(person: User) -> None:
    client = confirmed(person)
    client.post(reverse("me_erase"), ERASE)
    again = client.post(reverse("me_erase"), ERASE)
    assert again["Location"].startswith(reverse("account_login"))
    assert Erasure.objects.count() == 1


def test_a_session_on_another_device_ends_with_it(person: User) -> None:
    elsewhere = signed_in(person)
    confirmed(person).post(reverse("me_erase"), ERASE)
    assert elsewhere.get(reverse("me"))["Location"].startswith(reverse("account_login"))


def test_who_works_in_a_team_is_told_that_the_sign_in_stays(person: User) -> None:
    factories.make_organisation("Stadtwerke Kiel", owner=person)
    assert "Your sign-in, because you work for" in page(person)


def test_the_proof_is_open_to_who_has_its_number_and_names_nobody(
    person: User, consent: Consent
) -> None:
    confirmed(person).post(reverse("me_erase"), ERASE)
    shown = text(Client().get(reverse("erased", args=[Erasure.objects.get().number])))
    for word in ("Mara", "people.example", "Halden"):
        assert word not in shown
    assert Client().get(reverse("erased", args=["nothing"])).status_code == 404
