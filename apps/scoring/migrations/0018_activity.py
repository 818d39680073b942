from django.db import migrations

from apps.core.definer import only_for_readers_of

# How much happened, never to whom: counts by quarter of an hour. ``since`` is the least identifier
# of that time, so that an index finds the rows.
INSTALLATION = """
CREATE FUNCTION scoring_activity_of_installation(begins timestamptz, since uuid)
RETURNS TABLE (what text, network text, code text, at timestamptz, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.what, e.network, e.code, date_bin('15 minutes', e.at, 'epoch'), count(*)
    FROM (
        SELECT 'invitations' AS what, '' AS network, '' AS code, created_at AS at
        FROM candidates_invitation WHERE id >= since
        UNION ALL
        SELECT 'consents', '', '', granted_at FROM candidates_consent WHERE id >= since
        UNION ALL
        SELECT CASE f.state WHEN 'failed' THEN 'failures' ELSE 'fetches' END,
            c.network, f.error_code, f.finished_at
        FROM connections_fetch f JOIN connections_connection c ON c.id = f.connection_id
        WHERE f.id >= since AND f.state IN ('done', 'failed')
        UNION ALL
        SELECT 'scores', '', '', computed_at FROM scoring_score
        WHERE id >= since AND value IS NOT NULL
    ) e
    WHERE e.at >= begins GROUP BY 1, 2, 3, 4
$$;
"""
# Of the organisation whose scope is open: readings of accounts that are shared with it now.
SHARED = """
CREATE FUNCTION scoring_fetches_shared(begins timestamptz, since uuid)
RETURNS TABLE (what text, network text, code text, at timestamptz, many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE f.state WHEN 'failed' THEN 'failures' ELSE 'fetches' END,
        c.network, f.error_code, date_bin('15 minutes', f.finished_at, 'epoch'), count(*)
    FROM connections_fetch f JOIN connections_connection c ON c.id = f.connection_id
    WHERE f.id >= since AND f.finished_at >= begins AND f.state IN ('done', 'failed')
      AND EXISTS (
        SELECT 1 FROM candidates_consent s
        WHERE s.organisation_id = nullif(current_setting('app.organisation_id', true), '')::uuid
          AND s.person_id = f.person_id AND s.granted_at <= f.finished_at
          AND c.network = ANY (candidates_consent_networks(s.id)))
    GROUP BY 1, 2, 3, 4
$$;
"""
NAMES = (
    "scoring_activity_of_installation(timestamptz, uuid)",
    "scoring_fetches_shared(timestamptz, uuid)",
)


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0017_what_is_hidden_goes_too"),
        ("connections", "0014_followers_wall"),
    ]

    operations = [
        migrations.RunSQL(INSTALLATION, f"DROP FUNCTION {NAMES[0]}"),
        migrations.RunSQL(SHARED, f"DROP FUNCTION {NAMES[1]}"),
        migrations.RunSQL(only_for_readers_of("connections_fetch", *NAMES), migrations.RunSQL.noop),
    ]
