"""Every network: no name, no text and no id of anybody is kept or logged, whatever was read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

import psycopg
import pytest
from django.utils import timezone
from psycopg import sql

from apps.connections.actions.reading import Outcome
from apps.connections.models import Fetch, PostObservation
from apps.core import tenancy
from apps.pipeline import tasks
from apps.sandbox.world import Account, Reaction
from tests.database import owner_conninfo
from tests.guards.test_logs import everything_logged
from tests.networks.suite import (
    SOON,
    Trial,
    fetches,
    held,
    next_day,
    own_posts,
    stored_acts,
    stored_posts,
)
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = re.compile(r"\b(?:Post|Comment) \d{1,5}\b")  # what the world's people write
ID = 10  # digits


def test_no_name_text_or_token_of_anybody_is_in_the_database_or_the_logs(trial: Trial) -> None:
    with everything_logged() as logs:
        linked = trial.linked(who=trial.busy)
        assert linked.read() is Outcome.DONE
        work()
        assert next_day(linked) is Outcome.DONE
    assert stored_acts(linked.person)
    forbidden, posts = _whoever_is_there(trial), stored_posts(linked.person)
    own = re.compile("|".join(re.escape(row.post_id) for row in posts))
    credential = held(linked.connection).credential
    assert credential.label, "the person's own name of the account is there, and sealed"
    for where, text in [*_rows(), *_lines(logs)]:
        assert not forbidden & _named_in(own.sub("", text)), where
        assert TEXT.findall(text) == [], where
        assert credential.access_token not in text, where
        assert not credential.refresh_token or credential.refresh_token not in text, where


def test_a_reading_goes_when_the_network_lets_it_be_kept_no_longer(trial: Trial) -> None:
    linked = trial.linked()
    assert linked.read() is Outcome.DONE
    erase = str(linked.person.pk), str(fetches(linked.person)[0].pk)
    for age, left in ((trial.adapter.kept - SOON, True), (trial.adapter.kept + SOON, False)):
        with tenancy.person(linked.person.pk):
            Fetch.objects.update(finished_at=timezone.now() - age)
        tasks.erase_fetch(*erase)
        with tenancy.person(linked.person.pk):
            assert PostObservation.objects.exists() is left


def _whoever_is_there(trial: Trial) -> set[str]:
    """The names and ids of all people of the world, of whoever reacted to what was read, and of the
    followers whom a network may name."""
    here, now = trial.here, datetime.now(UTC)
    accounts: set[Account] = {*here.people, *here.followers(trial.busy, start=0, limit=100)}
    for post in own_posts(trial.name, trial.busy, now):
        for kind in Reaction:
            accounts |= {act.actor for act in here.reactions(post, kind, now=now)}
    ids = {account.id for account in accounts} - {trial.busy.id}
    return ids | {account.handle for account in accounts}


def _named_in(text: str) -> set[str]:
    """What looks like a handle, and all that could be an id: a network's ids are made from those
    of the world, whose ten digits stand in them."""
    runs = re.findall(r"\d{10,}", text)
    ids = {run[at : at + ID] for run in runs for at in range(len(run) - ID + 1)}
    return ids | {each.lower() for each in re.findall(r"[A-Za-z]+\d{3,7}", unquote(text))}


def _rows() -> Iterator[tuple[str, str]]:
    """Every row of every table, as text; binary columns as hex digits."""
    with psycopg.connect(owner_conninfo()) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in tables.fetchall():
            query = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))
            for (row,) in owner.execute(query).fetchall():
                yield table, str(row)


def _lines(logs: list[io.StringIO]) -> Iterator[tuple[str, str]]:
    """Without what the stand-in itself says: it is not part of what people run."""
    for log in logs:
        for line in log.getvalue().splitlines():
            if "/sandbox/" not in line:
                yield f"log: {line[:80]}", line
