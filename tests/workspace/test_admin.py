"""The admin: one organisation at a time, reading only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from apps.audit.models import Event
from apps.connections.models import NetworkDecision
from apps.core import tenancy
from apps.organisations.models.membership import Role
from apps.workspace.admin_entry import OPERATOR_UNTIL
from tests.factories import (
    make_candidate,
    make_member,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/candidates/candidate/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_team_sees_its_candidates_by_score_and_nobody_elses() -> None:
    katrin = make_user("Katrin")
    mine, other = (
        make_organisation("Mine", owner=katrin),
        make_organisation("Other", owner=make_user()),
    )
    opening = make_opening(mine)
    make_sharing_candidate(mine, opening, "Ada Lindqvist", followers=50_000, people=300)
    make_sharing_candidate(mine, opening, "Tomasz Berg", followers=300, people=20)
    make_candidate(mine, "Silent Cy", opening=opening)
    make_sharing_candidate(other, make_opening(other), "Dora")
    page = signed_in(katrin).get(PEOPLE).content.decode()
    assert page.index("Ada Lindqvist") < page.index("Tomasz Berg") < page.index("Silent Cy")
    assert "Dora" not in page
    assert "points are too close to call" in page


def test_a_candidate_of_another_organisation_is_not_found_in_the_admin() -> None:
    katrin = make_user("Katrin")
    make_organisation("Mine", owner=katrin)
    other = make_organisation("Other", owner=make_user())
    foreign = make_candidate(other)
    assert signed_in(katrin).get(f"{PEOPLE}{foreign.pk}/change/").status_code == 404


def test_filters_by_score_and_state() -> None:
    katrin = make_user("Katrin")
    mine = make_organisation("Mine", owner=katrin)
    opening = make_opening(mine)
    make_sharing_candidate(mine, opening, "Ada", followers=400_000, people=600)
    make_candidate(mine, "Silent Cy", opening=opening)
    client = signed_in(katrin)
    assert "Silent Cy" not in client.get(PEOPLE, {"standing__value_from": "75"}).content.decode()
    assert "Ada" not in client.get(PEOPLE, {"state": "not_shared"}).content.decode()


def test_choosing_two_people_leads_to_their_comparison() -> None:
    katrin = make_user("Katrin")
    mine = make_organisation("Mine", owner=katrin)
    opening = make_opening(mine)
    ids = [str(make_sharing_candidate(mine, opening, name).pk) for name in ("Ada", "Bo")]
    answer = signed_in(katrin).post(PEOPLE, {"action": "compare_people", "_selected_action": ids})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:compare"))
    assert all(key in answer["Location"] for key in ids)


def test_an_operator_sees_nothing_before_choosing_and_choosing_is_an_event() -> None:
    olga = make_user("Olga", is_operator=True)
    mine = make_organisation("Mine", owner=make_user())
    make_sharing_candidate(mine, make_opening(mine), "Ada")
    client = signed_in(olga)
    assert client.get(PEOPLE)["Location"] == reverse("admin:choose")
    client.post(
        reverse("admin:choose"), {"slug": mine.slug, "reason": "They asked for help with a list."}
    )
    assert "Ada" in client.get(PEOPLE).content.decode()
    with tenancy.organisation(mine.pk):
        event = Event.objects.get(verb="operator.entered")
        assert (event.actor, event.actor_id) == ("operator", olga.pk)
        seen = Event.objects.get(verb="score.seen")
        assert (seen.actor, seen.facts) == ("operator", {"where": "admin"})


def test_the_workspace_leads_its_members_to_the_admin_of_that_organisation() -> None:
    katrin = make_user("Katrin")
    make_organisation("A first one", owner=katrin)
    mine, other = make_organisation("Mine", owner=katrin), make_organisation("Other")
    make_candidate(mine, "Ada of Mine")
    client = signed_in(katrin)
    way = reverse("admin:open", args=[mine.slug])
    assert way in client.get(reverse("people", args=[mine.slug])).content.decode()
    assert client.get(way)["Location"] == reverse("admin:index")
    assert "Ada of Mine" in client.get(PEOPLE).content.decode()
    assert client.get(reverse("admin:open", args=[other.slug])).status_code == 404


def test_an_operator_enters_with_two_factors_alone(settings: Settings) -> None:
    settings.SANDBOX_ENABLED = False
    olga = make_user("Olga", is_operator=True)
    mine = make_organisation("Mine", owner=make_user())
    client = signed_in(olga)
    asked = {"slug": mine.slug, "reason": "They asked for help with a list."}
    page = client.post(reverse("admin:choose"), asked)
    assert "Set up a second factor for your account first." in page.content.decode()
    assert client.get(PEOPLE)["Location"] == reverse("admin:choose")
    Authenticator.objects.create(user=olga, type=Authenticator.Type.TOTP, data={})
    client.post(reverse("admin:choose"), asked)
    assert client.get(PEOPLE).status_code == 200
    Authenticator.objects.all().delete()
    assert client.get(PEOPLE)["Location"] == reverse("admin:choose")


def test_an_operators_visit_ends_by_itself() -> None:
    olga = make_user("Olga", is_operator=True)
    mine = make_organisation("Mine", owner=make_user())
    client = signed_in(olga)
    client.post(
        reverse("admin:choose"), {"slug": mine.slug, "reason": "They asked for help with a list."}
    )
    session = client.session
    session[OPERATOR_UNTIL] = (timezone.now() - timedelta(minutes=1)).isoformat()
    session.save()
    assert client.get(PEOPLE)["Location"] == reverse("admin:choose")


def test_somebody_without_a_team_has_no_admin() -> None:
    client = signed_in(make_user("Stranger"))
    assert client.get(PEOPLE, follow=True).status_code == 404
    assert Client().get(PEOPLE)["Location"].startswith(reverse("account_login"))


def test_a_viewer_sees_candidates_but_neither_keys_nor_the_audit_trail() -> None:
    mine = make_organisation("Mine", owner=make_user())
    vera = make_user("Vera")
    make_member(mine, vera, Role.VIEWER)
    client = signed_in(vera)
    assert client.get(PEOPLE).status_code == 200
    assert client.get("/admin/organisations/apikey/").status_code == 403
    assert client.get("/admin/audit/event/").status_code == 403


NETWORKS = "/admin/networks/"
ALLOW_X = {
    "network": "x",
    "answer": "allow",
    "agreement": "X Enterprise 2026-11",
    "note": "",
    "sure": "on",
}


def test_an_operator_reads_and_makes_decisions_about_networks(settings: Settings) -> None:
    settings.SANDBOX_ENABLED = False
    client = signed_in(make_user("Olga", is_operator=True, email="olga@renown.example"))
    assert "Nobody has decided anything yet." in client.get(NETWORKS).content.decode()
    assert client.post(NETWORKS, ALLOW_X)["Location"] == NETWORKS
    page = " ".join(client.get(NETWORKS).content.decode().split())
    assert "<b>olga@renown.example</b> allowed X under “X Enterprise 2026-11”" in page
    assert "decided: X Enterprise 2026-11" in page
    assert "sandbox" not in page


@pytest.mark.parametrize("missing", ["agreement", "sure"])
def test_a_decision_needs_an_agreement_and_a_confirmation(missing: str) -> None:
    client = signed_in(make_user("Olga", is_operator=True))
    answer = client.post(NETWORKS, {k: v for k, v in ALLOW_X.items() if k != missing})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {missing}
    assert not NetworkDecision.objects.exists()


def test_the_page_says_that_the_sandbox_allows_every_network() -> None:
    page = signed_in(make_user(is_operator=True)).get(NETWORKS).content.decode()
    assert "every network is allowed until somebody decides otherwise" in page


def test_decisions_about_networks_are_for_operators_alone() -> None:
    katrin = make_user("Katrin")
    make_organisation("Mine", owner=katrin)
    client = signed_in(katrin)
    assert client.get(NETWORKS).status_code == 404
    assert client.post(NETWORKS, ALLOW_X).status_code == 404
    assert Client().get(NETWORKS)["Location"].startswith(reverse("account_login"))
    assert not NetworkDecision.objects.exists()


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda m: m.__name__)
def test_each_list_opens_and_nothing_can_be_written(model: Any) -> None:
    katrin = make_user("Katrin")
    make_organisation("Mine", owner=katrin)
    client = signed_in(katrin)
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"{base}_changelist")).status_code == 200
    assert client.get(reverse(f"{base}_add")).status_code == 403
