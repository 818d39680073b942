from django.db import migrations

# Who is made up counts neither in what happened in the installation nor in what a release of a
# score model would change; only a run for that one organisation goes through them.
MADE_UP = "SELECT id FROM organisations_organisation WHERE test_of IS NOT NULL"
INSTALLATION = """
CREATE OR REPLACE FUNCTION scoring_activity_of_installation(begins timestamptz, since uuid)
RETURNS TABLE (what text, network text, code text, at timestamptz, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.what, e.network, e.code, date_bin('15 minutes', e.at, 'epoch'), count(*)
    FROM (
        SELECT 'invitations' AS what, '' AS network, '' AS code, created_at AS at
        FROM candidates_invitation WHERE id >= since {left_out}
        UNION ALL
        SELECT 'consents', '', '', granted_at FROM candidates_consent WHERE id >= since {left_out}
        UNION ALL
        SELECT CASE f.state WHEN 'failed' THEN 'failures' ELSE 'fetches' END,
            c.network, f.error_code, f.finished_at
        FROM connections_fetch f JOIN connections_connection c ON c.id = f.connection_id
        WHERE f.id >= since AND f.state IN ('done', 'failed')
        UNION ALL
        SELECT 'scores', '', '', computed_at FROM scoring_score
        WHERE id >= since AND value IS NOT NULL {left_out}
    ) e
    WHERE e.at >= begins GROUP BY 1, 2, 3, 4
$$;
"""
CUT = """
CREATE OR REPLACE FUNCTION scoring_cut_candidates(of_employer uuid, most integer)
RETURNS TABLE (employer uuid, last uuid, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT organisation_id, candidate_id, place FROM (
        SELECT organisation_id, candidate_id,
            row_number() OVER (PARTITION BY organisation_id ORDER BY candidate_id) AS place,
            count(*) OVER (PARTITION BY organisation_id) AS whole
        FROM scoring_standing
        WHERE score_id IS NOT NULL AND visible_until > now()
            AND (of_employer IS NULL {left_out} OR organisation_id = of_employer)) numbered
    WHERE place % most = 0 OR place = whole ORDER BY 1, 2
$$;
"""


def leaving_out(condition: str) -> str:
    return "".join(sql.replace("{left_out}", condition) for sql in (INSTALLATION, CUT))


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0019_contest_mail_claim"),
        ("organisations", "0009_announcements"),
    ]

    operations = [
        migrations.RunSQL(leaving_out(f"AND organisation_id NOT IN ({MADE_UP})"), leaving_out("")),
    ]
