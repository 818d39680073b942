from django.db import migrations

from apps.core.definer import only_for_readers_of

# Whose doors are to be opened where keys are rotated: identifiers only, in their order.
FIND = """
CREATE FUNCTION connections_people_with_secrets(after uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person_id FROM connections_connection WHERE person_id > after
    UNION SELECT person_id FROM connections_revocation WHERE person_id > after
    ORDER BY 1 LIMIT most
$$;
"""
NAME = "connections_people_with_secrets(uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("connections", "0008_baselines")]

    operations = [
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(
            only_for_readers_of("connections_connection", NAME), migrations.RunSQL.noop
        ),
    ]
