"""Somebody reads a job advert, opens its address and asks for the question."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.candidates.actions.public_links import token_of
from apps.candidates.models import Invitation, PublicLink
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.portal.joining import forms
from tests.candidates.joining import asks, make_link, reads
from tests.factories import make_candidate, make_invitation, make_opening, make_organisation

pytestmark = pytest.mark.django_db
MARA = {"name": "Mara Lind", "email": "mara@people.example"}


def address(link: PublicLink) -> str:
    return reverse("join", args=[token_of(link)])


def sends(link: PublicLink, browser: Client | None = None, **said: Any) -> Any:
    """Fills the form as a person would, some seconds after opening it."""
    browser = browser or Client()
    page = browser.get(address(link)).content.decode()
    found = re.search(r'name="since" value="([^"]+)"', page)
    assert found
    return browser.post(address(link), {**MARA, "since": found[1], **said})


@pytest.fixture(autouse=True)
def _people_take_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LEAST_TIME", timedelta(0))


def letters_asked_for() -> int:
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # django's own
    return len([*client.scan_iter(match=cache.make_key("proof:*"), count=1000)])


class TestTheAdvertsAddress:
    def test_shows_employer_job_and_reason_to_anybody(self) -> None:
        link = make_link()
        page = Client().get(address(link)).content.decode()
        for text in ("Halden &amp; Mohr", link.opening.title, link.opening.reason):
            assert text in page

    def test_tells_nothing_of_who_is_in_the_opening(self) -> None:
        link = make_link()
        known = make_candidate(link.organisation, "Zanzibarth", opening=link.opening)
        make_invitation(known, link.opening)
        browser = Client()
        for answer in (browser.get(address(link)), sends(link, browser, email=known.email)):
            assert b"Zanzibarth" not in answer.content

    def test_speaks_the_employers_language(self) -> None:
        link = make_link()
        with tenancy.organisation(link.organisation_id):
            Organisation.objects.update(language="de")
        page = Client().get(address(link))
        assert "möchte Ihren Einfluss im Netz sehen" in page.content.decode()
        assert "E-Mail anfordern" in page.content.decode()

    @pytest.mark.parametrize("token", ["nothing", "A" * 64])
    def test_of_nobody_is_not_found(self, token: str) -> None:
        for name in ("join", "join_sent"):
            assert Client().get(reverse(name, args=[token])).status_code == 404
            assert Client().post(reverse(name, args=[token]), MARA).status_code in {404, 405}

    def test_says_when_nobody_comes_in_any_more(self) -> None:
        link = make_link(make_opening(make_organisation("Halden & Mohr")))
        with tenancy.organisation(link.organisation_id):
            PublicLink.objects.update(closed_at=timezone.now())
        answer = Client().get(address(link))
        assert answer.status_code == 410
        assert b"lets nobody in by this address any more" in answer.content


class TestGivingAnAddress:
    def test_gets_the_same_answer_whoever_is_known(self) -> None:
        link = make_link()
        make_candidate(link.organisation, email="known@people.example", opening=link.opening)
        answers = [
            sends(link, email=email)
            for email in ("known@people.example", "new@people.example", *["new@people.example"] * 4)
        ]
        assert {(each.status_code, each.headers["Location"]) for each in answers} == {
            (302, reverse("join_sent", args=[token_of(link)]))
        }
        page = Client().get(answers[0].headers["Location"]).content.decode()
        assert "If letters reach the address that you gave, one is on its way." in page

    @pytest.mark.parametrize(
        ("said", "complaint"),
        [
            ({"name": " "}, "Give your name."),
            ({"name": "x" * 121}, "at most 120"),
            ({"email": "mara at home"}, "Give a complete email address"),
            ({"email": ""}, "Where should the letter go?"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_keeps_the_rest(
        self, said: dict[str, Any], complaint: str
    ) -> None:
        answer = sends(make_link(), **said)
        assert answer.status_code == 422
        assert complaint in answer.content.decode()
        kept = next(value for name, value in MARA.items() if name not in said)
        assert f'value="{kept}"' in answer.content.decode()

    def test_a_program_that_fills_every_field_gets_the_answer_and_no_letter(self) -> None:
        answer = sends(make_link(), website="https://spam.example")
        assert answer.status_code == 302
        assert letters_asked_for() == 0

    def test_a_program_that_never_saw_the_page_is_asked_again(self) -> None:
        link, browser = make_link(), Client()
        answer = browser.post(address(link), MARA)
        assert answer.status_code == 422
        assert b"That was very fast" in answer.content
        assert letters_asked_for() == 0
        found = re.search(r'name="since" value="([^"]+)"', answer.content.decode())
        assert found
        assert browser.post(address(link), MARA | {"since": found[1]}).status_code == 302

    def test_a_program_that_answers_at_once_is_asked_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(forms, "LEAST_TIME", timedelta(seconds=2))
        assert b"That was very fast" in sends(make_link()).content

    def test_one_place_asks_for_twenty_letters_an_hour(self) -> None:
        link, browser = make_link(), Client()
        answers = [sends(link, browser, email=f"p{n}@people.example") for n in range(21)]
        assert [each.status_code for each in answers] == [302] * 20 + [422]
        assert b"Too many letters were asked for from here" in answers[-1].content
        assert letters_asked_for() == 20


class TestTheLetter:
    def test_leads_to_the_invitation_by_a_button_alone(self) -> None:
        link, browser = make_link(), Client()
        proof = reads(asks(link, MARA["email"], "Mara Lind"))
        path = reverse("join_proven", args=[proof])
        for _ in range(2):  # a mailbox that looks at links changes nothing
            page = browser.get(path).content.decode()
            assert "Go on as <bdi>Mara Lind</bdi>" in page
        assert invitations(link) == []
        answers = [browser.post(path) for _ in range(2)]
        (invitation,) = invitations(link)
        assert {each.status_code for each in answers} == {302}
        question = browser.get(answers[1].headers["Location"]).content.decode()
        assert "For your application as" in question
        assert invitation.source == "link"
        assert len(mail.outbox) == 1  # no second letter follows

    @pytest.mark.parametrize("proof", ["nothing", "a:b:c", "x" * 400])
    def test_of_nobody_opens_nothing(self, proof: str) -> None:
        for ask in (Client().get, Client().post):
            answer: Any = ask(reverse("join_proven", args=[proof]))
            assert answer.status_code == 410
            assert b"This link has expired" in answer.content


class TestOneClick:
    """Mail programs unsubscribe as RFC 8058 says: a POST without cookies."""

    def test_declines_quietly(self) -> None:
        link = make_link()
        browser = Client()
        path = browser.post(
            reverse("join_proven", args=[reads(asks(link, MARA["email"]))])
        ).headers["Location"]
        (invitation,) = invitations(link)
        click = Client(enforce_csrf_checks=True)
        for _ in range(2):
            answer = click.post(f"{path}unsubscribe/", {"List-Unsubscribe": "One-Click"})
            assert (answer.status_code, answer.content) == (204, b"")
        with tenancy.organisation(link.organisation_id):
            assert not Invitation.objects.with_may_mail().get(pk=invitation.pk).may_mail
        assert invitations(link) == [invitation]

    def test_by_looking_changes_nothing(self) -> None:
        link = make_link()
        path = reverse("invitation", args=["some-token"])
        answer = Client().get(f"{path}unsubscribe/")
        assert (answer.status_code, answer.headers["Location"]) == (302, path)
        assert invitations(link) == []

    def test_answers_the_same_for_what_opens_nothing(self) -> None:
        path = reverse("invitation_unsubscribe", args=["nothing"])
        assert Client().post(path).status_code == 204


def invitations(link: PublicLink) -> list[Invitation]:
    with tenancy.organisation(link.organisation_id):
        return list(Invitation.objects.all())
