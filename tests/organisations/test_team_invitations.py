"""Colleagues join by a link that is theirs alone, works once, and for a week."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from apps.core import links, tenancy
from apps.core.refusals import Refused
from apps.organisations.actions import memberships, team_invitations, team_links
from apps.organisations.models import TeamInvitation
from apps.organisations.models.membership import Role
from apps.organisations.tasks import send_team_invitation
from tests.factories import make_user
from tests.organisations.people import Team, by, make_team

pytestmark = pytest.mark.django_db


def _invite(
    team: Team, email: str = "nina@people.example", role: str = "recruiter"
) -> TeamInvitation:
    return team_invitations.invite(organisation=team.acme, email=email, role=role, by=by(team.adam))


def _refusal(token: str) -> str:
    with pytest.raises(Refused) as refused:
        team_links.resolve(token)
    return refused.value.code


def test_nina_joins_with_the_role_that_adam_chose() -> None:
    team, nina = make_team(), make_user("Nina N", email="nina@people.example")
    token = team_links.token(_invite(team, "Nina@People.example"))
    membership = team_invitations.accept(token=token, user=nina)
    assert membership.role == Role.RECRUITER
    assert team.verbs() == ["team_invitation.sent", "team_invitation.accepted"]


def test_accepting_twice_is_accepting_once_and_nobody_else_can_use_the_link() -> None:
    team, nina = make_team(), make_user("Nina N", email="nina@people.example")
    token = team_links.token(_invite(team))
    first = team_invitations.accept(token=token, user=nina)
    assert team_invitations.accept(token=token, user=nina) == first
    assert team.verbs().count("team_invitation.accepted") == 1
    assert _refusal(token) == "used_link"


def test_a_used_link_does_not_bring_a_removed_member_back() -> None:
    team, nina = make_team(), make_user("Nina N", email="nina@people.example")
    token = team_links.token(_invite(team))
    membership = team_invitations.accept(token=token, user=nina)
    memberships.remove(membership=membership, by=by(team.adam))
    with pytest.raises(Refused, match="used already"):
        team_invitations.accept(token=token, user=nina)


def test_somebody_else_cannot_accept_what_was_sent_to_nina() -> None:
    team = make_team()
    with pytest.raises(Refused) as refused:
        team_invitations.accept(token=team_links.token(_invite(team)), user=team.bob)
    assert refused.value.code == "other_email"
    assert team.role(team.bob) is None


def test_an_address_that_nina_never_confirmed_does_not_count() -> None:
    team, nina = make_team(), make_user("Nina N", email="other@people.example")
    EmailAddress.objects.create(user=nina, email="nina@people.example", verified=False)
    token = team_links.token(_invite(team))
    with pytest.raises(Refused):
        team_invitations.accept(token=token, user=nina)
    EmailAddress.objects.filter(user=nina).update(verified=True)
    assert team_invitations.accept(token=token, user=nina).role == Role.RECRUITER


def test_an_expired_link_opens_nothing_until_it_is_sent_again() -> None:
    team = make_team()
    invitation = _invite(team)
    _age(team, invitation)
    assert _refusal(team_links.token(invitation)) == "expired_link"
    renewed = team_invitations.resend(invitation=invitation, by=by(team.adam))
    assert _refusal(team_links.token(invitation)) == "older_link"
    assert team_links.resolve(team_links.token(renewed)) == invitation
    assert team.verbs()[-1] == "team_invitation.resent"


def test_sending_again_twice_in_a_moment_sends_once() -> None:
    team = make_team()
    invitation = _invite(team)
    team_invitations.resend(invitation=invitation, by=by(team.adam))
    assert team.verbs() == ["team_invitation.sent"]


def test_inviting_anew_after_expiry_starts_the_same_invitation_over() -> None:
    team = make_team()
    first = _invite(team)
    _age(team, first)
    again = _invite(team, role="viewer")
    assert (again.pk, again.role, again.generation) == (first.pk, "viewer", 2)


def test_inviting_twice_is_inviting_once() -> None:
    team = make_team()
    assert _invite(team) == _invite(team, "NINA@people.example")
    assert team.verbs() == ["team_invitation.sent"]
    with pytest.raises(Refused, match="invited already, as: Recruiter"):
        _invite(team, role="viewer")


def test_members_are_not_invited() -> None:
    team = make_team()
    with pytest.raises(Refused, match="in the team already"):
        _invite(team, team.vic.email)


def test_a_revoked_link_opens_nothing() -> None:
    team = make_team()
    invitation = _invite(team)
    for _ in range(2):
        team_invitations.revoke(invitation=invitation, by=by(team.adam))
    assert _refusal(team_links.token(invitation)) == "revoked_link"
    assert team.verbs()[1:] == ["team_invitation.revoked"]


def test_links_from_elsewhere_open_nothing() -> None:
    team = make_team()
    invitation = _invite(team)
    mine = links.Link(team.acme.pk, invitation.pk, 1)
    foreign = links.Link(team.bolt.pk, invitation.pk, 1)
    assert _refusal("nonsense") == "foreign_link"
    assert _refusal(team_links.token(invitation) + "x") == "foreign_link"
    assert _refusal(links.sign(mine, purpose="invitation")) == "foreign_link"
    assert _refusal(links.sign(foreign, purpose="team")) == "foreign_link"


def test_an_admin_does_not_invite_owners() -> None:
    with pytest.raises(Refused, match="owner"):
        _invite(make_team(), role="owner")


def test_the_mail_carries_the_link_and_says_who_asks() -> None:
    team = make_team()
    invitation = _invite(team)
    send_team_invitation(str(team.acme.pk), str(invitation.pk))
    (letter,) = mail.outbox
    assert letter.to == ["nina@people.example"]
    assert "Adam A invites you to join Acme" in letter.body
    assert f"/join/{team_links.token(invitation)}/" in letter.body


def test_no_mail_goes_out_for_a_revoked_invitation() -> None:
    team = make_team()
    invitation = _invite(team)
    team_invitations.revoke(invitation=invitation, by=by(team.adam))
    send_team_invitation(str(team.acme.pk), str(invitation.pk))
    assert mail.outbox == []


def _age(team: Team, invitation: TeamInvitation) -> None:
    with tenancy.organisation(team.acme.pk):
        TeamInvitation.objects.filter(pk=invitation.pk).update(
            expires_at=timezone.now() - timedelta(1)
        )
