"""The managers' filters are a courtesy. Without them the wall alone still holds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError, ProgrammingError
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.models import (
    Application,
    Candidate,
    Consent,
    Decline,
    Invitation,
    Opening,
    Withdrawal,
)
from apps.connections.models import Connection
from apps.core import tenancy
from apps.core.models import scoped
from apps.core.tenancy import NoScope
from apps.integrations.models import Attempt, Delivery, Endpoint, Message, Outcome, System
from apps.organisations.models import Announcement, Membership, Organisation
from apps.organisations.models.announcement import Kind
from apps.scoring.models import Score, ShadowScore, Standing
from tests.factories import (
    make_candidate,
    make_consent,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def _no_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every developer had forgotten every filter."""
    monkeypatch.setattr(scoped.TenantQuerySet, "in_scope", lambda self: self)


class World:
    """Two employers, Ada at the first, Bo at the second; each has one candidate who shares."""

    def __init__(self) -> None:
        self.ada, self.bo = make_user("Ada"), make_user("Bo")
        self.first, self.second = (
            make_organisation("First", owner=self.ada),
            make_organisation("Second", owner=self.bo),
        )
        self.carla, self.dan = make_user("Carla"), make_user("Dan")
        self.consents = [self._share(self.first, self.carla), self._share(self.second, self.dan)]

    def _share(self, organisation: Organisation, person: User) -> Consent:
        opening = make_opening(organisation)
        candidate = make_candidate(organisation, person.name, opening=opening, email=person.email)
        consent = make_consent(candidate, person, opening=opening)
        score = make_score(consent)
        with tenancy.person(person.pk):
            ShadowScore.objects.create(
                organisation_id=organisation.pk,
                candidate=candidate,
                person=person,
                score=score,
                model_version="other",
                visible_until=consent.expires_at,
            )
            Connection.objects.create(
                person=person,
                network="x",
                account_key=f"key of {person.name}",
                sealed_credential=b"-",
            )
        self._tell(consent)
        return consent

    def _tell(self, consent: Consent) -> None:
        """A system of the employer's was told once, and is to be told again."""
        told = {"organisation_id": consent.organisation_id, "candidate_id": consent.candidate_id}
        ours = {"organisation_id": consent.organisation_id}
        with tenancy.organisation(consent.organisation_id):
            Announcement.objects.create(**told, kind=Kind.SCORE_CHANGED)
            message = Message.objects.create(**told, kind=Kind.SCORE_COMPUTED, sequence=1)
            endpoint = Endpoint.objects.create(**ours, system=System.WEBHOOK, name="Ours")
            delivery = Delivery.objects.create(
                **told, endpoint=endpoint, message=message, sequence=1, due_at=timezone.now()
            )
            Attempt.objects.create(
                **ours, delivery=delivery, number=1, milliseconds=9, outcome=Outcome.ACCEPTED
            )


@pytest.fixture
def world() -> World:
    return World()


OF_ORGANISATIONS = [
    Membership,
    Opening,
    Candidate,
    Application,
    Invitation,
    Consent,
    Score,
    ShadowScore,
    Standing,
    Announcement,
    Endpoint,
    Message,
    Delivery,
    Attempt,
]


@pytest.mark.usefixtures("_no_filters")
@pytest.mark.parametrize("model", OF_ORGANISATIONS, ids=lambda m: m.__name__)
def test_an_employer_sees_its_own_rows_and_no_others(world: World, model: Any) -> None:
    with tenancy.organisation(world.first.pk):
        assert {row.organisation_id for row in model.objects.all()} == {world.first.pk}
    with tenancy.organisation(world.second.pk):
        assert {row.organisation_id for row in model.objects.all()} == {world.second.pk}


@pytest.mark.usefixtures("_no_filters")
@pytest.mark.parametrize("model", OF_ORGANISATIONS, ids=lambda m: m.__name__)
def test_without_a_scope_nobody_sees_anything(world: World, model: Any) -> None:
    assert model.objects.count() == 0
    assert model._base_manager.count() == 0


@pytest.mark.usefixtures("_no_filters")
def test_no_employer_reads_what_belongs_to_a_person(world: World) -> None:
    with tenancy.organisation(world.first.pk):
        assert Connection.objects.count() == 0


@pytest.mark.usefixtures("_no_filters")
def test_a_person_sees_themselves_and_nobody_else(world: World) -> None:
    with tenancy.person(world.carla.pk):
        assert {row.person_id for row in Connection.objects.all()} == {world.carla.pk}
        assert {row.person_id for row in Consent.objects.all()} == {world.carla.pk}
        assert {row.person_id for row in Candidate.objects.all()} == {world.carla.pk}
        assert [row.pk for row in Organisation.objects.all()] == [world.first.pk]
        assert {row.organisation_id for row in Opening.objects.all()} == {world.first.pk}


@pytest.mark.usefixtures("_no_filters")
def test_an_employer_can_neither_change_nor_delete_the_rows_of_another(world: World) -> None:
    with tenancy.organisation(world.first.pk):
        assert Opening._base_manager.filter(organisation=world.second).update(title="Stolen") == 0
        assert Opening._base_manager.filter(organisation=world.second).delete()[0] == 0


@pytest.mark.usefixtures("_no_filters")
def test_an_employer_cannot_write_rows_for_another(world: World) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        tenancy.organisation(world.first.pk),
    ):
        Opening.objects.create(organisation=world.second, title="Planted", reason="x" * 30)


def test_a_reference_into_another_organisation_is_refused(world: World) -> None:
    foreign = world.consents[1].candidate_id
    with pytest.raises(IntegrityError, match="in_tenant"), tenancy.organisation(world.first.pk):
        opening = Opening.objects.first()
        assert opening is not None
        Application.objects.create(organisation=world.first, candidate_id=foreign, opening=opening)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.usefixtures("_no_filters")
def test_a_withdrawn_or_declined_consent_looks_like_silence(world: World) -> None:
    consent = world.consents[0]
    with tenancy.person(world.carla.pk):
        Withdrawal.objects.create(
            organisation=world.first, consent=consent, person=world.carla, cause="person"
        )
    with tenancy.organisation(world.first.pk):
        invitation = Invitation.objects.get()
        Decline.objects.create(
            organisation=world.first, candidate_id=consent.candidate_id, invitation=invitation
        )
        assert Consent.objects.count() == 0
        assert Withdrawal.objects.count() == 0
        assert Decline.objects.count() == 0


def test_forgetting_the_scope_is_an_error_for_the_developer(world: World) -> None:
    with pytest.raises(NoScope):
        Opening.objects.count()


def test_the_scope_ends_with_its_block_and_after_an_error(world: World) -> None:
    with tenancy.organisation(world.first.pk):
        with pytest.raises(ZeroDivisionError), tenancy.person(world.carla.pk):
            raise ZeroDivisionError
        assert _setting("app.organisation_id") == str(world.first.pk)
        assert _setting("app.person_id") == ""
    assert _setting("app.organisation_id") == ""


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_scope_outlives_its_transaction() -> None:
    organisation = make_organisation()
    with tenancy.organisation(organisation.pk):
        assert _setting("app.organisation_id") == str(organisation.pk)
    with transaction.atomic():
        assert _setting("app.organisation_id") == ""


def test_facts_cannot_be_changed(world: World) -> None:
    with pytest.raises(DatabaseError, match="Cannot update"), tenancy.person(world.carla.pk):
        Consent.objects.update(expires_at=timezone.now())


def test_expired_shares_disappear_by_themselves(world: World) -> None:
    dora = make_user("Dora")
    opening = make_opening(world.first)
    candidate = make_candidate(world.first, "Dora", opening=opening, email=dora.email)
    past = timezone.now() - timedelta(days=100)
    make_consent(
        candidate, dora, opening=opening, granted_at=past, expires_at=past + timedelta(days=90)
    )
    with tenancy.organisation(world.first.pk):
        assert Consent.objects.filter(candidate=candidate).count() == 0


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        row = cursor.fetchone()
    return str((row or [""])[0] or "")
