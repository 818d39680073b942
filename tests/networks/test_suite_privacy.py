"""Every network: no name, no text and no id of anybody is kept or logged, whatever was read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from apps.connections.actions.reading import Outcome
from apps.sandbox.world.accounts import CROWD_IDS, SWARM_IDS
from tests.database import owner_conninfo
from tests.guards.test_logs import everything_logged
from tests.networks.suite import Trial, held, next_day, stored_acts
from tests.pipeline.people import work

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = re.compile(r"\bPost \d{1,5}\b")  # what the world's people write
STRANGER = re.compile(r"\b(?:crowd\d{7}|unit\d{4})\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])\d{10}(?![\w.])")


def test_no_name_text_or_token_of_anybody_is_in_the_database_or_the_logs(trial: Trial) -> None:
    with everything_logged() as logs:
        linked = trial.linked(who=trial.busy)
        assert linked.read() is Outcome.DONE
        work()
        assert next_day(linked) is Outcome.DONE
    assert stored_acts(linked.person)
    names = re.compile(rf"\b(?:{'|'.join(p.handle for p in trial.here.people)})\b", re.IGNORECASE)
    for where, text in [*_rows(), *_lines(logs)]:
        found = [hit for each in (names, STRANGER, TEXT) for hit in each.findall(text)]
        assert found == [], where
        assert not _is_anybody(trial, text), where
    credential = held(linked.connection).credential
    assert credential.label, "the person's own name of the account is there, and sealed"
    for where, text in [*_rows(), *_lines(logs)]:
        assert credential.access_token not in text, where
        assert not credential.refresh_token or credential.refresh_token not in text, where


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


def _is_anybody(trial: Trial, text: str) -> bool:
    """Whether an id of somebody else than the account's own is in the text."""
    own = trial.busy.id
    return any(
        trial.here.person(number) is not None or CROWD_IDS <= int(number) < SWARM_IDS + 10**7
        for number in NUMBER.findall(text)
        if number != own
    )
