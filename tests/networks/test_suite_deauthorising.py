"""Meta's networks: what they post about a user reaches the account that this user linked here."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core import mail

from apps.connections.actions.reading import Outcome
from apps.connections.models import ConnectionState
from tests.networks.suite import Trial, connections, held
from tests.pipeline.people import rows_read, work
from tests.portal.signed import post, signed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("trial", ["facebook", "instagram"], indirect=True),
]


def word(trial: Trial, user_id: str) -> str:
    return signed(user_id, secret=settings.NETWORKS[trial.name]["CLIENT_SECRET"])


def test_who_takes_renown_off_their_list_there_is_read_no_more(trial: Trial) -> None:
    ada = trial.linked()
    bob = trial.linked(trial.bob, email="ivo@people.example")
    user_id = held(ada.connection).credential.grantor_id
    assert post(f"/networks/{trial.name}/deauthorise/", word(trial, user_id)).status_code == 200
    work()
    assert [each.state for each in connections(ada.person)] == [ConnectionState.NEEDS_REAUTH]
    assert [each.state for each in connections(bob.person)] == [ConnectionState.ACTIVE]
    assert [message.to for message in mail.outbox] == [[ada.person.email]]


def test_who_asks_there_for_deletion_has_everything_deleted_here(trial: Trial) -> None:
    ada = trial.linked()
    assert ada.read() is Outcome.DONE
    assert rows_read(ada.person)
    user_id = held(ada.connection).credential.grantor_id
    assert post(f"/networks/{trial.name}/delete/", word(trial, user_id)).status_code == 200
    work()
    assert rows_read(ada.person) == []
    assert connections(ada.person) == []
