"""Founding an organisation."""

from __future__ import annotations

import pytest

from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.access import memberships_of
from apps.organisations.actions import organisations
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import make_user
from tests.organisations.people import by, make_team

pytestmark = pytest.mark.django_db


def test_the_founder_becomes_the_owner() -> None:
    ada = make_user("Ada L")
    organisation = organisations.create(name="  Halden &  Mohr ", by_user=ada)
    assert (organisation.name, organisation.slug) == ("Halden & Mohr", "halden-mohr")
    assert [(m.organisation, m.role) for m in memberships_of(ada.pk)] == [
        (organisation, Role.OWNER)
    ]


def test_two_employers_of_one_name_get_different_addresses() -> None:
    first = organisations.create(name="Same Name", by_user=make_user())
    second = organisations.create(name="Same Name", by_user=make_user())
    assert first.slug == "same-name"
    assert second.slug.startswith("same-name-")


def test_a_name_without_latin_letters_gets_an_address_too() -> None:
    assert organisations.create(name="株式会社", by_user=make_user()).slug.startswith(
        "organisation"
    )


def test_asking_twice_founds_one_organisation() -> None:
    ada = make_user()
    first = organisations.create(name="Acme", by_user=ada)
    assert organisations.create(name="acme", by_user=ada) == first
    assert len(memberships_of(ada.pk)) == 1


def test_an_organisation_needs_a_name() -> None:
    with pytest.raises(Refused, match="name"):
        organisations.create(name="   ", by_user=make_user())


def test_editing_is_recorded_once_and_only_when_something_changed() -> None:
    team = make_team()
    for _ in range(2):
        organisations.edit(
            organisation=team.acme,
            name="Acme",
            privacy_contact="Data@acme.example",
            by=by(team.adam),
        )
    assert team.verbs() == ["organisation.edited"]
    with tenancy.organisation(team.acme.pk):
        assert Organisation.objects.get().privacy_contact == "data@acme.example"
