"""Every network: an account is linked, refused, taken back, and never anybody else's."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken

from apps.connections.models import ConnectionState, Revocation
from apps.connections.networks.adapter import LinkFlow
from apps.core import tenancy
from apps.sandbox.standin.rules import TokenState
from tests.networks.suite import Trial, accounts_page, connections, held
from tests.pipeline.people import rows_read, work

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_links_and_the_connection_stands(trial: Trial) -> None:
    person, client = trial.sharing()
    assert f"{trial.adapter.label} is linked." in trial.link(client)
    (connection,) = connections(person)
    assert (connection.network, connection.state) == (trial.name, ConnectionState.ACTIVE)
    credential = held(connection).credential
    assert credential.label in accounts_page(client)
    assert trial.adapter.profile(credential).account_key == connection.account_key
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_who_says_no_at_the_network_is_told_so_and_nothing_is_kept(trial: Trial) -> None:
    person, client = trial.sharing()
    assert "as you did not allow it there" in trial.link(client, decision="deny")
    assert connections(person) == []
    with tenancy.person(person.pk):
        assert not Revocation.objects.exists()


def test_widening_the_scope_by_query_string_changes_nothing(trial: Trial) -> None:
    if trial.adapter.flow is not LinkFlow.OAUTH:
        pytest.skip("an application password knows no scopes")
    _, client = trial.sharing()
    way = trial.kit.way(trial.name)
    asked = way.leave(client, scope="everything", auth_params="scope=everything,prompt=none")
    plain = way.leave(client)
    assert _scope_of(asked) == _scope_of(plain) == {*trial.adapter.scopes}
    assert "everything" not in asked


def _scope_of(address: str) -> set[str]:
    (scope,) = parse_qs(urlsplit(address).query)["scope"]
    return {*scope.replace(",", " ").split()}


def test_an_account_of_somebody_else_is_refused_without_telling_whose(trial: Trial) -> None:
    mara = trial.linked().person
    ivo, ivos = trial.sharing("ivo@people.example")
    page = trial.link(ivos)
    assert "This account is linked elsewhere." in page
    assert mara.email not in page
    assert str(mara.pk) not in page
    assert connections(ivo) == []
    work()
    with tenancy.person(ivo.pk):
        assert not Revocation.objects.exists()
    (stays,) = connections(mara)
    assert stays.state == ConnectionState.ACTIVE
    assert stays.fetched_at is not None


def test_linking_the_same_account_again_is_the_same_connection(trial: Trial) -> None:
    person, client = trial.sharing()
    trial.link(client)
    (before,) = connections(person)
    assert f"{trial.adapter.label} is linked." in trial.link(client)
    assert [each.pk for each in connections(person)] == [before.pk]


def test_unlinking_deletes_at_once_and_has_the_network_forget_the_grant(trial: Trial) -> None:
    person, client = trial.sharing()
    trial.link(client)
    work()
    (connection,) = connections(person)
    assert rows_read(person)
    token = held(connection).credential.access_token
    assert trial.standin.grants.look(token)[1] is TokenState.GOOD
    client.post(f"/me/accounts/{connection.pk}/unlink/")
    assert rows_read(person) == []
    assert connections(person) == []
    with tenancy.person(person.pk):
        assert Revocation.objects.get().network == trial.name
    work()
    with tenancy.person(person.pk):
        assert not Revocation.objects.exists()
    state = trial.standin.grants.look(token)[1]
    assert state is (TokenState.REVOKED if trial.kit.revokes else TokenState.GOOD)
