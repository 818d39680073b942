from django.db import migrations

# In the first version "network" inside the inner query meant the withdrawal's own column, so that
# taking back one network took back all.
NETWORKS = """
CREATE OR REPLACE FUNCTION candidates_consent_networks(consent uuid) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT array_agg(granted.name ORDER BY granted.name)
         FROM candidates_consent c, unnest(c.networks) AS granted(name)
         WHERE c.id = consent AND c.expires_at > now() AND NOT EXISTS (
            SELECT 1 FROM candidates_withdrawal w
            WHERE w.consent_id = c.id AND w.network IN ('', granted.name::text))),
        '{}'::text[])
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("candidates", "0004_fix_weights")]

    operations = [migrations.RunSQL(NETWORKS, migrations.RunSQL.noop)]
