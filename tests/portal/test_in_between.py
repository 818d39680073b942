"""What happens between opening an invitation and being done: sessions end, openings close, other
devices answer first, and nothing that was chosen is lost."""

from __future__ import annotations

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.models import Consent, Invitation, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests import factories
from tests.portal.people import Asked, ask, share, signed_in
from tests.portal.test_own_page import mara

pytestmark = pytest.mark.django_db
EMAIL = "mara@people.example"


def text(response: object) -> str:
    return html.unescape(response.content.decode())  # type: ignore[attr-defined]  # a response


def shared(person: User) -> list[list[str]]:
    with tenancy.person(person.pk):
        return [consent.active_networks for consent in Consent.objects.active()]


def close(asked: Asked) -> None:
    with tenancy.organisation(asked.organisation.pk):
        Opening.objects.filter(pk=asked.opening.pk).update(closed_at=timezone.now())


def set_up(asked: Asked, **fields: object) -> None:
    with tenancy.organisation(asked.organisation.pk):
        Organisation.objects.update(**fields)


def test_a_session_that_ended_in_the_middle_loses_nothing_that_was_chosen() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    assert client.get(asked.path).status_code == 200
    client.session.flush()
    to_sign_in = share(client, asked, "wordpress", "x")
    assert to_sign_in["Location"].startswith(reverse("account_login"))
    form = {"login": EMAIL, "password": factories.PASSWORD, "next": reverse("consent_given")}
    there = client.post(reverse("account_login"), form, follow=True)
    assert there.redirect_chain[-1][0] == reverse("me_link")
    assert shared(person) == [["wordpress", "x"]]


def test_an_opening_that_closed_meanwhile_says_so_and_nothing_is_shared() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    client.get(asked.path)
    close(asked)
    answer = share(client, asked, "x")
    assert answer.status_code == 410
    assert "has closed this opening" in text(answer)
    assert shared(person) == []


def test_an_opening_that_closed_while_somebody_signed_in_says_so() -> None:
    person, asked, client = mara(), ask(EMAIL), Client()
    share(client, asked, "x")
    close(asked)
    form = {"login": EMAIL, "password": factories.PASSWORD, "next": reverse("consent_given")}
    there = client.post(reverse("account_login"), form, follow=True)
    assert "has closed this opening" in text(there)
    assert shared(person) == []


def test_who_answered_on_another_device_is_led_to_what_is_shared() -> None:
    person, asked = mara(), ask(EMAIL)
    share(signed_in(person), asked, "x")
    here = signed_in(person)
    for answer in (here.get(asked.path), share(here, asked, "wordpress")):
        assert answer.status_code == 410
        assert "You have answered this invitation" in text(answer)
        assert f'href="{reverse("me")}"' in text(answer)
    assert shared(person) == [["x"]]


def test_declining_after_sharing_elsewhere_changes_nothing() -> None:
    person, asked = mara(), ask(EMAIL)
    share(signed_in(person), asked, "x")
    answer = Client().post(asked.path, {"answer": "decline"})
    assert answer.status_code == 410
    assert shared(person) == [["x"]]


def test_going_back_after_sharing_and_sending_the_form_again_is_the_same_consent() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    for _ in range(2):
        assert share(client, asked, "x")["Location"] == reverse("me_link")
    assert shared(person) == [["x"]]


def test_an_invitation_whose_opening_was_deleted_opens_nothing() -> None:
    asked, client = ask(EMAIL), Client()
    client.get(asked.path)
    with tenancy.organisation(asked.organisation.pk):
        Invitation.objects.filter(pk=asked.invitation.pk).delete()
    for answer in (client.get(asked.path), share(client, asked, "x")):
        assert answer.status_code == 404
        assert "does not exist any more" in text(answer)


def test_both_answers_stand_side_by_side_and_say_what_follows() -> None:
    page = text(Client().get(ask(EMAIL).path))
    assert page.index('value="share"') < page.index('value="decline"')
    assert page.count('class="decide"') == 1
    assert "You need no reason, and you can still share later." in page


def test_it_speaks_as_the_organisation_suggests_and_wears_its_colour() -> None:
    asked = ask(EMAIL)
    set_up(asked, language="de", accent="#1b377d")
    page = text(Client().get(asked.path))
    assert '<html lang="de"' in page
    assert "möchte Ihren Einfluss im Netz sehen" in page
    assert "Still ablehnen" in page
    assert f"/{asked.organisation.pk}/" in page, "the stylesheet with its colour"


def test_a_consent_given_in_german_keeps_that_it_was() -> None:
    person, asked = mara(), ask(EMAIL)
    set_up(asked, language="de")
    client = signed_in(person)
    shown = client.get(asked.path)
    assert 'name="shown_in" value="de"' in text(shown)
    client.post(asked.path, {"answer": "share", "networks": ["x"], "shown_in": "de"})
    with tenancy.person(person.pk):
        assert Consent.objects.get().text_language == "de"


@pytest.mark.parametrize("name", ["ש" * 100, "W" * 120])
def test_long_and_right_to_left_names_stand_there_whole(name: str) -> None:
    asked = ask(EMAIL)
    set_up(asked, name=name)
    assert name in text(Client().get(asked.path))
