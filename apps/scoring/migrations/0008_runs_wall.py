from django.db import migrations

from apps.core.definer import only_for_readers_of
from apps.core.walls import BuildWall, CompositeForeignKey, Wall

TENANT = ("organisation_id", "id")
SHARED = Wall(
    organisation="organisation_id", person="person_id", organisation_if="visible_until > now()"
)
# Whose scores a run goes through: identifiers and numbers only. Where a chunk of candidates, or of
# people, ends, and how many of them came up to there.
FUNCTIONS = """
CREATE FUNCTION scoring_cut_candidates(of_employer uuid, most integer)
RETURNS TABLE (employer uuid, last uuid, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT organisation_id, candidate_id, place FROM (
        SELECT organisation_id, candidate_id,
            row_number() OVER (PARTITION BY organisation_id ORDER BY candidate_id) AS place,
            count(*) OVER (PARTITION BY organisation_id) AS whole
        FROM scoring_standing
        WHERE score_id IS NOT NULL AND visible_until > now()
            AND (of_employer IS NULL OR organisation_id = of_employer)) numbered
    WHERE place % most = 0 OR place = whole ORDER BY 1, 2
$$;

CREATE FUNCTION scoring_cut_people(of_employer uuid, most integer)
RETURNS TABLE (last uuid, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person_id, place FROM (
        SELECT person_id, row_number() OVER (ORDER BY person_id) AS place,
            count(*) OVER () AS whole
        FROM (SELECT DISTINCT person_id FROM scoring_standing
            WHERE score_id IS NOT NULL AND visible_until > now()
                AND (of_employer IS NULL OR organisation_id = of_employer)) people) numbered
    WHERE place % most = 0 OR place = whole ORDER BY 1
$$;

CREATE FUNCTION scoring_people_between(of_employer uuid, after uuid, until uuid, most integer)
RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT person_id FROM scoring_standing
    WHERE score_id IS NOT NULL AND visible_until > now()
        AND (of_employer IS NULL OR organisation_id = of_employer)
        AND person_id > after AND person_id <= until
    ORDER BY 1 LIMIT most
$$;
"""
NAMES = (
    "scoring_cut_candidates(uuid, integer)",
    "scoring_cut_people(uuid, integer)",
    "scoring_people_between(uuid, uuid, uuid, integer)",
)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0007_runs")]

    operations = [
        BuildWall("scoring_shadowscore", SHARED),
        CompositeForeignKey(
            "scoring_shadowscore",
            ("organisation_id", "candidate_id"),
            "candidates_candidate",
            TENANT,
        ),
        # A worker may be writing while the score goes: then only the database sees both.
        CompositeForeignKey(
            "scoring_shadowscore",
            ("organisation_id", "score_id"),
            "scoring_score",
            TENANT,
            cascades=True,
        ),
        migrations.RunSQL(FUNCTIONS, f"DROP FUNCTION {', '.join(NAMES)}"),
        migrations.RunSQL(only_for_readers_of("scoring_standing", *NAMES), migrations.RunSQL.noop),
    ]
