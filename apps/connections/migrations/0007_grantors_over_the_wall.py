from django.db import migrations

from apps.core.definer import only_for_readers_of

# Revoking ends all that a network's user allowed us: would that cut off an account that is linked
# here, whoever's it is? Or does a younger revocation, perhaps of a login that is going on, end it
# anyway? Nothing but yes or no comes out.
IS_NEEDED = """
CREATE FUNCTION connections_grant_is_needed(of_network text, grantor text, revocation uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM connections_connection c
        WHERE c.network = of_network AND c.grantor_key = grantor AND c.state = 'active'
    ) OR EXISTS (
        SELECT 1 FROM connections_revocation r
        WHERE r.network = of_network AND r.grantor_key = grantor AND r.id > revocation
    )
$$;
"""
# A network names its user who took everything back: whose doors are to be opened. Identifiers only.
OF_GRANTOR = """
CREATE FUNCTION connections_of_grantor(of_network text, grantor text)
RETURNS TABLE (person_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.person_id, c.id FROM connections_connection c
    WHERE c.network = of_network AND c.grantor_key = grantor AND grantor <> ''
    ORDER BY c.person_id, c.id
$$;
"""
NAMES = (
    "connections_grant_is_needed(text, text, uuid)",
    "connections_of_grantor(text, text)",
)


class Migration(migrations.Migration):
    dependencies = [("connections", "0006_grantors_of_old_connections")]

    operations = [
        migrations.RunSQL(IS_NEEDED, f"DROP FUNCTION {NAMES[0]}"),
        migrations.RunSQL(OF_GRANTOR, f"DROP FUNCTION {NAMES[1]}"),
        migrations.RunSQL(
            only_for_readers_of("connections_connection", *NAMES), migrations.RunSQL.noop
        ),
    ]
