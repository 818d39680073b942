"""A key opens its own organisation, until it is revoked or expires."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address

import pytest
from django.utils import timezone

from apps.audit.models import Event
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
    assert team.verbs() == ["api_key.created", "api_key.revoked", "api_key.refused"]


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


def _refused(team: Team) -> list[str]:
    with tenancy.organisation(team.acme.pk):
        found = Event.objects.filter(verb="api_key.refused").order_by("id")
        return [str(event.facts["reason"]) for event in found]


def _row(team: Team) -> ApiKey:
    with tenancy.organisation(team.acme.pk):
        return ApiKey.objects.get()


def test_the_owner_reads_why_a_key_opened_nothing_and_nobody_fills_the_log() -> None:
    team = make_team()
    key, secret = _key(team, expires_at=timezone.now() + timedelta(days=1))
    with tenancy.organisation(team.acme.pk):
        ApiKey.objects.filter(pk=key.pk).update(expires_at=timezone.now())
    for _ in range(5):
        assert api_keys.authenticate(secret, ip_address("203.0.113.9")) is None
    assert _refused(team) == ["expired"]
    api_keys.revoke(key=key, by=by(team.adam))
    assert api_keys.authenticate(secret) is None
    assert _refused(team) == ["expired", "revoked"]
    seen = _row(team)
    assert (seen.refused_because, seen.refused_from) == ("revoked", None)
    assert seen.refused_at is not None


@pytest.mark.parametrize(
    ("caller", "opens"),
    [
        ("203.0.113.9", True),
        ("198.51.100.7", True),
        ("198.51.100.8", False),
        ("2001:db8::5", True),
        ("2001:db9::5", False),
        (None, False),
    ],
)
def test_a_key_opens_from_its_networks_alone(caller: str | None, opens: bool) -> None:
    team = make_team()
    allowed = ["203.0.113.77/24", " 198.51.100.7 ", "198.51.100.7/32", "2001:db8::/32"]
    key, secret = _key(team, allowed_networks=allowed)
    assert key.allowed_networks == ["203.0.113.0/24", "198.51.100.7/32", "2001:db8::/32"]
    found = api_keys.authenticate(secret, ip_address(caller) if caller else None)
    assert (found is not None) == opens
    assert _refused(team) == ([] if opens else ["network"])
    assert _row(team).refused_from == (None if opens else caller)


@pytest.mark.parametrize(
    "written",
    [["office"], ["203.0.113.0/33"], ["fe80::1%eth0"], [""], [f"10.0.0.{n}" for n in range(21)]],
)
def test_what_is_no_network_is_refused_at_its_field(written: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        _key(make_team(), allowed_networks=written)
    assert refused.value.field == "networks"


def test_a_secret_that_is_not_the_keys_own_is_nobodys_business() -> None:
    team = make_team()
    _, secret = _key(team)
    assert api_keys.authenticate(secret[:-5] + "aaaaa") is None
    assert _refused(team) == []
