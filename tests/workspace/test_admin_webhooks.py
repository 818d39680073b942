"""Systems that are told, in the admin: read, and nothing else; never a secret."""

from __future__ import annotations

import pytest

from apps.organisations.models.membership import Role
from tests.factories import make_organisation
from tests.integrations.told import REFUSED, make_delivery, make_webhook
from tests.workspace.administering import team

pytestmark = pytest.mark.django_db
SYSTEMS, DELIVERIES = "/admin/integrations/endpoint/", "/admin/integrations/delivery/"


def test_an_owner_reads_what_listens_and_what_it_was_told() -> None:
    mine, owner = team()
    hook = make_webhook(mine, "Payroll")
    told = make_delivery(hook, came=[REFUSED])
    theirs = make_webhook(make_organisation("Other"), "Warehouse of others")
    make_delivery(theirs)
    page = owner.get(SYSTEMS).content.decode()
    assert "Payroll" in page
    assert "Warehouse of others" not in page
    assert owner.get(DELIVERIES).content.decode().count("score.computed") == 1
    assert owner.get(f"{DELIVERIES}{told.pk}/change/").status_code == 200
    assert owner.get(f"{SYSTEMS}{theirs.pk}/change/").status_code == 404


def test_no_secret_stands_there_and_nothing_can_be_changed() -> None:
    mine, owner = team()
    hook = make_webhook(mine, "Payroll")
    page = owner.get(f"{SYSTEMS}{hook.pk}/change/")
    assert page.status_code == 200
    assert b"sealed" not in page.content
    assert owner.post(f"{SYSTEMS}{hook.pk}/change/", {"name": "Mine"}).status_code == 403
    assert owner.get(f"{SYSTEMS}add/").status_code == 403
    assert owner.post(f"{SYSTEMS}{hook.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_may_not_set_up_integrations_does_not_read_them_here() -> None:
    _mine, recruiter = team(Role.RECRUITER)
    assert recruiter.get(SYSTEMS).status_code == 403
    assert recruiter.get(DELIVERIES).status_code == 403
