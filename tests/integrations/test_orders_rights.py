"""What Mara's rights are over orders about her, with the filters of the code and without."""

from __future__ import annotations

import json

import pytest

from apps.core import tenancy
from apps.core.models import scoped
from apps.integrations.models import Order
from apps.portal.rights.download import document
from tests.factories import make_sharing_candidate, make_user
from tests.integrations.connections import Connected, connect, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Connected:
    return connect("greenhouse")


@pytest.fixture
def order(halden: Connected) -> Order:
    mara = make_sharing_candidate(halden.organisation, halden.opening, "Mara")
    return make_order(halden.endpoint, mara, halden.opening)


def test_she_reads_in_her_download_that_her_score_was_ordered(
    halden: Connected, order: Order
) -> None:
    (mara,) = halden.candidates()
    assert mara.person_id
    read = json.loads("".join(document(mara.person_id)))
    (told,) = read["orders"]
    assert (told["id"], told["state"]) == (str(order.pk), "complete")
    assert "sealed_callback" not in told
    assert "sealed_callback" in read["left_out"]["columns"]["orders"]


def test_nobody_else_reads_it_even_where_every_filter_was_forgotten(
    halden: Connected, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger, other = make_user("Ivo"), connect("greenhouse", "Other Ltd")
    monkeypatch.setattr(scoped.TenantQuerySet, "in_scope", lambda self: self)
    with tenancy.person(stranger.pk):
        assert not Order.objects.exists()
    with tenancy.organisation(other.organisation.pk):
        assert not Order.objects.exists()
    with tenancy.organisation(halden.organisation.pk):
        assert Order.objects.get().pk == order.pk


def test_she_reads_it_and_changes_nothing(halden: Connected, order: Order) -> None:
    (mara,) = halden.candidates()
    assert mara.person_id
    with tenancy.person(mara.person_id):
        assert Order.objects.get().pk == order.pk
        assert Order.objects.update(state="cancelled") == 0
