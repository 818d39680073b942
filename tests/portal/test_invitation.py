"""The link in an invitation: what it says, who may answer it, and what it never gives away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.letters import PURPOSE
from apps.candidates.models import Consent, Decline, Invitation
from apps.connections.permits import for_employers
from apps.core import tenancy
from apps.core.links import Link, sign
from tests import factories
from tests.portal.people import Asked, ask, share, signed_in

pytestmark = pytest.mark.django_db
EMAIL = "mara@people.example"


def mara() -> User:
    return factories.make_user("Mara Lind", email=EMAIL)


def text(response: Any) -> str:
    return str(response.content.decode())


def consents(person: User) -> list[Consent]:
    with tenancy.person(person.pk):
        return list(Consent.objects.active())


def change(asked: Asked, **fields: Any) -> None:
    with tenancy.organisation(asked.organisation.pk):
        Invitation.objects.filter(pk=asked.invitation.pk).update(**fields)


def test_it_says_who_asks_for_what_and_why_and_nothing_is_on(client: Client) -> None:
    page = text(client.get(ask().path))
    assert "Halden &amp; Mohr would like to see your online influence" in page
    assert "Community Manager" in page
    assert factories.REASON in page
    assert "Katrin Voss" in page
    assert "Exactly what is read" in page
    assert "Never read" in page
    assert page.count('role="switch"') == len(for_employers())
    assert "checked" not in page
    assert "sees “Not shared”" in page or "see “Not shared”" in page


def test_only_networks_that_employers_may_see_are_offered(client: Client) -> None:
    factories.make_decision("x", allowed=False)
    asked = ask()
    page = text(client.get(asked.path))
    assert 'value="wordpress"' in page
    assert 'value="x"' not in page
    refused = share(client, asked, "x")
    assert "Choose from the accounts that are offered." in text(refused)


def test_the_address_is_kept_from_referers_and_caches(client: Client) -> None:
    answer = client.get(ask().path)
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_sharing_nothing_is_told_beside_the_accounts(client: Client) -> None:
    answer = share(client, ask())
    assert answer.status_code == 422
    assert "Turn on at least one account to share, or decline quietly." in text(answer)


def test_what_was_turned_on_stays_on_after_a_mistake(client: Client) -> None:
    page = text(share(client, ask(), "x", "myspace"))
    assert page.count("checked") == 1


def test_the_invited_person_shares_at_once_when_signed_in() -> None:
    person, asked = mara(), ask(EMAIL)
    there = signed_in(person).post(
        asked.path, {"answer": "share", "networks": ["x", "wordpress"]}, follow=True
    )
    assert there.redirect_chain == [(reverse("me_link"), 302)]
    assert "You share WordPress and X with Halden &amp; Mohr until" in text(there)
    (consent,) = consents(person)
    assert sorted(consent.active_networks) == ["wordpress", "x"]


def test_somebody_with_an_account_signs_in_and_is_not_asked_again(client: Client) -> None:
    person, asked = mara(), ask(EMAIL)
    to = share(client, asked, "x")
    assert to["Location"].startswith(reverse("account_login"))
    form = {
        "login": EMAIL,
        "password": factories.PASSWORD,
        "next": reverse("consent_given"),
    }
    there = client.post(reverse("account_login"), form, follow=True)
    assert there.redirect_chain[-1][0] == reverse("me_link")
    assert len(consents(person)) == 1


def test_the_session_that_waits_for_a_sign_in_holds_no_link(client: Client) -> None:
    asked = ask()
    to = share(client, asked, "x")
    token = asked.path.split("/")[2]
    assert token not in str(dict(client.session))
    assert token not in to["Location"]
    assert EMAIL not in to["Location"]


def test_another_address_is_told_what_to_do_and_shares_nothing() -> None:
    asked, stranger = ask(EMAIL), factories.make_user("Jonas Beck")
    client = signed_in(stranger)
    page = text(client.get(asked.path))
    assert "m…@people.example" in page
    assert "Sign out and open it again" in page
    assert EMAIL not in page
    refused = share(client, asked, "x")
    assert refused.status_code == 422
    assert EMAIL not in text(refused)
    assert consents(stranger) == []


def test_signing_up_with_another_address_shares_nothing_and_says_why(client: Client) -> None:
    asked, stranger = ask(EMAIL), factories.make_user("Jonas Beck", email="jonas@people.example")
    share(client, asked, "x")
    form = {"login": stranger.email, "password": factories.PASSWORD}
    there = client.post(
        reverse("account_login"), {**form, "next": reverse("consent_given")}, follow=True
    )
    assert "m…@people.example" in text(there)
    assert consents(stranger) == []


def test_an_expired_link_says_whom_to_ask(client: Client) -> None:
    answer = client.get(ask(expires_at=timezone.now() - timedelta(minutes=1)).path)
    assert answer.status_code == 410
    assert "ask Halden &amp; Mohr to send it again" in text(answer)


def test_an_invitation_that_was_taken_back_says_so(client: Client) -> None:
    asked = ask()
    change(asked, revoked_at=timezone.now())
    for answer in (client.get(asked.path), share(client, asked, "x")):
        assert answer.status_code == 410
        assert "took this invitation back" in text(answer)


def test_an_older_link_points_to_the_newer_one(client: Client) -> None:
    asked = ask()
    change(asked, generation=2)
    answer = client.get(asked.path)
    assert answer.status_code == 410
    assert "Open the latest email" in text(answer)


def test_a_link_that_was_cut_off_or_made_up_opens_nothing(client: Client) -> None:
    asked, other = ask(), ask("ivo@people.example")
    foreign = Link(other.organisation.pk, asked.invitation.pk, 1)
    for path in (
        f"{asked.path[:-6]}/",
        "/i/nothing/",
        f"/i/{sign(foreign, purpose=PURPOSE)}/",
        f"/i/{sign(foreign, purpose='team_invitation')}/",
    ):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Halden" not in text(answer)
        assert client.post(path, {"answer": "decline"}).status_code == 404


def test_a_used_link_leads_to_what_is_shared(client: Client) -> None:
    asked = ask(EMAIL)
    share(signed_in(mara()), asked, "x")
    answer = client.get(asked.path)
    assert answer.status_code == 410
    assert "Sign in to see and change what is shared." in text(answer)


def test_the_same_click_twice_is_one_consent() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    first, second = share(client, asked, "x"), share(client, asked, "x")
    assert first["Location"] == second["Location"] == reverse("me_link")
    assert len(consents(person)) == 1


def test_a_second_different_consent_by_the_same_link_is_refused_in_words() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    share(client, asked, "x")
    second = share(client, asked, "x", "wordpress")
    assert second.status_code == 410
    assert "You answered this invitation already." in text(second)
    assert consents(person)[0].active_networks == ["x"]


def test_coming_back_to_the_end_of_the_way_grants_nothing_twice() -> None:
    person, asked = mara(), ask(EMAIL)
    client = signed_in(person)
    share(client, asked, "x")
    assert client.get(reverse("consent_given"))["Location"] == reverse("me_link")
    assert len(consents(person)) == 1


def test_declining_is_quiet_and_twice_is_once(client: Client) -> None:
    asked = ask()
    for path in (asked.path, reverse("invitation_decline", args=[asked.path.split("/")[2]])):
        answer = client.post(path, {"answer": "decline"}, follow=True)
        assert answer.redirect_chain == [(reverse("invitation_declined"), 302)]
        assert "Nothing is shared" in text(answer)
        assert "Halden" not in text(answer)
    with tenancy.organisation(asked.organisation.pk):
        assert not Decline.objects.exists()  # hidden from the employer


def test_who_declined_can_still_share_from_the_same_link() -> None:
    person, asked = mara(), ask(EMAIL)
    Client().post(asked.path, {"answer": "decline"})
    share(signed_in(person), asked, "x")
    assert len(consents(person)) == 1


def test_a_form_from_another_site_is_refused() -> None:
    asked = ask()
    strict = Client(enforce_csrf_checks=True)
    assert share(strict, asked, "x").status_code == 403
