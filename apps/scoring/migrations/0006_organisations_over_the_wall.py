from django.db import migrations

from apps.core.definer import only_for_readers_of

# Who has to know of a score model: identifiers only, in their order.
FIND = """
CREATE FUNCTION scoring_organisations(after uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT organisation_id FROM scoring_standing
    WHERE score_id IS NOT NULL AND visible_until > now() AND organisation_id > after
    ORDER BY 1 LIMIT most
$$;
"""
NAME = "scoring_organisations(uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("scoring", "0005_pin_prior_2")]

    operations = [
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("scoring_standing", NAME), migrations.RunSQL.noop),
    ]
