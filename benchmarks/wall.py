"""What the wall costs: the same queries with its policies and without, in one run.

Run from the project's root, where a database server is at hand (DATABASE_URL, DATABASE_OWNER_URL):
``python -m benchmarks.wall [--organisations N] [--candidates N] [--check]``.

It makes a database of its own and drops it again. Rounds take turns, so that a busy machine slows
both sides alike: the app role behind the wall, the app role while row-level security is switched
off, and the owner, whose policy lets every row through. Every query names its organisation, as the
application's queries do; "forgotten filter" does not, and is there to show what the wall does then.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

BOUND = 2.0  # of the median: a query may cost at most twice as much behind the wall,
NOTHING = 2.0  # or so many milliseconds more
ROUNDS = 40
TABLES = (
    "candidates_candidate",
    "candidates_application",
    "candidates_consent",
    "candidates_withdrawal",
    "scoring_standing",
)
LIST = """
SELECT s.*, c.name FROM scoring_standing s JOIN candidates_candidate c ON c.id = s.candidate_id
WHERE s.organisation_id = %(organisation)s AND c.organisation_id = %(organisation)s
ORDER BY s.reach DESC NULLS LAST, s.candidate_id LIMIT 50"""
OPENING = """
SELECT c.id, c.name, s.value FROM candidates_application a
JOIN candidates_candidate c ON c.id = a.candidate_id
LEFT JOIN scoring_standing s ON s.candidate_id = c.id
WHERE a.organisation_id = %(organisation)s AND c.organisation_id = %(organisation)s
ORDER BY s.value DESC NULLS LAST LIMIT 50"""
ONE = """
SELECT c.*, s.* FROM candidates_candidate c LEFT JOIN scoring_standing s ON s.candidate_id = c.id
WHERE c.organisation_id = %(organisation)s AND c.id = %(candidate)s"""
COUNT = "SELECT count(*) FROM scoring_standing WHERE organisation_id = %(organisation)s"
CONSENTS = "SELECT count(*) FROM candidates_consent WHERE organisation_id = %(organisation)s"
FORGOTTEN = "SELECT count(*) FROM scoring_standing WHERE value > 0"

QUERIES = {
    "list of candidates": LIST,
    "candidates of an opening": OPENING,
    "one candidate": ONE,
    "count of standings": COUNT,
    "count of consents": CONSENTS,
    "forgotten filter": FORGOTTEN,
}
BOUNDED = ("list of candidates", "candidates of an opening", "one candidate", "count of standings")


@dataclass(frozen=True)
class Side:
    """One way to ask: whose connection, and whether the policies are on."""

    name: str
    link: psycopg.Connection[tuple[object, ...]]
    policies: bool


def fill(
    owner: psycopg.Connection[tuple[object, ...]], organisations: int, candidates: int
) -> None:
    """One opening an organisation; every candidate applied, consented and was scored."""
    sizes = {"organisations": organisations, "candidates": candidates}
    for statement in _statements(owner):
        owner.execute(statement.encode(), sizes)
    owner.execute("VACUUM ANALYZE")


def _statements(owner: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    user = "(SELECT id FROM accounts_user ORDER BY email LIMIT 1)"
    of_organisation = {"organisation_id": "o.id"}
    each = "FROM organisations_organisation o, generate_series(1, %(candidates)s) n"
    soon = "now() + interval '60 days'"
    person = {"email": "'somebody@people.example'"}
    invitation = {**of_organisation, "candidate_id": "c.id", "opening_id": "p.id"}
    applied = {**invitation, "status": "'new'"}
    of_candidate = (
        "FROM candidates_candidate c JOIN organisations_organisation o ON o.id = c.organisation_id"
        " JOIN candidates_opening p ON p.organisation_id = o.id"
    )
    consented = {
        **of_organisation,
        "candidate_id": "i.candidate_id",
        "invitation_id": "i.id",
        "person_id": user,
        "networks": "ARRAY['x', 'wordpress']",
        "granted_at": "now()",
        "expires_at": soon,
    }
    points = {
        "value": "1 + (random() * 99)::int",
        "reach": "(random() * 40)::int",
        "engagement": "(random() * 30)::int",
        "network": "(random() * 30)::int",
    }
    standing = {
        **of_organisation,
        **points,
        "candidate_id": "c.id",
        "person_id": user,
        "state": "'scored'",
        "visible_until": soon,
    }
    invited = (
        "FROM candidates_invitation i JOIN organisations_organisation o ON o.id = i.organisation_id"
    )
    return [
        insert_into(owner, "accounts_user", person, ""),
        insert_into(
            owner,
            "organisations_organisation",
            {"name": "'Employer ' || n", "slug": "'employer-' || n"},
            "FROM generate_series(1, %(organisations)s) n",
        ),
        insert_into(
            owner, "candidates_opening", of_organisation, "FROM organisations_organisation o"
        ),
        insert_into(
            owner,
            "candidates_candidate",
            {**of_organisation, "name": "'Person ' || n", "email": "n || '@people.example'"},
            each,
        ),
        insert_into(owner, "candidates_application", applied, of_candidate),
        insert_into(
            owner, "candidates_invitation", {**invitation, "expires_at": soon}, of_candidate
        ),
        insert_into(owner, "candidates_consent", consented, invited),
        insert_into(owner, "scoring_standing", standing, of_candidate),
    ]


def insert_into(
    owner: psycopg.Connection[tuple[object, ...]],
    table: str,
    values: dict[str, str],
    source: str,
) -> str:
    """An INSERT that also fills every other column that must not be empty."""
    rows = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = %s AND is_nullable = 'NO' AND column_default IS NULL",
        [table],
    ).fetchall()
    fillers = {str(name): FILLERS[str(kind)] for name, kind in rows}
    whole = {**fillers, **values}
    return f"INSERT INTO {table} ({', '.join(whole)}) SELECT {', '.join(whole.values())} {source}"


FILLERS = {
    "uuid": "gen_random_uuid()",
    "timestamp with time zone": "now()",
    "character varying": "''",
    "text": "''",
    "boolean": "true",
    "integer": "1",
    "smallint": "1",
    "numeric": "1",
    "ARRAY": "'{}'",
    "jsonb": "'{}'",
    "interval": "interval '180 days'",
    "bigint": "0",
}


def measure(sides: Sequence[Side], owner_url: str) -> dict[str, dict[str, float]]:
    """Median milliseconds by query and side."""
    with psycopg.connect(owner_url) as owner:
        names = _some_names(owner)
    times: dict[str, dict[str, list[float]]] = {q: {s.name: [] for s in sides} for q in QUERIES}
    for number in range(ROUNDS):
        for side in sides:
            _switch(owner_url, on=side.policies)
            for name, query in QUERIES.items():
                taken = _ask(side, query, names[number % len(names)])
                if number:  # the first round warms up
                    times[name][side.name].append(taken)
    _switch(owner_url, on=True)
    return {q: {s: statistics.median(t) for s, t in by.items()} for q, by in times.items()}


def _some_names(owner: psycopg.Connection[tuple[object, ...]]) -> list[dict[str, object]]:
    rows = owner.execute(
        "SELECT DISTINCT ON (organisation_id) organisation_id, id FROM candidates_candidate"
        " ORDER BY organisation_id, id LIMIT 10"
    ).fetchall()
    return [
        {"organisation": organisation, "candidate": candidate} for organisation, candidate in rows
    ]


def _switch(owner_url: str, *, on: bool) -> None:
    verb = "ENABLE" if on else "DISABLE"
    with psycopg.connect(owner_url) as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} {verb} ROW LEVEL SECURITY".encode())


def _ask(side: Side, query: str, names: dict[str, object]) -> float:
    """Milliseconds of one query, in a transaction that has announced its organisation."""
    with side.link.transaction():
        side.link.execute(
            "SELECT set_config('app.organisation_id', %s, true)", [str(names["organisation"])]
        )
        start = time.perf_counter()
        side.link.execute(query.encode(), names).fetchall()
        return (time.perf_counter() - start) * 1000


def report(found: dict[str, dict[str, float]], people: int) -> bool:
    """Prints the table; whether all bounds hold."""
    print(f"{people} candidates; median of {ROUNDS - 1} rounds, milliseconds")
    print(f"{'':26}{'behind it':>11}{'without':>11}{'owner':>11}{'ratio':>8}")
    fine = True
    for query, times in found.items():
        ratio = times["wall"] / times["open"]
        dear = ratio > BOUND and times["wall"] - times["open"] > NOTHING
        fine = fine and not (query in BOUNDED and dear)
        numbers = f"{times['wall']:11.2f}{times['open']:11.2f}{times['owner']:11.2f}{ratio:8.2f}"
        print(f"{query:26}{numbers}")
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--organisations", type=int, default=100)
    parser.add_argument("--candidates", type=int, default=500, help="of each organisation")
    parser.add_argument("--check", action="store_true", help=f"fail above a ratio of {BOUND}")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("RENOWN_ENV", "test")
    import django  # noqa: PLC0415  # the environment comes first

    django.setup()
    from tests import database  # noqa: PLC0415  # the settings come first

    drop = database.make_database("wall_bench")
    try:
        fine = _run(database.owner_conninfo(), database.app_conninfo(), asked)
    finally:
        drop()
    return 0 if fine or not asked.check else 1


def _run(owner_url: str, app_url: str, asked: argparse.Namespace) -> bool:
    with (
        psycopg.connect(owner_url, autocommit=True) as owner,
        psycopg.connect(app_url, autocommit=True) as app,
    ):
        fill(owner, asked.organisations, asked.candidates)
        sides = [
            Side("wall", app, policies=True),
            Side("open", app, policies=False),
            Side("owner", owner, policies=True),
        ]
        found = measure(sides, owner_url)
    return report(found, asked.organisations * asked.candidates)


if __name__ == "__main__":
    raise SystemExit(main())
