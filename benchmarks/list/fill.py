"""An employer with so many people in one opening, loaded by the database's owner."""

from __future__ import annotations

import psycopg

from benchmarks.wall import insert_into

type Link = psycopg.Connection[tuple[object, ...]]

# Most share; of them one in twenty is being read, one in twenty has too little to score.
SHARING, READING, LITTLE, PROVISIONAL = 90, 5, 10, 20
FIRST = (
    "'Ada','Bjørn','Chloé','Dele','Étienne','Freya','Jonas','Łukasz','Mireille','Noor','Özge',"
    "'Priya'"
)
LAST = "'Adeyemi','Baumgartner','Cabrera','Fauchard','Lindqvist','Müller','Okafor','Zieliński'"
NETWORKS = "ARRAY['x','youtube','wordpress']"


def employer(owner: Link, slug: str, people: int) -> None:
    """With a member called ``slug``, an opening, and people who were all invited to it."""
    values = {"slug": slug, "people": people, "email": f"{slug}@team.example"}
    for statement in _statements(owner):
        owner.execute(statement.encode(), values)


def _statements(owner: Link) -> list[str]:
    mine = "(SELECT id FROM organisations_organisation WHERE slug = %(slug)s)"
    member = "(SELECT id FROM accounts_user WHERE email = %(email)s)"
    opening = f"(SELECT id FROM candidates_opening WHERE organisation_id = {mine})"
    of_mine = {"organisation_id": mine}
    each = f"FROM candidates_candidate c WHERE c.organisation_id = {mine}"
    applied = {**of_mine, "candidate_id": "c.id", "opening_id": opening}
    statuses = "(ARRAY['new','new','new','in_review','in_review','interview','on_hold'])"
    return [
        insert_into(
            owner,
            "accounts_user",
            {"email": "%(email)s", "name": "%(slug)s", "is_active": "true"},
            "",
        ),
        insert_into(
            owner, "organisations_organisation", {"name": "%(slug)s", "slug": "%(slug)s"}, ""
        ),
        insert_into(
            owner,
            "organisations_membership",
            {**of_mine, "user_id": member, "role": "'recruiter'", "list_size": "50"},
            "",
        ),
        insert_into(
            owner,
            "candidates_opening",
            {**of_mine, "title": "'Community Manager'", "blind": "false"},
            "",
        ),
        insert_into(
            owner,
            "candidates_candidate",
            {
                **of_mine,
                "id": "gen_random_uuid()",
                "name": f"(ARRAY[{FIRST}])[1 + n %% 12] || ' ' || (ARRAY[{LAST}])[1 + n / 12 %% 8]"
                " || ' ' || n",
                "email": "'person' || n || '@people.example'",
                "place": "'Malmö'",
                "hidden_as": "''",
            },
            "FROM generate_series(1, %(people)s) n",
        ),
        insert_into(
            owner,
            "candidates_application",
            {**applied, "status": f"{statuses}[1 + (random() * 6)::int]"},
            each,
        ),
        insert_into(
            owner,
            "candidates_invitation",
            {**applied, "expires_at": "now() + interval '9 days'", "source": "'team'"},
            each,
        ),
        _standings(owner, mine, member),
    ]


def _standings(owner: Link, mine: str, member: str) -> str:
    known = f"d.dice > {LITTLE}"
    value = f"CASE WHEN {known} THEN 15 + (random() * 70)::int END"
    third = f"CASE WHEN {known} THEN (5 + random() * 25)::int END"
    state = (
        f"CASE WHEN d.dice <= {READING} THEN 'reading' WHEN d.dice <= {LITTLE} THEN 'too_little'"
        f" WHEN d.dice <= {PROVISIONAL} THEN 'provisional' ELSE 'scored' END"
    )
    values = {
        "organisation_id": mine,
        "candidate_id": "d.id",
        "person_id": member,
        "state": state,
        "value": value,
        "low": f"CASE WHEN {known} THEN 5 + (random() * 10)::int END",
        "high": f"CASE WHEN {known} THEN 20 + (random() * 80)::int END",
        "reach": third,
        "engagement": third,
        "network": third,
        "networks": f"({NETWORKS})[1 : 1 + (random() * 2)::int]",
        "computed_at": f"CASE WHEN d.dice > {READING}"
        " THEN now() - random() * interval '35 days' END",
        "visible_until": "now() + interval '60 days'",
    }
    people = (
        "FROM (SELECT c.id, 1 + (random() * 99)::int AS dice FROM candidates_candidate c"
        f" WHERE c.organisation_id = {mine} AND random() * 100 < {SHARING}) d"
    )
    return insert_into(owner, "scoring_standing", values, people)
