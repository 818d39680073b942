"""A person is erased: all goes at once, networks are told, and a proof stays that names nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.utils import timezone, translation
from psycopg import sql

from apps.accounts.models import Erasure, User
from apps.audit import chains
from apps.audit.models import Event
from apps.candidates.models import Candidate, Consent, Decline, Invitation, Opening
from apps.connections.models import Connection, Revocation
from apps.connections.networks.errors import Transient
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.models import Membership
from apps.pipeline import actions, due, erasures
from apps.scoring.models import Contest, Score, Standing
from tests import factories
from tests.database import owner_conninfo
from tests.guards.test_models import WALLED
from tests.pipeline.people import Asked, agree, empty_queue, link, work
from tests.pipeline.scripted import Scripted

pytestmark = pytest.mark.django_db(transaction=True)
# What keeps a person's identifier on purpose: it leads to nobody, and the chain proves itself.
KEEPS = {"audit.Event", "audit.Seal"}


@pytest.fixture
def ada(network: Scripted) -> Asked:
    """She shares, has linked, was read and scored, and contests."""
    asked = agree()
    link(asked.person, network)
    work()
    factories.make_contest(asked.consent)
    return asked


def erase(person: User) -> Erasure:
    found = erasures.begin(person_id=person.pk)
    assert found is not None
    return found


def finished(erasure: Erasure) -> Erasure:
    work()
    erasure.refresh_from_db()
    return erasure


def rows_of(person: User) -> dict[str, int]:
    """How many rows of each walled table still name the person, as the owner sees them."""
    walled: list[Any] = [*WALLED]
    theirs = [m for m in walled if m.wall.person and m._meta.label not in KEEPS]
    with psycopg.connect(owner_conninfo()) as owner:
        counts = {m._meta.label: _count(owner, m, person) for m in theirs}
    return {name: count for name, count in counts.items() if count}


def _count(owner: psycopg.Connection[Any], model: Any, person: User) -> int:
    place = sql.Identifier(model._meta.db_table), sql.Identifier(model.wall.person)
    asked = sql.SQL("SELECT count(*) FROM {} WHERE {} = %s").format(*place)
    row = owner.execute(asked, [person.pk]).fetchone()
    assert row is not None
    return int(row[0])


def test_all_of_it_goes_at_once_and_the_network_is_told_after(
    ada: Asked, network: Scripted
) -> None:
    proof = erase(ada.person)
    with tenancy.person(ada.person.pk):
        for model in (Score, Standing, Contest, Consent, Connection, Candidate):
            assert not model.objects.exists(), model
        assert Revocation.objects.count() == 1
    assert (proof.accounts, proof.employers, proof.scores) == (1, 1, 1)
    assert not network.revoked
    assert finished(proof).done_at
    assert network.revoked == ["access-1"]


def test_nothing_is_left_that_names_the_person(ada: Asked) -> None:
    finished(erase(ada.person))
    assert rows_of(ada.person) == {}
    assert not User.objects.filter(pk=ada.person.pk).exists()
    assert not EmailAddress.objects.filter(email=ada.person.email).exists()
    proof = Erasure.objects.get()
    assert (proof.subject, proof.sealed_address) == (None, None)
    assert not Due.objects.filter(wall_id=ada.person.pk).exists()


def test_nobody_can_sign_in_from_the_first_moment(ada: Asked) -> None:
    Authenticator.objects.create(user=ada.person, type="recovery_codes", data={})
    erase(ada.person)
    left = User.objects.get(pk=ada.person.pk)
    assert not left.is_active
    assert not left.has_usable_password()
    assert (left.name, left.email) == ("", f"{left.pk}@erased.invalid")
    assert not Authenticator.objects.exists()


def test_the_confirmation_goes_to_the_address_which_goes_too(ada: Asked) -> None:
    with translation.override("de"):
        proof = erase(ada.person)
    assert mail.outbox == []
    finished(proof)
    assert [each.to for each in mail.outbox] == [[ada.person.email]]
    assert proof.number in mail.outbox[0].body
    assert "gelöscht" in mail.outbox[0].subject
    assert ada.person.name not in mail.outbox[0].body


def test_erasing_twice_is_once(ada: Asked) -> None:
    first = erase(ada.person)
    assert erase(ada.person) == first
    finished(first)
    assert erasures.begin(person_id=ada.person.pk) is None
    assert erasures.finish(person_id=ada.person.pk, erasure_id=first.pk)
    assert Erasure.objects.count() == 1
    assert len(mail.outbox) == 1


def test_two_at_the_same_moment_are_one(ada: Asked) -> None:
    def once(_: int) -> Any:
        try:
            return erasures.begin(person_id=ada.person.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(once, range(2))
    assert first == second
    assert Erasure.objects.count() == 1


def test_a_lost_message_or_a_killed_worker_leaves_it_to_the_scheduler(
    ada: Asked, network: Scripted
) -> None:
    proof = erase(ada.person)
    kinds = set(Due.objects.filter(wall_id=ada.person.pk).values_list("kind", flat=True))
    assert kinds == {due.ERASURE, "grant.revoke"}
    empty_queue()
    Due.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    for _ in range(3):
        actions.dispatch()
        work()
        Due.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    proof.refresh_from_db()
    assert proof.done_at
    assert rows_of(ada.person) == {}


def test_until_the_network_has_forgotten_the_nameless_row_holds_the_grant(
    ada: Asked, network: Scripted
) -> None:
    network.faults["revoke"] = [Transient("away")]
    proof = finished(erase(ada.person))
    assert proof.done_at is None
    with tenancy.person(ada.person.pk):
        assert Revocation.objects.exists()
    assert User.objects.get(pk=ada.person.pk).name == ""


def test_the_employer_sees_what_they_see_of_somebody_who_never_answered(ada: Asked) -> None:
    finished(erase(ada.person))
    with tenancy.organisation(ada.consent.organisation_id):
        candidate = Candidate.objects.get(pk=ada.consent.candidate_id)
        assert candidate.person_id is None
        assert not Standing.objects.exists()
        assert not Consent.objects.exists()
        assert not Contest.objects.exists()
        told = Event.objects.filter(verb__startswith="consent") | Event.objects.filter(
            verb__startswith="score"
        )
        assert not told.exists()


def test_no_letter_goes_to_them_any_more(ada: Asked) -> None:
    organisation_id = ada.consent.organisation_id
    with tenancy.organisation(organisation_id):
        candidate = Candidate.objects.get(pk=ada.consent.candidate_id)
        opening = Opening.objects.create(
            organisation_id=organisation_id, title="Another", reason=factories.REASON
        )
    pending = factories.make_invitation(candidate, opening)
    erase(ada.person)
    with tenancy.organisation(organisation_id):
        assert not Invitation.objects.with_may_mail().get(pk=pending.pk).may_mail
        assert not Decline.objects.exists(), "and the employer cannot see why"


def test_the_chain_of_events_still_proves_itself_and_names_nobody(ada: Asked) -> None:
    finished(erase(ada.person))
    with tenancy.person(ada.person.pk):
        assert chains.state(ada.person.pk).holds
        events = list(Event.objects.all())
    assert "person.erased" in {event.verb for event in events}
    written = " ".join(str(event.facts) for event in events)
    assert ada.person.email not in written
    assert ada.person.name not in written


def test_who_works_in_a_team_keeps_the_sign_in_and_nothing_else(ada: Asked) -> None:
    team = factories.make_organisation("Their own employer", owner=ada.person)
    proof = finished(erase(ada.person))
    assert proof.keeps_account
    assert proof.done_at
    assert User.objects.get(pk=ada.person.pk).email == ada.person.email
    with tenancy.organisation(team.pk):
        assert Membership.objects.filter(user=ada.person).exists()
    assert rows_of(ada.person) == {}
    assert erase(ada.person) != proof, "later it can be asked for again"


def test_where_they_once_invited_others_their_name_goes(ada: Asked) -> None:
    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation, created_by=ada.person)
    other = factories.make_candidate(organisation, opening=opening)
    invitation = factories.make_invitation(other, opening, invited_by=ada.person)
    finished(erase(ada.person))
    assert not User.objects.filter(pk=ada.person.pk).exists()
    with tenancy.organisation(organisation.pk):
        assert Invitation.objects.get(pk=invitation.pk).invited_by_id is None
        assert Opening.objects.get(pk=opening.pk).created_by_id is None


def test_a_mail_server_that_is_away_is_tried_again_and_holds_nobody_back_for_ever(
    ada: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    proof = finished(erase(ada.person))
    assert proof.done_at is None
    assert proof.sealed_address is not None
    Erasure.objects.update(created_at=timezone.now() - erasures.LONGEST - timedelta(hours=1))
    assert erasures.finish(person_id=ada.person.pk, erasure_id=proof.pk)
    assert rows_of(ada.person) == {}


def test_the_database_deletes_a_user_in_their_own_scope_only(ada: Asked) -> None:
    stranger = factories.make_user()
    with (
        pytest.raises(Exception, match="own scope only"),
        tenancy.person(stranger.pk),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT accounts_delete_user(%s)", [ada.person.pk])
    assert User.objects.filter(pk=ada.person.pk).exists()
