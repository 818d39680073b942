"""A million scores in a real database, made up in SQL: behind the real walls, with all indexes and
constraints. Keys rise with time as those of the application do, and a score lies up to a thousand
rows away from its neighbours', as it does where people are read and scored in the hours after they
agreed. (Where everybody was scored anew at a random hour, each row is a page of its own, and both
sides take longer, the bare one more so.)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from apps.scoring.engine.fingerprint import packed_amounts
from apps.scoring.engine.model import ScoreModel
from benchmarks.score.arrays import made_up
from benchmarks.wall import insert_into

type Link = psycopg.Connection[tuple[object, ...]]

EMPLOYERS = 5
SHAPES = 2_000  # different columns of amounts, dealt out to everybody
NEAR, LATER = 1_000, 7_919  # among so many, the n-th candidate is scored as number n * this
FILLED = ("accounts_user", "candidates_candidate", "scoring_score", "scoring_standing")
SOON = "now() + interval '60 days'"


def key(kind: int, number: str) -> str:
    """SQL of an identifier that rises with ``number``, as version 7 does."""
    return f"(lpad(to_hex({number}), 12, '0') || '7{kind:03d}a' || substr(md5(({number})::text), 1, 15))::uuid"  # fmt: skip  # noqa: E501


def prepare(owner: Link, model: ScoreModel) -> None:
    """The employers with one consent each, and amounts to deal out."""
    owner.execute("CREATE TEMPORARY TABLE shape (number int PRIMARY KEY, amounts bytea)")
    x = made_up(model, SHAPES)
    with owner.cursor() as cursor, cursor.copy("COPY shape FROM STDIN") as copying:
        for number in range(SHAPES):
            copying.write_row((number, packed_amounts(x[:, number])))
    for table, values, source in _employers():
        owner.execute(insert_into(owner, table, values, source).encode())
    owner.execute("ANALYZE shape")


def fill(owner: Link, model: ScoreModel, begin: int, end: int) -> None:
    """Candidates number ``begin`` to ``end``, dealt out to the employers, each with a person, a
    score and a standing."""
    with without_checks(owner):
        for table, values, source in _people(model, begin, end):
            owner.execute(insert_into(owner, table, values, source).encode())
    owner.execute("VACUUM ANALYZE")


def _employers() -> Iterator[tuple[str, dict[str, str], str]]:
    one = "FROM organisations_organisation o"
    named = {"id": key(1, "n"), "name": "'Employer ' || n", "slug": "'employer-' || n"}
    yield "organisations_organisation", named, f"FROM generate_series(0, {EMPLOYERS - 1}) n"
    somebody = {"id": key(2, "0"), "email": "'somebody@people.example'"}
    yield "accounts_user", somebody, ""
    yield "candidates_opening", {"organisation_id": "o.id"}, one
    yield (
        "candidates_candidate",
        {"organisation_id": "o.id", "name": "'First'", "email": "'first@people.example'"},
        one,
    )
    of = f"{one} JOIN candidates_candidate c ON c.organisation_id = o.id"
    yield (
        "candidates_invitation",
        {
            "organisation_id": "o.id",
            "candidate_id": "c.id",
            "opening_id": "p.id",
            "expires_at": SOON,
        },
        f"{of} JOIN candidates_opening p ON p.organisation_id = o.id",
    )
    yield (
        "candidates_consent",
        {
            "organisation_id": "o.id",
            "candidate_id": "c.id",
            "invitation_id": "i.id",
            "person_id": key(2, "0"),
            "networks": "ARRAY['x']",
            "granted_at": "now()",
            "expires_at": SOON,
        },
        f"{of} JOIN candidates_invitation i ON i.candidate_id = c.id",
    )


def _people(model: ScoreModel, begin: int, end: int) -> Iterator[tuple[str, dict[str, str], str]]:
    numbers = f"FROM generate_series({begin + 1}, {end}) n"
    employer = key(1, f"n % {EMPLOYERS}")
    yield "accounts_user", {"id": key(2, "n"), "email": "n || '@people.example'"}, numbers
    of = {"organisation_id": employer}
    person = {"person_id": key(2, "n")}
    candidate = {"id": key(3, "n"), "name": "'Person ' || n", "email": "n || '@people.example'"}
    yield "candidates_candidate", {**of, **person, **candidate}, numbers
    place = f"(n / {NEAR} * {NEAR} + n::bigint * {LATER} % {NEAR})"
    shown = {
        **of,
        **person,
        "candidate_id": key(3, "n"),
        "state": "'scored'",
        "value": "50",
        "low": "40",
        "high": "60",
        "reach": "20",
        "engagement": "20",
        "network": "10",
        "visible_until": SOON,
        "computed_at": "now()",
    }
    score = {
        **shown,
        "id": key(4, place),
        "consent_id": "c.id",
        "model_version": f"'{model.version}'",
        "inputs_digest": "md5(n::text) || md5((-n)::text)",
        "draws": "decode(repeat(md5(n::text), 50), 'hex')",
        "amounts": "s.amounts",
    }
    joined = (
        f"{numbers} JOIN candidates_consent c ON c.organisation_id = {employer}"
        f" JOIN shape s ON s.number = n % {SHAPES} ORDER BY {place}"
    )
    yield "scoring_score", score, joined
    yield "scoring_standing", {**shown, "id": key(5, "n"), "score_id": key(4, place)}, numbers


@contextmanager
def without_checks(owner: Link) -> Iterator[None]:
    """References are checked once at the end instead of row by row."""
    found = owner.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [[*FILLED]],
    ).fetchall()
    for table, name, _ in found:
        owner.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'.encode())
    yield
    for table, name, definition in found:
        owner.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'.encode())
