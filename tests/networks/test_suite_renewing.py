"""Every network: what opens an account is renewed in time and once, and its end is told once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core import mail
from django.db import connection as database
from django.utils import timezone

from apps.accounts.models import User
from apps.connections.actions import renewals
from apps.connections.actions.reading import Outcome
from apps.connections.credentials import Held, seal
from apps.connections.models import Connection, ConnectionState
from apps.core import tenancy
from apps.pipeline import tasks
from apps.sandbox.standin.rules import Renewal, TokenState
from apps.scoring.models import Standing
from tests.networks.kits import kit_of
from tests.networks.suite import Linked, Trial, accounts_page, connections, held, next_day
from tests.networks.watched import Watched
from tests.pipeline.people import lease_ends, work

pytestmark = pytest.mark.django_db(transaction=True)
NOT_RENEWED = "what opens an account here has no end, and is not renewed"


def lived(connection: Connection, share: float) -> Held:
    """As if this share of the credential's life were over, for us and for the network."""
    credential, now = held(connection).credential, timezone.now()
    if credential.expires_at is None:
        pytest.skip(NOT_RENEWED)
    left = credential.expires_at - now
    lived, left = left * share, left * (1 - share)
    kit_of(connection.network).age(credential.access_token, lived.total_seconds())
    aged = replace(credential, expires_at=now + left)
    sealed = seal(aged, owner=connection.pk, issued_at=now - lived)
    with tenancy.person(connection.person_id):
        Connection.objects.filter(pk=connection.pk).update(sealed_credential=sealed)
    return held(connection)


def standing(person: User) -> Standing:
    with tenancy.person(person.pk):
        return Standing.objects.get()


def test_a_credential_has_an_end_where_it_is_renewed(trial: Trial) -> None:
    credential = held(trial.linked().connection).credential
    assert (credential.expires_at is not None) is trial.kit.renews


def test_it_is_renewed_when_four_fifths_of_its_life_are_over(
    trial: Trial, watched: Watched
) -> None:
    linked = trial.linked()
    before = lived(linked.connection, 0.79)
    assert linked.read() is Outcome.DONE
    assert watched.renewals == 0
    lived(linked.connection, 0.81)
    assert next_day(linked) is Outcome.DONE
    assert watched.renewals == 1
    after = held(linked.connection)
    assert after.credential.access_token != before.credential.access_token
    assert after.credential.expires_at is not None
    assert not after.is_due(timezone.now())


def test_what_was_renewed_is_stored_before_it_is_used(trial: Trial, watched: Watched) -> None:
    linked = trial.linked()
    before = lived(linked.connection, 0.9).credential
    watched.kills.add("profile asked")  # the first use of the new one
    with pytest.raises(SystemExit):
        linked.read()
    after = held(linked.connection).credential
    assert after.access_token != before.access_token
    renewal = trial.standin.grants.rules.renewal
    is_exchanged = renewal is Renewal.NONE and before.refresh_token != ""
    is_another = after.refresh_token != before.refresh_token
    assert is_another is (is_exchanged or renewal is Renewal.ROTATES)
    lease_ends(linked.person)
    assert linked.read() is Outcome.DONE
    assert watched.renewals == 1


def test_two_workers_renew_once(trial: Trial, watched: Watched) -> None:
    linked = trial.linked()
    before = lived(linked.connection, 0.9).credential.access_token
    ids = {"person_id": linked.person.pk, "connection_id": linked.connection.pk}

    def renew(_: int) -> str:
        try:
            return renewals.fresh(**ids).credential.access_token
        except renewals.Busy:
            return "busy"
        finally:
            database.close()

    with ThreadPoolExecutor(3) as pool:
        found = {*pool.map(renew, range(3))}
    assert watched.renewals == 1
    assert found - {"busy"} == {held(linked.connection).credential.access_token} != {before}


def test_a_token_that_ended_before_its_time_is_renewed_where_it_can_be(
    trial: Trial, watched: Watched
) -> None:
    linked = trial.linked()
    if held(linked.connection).credential.expires_at is None:
        pytest.skip(NOT_RENEWED)
    trial.standin.grants.expire(trial.ada.id)
    renewed = trial.kit.renews and trial.standin.grants.rules.renewal is not Renewal.NONE
    assert linked.read() is (Outcome.DONE if renewed else Outcome.FAILED)
    assert watched.renewals == 1


def test_a_dead_token_leads_to_one_mail_and_the_score_stays_with_its_date(trial: Trial) -> None:
    linked = trial.linked()
    work()
    before = standing(linked.person)
    assert before.computed_at is not None
    mail.outbox.clear()
    trial.standin.grants.close_account(trial.ada.id)
    assert next_day(linked) is Outcome.FAILED
    for _ in range(3):
        tasks.ask_to_relink(str(linked.person.pk), str(linked.connection.pk))
    work()
    assert [message.to for message in mail.outbox] == [[linked.person.email]]
    after = standing(linked.person)
    assert (after.state, after.value) == (before.state, before.value)
    assert after.computed_at == before.computed_at
    assert_it_can_be_linked_again(trial, linked)


def assert_it_can_be_linked_again(trial: Trial, linked: Linked) -> None:
    told = accounts_page(linked.client)
    assert f"{trial.adapter.label} no longer lets us read. Link it again." in told
    assert f"{trial.adapter.label} is linked." in trial.link(linked.client)
    (connection,) = connections(linked.person)
    assert connection.state == ConnectionState.ACTIVE
    token = held(connection).credential.access_token
    assert trial.standin.grants.look(token)[1] is TokenState.GOOD
    assert linked.read() is Outcome.DONE
