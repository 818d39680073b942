"""Rotating the keys that seal what opens linked accounts and second factors."""

from __future__ import annotations

import time
from importlib import import_module
from io import StringIO
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.audit.actions import By
from apps.connections.actions import connections, keys, renewals
from apps.connections.actions.keys import Found
from apps.connections.credentials import unseal
from apps.connections.models import Connection, Revocation
from apps.core import sealing, tenancy
from apps.core.sealing import Age, CannotOpen
from tests.factories import make_user
from tests.pipeline.people import agree, link, read
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = [Fernet.generate_key().decode() for _ in range(3)]


@pytest.fixture(autouse=True)
def old_key(settings: Settings) -> None:
    settings.TOKEN_KEYS = [KEYS[0]]


def linked_people(network: Scripted, count: int = 3) -> list[Connection]:
    found = []
    for number in range(count):
        network.account_id = f"{4000 + number}"
        found.append(link(make_user(), network))
    return found


def rotate(*options: str) -> str:
    out = StringIO()
    call_command("rotate_token_keys", *options, stdout=out)
    return out.getvalue()


def sealed(of: Connection) -> bytes:
    with tenancy.person(of.person_id):
        return bytes(Connection.objects.get(pk=of.pk).sealed_credential)


def test_after_a_rotation_the_new_key_alone_opens_everything(
    network: Scripted, settings: Settings
) -> None:
    people = linked_people(network)
    with tenancy.person(people[0].person_id):
        connections.unlink(connection_id=people[0].pk, by=By.person(people[0].person_id))
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    with pytest.raises(CommandError, match="Older keys are still needed"):
        rotate("--check")
    assert "3 sealed anew" in rotate()
    assert "not needed any more" in rotate("--check")
    settings.TOKEN_KEYS = [KEYS[1]]
    for each in people[1:]:
        assert unseal(sealed(each), owner=each.pk).credential.access_token == "access-1"
    with tenancy.person(people[0].person_id):
        left = Revocation.objects.get()
    assert unseal(left.sealed_credential, owner=left.pk).credential.access_token == "access-1"


def test_a_second_run_finds_nothing_to_do(network: Scripted, settings: Settings) -> None:
    people = linked_people(network)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    rotate()
    before = [sealed(each) for each in people]
    assert "0 sealed anew" in rotate()
    assert [sealed(each) for each in people] == before


def test_a_run_that_was_stopped_goes_on_with_the_rest(
    network: Scripted, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = linked_people(network, 5)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    monkeypatch.setattr(keys, "BATCH", 2)
    first, second, *_ = keys.people()
    keys.rotate(person_id=first)
    keys.rotate(person_id=second)
    assert "3 sealed anew" in rotate()
    assert {sealing.age(sealed(each)) for each in people} == {Age.NEWEST}


def test_what_no_key_opens_is_told_and_stays_as_it_is(
    network: Scripted, settings: Settings
) -> None:
    lost, *others = linked_people(network)
    with tenancy.person(lost.person_id):
        strange = Fernet(KEYS[2]).encrypt(b"{}")
        Connection.objects.filter(pk=lost.pk).update(sealed_credential=strange)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    with pytest.raises(CommandError, match="Put the keys back"):
        rotate()
    assert sealed(lost) == strange
    assert {sealing.age(sealed(each)) for each in others} == {Age.NEWEST}


def test_a_worker_that_renews_during_a_rotation_loses_nothing(
    network: Scripted, settings: Settings
) -> None:
    """The network has rotated its token when the bytes beneath the old one are sealed anew."""
    ada = agree().person
    linked = link(ada, network)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    original = network.renew

    def rotated(credential: object) -> object:
        rotate()
        return original(credential)  # type: ignore[arg-type]

    network.renew = rotated  # type: ignore[method-assign,assignment]
    held = unseal(sealed(linked), owner=linked.pk)
    ids = {"person_id": ada.pk, "connection_id": linked.pk}
    assert renewals.renew(**ids, held=held).credential.access_token == "access-2"
    assert unseal(sealed(linked), owner=linked.pk).credential.access_token == "access-2"


def test_a_worker_that_read_before_a_rotation_renews_after_it(
    network: Scripted, settings: Settings
) -> None:
    ada = agree().person
    linked = link(ada, network)
    held = unseal(sealed(linked), owner=linked.pk)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    rotate()
    renewed = renewals.renew(person_id=ada.pk, connection_id=linked.pk, held=held)
    assert renewed.credential.access_token == "access-2"
    assert read(ada, linked).value == "done"


def test_a_credential_that_was_replaced_meanwhile_stays(
    network: Scripted, settings: Settings
) -> None:
    (linked,) = linked_people(network, 1)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    with tenancy.person(linked.person_id):
        stale = Connection.objects.get()
        network.generation = 9
        link(linked.person, network)
        found = keys._rotated(stale)
    assert found is Found.REPLACED
    assert unseal(sealed(linked), owner=linked.pk).credential.access_token == "access-9"


def test_the_people_are_enumerated_in_batches_each_once(
    network: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {each.person_id for each in linked_people(network, 5)}
    monkeypatch.setattr(keys, "BATCH", 2)
    found = list(keys.people())
    assert found == sorted(people, key=lambda key: UUID(str(key)).bytes)


def test_second_factors_are_sealed_and_change_over_too(settings: Settings) -> None:
    ada = make_user()
    secret = totp.generate_totp_secret()
    app = totp.TOTP.activate(ada, secret)
    codes = RecoveryCodes.activate(ada).generate_codes()
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
    settings.TOKEN_KEYS = [KEYS[1], KEYS[0]]
    assert "2 sealed anew" in rotate()
    settings.TOKEN_KEYS = [KEYS[1]]
    app.instance.refresh_from_db()
    assert app.validate_code(_code(secret))
    assert RecoveryCodes.activate(ada).validate_code(codes[0])
    settings.TOKEN_KEYS = [KEYS[2]]
    with pytest.raises(CannotOpen):
        app.validate_code(_code(secret))


def test_second_factors_of_before_are_sealed_by_the_migration() -> None:
    migration = import_module("apps.accounts.migrations.0002_seal_second_factors")
    plain = {"seed": "0a1b2c", "used_mask": 5}
    row = Authenticator.objects.create(user=make_user(), type="recovery_codes", data=plain)
    for _ in range(2):
        migration.seal(apps, None)
        row.refresh_from_db()
        assert sealing.open_text(row.data["seed"].encode()) == "0a1b2c"
        assert row.data["used_mask"] == 5
    migration.unseal(apps, None)
    row.refresh_from_db()
    assert row.data == plain


def _code(secret: str) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30)))
