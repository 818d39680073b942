"""The hiring team asks people, one by one or many at once, and never learns who said no."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from apps.candidates.actions import invitations
from apps.candidates.letters import link_of
from apps.candidates.models import Invitation
from apps.core import tenancy
from apps.organisations.models.membership import Role
from tests.candidates.letters import days_pass, fresh, post, post_reminder
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_opening,
    make_organisation,
    make_user,
)
from tests.workspace.inviting import ADA, counted, sent
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


class TestInvitingOnePerson:
    def test_sends_one_letter_even_when_the_form_is_sent_twice(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        answers = [katrin.post(at("opening_invite", employer, opening.pk), ADA) for _ in range(2)]
        assert counted(employer) == (1, 1)
        assert "on its way" in said(answers[0])[0]
        with tenancy.organisation(employer.pk):
            invitation = Invitation.objects.get()
        for _ in range(2):
            post(invitation)
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        ("change", "complaint"),
        [
            ({"name": " "}, "Name the person."),
            ({"email": "ada at home"}, "Give a complete email address"),
            ({"email": ""}, "Where should the invitation go?"),
            (
                {"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.at"},
                "at most 254",
            ),
        ],
    )
    def test_says_what_is_missing(self, change: dict[str, str], complaint: str) -> None:
        employer = make_organisation()
        opening = make_opening(employer)
        answer = member(employer).post(at("opening_invite", employer, opening.pk), ADA | change)
        assert complaint in answer.content.decode()
        assert counted(employer) == (0, 0)

    @pytest.mark.parametrize("page", ["opening_invite", "opening_import"])
    def test_needs_a_reason_first_and_says_where_to_give_it(self, page: str) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer, reason=""), member(employer)
        for answer in (
            katrin.get(at(page, employer, opening.pk)),
            katrin.post(at(page, employer, opening.pk), ADA),
        ):
            assert "without one nobody can be invited" in answer.content.decode()
            assert at("opening_edit", employer, opening.pk) in answer.content.decode()
        assert counted(employer) == (0, 0)

    def test_is_over_once_the_opening_closed(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        katrin.post(at("opening_close", employer, opening.pk))
        answer = katrin.post(at("opening_invite", employer, opening.pk), ADA)
        assert "This opening is closed" in answer.content.decode()
        assert counted(employer) == (0, 0)


class TestInvitationsThatStand:
    def test_are_reminded_sent_again_and_taken_back(self) -> None:
        employer = make_organisation()
        invitation, katrin = sent(employer), member(employer)
        too_soon = katrin.post(at("invitation_remind", employer, invitation.pk))
        assert "Wait 24 hours" in said(too_soon)[0]
        days_pass(invitation, 2)
        answer = katrin.post(at("invitation_remind", employer, invitation.pk))
        assert answer.headers["Location"] == at("opening_invite", employer, invitation.opening_id)
        post_reminder(invitation)
        katrin.post(at("invitation_resend", employer, invitation.pk))
        post(invitation)
        assert fresh(invitation).generation == 2
        assert len(mail.outbox) == 3
        katrin.post(at("invitation_revoke", employer, invitation.pk))
        assert fresh(invitation).revoked_at

    def test_go_back_to_the_page_that_asked_but_nowhere_else(self) -> None:
        employer = make_organisation()
        invitation, katrin = sent(employer), member(employer)
        address = at("invitation_resend", employer, invitation.pk)
        here = at("openings", employer)
        assert katrin.post(address, {"next": here}).headers["Location"] == here
        away = katrin.post(address, {"next": "https://evil.example/"}).headers["Location"]
        assert away == at("opening_invite", employer, invitation.opening_id)

    def test_are_not_touched_by_reading(self) -> None:
        employer = make_organisation()
        invitation, katrin = sent(employer), member(employer)
        for name in ("invitation_remind", "invitation_resend", "invitation_revoke"):
            assert katrin.get(at(name, employer, invitation.pk)).status_code == 405

    def test_show_who_shares(self) -> None:
        employer = make_organisation()
        opening = make_opening(employer)
        make_consent(make_candidate(employer, opening=opening), make_user(), opening=opening)
        make_invitation(make_candidate(employer, opening=opening), opening)
        page = member(employer).get(at("opening_invite", employer, opening.pk)).content.decode()
        assert re.findall(r'data-l="Answer">([\w ]+)<', page) == ["Not shared", "Shared"]


class TestARefusalLooksLikeSilence:
    """Two employers with the same names; one candidate declines, the other never answers."""

    def test_on_the_page_in_every_step(self) -> None:
        silent, declined = Team("Silent"), Team("Declined")
        invitations.decline(declined.token())
        for step in ("", "remind", "remind", "resend", "resend", "revoke"):
            for team in (silent, declined):
                team.do(step)
            assert silent.sees() == declined.sees(), step
        silent_page = silent.pages[-1]
        assert "declin" not in silent_page.replace("if somebody declines", "")

    def test_when_the_link_has_ended(self) -> None:
        silent, declined = Team("Silent"), Team("Declined")
        invitations.decline(declined.token())
        for team in (silent, declined):
            days_pass(team.invitation, 15)
            team.do("remind")
        assert silent.sees() == declined.sees()

    def test_when_they_are_asked_once_more(self) -> None:
        silent, declined = Team("Silent"), Team("Declined")
        invitations.decline(declined.token())
        for team in (silent, declined):
            team.invite_again()
        assert silent.sees() == declined.sees()


class TestWhoMay:
    def test_viewers_may_not(self) -> None:
        employer = make_organisation()
        invitation, viewer = sent(employer), member(employer, Role.VIEWER)
        for name, key in addresses(invitation):
            assert viewer.post(at(name, employer, key), ADA).status_code == 403

    def test_others_find_nothing(self) -> None:
        ours, theirs = make_organisation(), make_organisation()
        invitation, katrin = sent(theirs), member(ours)
        for name, key in addresses(invitation):
            assert katrin.post(at(name, ours, key), ADA).status_code == 404
            assert katrin.post(at(name, ours, uuid4()), ADA).status_code == 404
            assert katrin.post(at(name, theirs, key), ADA).status_code == 404
            assert Client().post(at(name, theirs, key), ADA).status_code == 302
        assert fresh(invitation).generation == 1
        assert counted(theirs) == (1, 1)


class Team:
    """A recruiter with one invitation, and the pages that she saw."""

    def __init__(self, which: str) -> None:
        self.employer = make_organisation("Halden & Mohr")
        self.opening = make_opening(self.employer)
        self.email = f"ada.{which.lower()}@people.example"
        self.ada = make_candidate(self.employer, "Ada", email=self.email, opening=self.opening)
        self.browser = member(self.employer)
        self.pages: list[str] = []
        self.browser.post(self.address, ADA | {"email": self.email})
        with tenancy.organisation(self.employer.pk):
            self.invitation = Invitation.objects.get()
        post(self.invitation)
        days_pass(self.invitation, 2)

    @property
    def address(self) -> str:
        return at("opening_invite", self.employer, self.opening.pk)

    def token(self) -> str:
        return link_of(fresh(self.invitation)).rstrip("/").rpartition("/")[2]

    def do(self, step: str) -> None:
        if step:
            name = f"invitation_{step}"
            self.browser.post(at(name, self.employer, self.invitation.pk))
        post(self.invitation)
        post_reminder(self.invitation)

    def invite_again(self) -> None:
        days_pass(self.invitation, 15)
        self.browser.post(self.address, ADA | {"email": self.email})
        post(self.invitation)

    def sees(self) -> str:
        """All that the page says, without what differs between any two employers."""
        page = self.browser.get(self.address).content.decode()
        self.pages.append(page)
        main = page[page.index("<main") : page.index("</main>")]
        main = main.replace(self.email, "").replace(self.employer.slug, "")
        main = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", main)
        return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", main)


def addresses(invitation: Invitation) -> list[tuple[str, Any]]:
    of_the_opening = [
        ("opening_invite", invitation.opening_id),
        ("opening_import", invitation.opening_id),
    ]
    names = ("invitation_remind", "invitation_resend", "invitation_revoke")
    return [*of_the_opening, *((name, invitation.pk) for name in names)]
