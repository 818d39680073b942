"""By which account an employer may ask for a candidate, and since when no longer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.candidates.consent_text import VERSIONS
from apps.candidates.models import Consent
from apps.connections.actions import connections, keys
from apps.connections.actions.keys import Found
from apps.connections.models import Connection, NamedAccount
from apps.connections.names import Account, key_of_id, key_of_name
from apps.connections.networks.adapter import Credential
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.pipeline import actions, erasures
from apps.portal.rights.beside import of_named_accounts
from tests.factories import make_candidate, make_consent, make_opening, make_organisation, make_user
from tests.pipeline.people import empty_queue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_quiet")]


@pytest.fixture
def _quiet() -> None:
    empty_queue()


@dataclass(frozen=True)
class Shared:
    person: User
    organisation: Organisation
    consent: Consent


def share(person: User, networks: tuple[str, ...] = ("x",), **fields: Any) -> Shared:
    organisation = make_organisation()
    opening = make_opening(organisation)
    candidate = make_candidate(organisation, opening=opening, email=person.email)
    consent = make_consent(candidate, person, opening=opening, networks=networks, **fields)
    actions.begin(consent_id=consent.pk, person_id=person.pk)
    return Shared(person, organisation, consent)


def link(person: User, network: str = "x", name: str = "@Mara_Lind", number: str = "77") -> None:
    actions.link(
        person_id=person.pk,
        network=network,
        credential=Credential(account_id=number, label=name, access_token="secret"),
        account_key=f"{network} {number}",
        by=By.person(person.pk),
    )


def seen_by(organisation: Organisation) -> list[NamedAccount]:
    with tenancy.organisation(organisation.pk):
        return list(NamedAccount.objects.known())


def test_who_shares_x_is_found_by_name_and_by_number_and_neither_stands_there() -> None:
    mara = make_user()
    shared = share(mara)
    assert seen_by(shared.organisation) == []
    link(mara)
    [row] = seen_by(shared.organisation)
    assert row.candidate_id == shared.consent.candidate_id
    assert row.name_key == key_of_name(shared.organisation.pk, "x", "mara_LIND")
    assert row.account_key == key_of_id(shared.organisation.pk, "x", "77")
    assert Account.unseal(row.sealed_account, owner=row.pk) == Account("77", "Mara_Lind")
    with connection.cursor() as cursor, tenancy.person(mara.pk):
        cursor.execute("SELECT to_jsonb(n)::text FROM connections_namedaccount n")
        [(whole,)] = cursor.fetchall()
    assert "mara" not in whole.lower()


def test_an_account_that_is_linked_already_is_told_with_the_consent() -> None:
    mara = make_user()
    link(mara)
    assert len(seen_by(share(mara).organisation)) == 1


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_who_agreed_to_an_older_text_is_not_found(version: str) -> None:
    mara = make_user()
    link(mara)
    assert seen_by(share(mara, text_version=version).organisation) == []


def test_a_network_that_is_not_shared_tells_nothing() -> None:
    mara = make_user()
    shared = share(mara, networks=("instagram",))
    link(mara, "x")
    assert seen_by(shared.organisation) == []
    link(mara, "instagram")
    assert [row.network for row in seen_by(shared.organisation)] == ["instagram"]


def test_networks_without_screen_names_tell_nothing() -> None:
    mara = make_user()
    shared = share(mara, networks=("youtube",))
    link(mara, "youtube", name="Mara Lind")
    assert seen_by(shared.organisation) == []


def test_each_employer_has_hashes_and_a_number_of_their_own() -> None:
    mara = make_user()
    first, second = share(mara), share(mara)
    link(mara)
    [here], [there] = seen_by(first.organisation), seen_by(second.organisation)
    assert {here.name_key, here.account_key}.isdisjoint({there.name_key, there.account_key})
    assert here.number != there.number


def test_withdrawing_takes_the_name_away_at_once_and_sharing_again_gives_the_same_number() -> None:
    mara = make_user()
    first, second = share(mara), share(mara)
    link(mara)
    [before] = seen_by(first.organisation)
    actions.withdraw(person_id=mara.pk, consent_id=first.consent.pk)
    assert seen_by(first.organisation) == []
    assert len(seen_by(second.organisation)) == 1
    with tenancy.person(mara.pk):
        assert NamedAccount.objects.count() == 1
    opening = make_opening(first.organisation)
    candidate = first.consent.candidate
    again = make_consent(candidate, mara, opening=opening)
    actions.begin(consent_id=again.pk, person_id=mara.pk)
    assert [row.number for row in seen_by(first.organisation)] == [before.number]


def test_the_wall_itself_hides_the_names_of_a_consent_that_ended() -> None:
    mara = make_user()
    shared = share(mara)
    link(mara)
    with tenancy.person(mara.pk):
        consents.withdraw(consent_id=shared.consent.pk, by=By.person(mara.pk))
        assert NamedAccount.objects.count() == 1, "nothing cleaned up yet"
    assert seen_by(shared.organisation) == []


def test_one_network_withdrawn_leaves_the_other() -> None:
    mara = make_user()
    shared = share(mara, networks=("instagram", "x"))
    link(mara, "x")
    link(mara, "instagram")
    actions.withdraw(person_id=mara.pk, consent_id=shared.consent.pk, network="x")
    assert [row.network for row in seen_by(shared.organisation)] == ["instagram"]


def test_unlinking_takes_the_name_away() -> None:
    mara = make_user()
    shared = share(mara)
    link(mara)
    with tenancy.person(mara.pk):
        connections.unlink(connection_id=Connection.objects.get().pk, by=By.person(mara.pk))
        assert not NamedAccount.objects.exists()
    assert seen_by(shared.organisation) == []


def test_a_new_name_replaces_the_old_one_when_the_account_is_linked_again() -> None:
    mara = make_user()
    shared = share(mara)
    link(mara)
    link(mara, name="@mara_writes")
    [row] = seen_by(shared.organisation)
    assert Account.unseal(row.sealed_account, owner=row.pk).name == "mara_writes"
    assert row.name_key == key_of_name(shared.organisation.pk, "x", "mara_writes")


def test_erasing_a_person_leaves_no_name() -> None:
    mara = make_user()
    shared = share(mara)
    link(mara)
    assert erasures.begin(person_id=mara.pk)
    assert seen_by(shared.organisation) == []
    with tenancy.person(mara.pk):
        assert not NamedAccount.objects.exists()


def test_a_consent_that_is_over_tells_no_name_and_leaves_none() -> None:
    mara = make_user()
    link(mara)
    shared = share(mara, expires_at=timezone.now() + timedelta(seconds=2))
    assert len(seen_by(shared.organisation)) == 1
    time.sleep(2)
    assert seen_by(shared.organisation) == []
    actions.end(person_id=mara.pk, consent_id=shared.consent.pk)
    with tenancy.person(mara.pk):
        assert not NamedAccount.objects.exists()


def test_what_is_told_back_is_sealed_anew_where_keys_are_rotated(settings: Settings) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    settings.TOKEN_KEYS = [old]
    mara = make_user()
    shared = share(mara)
    link(mara)
    settings.TOKEN_KEYS = [new, old]
    assert keys.rotate(person_id=mara.pk) == {Found.RESEALED: 2}
    settings.TOKEN_KEYS = [new]
    [row] = seen_by(shared.organisation)
    assert Account.unseal(row.sealed_account, owner=row.pk).name == "Mara_Lind"


def test_the_download_tells_what_employers_can_ask_by() -> None:
    mara = make_user()
    share(mara)
    link(mara)
    with tenancy.person(mara.pk):
        told = of_named_accounts(list(NamedAccount.objects.all()))
    assert told == [{"account": "Mara_Lind", "account_id": "77"}]
