"""A recruiter orders a score in their applicant tracking system."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import Settings

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import openings
from apps.candidates.models import Invitation
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.integrations.actions import orders
from apps.integrations.ats.reports import callback_of
from apps.integrations.models import OrderState
from tests.factories import make_opening
from tests.integrations.connections import Connected, connect
from tests.integrations.ordering import place, report, standing_invitations

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


def test_openings_that_say_why_are_offered(halden: Connected) -> None:
    make_opening(halden.organisation, "Without a reason", reason="")
    closed = make_opening(halden.organisation, "Closed")
    with tenancy.organisation(halden.organisation.pk):
        openings.close(opening=closed, by=By.system())
        offered = orders.packages()
    assert [(each.id, each.name) for each in offered] == [
        (str(halden.opening.pk), "Community Manager (Hamburg)")
    ]


def test_an_order_adds_the_candidate_and_invites_them(halden: Connected) -> None:
    order, is_new = place(halden)
    (mara,) = halden.candidates()
    assert is_new
    assert (mara.name, mara.email) == ("Mara Lindqvist", "mara@people.example")
    assert (order.candidate_id, order.opening_id) == (mara.pk, halden.opening.pk)
    with tenancy.organisation(halden.organisation.pk):
        assert Invitation.objects.get().pk == order.invitation_id
        assert Event.objects.filter(verb="order.placed", subject_id=order.pk).count() == 1
    assert report(halden).state == OrderState.SENT


def test_a_repeated_order_is_the_same_order(halden: Connected) -> None:
    first, _ = place(halden)
    again, is_new = place(halden, callback="https://ats.example/orders/2")
    assert (again.pk, is_new) == (first.pk, False)
    assert callback_of(halden.order()) == "https://ats.example/orders/2"
    assert standing_invitations(halden) == 1
    assert len(halden.candidates()) == 1


def test_a_repeated_order_is_the_same_even_when_the_opening_has_closed(halden: Connected) -> None:
    first, _ = place(halden)
    with tenancy.organisation(halden.organisation.pk):
        openings.close(opening=halden.opening, by=By.system())
    assert place(halden)[0].pk == first.pk
    with pytest.raises(Refused) as refused:
        place(halden, external_id="order-2")
    assert refused.value.code == "opening_closed"


def placed_by_somebody(to: Connected) -> object:
    try:
        return place(to)[0].pk
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_order_that_arrives_four_times_at_once_is_one() -> None:
    halden = connect("greenhouse")
    with ThreadPoolExecutor(4) as recruiters:
        placed = {*recruiters.map(lambda _: placed_by_somebody(halden), range(4))}
    assert placed == {halden.order().pk}
    assert standing_invitations(halden) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"package_id": "no such"}, "package_unknown"),
        ({"package_id": str(uuid4())}, "package_unknown"),
        ({"email": "mara"}, "email_invalid"),
        ({"name": ""}, "name_missing"),
    ],
)
def test_what_cannot_be_ordered_leaves_nothing(
    halden: Connected, changed: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        place(halden, **changed)
    assert (refused.value.code, halden.orders(), halden.candidates()) == (code, [], [])


def test_an_opening_of_another_employer_cannot_be_ordered(halden: Connected) -> None:
    other = connect("greenhouse", "Other Ltd")
    with pytest.raises(Refused) as refused:
        place(halden, package_id=str(other.opening.pk))
    assert refused.value.code == "package_unknown"


def test_an_opening_without_a_reason_invites_nobody(halden: Connected) -> None:
    silent = make_opening(halden.organisation, "Silent", reason="")
    with pytest.raises(Refused) as refused:
        place(halden, package_id=str(silent.pk))
    assert refused.value.code == "no_reason"
    assert halden.candidates() == []


def test_no_order_goes_beyond_the_letters_of_a_day(halden: Connected, settings: Settings) -> None:
    settings.INVITATION_LETTERS_A_DAY = 1
    place(halden)
    with pytest.raises(Refused) as refused:
        place(halden, external_id="order-2", email="ivo@people.example")
    assert refused.value.code == "letters_spent"
    assert len(halden.candidates()) == 1
