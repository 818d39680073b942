from django.db import migrations

from apps.core.definer import only_for_readers_of

# Whose doors are to be opened where keys are rotated: identifiers only, in their order.
FIND = """
CREATE FUNCTION integrations_organisations_with_secrets(after uuid, most integer)
RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT organisation_id FROM integrations_endpoint WHERE organisation_id > after
    ORDER BY 1 LIMIT most
$$;
"""
NAME = "integrations_organisations_with_secrets(uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("integrations", "0006_order_is_the_persons_to_read")]

    operations = [
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(
            only_for_readers_of("integrations_endpoint", NAME), migrations.RunSQL.noop
        ),
    ]
