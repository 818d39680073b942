from django.db import migrations

from apps.core.definer import only_for_readers_of

# Asked with each page: one round trip, and a plan that is made once a session. It sees what the one
# who asks may see. The lock comes first, so that what its last holder did is seen.
CONFIRM = """
CREATE FUNCTION connections_confirm(
    lock text, of_fetch uuid, by_claim uuid, open_states text[], of_person uuid, of_network text
) RETURNS TABLE (is_ours boolean, is_covered boolean)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(lock, 0));
    RETURN QUERY SELECT
        EXISTS (
            SELECT FROM connections_fetch
            WHERE id = of_fetch AND claim = by_claim AND state = ANY(open_states)),
        EXISTS (
            SELECT FROM candidates_consent
            WHERE person_id = of_person AND of_network = ANY(candidates_consent_networks(id)));
END
$$;
"""
NAME = "connections_confirm(text, uuid, uuid, text[], uuid, text)"


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0007_functions_for_the_application"),
        ("connections", "0011_linked_over_the_wall"),
    ]

    operations = [
        migrations.RunSQL(CONFIRM, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("connections_fetch", NAME), migrations.RunSQL.noop),
    ]
