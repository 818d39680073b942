"""The week in the admin: an organisation's by its wall, the installation's without persons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.models import Consent
from apps.connections.models import Connection, Fetch
from apps.connections.models.fetch import FetchState
from apps.core import tenancy
from apps.scoring.activity import What, of_installation, of_organisation
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)
from tests.workspace.administering import operator_in, signed_in, team, text

pytestmark = pytest.mark.django_db
INDEX, INSTALLATION = "/admin/", "/admin/installation/"


def read(person: User, network: str = "x", *, code: str = "", days: int = 0) -> Fetch:
    at = timezone.now() - timedelta(days=days)
    with tenancy.person(person.pk):
        linked, _ = Connection.objects.get_or_create(
            person=person,
            network=network,
            defaults={
                "account_key": f"{network}{person.pk.hex}"[:40],
                "grantor_key": f"{network}{person.pk.hex}"[:40],
                "sealed_credential": b"sealed",
            },
        )
        return Fetch.objects.create(
            person=person,
            connection=linked,
            state=FetchState.FAILED if code else FetchState.DONE,
            error_code=code,
            started_at=at,
            finished_at=at,
        )


def sharing(organisation: Any, *, networks: tuple[str, ...] = ("x",)) -> Consent:
    opening, person = make_opening(organisation), make_user()
    candidate = make_candidate(organisation, opening=opening)
    granted = timezone.now() - timedelta(minutes=5)
    return make_consent(candidate, person, opening=opening, networks=networks, granted_at=granted)


def numbers(client: Client, address: str = INDEX) -> dict[str, tuple[int, int, int]]:
    """Today, seven days, the week before, by what it says."""
    week = client.get(address).context["week"]
    return {line.label: (line.today, line.week, line.before) for line in week.lines}


def test_the_first_page_counts_the_week_of_this_organisation_alone() -> None:
    mine, katrin = team()
    consent = sharing(mine)
    make_score(consent)
    read(consent.person)
    read(consent.person, code="transient")
    other = sharing(make_organisation("Other"))
    make_score(other)
    read(other.person)
    assert numbers(katrin) == {
        "Invitations": (1, 1, 0),
        "Consents": (1, 1, 0),
        "Accounts read": (1, 1, 0),
        "Readings that failed": (1, 1, 0),
        "Scores": (1, 1, 0),
    }


def test_the_week_before_is_compared_and_what_is_older_is_left_out() -> None:
    mine, katrin = team()
    opening, now = make_opening(mine), timezone.now()
    for days in (0, 6, 7, 13, 14, 40):
        candidate = make_candidate(mine, opening=opening)
        make_invitation(candidate, opening, created_at=now - timedelta(days=days))
    assert numbers(katrin)["Invitations"] == (1, 2, 2)
    page = text(katrin.get(INDEX).content)
    assert "the same" in page
    assert page.count('<svg class="days"') == 5


def test_accounts_that_are_not_shared_with_the_organisation_do_not_count() -> None:
    mine, katrin = team()
    consent = sharing(mine, networks=("x",))
    read(consent.person, "youtube")
    read(consent.person, "x", days=3)
    assert numbers(katrin)["Accounts read"] == (0, 0, 0)


def test_a_consent_that_ended_leaves_no_trace() -> None:
    mine, katrin = team()
    consent = sharing(mine)
    read(consent.person)
    make_score(consent)
    with tenancy.person(consent.person_id):
        consent.withdrawals.create(
            organisation=mine, person_id=consent.person_id, network="", cause="person"
        )
    told = numbers(katrin)
    assert told["Consents"] == told["Accounts read"] == (0, 0, 0)


def test_failures_are_told_with_a_plain_cause_and_without_a_name() -> None:
    mine, katrin = team()
    consent = sharing(mine)
    read(consent.person, code="needs_reauth")
    read(consent.person, code="needs_reauth")
    page = katrin.get(INDEX)
    failure = page.context["week"].failures[0]
    assert (failure.account, failure.count) == ("X", 2)
    assert "The person has to link the account again." in text(page.content)
    assert consent.candidate.name not in page.content.decode()


def test_each_number_leads_to_a_list_that_opens() -> None:
    _, katrin = team()
    for line in katrin.get(INDEX).context["week"].lines:
        assert katrin.get(line.url).status_code == 200


def test_the_first_page_asks_as_often_for_many_as_for_few() -> None:
    mine, katrin = team()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            katrin.get(INDEX)
        return len(asked)

    make_score(sharing(mine))
    few = queries()
    for _ in range(4):
        consent = sharing(mine)
        make_score(consent)
        read(consent.person, code="gone")
    assert queries() == few


def test_an_operator_sees_the_installation_without_entering_and_without_persons() -> None:
    mine, other = make_organisation("Mine"), make_organisation("Other")
    olga = signed_in(make_user("Olga", is_operator=True))
    before = numbers(olga, INSTALLATION)
    for organisation in (mine, other):
        consent = sharing(organisation)
        make_score(consent)
        read(consent.person)
        read(consent.person, code="gone")
    after = numbers(olga, INSTALLATION)
    assert {what: after[what][0] - before[what][0] for what in after} == dict.fromkeys(after, 2)
    page = text(olga.get(INSTALLATION).content)
    assert "The account is gone." in page
    assert mine.name not in page
    assert consent.candidate.name not in page


def test_the_installation_is_for_operators_alone() -> None:
    _, katrin = team()
    assert katrin.get(INSTALLATION).status_code == 404
    assert Client().get(INSTALLATION)["Location"].startswith(reverse("account_login"))


def test_an_operator_within_an_organisation_is_told_that_it_knows() -> None:
    mine, _ = team()
    page = text(operator_in(mine).get(INDEX).content)
    assert "You are here as an operator" in page
    assert f"/o/{mine.slug}/" not in page


def test_days_are_the_readers() -> None:
    mine, _ = team()
    opening = make_opening(mine)
    late = timezone.now().replace(hour=23, minute=30)
    make_invitation(make_candidate(mine), opening, created_at=late - timedelta(days=2))
    with tenancy.organisation(mine.pk):
        in_utc = of_organisation(timezone.now()).counts[What.INVITATIONS]
        with timezone.override("Asia/Tokyo"):
            in_tokyo = of_organisation(timezone.now()).counts[What.INVITATIONS]
    assert sum(in_utc) == sum(in_tokyo) == 1
    with timezone.override("Asia/Tokyo"):
        tokyo = timezone.localdate(late - timedelta(days=2))
        assert in_tokyo[-1 - (timezone.localdate() - tokyo).days] == 1
    assert in_utc[-3] == 1


def test_nobody_s_scope_sees_no_shared_reading() -> None:
    consent = sharing(make_organisation("Mine"))
    read(consent.person)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM scoring_fetches_shared(now() - interval '1 day', %s)",
            ["00000000-0000-0000-0000-000000000000"],
        )
        assert cursor.fetchone() == (0,)
    assert sum(of_installation(timezone.now()).counts[What.FETCHES]) >= 1
