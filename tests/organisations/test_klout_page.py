"""An organisation decides whether Klout's old addresses answer its keys."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.audit.models import Event
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.organisations.people import Team, make_team, signed_in

pytestmark = pytest.mark.django_db


def address(team: Team) -> str:
    return reverse("klout", args=[team.acme.slug])


def is_on(team: Team) -> bool:
    with tenancy.organisation(team.acme.pk):
        return Organisation.objects.get().klout_enabled


def test_it_is_off_until_somebody_switches_it_on_and_says_so() -> None:
    team = make_team()
    client = signed_in(team.adam)
    page = client.get(address(team)).content.decode()
    assert "Switched off" in page
    assert "identity.json" not in page
    page = client.post(address(team), {"on": "yes"}, follow=True).content.decode()
    assert is_on(team)
    assert "/v2/identity.json/twitter?screenName=NAME&amp;key=YOUR_KEY" in page
    page = client.post(address(team), {"on": "no"}, follow=True).content.decode()
    assert not is_on(team)
    assert "Switched off" in page


def test_the_trail_says_who_switched_and_switching_twice_is_once() -> None:
    team = make_team()
    client = signed_in(team.adam)
    for on in ("yes", "yes", "no"):
        client.post(address(team), {"on": on})
    with tenancy.organisation(team.acme.pk):
        switched = Event.objects.filter(verb__startswith="klout.").order_by("pk")
        assert [(e.verb, e.actor_id) for e in switched] == [
            ("klout.switched_on", team.adam.pk),
            ("klout.switched_off", team.adam.pk),
        ]
    trail = signed_in(team.alice).get(reverse("audit", args=[team.acme.slug])).content.decode()
    assert "lets programs ask as they asked Klout" in trail


def test_a_recruiter_cannot_switch_it() -> None:
    team = make_team()
    assert signed_in(team.rita).post(address(team), {"on": "yes"}).status_code in {403, 404}
    assert not is_on(team)
