"""Language, time zone and retention on their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core import tenancy
from apps.organisations.models import Clearing, Organisation
from tests.factories import make_candidate, make_opening
from tests.organisations.people import Team, make_team, signed_in

pytestmark = pytest.mark.django_db


def _acme(team: Team) -> Organisation:
    with tenancy.organisation(team.acme.pk):
        return Organisation.objects.get()


def _at(team: Team, name: str) -> str:
    return reverse(name, args=[team.acme.slug])


def test_members_who_chose_no_language_read_their_organisations() -> None:
    team = make_team()
    client = signed_in(team.adam)
    form = {"language": "de", "time_zone": "Europe/Berlin"}
    assert client.post(_at(team, "languages"), form).status_code == 302
    acme = _acme(team)
    assert (acme.language, acme.time_zone) == ("de", "Europe/Berlin")
    assert '<html lang="de"' in signed_in(team.vic).get(_at(team, "team")).content.decode()


def test_who_chose_a_language_keeps_it() -> None:
    team = make_team()
    signed_in(team.adam).post(_at(team, "languages"), {"language": "de", "time_zone": "UTC"})
    team.vic.language = "en"
    team.vic.save(update_fields=["language"])
    assert '<html lang="en"' in signed_in(team.vic).get(_at(team, "team")).content.decode()


@pytest.mark.parametrize(
    "form", [{"language": "xx", "time_zone": "UTC"}, {"language": "de", "time_zone": "Mars/North"}]
)
def test_no_other_language_or_zone_can_be_sent(form: dict[str, str]) -> None:
    team = make_team()
    answer = signed_in(team.adam).post(_at(team, "languages"), form)
    assert "Select a valid choice" in answer.content.decode()
    assert (_acme(team).language, _acme(team).time_zone) == ("en", "UTC")


def test_a_new_organisation_speaks_as_its_founder_does() -> None:
    team = make_team()
    founder = team.bob
    founder.language, founder.time_zone = "de", "Europe/Vienna"
    founder.save(update_fields=["language", "time_zone"])
    form = {"name": "Neu", "privacy_contact": "d@neu.example"}
    answer = signed_in(founder).post(reverse("organisation_new"), form, follow=True)
    neu = answer.context["organisation"]
    assert (neu.language, neu.time_zone) == ("de", "Europe/Vienna")


def test_the_page_says_what_will_be_deleted_and_when() -> None:
    team = make_team()
    opening = make_opening(team.acme, "Speaker", closed_at=timezone.now() - timedelta(days=30))
    make_candidate(team.acme, opening=opening)
    make_opening(team.acme, "Nobody came", closed_at=timezone.now())
    page = signed_in(team.adam).get(_at(team, "retention")).content.decode()
    assert "Speaker" in page
    assert "Nobody came" not in page


def test_the_term_is_changed_and_kept_within_its_bounds() -> None:
    team = make_team()
    client = signed_in(team.adam)
    assert client.post(_at(team, "retention"), {"months": "3"}).status_code == 302
    assert _acme(team).retention_months == 3
    for months in ("0", "25", "soon"):
        page = client.post(_at(team, "retention"), {"months": months}).content.decode()
        assert f'value="{months}"' in page
        assert 'aria-invalid="true"' in page
    assert _acme(team).retention_months == 3


def test_the_page_says_how_much_was_deleted() -> None:
    team = make_team()
    with tenancy.organisation(team.acme.pk):
        Clearing.objects.create(
            organisation=team.acme, finished_at=timezone.now(), openings=2, candidates=1234
        )
    page = signed_in(team.adam).get(_at(team, "retention")).content.decode()
    assert "1\u00a0234" in page
    assert "Nothing yet." not in page
