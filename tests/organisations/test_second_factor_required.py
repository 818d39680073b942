"""An organisation may ask all its members for a second factor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from apps.accounts import second_factors
from apps.accounts.models import User
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.actions import second_factor
from apps.organisations.models import Organisation
from apps.organisations.tasks import tell_of_second_factor
from tests.factories import make_member
from tests.organisations.people import Team, by, make_team, signed_in

pytestmark = pytest.mark.django_db


def _factor(user: User, kind: str = "totp") -> None:
    Authenticator.objects.create(user=user, type=kind, data={})


def _acme(team: Team) -> Organisation:
    with tenancy.organisation(team.acme.pk):
        return Organisation.objects.get()


def _require(team: Team, days: int = 0) -> None:
    _factor(team.adam)
    second_factor.require(organisation=team.acme, grace_days=days, by=by(team.adam))


def _at(team: Team, name: str = "team") -> str:
    return reverse(name, args=[team.acme.slug])


def test_who_has_none_is_led_to_set_one_up_before_anything_else_opens() -> None:
    team = make_team()
    _require(team)
    client = signed_in(team.rita)
    for name in ("start", "openings", "people", "team"):
        assert client.get(_at(team, name)).url == _at(team, "second_factor"), name  # type: ignore[attr-defined]
    assert client.post(_at(team, "team_leave")).status_code == 302
    assert team.role(team.rita) == "recruiter"
    page = client.get(_at(team, "second_factor")).content.decode()
    assert reverse("mfa_activate_totp") in page
    _factor(team.rita, "webauthn")
    assert client.get(_at(team)).status_code == 200
    assert client.get(_at(team, "second_factor")).url == _at(team, "start")  # type: ignore[attr-defined]


def test_recovery_codes_alone_are_no_second_factor() -> None:
    team = make_team()
    _require(team)
    _factor(team.rita, "recovery_codes")
    assert signed_in(team.rita).get(_at(team)).status_code == 302


def test_the_administration_is_closed_to_them_too() -> None:
    team = make_team()
    _require(team)
    client = signed_in(team.rita)
    assert client.get(reverse("admin:index")).url == _at(team, "second_factor")  # type: ignore[attr-defined]
    _factor(team.rita)
    assert client.get(reverse("admin:index")).status_code == 200


def test_parts_of_pages_send_the_whole_page_there() -> None:
    team = make_team()
    _require(team)
    answer = signed_in(team.rita).get(_at(team), headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == _at(team, "second_factor")


def test_during_the_grace_pages_open_and_state_the_day() -> None:
    team = make_team()
    _require(team, days=7)
    answer = signed_in(team.rita).get(_at(team))
    assert answer.status_code == 200
    assert "opens only to members with a second factor" in answer.content.decode()
    assert "opens only to members" not in signed_in(team.adam).get(_at(team)).content.decode()


def test_those_who_have_none_get_a_mail_in_their_language(mailoutbox: list[EmailMessage]) -> None:
    team = make_team()
    team.rita.language = "de"
    team.rita.save(update_fields=["language"])
    _require(team, days=7)
    for user in (team.rita, team.vic, team.adam):
        tell_of_second_factor(str(team.acme.pk), str(team.membership(user).pk))
    told = {mail.to[0]: mail for mail in mailoutbox}
    assert set(told) == {team.rita.email, team.vic.email}
    assert told[team.rita.email].subject == "Acme verlangt einen zweiten Faktor"
    assert told[team.vic.email].subject == "Acme asks for a second factor"
    assert _at(team, "second_factor") in told[team.vic.email].body
    second_factor.waive(organisation=team.acme, by=by(team.adam))
    tell_of_second_factor(str(team.acme.pk), str(team.membership(team.vic).pk))
    assert len(mailoutbox) == 2


def test_nobody_shuts_themselves_out() -> None:
    team = make_team()
    with pytest.raises(Refused, match="your own account first"):
        second_factor.require(organisation=team.acme, grace_days=0, by=by(team.alice))
    page = signed_in(team.alice).post(_at(team, "security"), {"grace": "0"})
    assert "your own account first" in page.content.decode()
    assert _acme(team).second_factor_from is None


def test_the_owner_whom_an_admin_surprised_is_led_like_everybody() -> None:
    team = make_team()
    _require(team)
    client = signed_in(team.alice)
    assert client.get(_at(team, "second_factor")).status_code == 200
    _factor(team.alice)
    assert client.get(_at(team, "security")).status_code == 200


def test_other_organisations_of_the_same_member_stay_open() -> None:
    team = make_team()
    _require(team)
    make_member(team.bolt, team.rita)
    client = signed_in(team.rita)
    assert client.get(reverse("team", args=[team.bolt.slug])).status_code == 200


def test_a_stated_day_never_comes_earlier() -> None:
    team = make_team()
    _require(team, days=14)
    second_factor.require(organisation=team.acme, grace_days=0, by=by(team.adam))
    start = _acme(team).second_factor_from
    assert start is not None
    assert start > timezone.now() + timedelta(days=13)
    assert team.verbs().count("organisation.second_factor_required") == 1


def test_it_is_switched_on_and_off_on_a_page_that_names_who_has_none() -> None:
    team = make_team()
    _factor(team.adam)
    client = signed_in(team.adam)
    page = client.get(_at(team, "security")).content.decode()
    assert "Rita R" in page.partition("Members without one")[2]
    assert client.post(_at(team, "security"), {"grace": "30"}).status_code == 302
    assert _acme(team).second_factor_from is not None
    for _ in range(2):  # a double click
        assert client.post(_at(team, "security_waive")).status_code == 302
    assert _acme(team).second_factor_from is None
    assert team.verbs().count("organisation.second_factor_waived") == 1


def test_no_other_period_can_be_sent() -> None:
    team = make_team()
    _factor(team.adam)
    assert signed_in(team.adam).post(_at(team, "security"), {"grace": "9999"}).status_code == 200
    assert _acme(team).second_factor_from is None
    with pytest.raises(Refused, match="one of the periods"):
        second_factor.require(organisation=team.acme, grace_days=-1, by=by(team.adam))


def test_apps_and_passkeys_count() -> None:
    team = make_team()
    _factor(team.adam)
    _factor(team.vic, "webauthn")
    found = second_factors.held_by([team.adam.pk, team.rita.pk, team.vic.pk])
    assert found == {team.adam.pk, team.vic.pk}
