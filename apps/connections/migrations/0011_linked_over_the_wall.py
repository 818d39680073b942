from django.db import migrations

from apps.core.definer import only_for_readers_of

# Who is to be read again where an operator allows a network: identifiers only, in their order.
FIND = """
CREATE FUNCTION connections_linked_on(of_network text, after uuid, most integer)
RETURNS TABLE (person_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.person_id, c.id FROM connections_connection c
    WHERE c.network = of_network AND c.state = 'active' AND c.id > after ORDER BY c.id LIMIT most
$$;
"""
NAME = "connections_linked_on(text, uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("connections", "0010_decisions")]

    operations = [
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(
            only_for_readers_of("connections_connection", NAME), migrations.RunSQL.noop
        ),
    ]
