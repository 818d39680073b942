"""A key opens its own organisation, until it is revoked or expires."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.actions import api_keys
from apps.organisations.models import ApiKey
from tests.organisations.people import Team, by, make_team

pytestmark = pytest.mark.django_db


def _key(team: Team, **wanted: object) -> tuple[ApiKey, str]:
    fields = {"name": "Sync", "scopes": ["read"], **wanted}
    return api_keys.create(organisation=team.acme, by=by(team.adam), **fields)  # type: ignore[arg-type]


def test_the_secret_opens_its_organisation_and_is_kept_nowhere() -> None:
    team = make_team()
    key, secret = _key(team)
    assert secret.startswith(f"rnw_{team.acme.pk.hex}_")
    found = api_keys.authenticate(secret)
    assert found is not None
    assert (found.pk, found.organisation) == (key.pk, team.acme)
    with tenancy.organisation(team.acme.pk):
        row = ApiKey.objects.values().get()
    assert not any(secret in str(value) for value in row.values())
    assert team.verbs() == ["api_key.created"]


def test_a_revoked_key_opens_nothing() -> None:
    team = make_team()
    key, secret = _key(team)
    for _ in range(2):
        api_keys.revoke(key=key, by=by(team.adam))
    assert api_keys.authenticate(secret) is None
    assert team.verbs() == ["api_key.created", "api_key.revoked"]


def test_an_expired_key_opens_nothing() -> None:
    team = make_team()
    key, secret = _key(team, expires_at=timezone.now() + timedelta(days=1))
    assert api_keys.authenticate(secret)
    with tenancy.organisation(team.acme.pk):
        ApiKey.objects.filter(pk=key.pk).update(expires_at=timezone.now())
    assert api_keys.authenticate(secret) is None


def test_a_key_that_claims_another_organisation_opens_nothing() -> None:
    team = make_team()
    _, secret = _key(team)
    forged = secret.replace(team.acme.pk.hex, team.bolt.pk.hex)
    assert api_keys.authenticate(forged) is None


@pytest.mark.parametrize("nonsense", ["", "rnw_", "rnw_\x00", "Bearer x", "rnw_" + "a" * 32 + "_x"])
def test_nonsense_opens_nothing(nonsense: str) -> None:
    assert api_keys.authenticate(nonsense) is None


def test_the_last_use_is_noted_at_most_once_a_minute() -> None:
    team = make_team()
    _, secret = _key(team)
    first = api_keys.authenticate(secret)
    second = api_keys.authenticate(secret)
    assert first
    assert second
    assert first.last_used_at == second.last_used_at is not None
    with tenancy.organisation(team.acme.pk):
        ApiKey.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    third = api_keys.authenticate(secret)
    assert third
    assert third.last_used_at > first.last_used_at  # type: ignore[operator]  # both are noted


def test_a_key_needs_something_that_it_may_do_and_an_end_in_the_future() -> None:
    team = make_team()
    with pytest.raises(Refused):
        _key(team, scopes=[])
    with pytest.raises(Refused):
        _key(team, expires_at=timezone.now() - timedelta(days=1))
