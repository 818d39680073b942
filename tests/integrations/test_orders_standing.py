"""How an order stands: complete, no longer shared, cancelled, and gone with the person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import invitations
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import tenancy
from apps.integrations.actions import orders, telling
from apps.integrations.ats.reports import report_of
from apps.integrations.models import Delivery, Message, Order, OrderState
from apps.organisations.models import Announcement
from apps.organisations.models.announcement import Kind
from apps.scoring.models import Standing
from tests.factories import make_sharing_candidate
from tests.integrations.connections import Connected, connect
from tests.integrations.ordering import cancel, place, report, standing_invitations

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


def test_who_shares_is_reported_with_factors_interval_and_page(halden: Connected) -> None:
    place(halden)
    halden.share()
    told = report(halden)
    assert told.state == OrderState.COMPLETE
    assert told.result
    assert 1 <= (told.result.low or 0) <= (told.result.value or 0) <= (told.result.high or 0)
    assert told.result.url.endswith(f"/candidates/{halden.candidates()[0].pk}/")
    assert "job performance" in told.result.notice
    assert halden.order().state == OrderState.COMPLETE


def test_a_withdrawn_consent_takes_the_result_back_and_a_new_one_brings_it_again(
    halden: Connected,
) -> None:
    place(halden)
    consent = halden.share()
    assert report(halden).result
    halden.withdraw(consent)
    told = report(halden)
    assert (told.state, told.result) == (OrderState.WITHDRAWN, None)
    halden.share(consent.person)
    assert report(halden).state == OrderState.COMPLETE


def test_who_took_back_before_anything_was_told_looks_like_who_never_answered(
    halden: Connected,
) -> None:
    place(halden)
    consent = halden.share()
    halden.withdraw(consent)
    assert report(halden).state == OrderState.SENT


def test_a_consent_that_ran_out_is_no_longer_reported(halden: Connected) -> None:
    place(halden)
    halden.share(now=timezone.now() - timedelta(days=1))
    assert report(halden).result
    with tenancy.person(halden.candidates()[0].person_id):  # type: ignore[arg-type]  # they consented
        Standing.objects.update(visible_until=timezone.now() - timedelta(seconds=1))
    assert report(halden).state == OrderState.WITHDRAWN


def test_who_shares_already_is_told_at_once(halden: Connected) -> None:
    mara = make_sharing_candidate(halden.organisation, halden.opening, "Mara")
    order, _ = place(halden, name="Mara", email=mara.email)
    with tenancy.organisation(halden.organisation.pk):
        delivery = Delivery.objects.select_related("message").get()
        assert (delivery.order_id, delivery.candidate_id) == (order.pk, mara.pk)
        assert delivery.message.candidate_id == mara.pk


def test_cancelling_withdraws_the_invitation_and_twice_is_once(halden: Connected) -> None:
    place(halden)
    first = cancel(halden)
    again = cancel(halden)
    assert (first.state, again.cancelled_at) == (OrderState.CANCELLED, first.cancelled_at)
    assert standing_invitations(halden) == 0
    with tenancy.organisation(halden.organisation.pk):
        assert Event.objects.filter(verb="order.cancelled").count() == 1


def test_a_consent_outlives_the_cancelled_order(halden: Connected) -> None:
    place(halden)
    consent = halden.share()
    cancel(halden)
    assert report(halden).state == OrderState.CANCELLED
    with tenancy.person(consent.person_id):
        assert type(consent).objects.active().filter(pk=consent.pk).exists()


def test_what_the_team_asked_is_not_taken_back_by_the_tracking_system(halden: Connected) -> None:
    with tenancy.organisation(halden.organisation.pk):
        mara = Candidate.objects.create(
            organisation=halden.organisation, name="Mara", email="mara@people.example"
        )
        invitations.invite(candidate=mara, opening=halden.opening, by=By.user(halden.owner.pk))
    place(halden)
    cancel(halden)
    assert standing_invitations(halden) == 1


def test_an_invitation_stays_while_another_order_waits_for_the_same(halden: Connected) -> None:
    place(halden)
    place(halden, external_id="order-2")
    with tenancy.organisation(halden.organisation.pk):
        first, second = Order.objects.order_by("id")
        orders.cancel(order=first, by=By.system())
        assert Invitation.objects.standing().count() == 1
        orders.cancel(order=second, by=By.system())


def test_after_cancelling_a_description_can_be_ordered_again_and_an_own_name_cannot(
    halden: Connected,
) -> None:
    first, _ = place(halden)
    cancel(halden)
    same, is_new = place(halden, is_own_id=True)
    assert (same.pk, is_new, same.state) == (first.pk, False, OrderState.CANCELLED)
    assert standing_invitations(halden) == 0
    another, is_new = place(halden)
    assert another.pk != first.pk
    assert is_new
    assert standing_invitations(halden) == 1


def test_an_order_goes_once_nobody_is_left_whom_it_was_about(halden: Connected) -> None:
    order, _ = place(halden)
    with tenancy.organisation(halden.organisation.pk):
        assert orders.clear(organisation_id=halden.organisation.pk) == 0
        telling.erased(order=order)
        found = report_of(Order.objects.get())
        assert (found.is_erased, found.result) == (True, None)
        assert orders.clear(organisation_id=halden.organisation.pk) == 1
    assert halden.orders() == []


def test_an_order_about_a_deleted_candidate_goes_too(halden: Connected) -> None:
    place(halden)
    with tenancy.organisation(halden.organisation.pk):
        Candidate.objects.all().delete()
        assert report_of(Order.objects.get()).is_erased
        assert orders.clear(organisation_id=halden.organisation.pk) == 1


def test_an_order_stays_until_what_was_announced_is_told(halden: Connected) -> None:
    order, _ = place(halden)
    own = {"organisation_id": halden.organisation.pk, "candidate_id": order.candidate_id}
    with tenancy.organisation(halden.organisation.pk):
        telling.erased(order=order)
        announced = Announcement.objects.create(kind=Kind.CANDIDATE_ERASED, **own)
        assert orders.clear(organisation_id=halden.organisation.pk) == 0
        announced.delete()
        assert orders.clear(organisation_id=halden.organisation.pk) == 1


def test_nothing_of_an_order_can_be_seen_by_another_employer(halden: Connected) -> None:
    place(halden)
    other = connect("greenhouse", "Other Ltd")
    with tenancy.organisation(other.organisation.pk):
        assert not Order.objects.exists()
        assert not Opening.objects.filter(pk=halden.opening.pk)
        assert not Announcement.objects.exists()


def test_telling_one_order_is_no_event_for_others(halden: Connected) -> None:
    mara = make_sharing_candidate(halden.organisation, halden.opening, "Mara")
    place(halden, name="Mara", email=mara.email)
    with tenancy.organisation(halden.organisation.pk):
        assert Message.objects.exists()
        assert not Message.objects.happened().exists()
