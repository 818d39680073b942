"""People who share an account that was never read, in a database of the benchmark's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from multiprocessing.connection import Connection as Pipe
from typing import Any
from uuid import UUID

FIRST = 5_000_000_000

type Account = tuple[UUID, UUID, str]  # person, connection, the account's id at X


def set_up(database: dict[str, Any], api_url: str = "") -> None:
    """Django in a process of its own, on that database and against that stand-in."""
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from config import celery  # noqa: PLC0415

    celery.app.set_default()
    connection.settings_dict.update(database)
    settings.NETWORKS["x"].update(API_URL=api_url, ENABLED=True)


def link(database: dict[str, Any], tell: Pipe) -> None:
    """Sends so many new accounts as are asked for; each person agreed and linked one."""
    set_up(database)
    from apps.audit.actions import By  # noqa: PLC0415  # settings come first
    from apps.connections.actions import connections  # noqa: PLC0415
    from apps.connections.networks.adapter import Credential  # noqa: PLC0415
    from apps.connections.networks.keys import account_key  # noqa: PLC0415
    from apps.connections.networks.x.statements import SCOPES  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    organisation = factories.make_organisation()
    opening = factories.make_opening(organisation)

    def one(number: int) -> Account:
        email = f"somebody{number}@people.example"
        person = factories.make_user("Somebody", email=email)
        candidate = factories.make_candidate(organisation, opening=opening, email=email)
        factories.make_consent(candidate, person, opening=opening)
        account_id = str(FIRST + number)
        linked = connections.link(
            person_id=person.pk,
            network="x",
            credential=Credential(
                account_id=account_id,
                label="@somebody",
                access_token=account_id,
                expires_at=datetime.now(UTC) + timedelta(days=1),
                scopes=frozenset(SCOPES),
            ),
            account_key=account_key("x", account_id),
            by=By.person(person.pk),
        )
        return person.pk, linked.pk, account_id

    numbers = count(1)
    while True:
        [wanted] = tell.recv()
        tell.send([one(next(numbers)) for _ in range(wanted)])
