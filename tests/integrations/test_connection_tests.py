"""Whether Ashby and Kombo know the key that was filled in, asked at their stand-ins, and where
that key goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from apps.audit.actions import By
from apps.core.refusals import Refused
from apps.integrations import sending
from apps.integrations.actions import connecting
from apps.integrations.ats.registry import adapter
from apps.integrations.ats.reports import connected
from apps.integrations.sending import Sent
from tests.integrations.connections import Connected, connect
from tests.integrations.ordered import allow
from tests.integrations.standins.ashby import Ashby
from tests.integrations.standins.kombo import Kombo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ashby(settings: Settings) -> Iterator[Ashby]:
    stand_in = Ashby()
    with stand_in.running():
        allow(settings, stand_in.url)
        yield stand_in


@pytest.fixture
def kombo(settings: Settings) -> Iterator[Kombo]:
    stand_in = Kombo()
    with stand_in.running():
        allow(settings, stand_in.url)
        yield stand_in


def asked(at: Connected) -> Sent:
    probe = adapter(at.endpoint.system).probe(connected(at.endpoint))
    assert probe is not None
    return sending.send(probe)


def at_kombo(stand_in: Kombo, **changed: str) -> Connected:
    told = {
        "kombo_key": stand_in.key,
        "webhook_secret": stand_in.secret,
        "integration_id": stand_in.integration,
        "api": stand_in.url,
    }
    return connect("kombo", **(told | changed))


@pytest.mark.parametrize("may_read_keys", [False, True])
def test_ashby_knows_the_right_key(ashby: Ashby, may_read_keys: bool) -> None:
    ashby.may_read_keys = may_read_keys
    assert asked(connect("ashby", ashby_key=ashby.key, api=ashby.url)).is_accepted


def test_ashby_does_not_know_another_key(ashby: Ashby) -> None:
    sent = asked(connect("ashby", ashby_key="another", api=ashby.url))
    assert (sent.is_accepted, sent.status) == (False, 403)


def test_kombo_knows_the_right_key_and_integration_and_nothing_changes(kombo: Kombo) -> None:
    kombo.packages = {"1": {"id": "1", "type": "BEHAVIORAL", "name": "n", "description": "d"}}
    assert asked(at_kombo(kombo)).is_accepted
    assert [*kombo.packages] == ["1"]


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"kombo_key": "another"}, 401), ({"integration_id": "workday:another"}, 404)],
)
def test_kombo_does_not_know_another_key_or_integration(
    kombo: Kombo, changed: dict[str, str], status: int
) -> None:
    sent = asked(at_kombo(kombo, **changed))
    assert (sent.is_accepted, sent.status) == (False, status)


def test_a_kept_key_goes_to_no_other_address_than_it_was_entered_for(kombo: Kombo) -> None:
    halden = at_kombo(kombo)
    by = By.user(halden.owner.pk)
    values = {"integration_id": kombo.integration, "api": kombo.url}
    changed = connecting.change(endpoint=halden.endpoint, name="Ours", values=values, by=by)
    assert connected(changed).secrets["kombo_key"] == kombo.key
    elsewhere = values | {"api": "https://somewhere.example"}
    with pytest.raises(Refused) as refused:
        connecting.change(endpoint=halden.endpoint, name="Ours", values=elsewhere, by=by)
    assert refused.value.field == "kombo_key"
    again = elsewhere | {"kombo_key": "new", "webhook_secret": "new"}
    changed = connecting.change(endpoint=halden.endpoint, name="Ours", values=again, by=by)
    assert connected(changed).secrets["kombo_key"] == "new"
