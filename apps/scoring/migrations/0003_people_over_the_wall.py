from django.db import migrations

from apps.core.definer import only_for_readers_of

# Whose scores have to lose a network that an operator refused: identifiers only, in their order.
FIND = """
CREATE FUNCTION scoring_people_on(of_network text, after uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT person_id FROM scoring_score
    WHERE networks @> ARRAY[of_network]::varchar[] AND person_id > after ORDER BY 1 LIMIT most
$$;
"""
NAME = "scoring_people_on(text, uuid, integer)"


class Migration(migrations.Migration):
    dependencies = [("scoring", "0002_wall")]

    operations = [
        migrations.RunSQL(FIND, f"DROP FUNCTION {NAME}"),
        migrations.RunSQL(only_for_readers_of("scoring_score", NAME), migrations.RunSQL.noop),
    ]
