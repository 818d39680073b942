"""What happened stays as it was: sealed in order, and tampering shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from apps.audit import chains, export
from apps.audit.actions import By, record
from apps.audit.models import Event, Seal
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.database import as_app_role, as_owner, owner_conninfo
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Somebody with the owner's password and bad intentions."""
    with psycopg.connect(owner_conninfo(), autocommit=True) as link:
        yield link


def _happen(organisation: Organisation, *verbs: str) -> None:
    for verb in verbs:
        with tenancy.organisation(organisation.pk):
            record(by=By.system(), verb=verb, subject=organisation)


def _broken_at(organisation: Organisation) -> int | None:
    with tenancy.organisation(organisation.pk):
        return chains.state(organisation.pk).broken_at


def test_events_are_sealed_in_order_when_their_transaction_commits() -> None:
    acme = make_organisation()
    with tenancy.organisation(acme.pk):
        record(by=By.system(), verb="a.one")
        record(by=By.system(), verb="a.two")
        assert not Seal.objects.exists()
    _happen(acme, "a.three")
    with tenancy.organisation(acme.pk):
        seals = list(Seal.objects.in_order())
    assert [(seal.sequence, seal.event.verb) for seal in seals] == [
        (1, "a.one"),
        (2, "a.two"),
        (3, "a.three"),
    ]
    assert bytes(seals[2].previous) == bytes(seals[1].digest)
    assert _broken_at(acme) is None


def test_what_was_rolled_back_leaves_no_gap() -> None:
    acme = make_organisation()
    with pytest.raises(ZeroDivisionError), tenancy.organisation(acme.pk):
        record(by=By.system(), verb="a.lost")
        raise ZeroDivisionError
    _happen(acme, "a.kept")
    with tenancy.organisation(acme.pk):
        assert [seal.sequence for seal in Seal.objects.in_order()] == [1]


def test_events_that_happen_at_once_make_one_chain() -> None:
    acme = make_organisation()

    def happen(number: int) -> None:
        _happen(acme, f"a.number_{number}")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(happen, range(20)))
    with tenancy.organisation(acme.pk):
        state = chains.state(acme.pk)
    assert state.holds
    assert state.head
    assert state.head.sequence == 20


@pytest.mark.parametrize(
    ("deed", "step"),
    [
        ("UPDATE audit_event SET verb = 'a.lie' WHERE verb = 'a.two'", 2),
        ("UPDATE audit_event SET facts = '{\"x\": 1}' WHERE verb = 'a.one'", 1),
        ("UPDATE audit_seal SET digest = sha256('x') WHERE sequence = 2", 2),
        ("DELETE FROM audit_seal WHERE sequence = 2", 3),
        (
            "DELETE FROM audit_seal WHERE sequence = 1 AND chain_id ="
            " (SELECT chain_id FROM audit_event WHERE verb = 'a.one')",
            2,
        ),
    ],
)
def test_tampering_by_the_owner_shows(
    owner: psycopg.Connection[tuple[object, ...]], deed: str, step: int
) -> None:
    acme, other = make_organisation(), make_organisation()
    _happen(acme, "a.one", "a.two", "a.three")
    _happen(other, "b.one")
    for table in ("audit_event", "audit_seal"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    owner.execute(deed)
    for table in ("audit_event", "audit_seal"):
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert _broken_at(acme) == step
    assert _broken_at(other) is None
    with pytest.raises(CommandError, match="1 of 2 chains"):
        _verify()


def test_an_event_slipped_past_the_seal_shows(
    owner: psycopg.Connection[tuple[object, ...]],
) -> None:
    acme = make_organisation()
    _happen(acme, "a.one")
    owner.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    owner.execute(
        "INSERT INTO audit_event SELECT gen_random_uuid(), created_at, chain_id, organisation_id,"
        " person_id, actor, actor_id, 'a.forged', subject_kind, subject_id, facts FROM audit_event"
    )
    owner.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    with pytest.raises(CommandError):
        _verify()


def test_the_owner_is_told_that_all_is_well() -> None:
    _happen(make_organisation(), "a.one", "a.two")
    with tenancy.person(make_user().pk):
        record(by=By.system(), verb="p.one")
    assert _verify() == "2 chains with 3 events hold.\n"


def test_the_app_role_is_told_that_it_cannot_see_all() -> None:
    with pytest.raises(CommandError, match="RENOWN_DATABASE_ROLE=owner"):
        call_command("verify_audit")


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE audit_event SET verb = 'a.lie'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_seal SET sequence = 9",
        "DELETE FROM audit_seal",
        "INSERT INTO audit_seal SELECT event_id, chain_id, person_id, 9, previous, digest"
        " FROM audit_seal",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    ],
)
def test_the_app_role_can_change_nothing(deed: str) -> None:
    acme = make_organisation()
    _happen(acme, "a.one")
    with (
        tenancy.organisation(acme.pk),
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
    assert _broken_at(acme) is None


def test_the_owner_is_stopped_by_the_triggers(
    owner: psycopg.Connection[tuple[object, ...]],
) -> None:
    _happen(make_organisation(), "a.one")
    for deed in ("UPDATE audit_event SET verb = 'a.lie'", "DELETE FROM audit_seal"):
        with pytest.raises(psycopg.errors.RaiseException):
            owner.execute(deed)


def test_each_organisation_sees_its_own_events_alone() -> None:
    acme, bolt = make_organisation(), make_organisation()
    _happen(acme, "a.one")
    _happen(bolt, "b.one")
    with tenancy.organisation(bolt.pk):
        assert [event.verb for event in Event.objects.all()] == ["b.one"]
        assert chains.state(acme.pk).head is None


def test_the_export_holds_every_event_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    acme = make_organisation()
    _happen(acme, "a.one", "a.two", "a.three")
    lines = [json.loads(line) for line in "".join(export.json_lines(acme.pk)).splitlines()]
    assert [(line["sequence"], line["verb"]) for line in lines] == [
        (1, "a.one"),
        (2, "a.two"),
        (3, "a.three"),
    ]
    with tenancy.organisation(acme.pk):
        head = chains.state(acme.pk).head
    assert head
    assert lines[-1]["digest"] == head.digest


def _verify() -> str:
    out = StringIO()
    as_owner()
    try:
        call_command("verify_audit", stdout=out)
    finally:
        as_app_role()
    return out.getvalue()
