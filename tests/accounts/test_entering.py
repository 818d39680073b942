"""From the public page to one's own organisation, and back to the link that one came by."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.core import tenancy
from apps.organisations.access import memberships_of
from apps.organisations.actions import team_invitations, team_links
from apps.organisations.models.membership import Role
from tests.factories import PASSWORD, make_candidate, make_opening, make_organisation, make_user
from tests.organisations.people import by, make_team, signed_in

pytestmark = pytest.mark.django_db
SIGN_UP = "account_signup"


def _sign_up(client: Client, email: str, **more: str) -> str:
    form = {"name": "Ada L", "email": email, "password1": PASSWORD, **more}
    answer = client.post(reverse(SIGN_UP), form)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)  # type: ignore[attr-defined]


def _code() -> str:
    found = re.search(r"^([A-Z0-9]{4}-?[A-Z0-9]{4})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def test_ada_signs_up_confirms_her_address_and_founds_her_organisation() -> None:
    client = Client()
    confirm = _sign_up(client, "Ada@people.example")
    assert client.get(confirm).status_code == 200
    assert client.get(reverse("home")).status_code == 302, "not signed in before the code"
    answer = client.post(confirm, {"code": _code()}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("home")
    assert "Create an organisation" in answer.content.decode()
    ada = User.objects.get(email="ada@people.example")
    assert ada.name == "Ada L"
    form = {"name": "Halden & Mohr", "privacy_contact": "data@halden.example"}
    answer = client.post(reverse("organisation_new"), form, follow=True)
    assert answer.request["PATH_INFO"] == "/o/halden-mohr/"
    assert "Three steps to your first comparison" in answer.content.decode()
    assert [membership.role for membership in memberships_of(ada.pk)] == [Role.OWNER]


def test_a_wrong_code_does_not_let_her_in() -> None:
    client = Client()
    confirm = _sign_up(client, "ada@people.example")
    answer = client.post(confirm, {"code": "WRONGX"})
    assert answer.status_code == 200
    assert not EmailAddress.objects.get(email="ada@people.example").verified


def test_signing_up_with_a_known_address_looks_like_any_other() -> None:
    known = make_user(email="known@people.example")
    fresh_answer, known_answer = (
        Client().post(
            reverse(SIGN_UP), {"name": "A", "email": email, "password1": "quite another one"}
        )
        for email in ("fresh@people.example", known.email)
    )
    assert fresh_answer.status_code == known_answer.status_code == 302
    assert fresh_answer["Location"] == known_answer["Location"]
    assert mail.outbox[-1].to == [known.email]
    assert "You have one already" in str(mail.outbox[-1].body)
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_the_link_that_she_came_by_is_where_she_ends() -> None:
    client = Client()
    wanted = "/i/some-token/"
    confirm = _sign_up(client, "ada@people.example", next=wanted)
    answer = client.post(confirm, {"code": _code()})
    assert answer["Location"] == wanted


def test_a_link_elsewhere_is_not_followed() -> None:
    client = Client()
    confirm = _sign_up(client, "ada@people.example", next="https://evil.example/")
    answer = client.post(confirm, {"code": _code()})
    assert answer["Location"] == reverse("home")


def test_a_forgotten_password_is_replaced_by_a_link_from_the_mail() -> None:
    ada = make_user()
    client = Client()
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert link
    page = client.get(link[1], follow=True)
    client.post(
        page.request["PATH_INFO"], {"password1": "a new long one", "password2": "a new long one"}
    )
    ada.refresh_from_db()
    assert ada.check_password("a new long one")


def test_asking_for_the_password_of_an_unknown_address_looks_the_same() -> None:
    known = make_user()
    answers = [
        Client().post(reverse("account_reset_password"), {"email": email})
        for email in (known.email, "nobody@people.example")
    ]
    assert answers[0]["Location"] == answers[1]["Location"]


class TestNina:
    """A colleague who comes by the link in her mail."""

    email = "nina@people.example"

    def _token(self) -> str:
        self.team = make_team()
        invitation = team_invitations.invite(
            organisation=self.team.acme, email=self.email, role="recruiter", by=by(self.team.adam)
        )
        return team_links.token(invitation)

    def test_signs_up_without_a_code_and_joins(self) -> None:
        client, url = Client(), reverse("team_join", args=[self._token()])
        page = client.get(url).content.decode()
        assert "Join Acme" in page
        assert f"{reverse(SIGN_UP)}?next=" in page
        mail.outbox.clear()
        assert _sign_up(client, self.email, next=url) == url
        assert mail.outbox == []
        assert "Join Acme" in client.get(url).content.decode()
        client.post(url)
        nina = User.objects.get(email=self.email)
        assert self.team.role(nina) == Role.RECRUITER

    def test_gets_no_proof_for_another_address(self) -> None:
        client, url = Client(), reverse("team_join", args=[self._token()])
        client.get(url)
        confirm = _sign_up(client, "other@people.example", next=url)
        assert confirm == reverse("account_email_verification_sent")
        user = User.objects.get(email="other@people.example")
        addresses = EmailAddress.objects.filter(user=user)
        assert [(a.email, a.verified) for a in addresses] == [("other@people.example", False)]

    def test_cannot_take_over_an_account_by_opening_a_link(self) -> None:
        nina = make_user(email=self.email)
        client, url = Client(), reverse("team_join", args=[self._token()])
        client.get(url)
        _sign_up(client, self.email, password1="quite another one")
        assert client.get(reverse("home")).status_code == 302
        nina.refresh_from_db()
        assert nina.check_password(PASSWORD)

    def test_is_told_when_she_is_signed_in_as_somebody_else(self) -> None:
        url = reverse("team_join", args=[self._token()])
        client = signed_in(self.team.bob)
        page = client.get(url).content.decode()
        assert f"You are signed in as {self.team.bob.email}" in page
        assert "Sign out and come back" in page
        client.post(url)
        assert self.team.role(self.team.bob) is None
        answer = client.post(reverse("account_logout"), {"next": url})
        assert answer["Location"] == url

    def test_is_told_when_the_link_opens_nothing(self) -> None:
        token = self._token()
        answer = Client().get(reverse("team_join", args=[token[:-2]]))
        assert answer.status_code == 404
        assert "incomplete or not one of ours" in answer.content.decode()
        nina = make_user(email=self.email)
        team_invitations.accept(token=token, user=nina)
        answer = Client().get(reverse("team_join", args=[token]))
        assert answer.status_code == 410
        assert "used already" in answer.content.decode()

    def test_presses_join_twice(self) -> None:
        url = reverse("team_join", args=[self._token()])
        client = signed_in(make_user(email=self.email))
        assert [client.post(url).status_code for _ in range(2)] == [302, 302]
        assert self.team.verbs().count("team_invitation.accepted") == 1


def test_home_leads_a_member_to_the_openings_or_the_first_steps() -> None:
    ada = make_user()
    organisation = make_organisation(owner=ada)
    client = signed_in(ada)
    assert client.get(reverse("home"))["Location"] == reverse("start", args=[organisation.slug])
    make_opening(organisation)
    assert client.get(reverse("home"))["Location"] == reverse("openings", args=[organisation.slug])


def test_home_lets_a_member_of_several_choose() -> None:
    ada = make_user()
    names = [make_organisation(name, owner=ada).name for name in ("Acme", "Bolt")]
    page = signed_in(ada).get(reverse("home")).content.decode()
    assert all(name in page for name in names)


def test_home_leads_somebodys_candidate_to_their_own_page() -> None:
    cara = make_user()
    make_candidate(make_organisation(), person=cara)
    assert signed_in(cara).get(reverse("home"))["Location"] == reverse("me")


def test_the_theme_is_remembered_and_leads_back_to_the_page() -> None:
    client = Client()
    answer = client.post(reverse("theme"), {"theme": "dark", "next": "/home/"})
    assert answer["Location"] == "/home/"
    assert 'data-theme="dark"' in client.get("/").content.decode()
    answer = client.post(reverse("theme"), {"theme": "", "next": "//evil.example"})
    assert answer["Location"] == "/"
    assert "data-theme" not in client.get("/").content.decode()


def test_members_of_one_see_nothing_of_the_other() -> None:
    team = make_team()
    with tenancy.person(team.bob.pk):
        assert [m.organisation_id for m in memberships_of(team.bob.pk)] == [team.bolt.pk]
